"""`rules site`: written where it is asked, and told where it begins."""

from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_the_site_is_written_and_told_of(
    run: Run, checkout: Path, tmp_path: Path
) -> None:
    out = tmp_path / "deep" / "site"
    book = str(checkout / "examples" / "library-card")
    words = ("--rulebook", book, "--on", "2024-05-02", "--lang", "en")
    told = run("rules", "site", "--out", str(out), *words)
    assert (told.exit_code, told.stdout) == (0, "")
    assert "3 measures" in told.stderr
    assert str(out / "index.html") in " ".join(told.stderr.split())
    assert (out / "en" / "library-card.html").is_file()


def test_a_folder_that_is_a_file_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "site"
    file.touch()
    told = run("rules", "site", "--out", str(file), "--lang", "en")
    assert told.exit_code == 2
    assert str(file) in told.stderr
    assert run("rules", "site", "--lang", "en").exit_code == 2

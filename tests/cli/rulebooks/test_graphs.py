"""`rules graph`: pictures on stdout and in files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
BOOK = "examples/library-card"
ON = ("--on", "2024-05-02", "--rulebook", BOOK, "--lang", "en")
PUPIL = f"{BOOK}/profiles/pupil.yaml"


@pytest.fixture(autouse=True)
def here(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)


def test_a_tree_is_printed_as_svg_or_as_mermaid(run: Run) -> None:
    told = run("rules", "graph", "library-card", *ON)
    assert told.exit_code == 0
    assert told.stdout.startswith("<svg ")
    told = run("rules", "graph", "library-card", "--format", "mermaid", *ON)
    assert "\nflowchart LR\n" in told.stdout
    assert ":::" not in told.stdout
    words = ("--format", "mermaid", "--profile", PUPIL)
    told = run("rules", "graph", "library-card", *words, *ON)
    assert ":::met" in told.stdout


def test_the_ending_of_a_file_says_which_kind(run: Run, tmp_path: Path) -> None:
    for name, begins in (("map.svg", "<svg "), ("map.mmd", "---\n")):
        out = tmp_path / name
        told = run("rules", "graph", "--out", str(out), *ON)
        assert (told.exit_code, told.stdout) == (0, "")
        assert str(out) in told.stderr
        assert out.read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--out", "map.pdf"), "No picture is drawn as .pdf", 2),
        (("--format", "png"), "No picture is drawn as png", 2),
        (("nope",), "nope", 2),
        (("book-money", "--on", "2020-05-02"), "has no conditions on 2020-05-02", 2),
        (("--profile", "missing.yaml"), "There is no such file", 3),
        (("--out", "nowhere/map.svg"), "There is no folder", 2),
    ],
)
def test_what_cannot_be_drawn_is_told(
    words: tuple[str, ...], said: str, code: int, run: Run
) -> None:
    told = run("rules", "graph", *ON, *words)
    assert said in told.stderr
    assert told.exit_code == code

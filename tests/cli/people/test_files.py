"""`screen --report` and `--letters`: the files, and what is said of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.caseloads import PEOPLE, rulebook

Run = Callable[..., Result]


@pytest.fixture
def screen(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Screen a small table, from its folder."""
    (tmp_path / "town").mkdir()
    rulebook(tmp_path / "town")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def screening(*arguments: str) -> Result:
        day = ("--rulebook", "town", "--on", "2021-07-27", "--lang", "en")
        return run("screen", "people.csv", "--out", "d.csv", *day, *arguments)

    return screening


@pytest.mark.parametrize("ending", ["html", "pdf", "xlsx"])
def test_a_report_is_written_and_named(
    screen: Callable[..., Result], tmp_path: Path, ending: str
) -> None:
    result = screen("--report", f"report.{ending}", "--label", "name", "--by", "town")
    if ending == "pdf" and result.exit_code:
        pytest.skip("the font of a PDF is not installed")
    assert result.exit_code == 0
    last = f"Closing within 90 days: 3 rows, listed in report.{ending}"
    assert result.stdout.splitlines()[-1] == last
    assert f"The report is in report.{ending}" in result.stderr
    assert (tmp_path / f"report.{ending}").stat().st_mode & 0o777 == 0o600


def test_letters_are_written_and_counted(
    screen: Callable[..., Result], tmp_path: Path
) -> None:
    result = screen("--letters", "letters")
    assert result.exit_code == 0
    assert "6 letters are in letters" in result.stderr
    assert len(list((tmp_path / "letters").iterdir())) == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--report", "report.doc"), "ends in .html, .pdf, .xlsx"),
        (("--report", "people.csv"), "ends in .html, .pdf, .xlsx"),
        (("--report", "absent/report.html"), "no folder"),
        (("--label", "name"), "--label needs --report"),
        (("--report", "r.html", "--label", "lives"), "no column"),
        (("--letters", "town"), "not empty"),
        (("--by", "twon"), "no column"),
    ],
)
def test_what_cannot_be_is_said_before_any_work(
    screen: Callable[..., Result],
    tmp_path: Path,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    result = screen(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "d.csv").exists()


def test_the_report_may_not_take_the_place_of_the_decisions(
    screen: Callable[..., Result],
) -> None:
    result = screen("--report", "d.xlsx", "--out", "d.xlsx")
    assert result.exit_code == 2


def test_no_block_of_questions_where_none_were_looked_for(
    screen: Callable[..., Result],
) -> None:
    result = screen("--columns", "status", "--report", "r.html")
    assert result.exit_code == 0
    assert "Most worth asking for" not in result.stdout
    assert "Most worth asking for" in screen("--report", "r.html").stdout

"""Files beside the answer: written where asked, for their owner, or refused at once."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

DAY = ("--on", "2021-07-27")
Run = Callable[..., Result]
Sit = Callable[..., Any]


def test_a_report_is_written_beside_the_answer(
    run: Run, graduate: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.html"
    result = run("check", graduate, *DAY, "--report", str(file))
    assert result.exit_code == 0
    assert result.stdout == run("check", graduate, *DAY).stdout
    assert str(file) in result.stderr
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["plan.html"]


def test_it_speaks_the_language_asked_for(
    run: Run, graduate: str, tmp_path: Path
) -> None:
    file = tmp_path / "PLAN.HTML"
    result = run("check", graduate, *DAY, "--report", str(file), "--lang", "en")
    assert f"The report is in {file}." in result.stderr
    assert '<html lang="en">' in file.read_text(encoding="utf-8")


def test_it_holds_the_measures_picked(run: Run, graduate: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    picked = ("--measure", "home-premises")
    run("check", graduate, *DAY, *picked, "--report", str(file))
    text = file.read_text(encoding="utf-8")
    assert 'id="home-premises"' in text
    assert 'id="startup-grant"' not in text


def test_the_appendix_is_there_for_whoever_asks(
    run: Run, graduate: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.html"
    for option, there in ((), False), (("--appendix",), True):
        run("check", graduate, *DAY, "--report", str(file), *option)
        assert ('id="appendix"' in file.read_text(encoding="utf-8")) is there


def test_an_appendix_to_nothing_is_refused(run: Run, graduate: str) -> None:
    result = run("check", graduate, *DAY, "--appendix")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "--report" in result.stderr


def test_json_stays_json(run: Run, graduate: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    result = run("check", graduate, *DAY, "--json", "--report", str(file))
    assert result.stdout == run("check", graduate, *DAY, "--json").stdout
    assert file.exists()


def test_a_calendar_is_written_where_there_is_a_day_to_remember(
    run: Run, graduate: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.ics"
    result = run("check", graduate, *DAY, "--calendar", str(file))
    assert result.exit_code == 0
    assert str(file) in result.stderr
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_a_day_to_remember_no_calendar_is_written(
    run: Run, graduate: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.ics"
    asked = ("--measure", "public-employment-services")
    result = run("check", graduate, *DAY, *asked, "--calendar", str(file))
    assert result.exit_code == 0
    assert "没有要记住的日子" in result.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    ("option", "name", "endings"),
    [
        ("--report", "plan.docx", (".html", ".pdf")),
        ("--report", "plan", (".html", ".pdf")),
        ("--report", "plan.ics", (".html", ".pdf")),
        ("--calendar", "plan.html", (".ics",)),
    ],
)
def test_another_ending_is_refused(
    run: Run, graduate: str, option: str, name: str, endings: tuple[str, ...]
) -> None:
    result = run("check", graduate, *DAY, option, name)
    assert result.exit_code == 2
    assert result.stdout == ""
    for ending in endings:
        assert ending in result.stderr


@pytest.mark.parametrize("option", ["--report", "--calendar"])
def test_a_place_that_cannot_be_written_is_told_before_any_question(
    run: Run, tmp_path: Path, option: str
) -> None:
    ending = {"--report": "html", "--calendar": "ics"}[option]
    (tmp_path / f"folder.{ending}").mkdir()
    for name in (tmp_path / f"folder.{ending}", tmp_path / "no" / f"plan.{ending}"):
        result = run("check", option, str(name))
        assert result.exit_code == 2
        assert str(name.parent) in result.stderr
        assert "me.yaml" not in result.stderr


@pytest.mark.parametrize(
    ("option", "name", "library"),
    [
        ("--report", "plan.html", "jinja2"),
        ("--report", "plan.pdf", "typst"),
        ("--calendar", "plan.ics", "icalendar"),
    ],
)
def test_without_its_library_a_file_is_refused_in_a_sentence(  # noqa: PLR0913, PLR0917 - a file and its library
    run: Run,
    graduate: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: str,
    name: str,
    library: str,
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = run("check", graduate, *DAY, option, str(tmp_path / name))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert library in result.stderr
    assert "pip install 'eligibility[report]'" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_interview_ends_in_a_report(sit_before: Sit, tmp_path: Path) -> None:
    picked = ("--measure", "public-employment-services", "--lang", "en")
    screen = sit_before("check", *DAY, *picked, "--report", "plan.html")
    screen.wait_for("save and leave")
    screen.press("2\r")
    screen.wait_for("The report is in plan.html.")
    screen.wait_for("To leave, Enter")
    screen.press("\n")
    screen.wait_for("n for none")
    screen.press("n\n")
    assert screen.end() == 0
    text = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "Nothing to do with you (1)" in text
    assert "Free help in finding work" in text

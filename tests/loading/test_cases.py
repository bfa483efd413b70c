"""A slip in a case is told with its place, before any case is tried."""

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eligibility import Rulebook, RulebookError
from tests.edited import BASE

INVALID_RULEBOOK = 4
CASES = """\
measure: allowance
cases:
  - id: of-age
    why: {zh: 满年龄, en: Of age}
    on: 2021-07-27
    with: {born: 1990-01-01, city: port}
    expect: eligible
    missing: [city]
    conditions: {at-port: true}
"""
FILE = "cases/allowance.yaml"


def book(folder: Path, cases: str | None) -> Path:
    """The base, with these cases."""
    whole = Path(shutil.copytree(BASE, folder / "book"))
    (whole / "cases").mkdir(exist_ok=True)
    if cases is not None:
        (whole / FILE).write_text(cases, encoding="utf-8")
    return whole


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "hint"),
    [
        ("on: 2021-07-27", "on: 2019-12-31", "out-of-range", "5:9", None),
        ("[city]", "[town]", "unknown-fact", "8:15", "born"),
        ("[city]", "[ciy]", "unknown-fact", "8:15", "city"),
        ("{at-port:", "{at-prt:", "unknown-condition", "9:18", "at-port"),
        ("city: port", "city: prt", None, "6:36", "port"),
        ("born: 1990-01-01", "born: soon", None, "6:18", None),
    ],
)
def test_a_slip_in_a_case_is_told_where_it_stands(  # noqa: PLR0913 - a table's columns
    command: typer.Typer,
    tmp_path: Path,
    *,
    old: str,
    new: str,
    code: str | None,
    at: str,
    hint: str | None,
) -> None:
    assert CASES.count(old) == 1
    folder = book(tmp_path, CASES.replace(old, new))
    words = ["rules", "check", str(folder), "--json"]
    result = CliRunner().invoke(command, words)
    assert result.exit_code == INVALID_RULEBOOK, result.output
    (fault,) = json.loads(result.stdout)["faults"]
    assert f"{fault['line']}:{fault['column']}" == at
    assert fault["file"].endswith(FILE)
    assert code in {None, fault["code"]}
    assert hint is None or hint in fault["hint"]["en"]


def test_a_day_after_the_last_is_refused(tmp_path: Path) -> None:
    whole = book(tmp_path, CASES)
    head = whole / "rulebook.yaml"
    text = head.read_text("utf-8")
    head.write_text(f"{text}last_day: 2021-07-27\n", encoding="utf-8")
    assert len(Rulebook.load(str(whole)).cases) == 1
    head.write_text(f"{text}last_day: 2021-07-26\n", encoding="utf-8")
    with pytest.raises(RulebookError) as error:
        _ = Rulebook.load(str(whole)).cases
    assert [fault.code for fault in error.value.faults] == ["out-of-range"]


def test_without_cases_nothing_has_been_tried(
    command: typer.Typer, tmp_path: Path
) -> None:
    folder = book(tmp_path, None)
    result = CliRunner().invoke(command, ["rules", "test", str(folder), "--lang", "en"])
    assert result.exit_code == INVALID_RULEBOOK
    assert result.stdout == ""
    assert "has no cases, so nothing was tried" in result.stderr
    plain = CliRunner().invoke(command, ["rules", "test", str(folder), "--json"])
    assert plain.exit_code == INVALID_RULEBOOK
    assert json.loads(plain.stdout)["cases"] == 0

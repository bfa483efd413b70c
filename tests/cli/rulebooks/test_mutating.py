"""`rules mutate`: which changes of the rules no case notices."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import Result

from tests.edited import BASE

Run = Callable[..., Result]
CASES = """\
measure: allowance
cases:
  - {id: in, why: {zh: 符合, en: In}, on: 2020-01-01, with: {born: 2004-01-01, city: port}, expect: eligible}
  - {id: young, why: {zh: 太小, en: Young}, on: 2020-01-01, with: {born: 2004-01-02, city: port}, expect: ineligible}
"""
ELSEWHERE = """\
  - {id: elsewhere, why: {zh: 外地, en: Elsewhere}, on: 2020-01-01, with: {born: 2004-01-01, city: hill}, expect: ineligible}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    place = Path(copytree(BASE, tmp_path / "book"))
    (place / "cases").mkdir()
    (place / "cases" / "allowance.yaml").write_text(CASES + ELSEWHERE, "utf-8")
    return place


def test_survivors_are_listed_with_place_and_leave_1(run: Run, book: Path) -> None:
    (book / "cases" / "allowance.yaml").write_text(CASES, "utf-8")
    result = run("rules", "mutate", "--rulebook", str(book), "--lang", "en")
    assert result.exit_code == 1
    told = " ".join(result.stdout.split())
    assert 'condition "at-port" is left out' in told
    place = "measures/allowance.yaml:12:11:"
    assert place in "".join(result.stdout.split())
    assert "conditions dropped" in told


def test_where_all_are_killed_it_leaves_0(run: Run, book: Path) -> None:
    words = ("rules", "mutate", "allowance", "--rulebook", str(book))
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stdout
    found = json.loads(result.stdout)
    assert found["survivors"] == []
    assert found["score"] == 1
    whole = sum(found[key] for key in ("killed", "survived", "equivalent", "invalid"))
    assert whole == found["mutants"] > 8
    assert found["kinds"]["dropped"]["killed"] == 2
    assert "100 %" in run(*words).stdout


def test_a_sample_is_so_many(run: Run, book: Path) -> None:
    words = ("rules", "mutate", "--rulebook", str(book), "--sample", "3", "--json")
    assert json.loads(run(*words).stdout)["mutants"] == 3


def test_an_unknown_measure_is_refused(run: Run, book: Path) -> None:
    result = run("rules", "mutate", "alowance", "--rulebook", str(book))
    assert result.exit_code == 2
    assert "alowance" in result.stderr


def test_unconfirmed_cases_are_said_not_to_be_tried(run: Run, book: Path) -> None:
    wrong = ELSEWHERE.replace(
        "expect: ineligible", "expect: eligible, confirmed: false"
    )
    (book / "cases" / "allowance.yaml").write_text(CASES + wrong, "utf-8")
    result = run("rules", "test", str(book), "--lang", "en")
    assert result.exit_code == 0
    assert "Not confirmed, not tried" in result.stdout
    found = json.loads(run("rules", "test", str(book), "--json").stdout)
    assert (found["cases"], found["passed"], found["unconfirmed"]) == (2, 2, 1)

"""`rules cases`: pairs of cases, proposed into a file of their own."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import Result

from eligibility import Rulebook
from tests.edited import BASE

Run = Callable[..., Result]
ONE = """\
measure: allowance
cases:
  - {id: in, why: {zh: 符合, en: In}, on: 2021-07-27, with: {born: 1990-01-01, city: port}, expect: eligible}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    place = Path(copytree(BASE, tmp_path / "book"))
    (place / "cases").mkdir()
    (place / "cases" / "allowance.yaml").write_text(ONE, encoding="utf-8")
    return place


def test_pairs_are_written_to_a_new_file_and_never_over_one(
    run: Run, book: Path
) -> None:
    file = book / "cases" / "pairs.yaml"
    words = ("rules", "cases", "allowance", "--rulebook", str(book))
    result = run(*words, "--write", str(file), "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "Pairs proposed: 2" in result.stderr
    cases = Rulebook.load(str(book)).cases
    assert [case.confirmed for case in cases] == [True, False, False, False, False]
    again = run(*words, "--write", str(file))
    assert again.exit_code == 2
    assert "不会覆盖" in again.stderr


def test_without_a_file_they_are_printed(run: Run, book: Path) -> None:
    result = run("rules", "cases", "allowance", "--rulebook", str(book))
    assert result.exit_code == 0
    assert result.stdout.count("confirmed: false") == 4


def test_coverage_names_tests_without_a_pair(run: Run, book: Path) -> None:
    words = ("rules", "coverage", "--rulebook", str(book), "--lang", "en")
    told = " ".join(run(*words).stdout.split())
    assert "Tests with a pair of cases: 0/2" in told
    assert "Used by a case: 1/1" in told

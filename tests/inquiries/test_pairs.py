"""Pairs are proposed for tests that have none, and count only once confirmed."""

from pathlib import Path

from eligibility import Rulebook
from eligibility.inquiries.coverage import coverage
from eligibility.inquiries.pairs import proposals, written
from tests.edited import loaded

ONE = """\
measure: allowance
cases:
  - id: in
    why: {zh: 符合, en: In}
    on: 2021-07-27
    with: {born: 1990-01-01, city: port}
    expect: eligible
"""


def book(folder: Path, cases: str = ONE) -> Rulebook:
    found = loaded(folder, {})
    (found.folder / "cases").mkdir()
    (found.folder / "cases" / "allowance.yaml").write_text(cases, encoding="utf-8")
    return Rulebook.load(str(found.folder))


def test_each_test_without_a_pair_is_proposed_one(tmp_path: Path) -> None:
    found = proposals("allowance", book(tmp_path))
    assert found.without == ()
    assert [(pair.test.id, pair.fact) for pair in found.pairs] == [
        ("of-age", "born"),
        ("at-port", "city"),
    ]
    # The eldest of those who are not old enough.
    assert found.pairs[0].value == "2005-07-28"
    assert found.pairs[1].value in {"hill", "plain"}


def test_what_is_proposed_counts_once_it_is_confirmed(tmp_path: Path) -> None:
    one = book(tmp_path)
    text = written("allowance", proposals("allowance", one))
    assert text.count("confirmed: false") == 4
    file = one.folder / "cases" / "pairs.yaml"
    file.write_text(text, encoding="utf-8")
    (waiting,) = coverage(Rulebook.load(str(one.folder))).measures
    assert (waiting.pairs.shown, waiting.waiting) == (0, 4)
    file.write_text(text.replace("    confirmed: false\n", ""), encoding="utf-8")
    again = Rulebook.load(str(one.folder))
    (confirmed,) = coverage(again).measures
    assert (confirmed.pairs.shown, confirmed.waiting) == (2, 0)
    assert proposals("allowance", again).pairs == ()


def test_without_anybody_to_begin_from_the_tests_are_named(tmp_path: Path) -> None:
    unknown = ONE.replace("born: 1990-01-01, city: port", "").replace(
        "expect: eligible", "expect: undetermined"
    )
    found = proposals("allowance", book(tmp_path, unknown))
    assert found.pairs == ()
    assert len(found.without) == 2

"""What confirmed cases have shown: tests, pairs, amounts, cautions, rows by period."""

from pathlib import Path

import pytest

from eligibility import Rulebook
from eligibility.inquiries.coverage import Coverage, coverage
from tests.edited import HEAD, VERSION, loaded

SUM = """\
least_age:
  title: {zh: 最小年龄, en: Least age}
  type: integer
  values:
    - {from: 2020-01-01, value: 16, cite: [{source: law, at: 第一条}]}
    - {from: 2022-01-01, value: 18, cite: [{source: law, at: 第一条}]}
sum:
  title: {zh: 金额, en: Sum}
  type: money
  by: [city]
  values:
    - from: 2020-01-01
      rows: [{when: {city: port}, value: 50}, {value: 40}]
      cite: [{source: law, at: 第一条}]
unused:
  title: {zh: 没人用, en: Unused}
  type: integer
  values: [{from: 2020-01-01, value: 1, cite: [{source: law, at: 第一条}]}]
"""
MEASURE = """\
    requires:
      all:
        - use: of-age
        - id: at-port
          text: {zh: 在港市, en: At the port}
          test: city == "port"
    cautions:
      - {kind: remark, when: {test: student == true}, text: {zh: 在读另说, en: Students apart}}
      - {kind: remark, text: {zh: 每次都说, en: Always}}
    gives: {text: {zh: 钱, en: Money}, amount: sum, per: once}
"""
CASES = "measure: allowance\ncases:\n"
IN = "{born: 1990-01-01, city: port, student: true}"
YES = f"expect: eligible, on: 2021-01-01, with: {IN}"
NO = f"expect: ineligible, on: 2021-01-01, with: {IN.replace('port', 'hill')}"


def shown(folder: Path, *cases: str) -> Coverage:
    files = {
        "measures/allowance.yaml": HEAD + VERSION + MEASURE,
        "parameters.yaml": SUM,
    }
    book = loaded(folder, files)
    (book.folder / "cases").mkdir()
    lines = [
        f"  - {{id: case-{n}, why: {{zh: 例, en: One}}, {one}}}\n"
        for n, one in enumerate(cases)
    ]
    text = CASES + "".join(lines) if lines else CASES + "  []\n"
    (book.folder / "cases" / "allowance.yaml").write_text(text, encoding="utf-8")
    return coverage(Rulebook.load(str(book.folder)))


def test_without_cases_nothing_is_shown(tmp_path: Path) -> None:
    found = shown(tmp_path)
    (one,) = found.measures
    parts = (one.ways, one.pairs, one.amounts, one.cautions)
    assert [(part.shown, part.whole) for part in parts] == [
        (0, 2),
        (0, 2),
        (0, 1),
        (0, 2),
    ]
    # What nothing names is not asked for.
    assert (found.rows.shown, found.rows.whole) == (0, 4)


def test_a_pair_differs_in_one_test_and_in_the_outcome(tmp_path: Path) -> None:
    (one,) = shown(tmp_path, YES, NO).measures
    assert (one.ways.shown, one.pairs.shown) == (1, 1)
    assert [place.partition("/book/")[2] for place in one.pairs.without] == [
        "definitions.yaml:1:1"
    ]


def test_two_tests_that_turn_together_are_no_pair(tmp_path: Path) -> None:
    both = NO.replace("1990-01-01", "2010-01-01")
    (one,) = shown(tmp_path, YES, both).measures
    assert (one.ways.shown, one.pairs.shown) == (2, 0)


def test_what_nobody_confirmed_shows_nothing(tmp_path: Path) -> None:
    (one,) = shown(tmp_path, YES, f"{NO}, confirmed: false").measures
    assert (one.cases, one.waiting, one.ways.shown) == (1, 1, 0)


@pytest.mark.parametrize(
    ("more", "amounts", "cautions"),
    [
        ("", 0, 0),
        (", amount: 50.00", 1, 0),
        # The second is always due; the first is not yet shown where it is not.
        (", cautions: [remark]", 0, 1),
    ],
)
def test_amounts_and_cautions_are_shown_where_they_are_expected(
    more: str, amounts: int, cautions: int, tmp_path: Path
) -> None:
    (one,) = shown(tmp_path, YES + more).measures
    assert (one.amounts.shown, one.cautions.shown) == (amounts, cautions)


def test_a_caution_is_shown_due_and_not_due(tmp_path: Path) -> None:
    other = YES.replace("student: true", "student: false")
    said = ", cautions: [remark]"
    (one,) = shown(tmp_path, YES + said, other + said).measures
    assert one.cautions.shown == 2


def test_a_caution_with_days_is_shown_by_a_day_outside_them(tmp_path: Path) -> None:
    text = MEASURE.replace("when: {test: student == true}", "until: 2020-12-31")
    files = {"measures/allowance.yaml": HEAD + VERSION + text, "parameters.yaml": SUM}
    book = loaded(tmp_path, files)
    (book.folder / "cases").mkdir()
    inside = YES.replace("2021-01-01", "2020-12-31")
    for days, whole in (([inside], 1), ([inside, YES], 2)):
        lines = "".join(
            f"  - {{id: c{m}, why: {{zh: 例, en: One}}, {one}, cautions: [remark]}}\n"
            for m, one in enumerate(days)
        )
        (book.folder / "cases" / "allowance.yaml").write_text(CASES + lines, "utf-8")
        (one,) = coverage(Rulebook.load(str(book.folder))).measures
        assert one.cautions.shown == whole


def test_rows_are_counted_period_by_period(tmp_path: Path) -> None:
    found = shown(tmp_path, YES)
    assert found.rows.without == ("least_age 2022-01-01/1", "sum 2020-01-01/2")

"""What becomes of mutants: the same each time; equal ones are proved so."""

from pathlib import Path

import pytest

from eligibility import Rulebook, RulebookError
from eligibility.loading import folder
from eligibility.mutants.judging import Court, Verdict, judge
from eligibility.mutants.making import mutants, sample
from tests.edited import HEAD, VERSION, loaded, versioned

AGREED = """\
allowance_sum:
  title: {zh: 金额, en: Sum}
  type: money
  by: [city]
  values:
    - from: 2020-01-01
      rows:
        - {when: {city: hill}, value: 70}
        - {when: {city: port}, value: 50}
        - {value: 50}
      cite: [{source: law, at: 第一条}]
    - {from: 2021-01-01, value: 50, cite: [{source: law, at: 第一条}]}
    - {from: 2022-01-01, value: 50, cite: [{source: law, at: 第一条}]}
"""
TWICE = """\
    requires:
      any:
        - id: at-port
          text: {zh: 在港市, en: At the port}
          test: city == "port"
        - id: in-port-or-studying
          text: {zh: 在港市或在读, en: At the port and studying}
          all:
            - test: city == "port"
            - test: student == true
"""
CASES = """\
measure: allowance
cases:
  - id: whoever
    why: {zh: 谁都行, en: Whoever}
    on: 2021-07-27
    with: {}
    expect: undetermined
"""


def court(place: Path, files: dict[str, str], cases: str = CASES) -> Court:
    book = loaded(place, files)
    (book.folder / "cases").mkdir()
    (book.folder / "cases" / "allowance.yaml").write_text(cases, encoding="utf-8")
    return Court(Rulebook.load(str(book.folder)))


def verdicts(of: Court) -> dict[tuple[str, str], Verdict]:
    """What became of each, by its line and its words."""
    return {
        (str(one.change.place.line), one.change.text.en): of.judged(one).verdict
        for one in of.mutants
    }


def test_rows_and_periods_that_say_nothing_new_are_proved_so(tmp_path: Path) -> None:
    gives = "    gives: {text: {zh: 钱, en: Money}, amount: allowance_sum, per: once}\n"
    found = verdicts(
        court(tmp_path, {"parameters.yaml": AGREED + LEAST, **versioned(gives)})
    )
    same = {key for key, one in found.items() if one is Verdict.EQUIVALENT}
    assert {
        # The first day of the rulebook is the first of the parameter's, too.
        ("6", '"2020-01-01" becomes "2019-12-31"'),
        ("9", "this row is left out"),
        ("13", "this period is left out"),
        ("13", '"2022-01-01" becomes "2022-01-02"'),
    } <= same
    assert found["12", "this period is left out"] is Verdict.SURVIVED
    assert found["8", '"70" becomes "71"'] is Verdict.SURVIVED


LEAST = """\
least_age:
  title: {zh: 最小年龄, en: Least age}
  type: integer
  values:
    - {from: 2020-01-01, value: 16, cite: [{source: law, at: 第一条}]}
"""


@pytest.mark.parametrize(
    ("amount", "same"),
    [
        ("allowance_sum", True),
        ("min(allowance_sum, 2 * children * 10)", True),
        ("allowance_sum + children - 0.5", True),
        ("allowance_sum / 3", False),
        ("allowance_sum * 0.125", False),
        ("children * 0.125", False),
    ],
)
def test_how_whole_fen_are_rounded_says_nothing(
    amount: str, same: bool, tmp_path: Path
) -> None:
    gives = (
        f"    gives: {{text: {{zh: 钱, en: Money}}, amount: '{amount}', per: once}}\n"
    )
    of = court(tmp_path, {"parameters.yaml": AGREED + LEAST, **versioned(gives)})
    found = {
        of.judged(one).verdict for one in of.mutants if one.change.kind == "rounding"
    }
    assert found == {Verdict.EQUIVALENT if same else Verdict.SURVIVED}


def test_everybody_is_tried_where_the_day_plays_no_part(tmp_path: Path) -> None:
    found = verdicts(
        court(tmp_path, {"measures/allowance.yaml": HEAD + VERSION + TWICE})
    )
    what = 'this condition "{}" is left out'
    assert found["14", what.format("in-port-or-studying")] is Verdict.EQUIVALENT
    assert found["18", what.format("student == true")] is Verdict.EQUIVALENT
    # Whoever studies elsewhere would get it.
    assert found["17", what.format('city == "port"')] is Verdict.SURVIVED


def test_who_gets_it_being_alike_a_sum_may_differ(tmp_path: Path) -> None:
    gives = "    gives: {text: {zh: 钱, en: Money}, amount: allowance_sum, per: once}\n"
    measure = {"measures/allowance.yaml": HEAD + VERSION + TWICE + gives}
    found = verdicts(court(tmp_path, {"parameters.yaml": AGREED + LEAST, **measure}))
    assert found["8", '"70" becomes "71"'] is Verdict.SURVIVED
    assert found["9", "this row is left out"] is Verdict.EQUIVALENT


def test_a_period_before_a_parameter_is_named_says_nothing(tmp_path: Path) -> None:
    later = VERSION.replace("2020-01-01", "2021-06-01")
    gives = "    gives: {text: {zh: 钱, en: Money}, amount: allowance_sum, per: once}\n"
    measure = {"measures/allowance.yaml": HEAD + later + TWICE + gives}
    found = verdicts(court(tmp_path, {"parameters.yaml": AGREED + LEAST, **measure}))
    assert found["8", '"70" becomes "71"'] is Verdict.EQUIVALENT
    assert found["12", '"50" becomes "51"'] is Verdict.SURVIVED


def test_what_does_not_load_is_counted_apart(tmp_path: Path) -> None:
    until = HEAD + VERSION.replace("2020-01-01", "2020-01-01\n    until: 2020-01-01")
    requires = "    requires: {all: [{use: of-age}]}\n"
    found = verdicts(court(tmp_path, {"measures/allowance.yaml": until + requires}))
    assert found["8", '"2020-01-01" becomes "2019-12-31"'] is Verdict.INVALID


def test_a_case_that_fails_without_mutants_is_told_first(tmp_path: Path) -> None:
    of = court(tmp_path, {}, CASES.replace("undetermined", "eligible"))
    with pytest.raises(RulebookError) as error:
        of.refuse_failing(of.mutants)
    assert [fault.code for fault in error.value.faults] == ["unlike"]


def test_the_same_seed_draws_the_same_and_processes_change_nothing(
    tmp_path: Path,
) -> None:
    of = court(tmp_path, {})
    drawn = sample(of.mutants, 5, 7)
    assert drawn == sample(of.mutants, 5, 7)
    assert drawn != sample(of.mutants, 5, 8)
    assert sample(of.mutants, 1000, 7) == of.mutants
    book = Rulebook.load(str(tmp_path / "book"))
    alone, together = (
        [one.verdict for one in judge(of, drawn, book, jobs)] for jobs in (1, 2)
    )
    assert alone == together


def test_a_measure_is_touched_by_what_it_names_at_whatever_remove(
    tmp_path: Path,
) -> None:
    of = court(tmp_path, {})
    by_file = {one.file for one in of.chosen(["allowance"])}
    # The parameter is named by a definition, and that by the measure.
    assert by_file == {
        "definitions.yaml",
        "measures/allowance.yaml",
        "parameters.yaml",
    }
    unused = [one for one in of.mutants if "late_limit" in one.names]
    assert unused
    assert not any(of.reach.measures(one) for one in unused)
    assert {of.judged(one).verdict for one in unused} == {Verdict.EQUIVALENT}


def test_every_mutant_of_a_shipped_rulebook_names_its_place() -> None:
    book = Rulebook.load("guangdong")
    made = list(mutants(folder.roots(book.folder), book.facts))
    assert len(made) > 1000
    for one in made:
        place = one.change.place
        assert place.document.name.endswith(one.file)
        assert 1 <= place.column <= len(place.text)
        assert one.change.text.zh
        assert one.change.text.en

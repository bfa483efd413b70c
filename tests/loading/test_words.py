"""The smaller words of the language, each in a rulebook of few lines."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from eligibility import Status, assess
from eligibility.inquiries.windows import windows
from eligibility.particulars.amounts import amount
from eligibility.telling.trees import conditions
from eligibility.telling.wording import Wording
from eligibility.truth import Truth
from tests.edited import changed, codes, faults, loaded, requiring, versioned

DAY = date(2025, 3, 31)
GROWN = {"born": "1990-05-01"}
QUOTA = """\
quota:
  title: {zh: 名额, en: Quota}
  type: integer
  by: [city]
  values:
    - from: 2020-01-01
      rows:
        - {when: {city: port}, value: 2}
        - {when: {city: hill}, value: null}
        - {value: 4}
      cite: [{source: law, at: 第九条}]
"""
NAMED = "id: enough, text: {zh: 子女够多, en: Enough children}"


def parameters(more: str) -> dict[str, str]:
    """The parameters of the base, and more of them."""
    base = Path(__file__).parents[1] / "errors/base/parameters.yaml"
    return {"parameters.yaml": base.read_text("utf-8") + more}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"city": "port", "children": 2}, (Status.ELIGIBLE, (), False)),
        ({"city": "port", "children": 1}, (Status.INELIGIBLE, (), False)),
        ({"city": "hill", "children": 9}, (Status.UNDETERMINED, (), True)),
        ({"city": "hill"}, (Status.UNDETERMINED, (), True)),
        ({"children": 9}, (Status.UNDETERMINED, ("city",), False)),
        ({"children": 1}, (Status.UNDETERMINED, ("city",), True)),
    ],
)
@pytest.mark.parametrize(
    "condition",
    [
        f"        - {{{NAMED}, test: children >= quota}}\n",
        f"        - {{{NAMED}, test: quota <= children <= quota + 20}}\n",
        f"        - {{{NAMED}, all: [{{test: children >= quota}}]}}\n",
    ],
    ids=["a test", "a chain", "a part without words"],
)
def test_a_test_is_open_where_its_figure_is_not_known(
    tmp_path: Path,
    condition: str,
    facts: dict[str, object],
    expected: tuple[Status, tuple[str, ...], bool],
) -> None:
    book = loaded(tmp_path, parameters(QUOTA) | requiring(condition))
    found = assess(GROWN | facts, book, on=DAY)["allowance"]
    cautions = [one for one in found.cautions if one.kind == "judged_by_office"]
    assert (found.status, found.missing, bool(cautions)) == expected
    assert len(cautions) <= 1
    assert all("Enough children" in one.text.en for one in cautions)
    assert found.finding is not None
    ids = [one.id for one in found.finding.walk()]
    assert ids.count("enough") == 1


@pytest.mark.parametrize(
    "files",
    [
        {
            "measures/allowance.yaml": versioned("")["measures/allowance.yaml"].replace(
                "      all:\n        - use: of-age\n",
                "      all: [{test: children >= quota}]\n",
            )
        },
        versioned("", "held: children >= quota\n"),
        versioned(
            "    cautions:\n      - kind: remark\n        text: {zh: 注意, en: Mind}\n"
            "        when: {test: children >= quota}\n"
        ),
    ],
    ids=["without words", "held", "a caution"],
)
def test_a_figure_that_is_not_known_needs_words_that_say_what_is_open(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert "no-value" in codes(tmp_path, parameters(QUOTA) | files)


@pytest.mark.parametrize(
    "quota",
    [
        QUOTA.replace("        - {value: 4}\n", ""),
        QUOTA.replace("2020-01-01", "2021-01-01"),
    ],
    ids=["no row", "no table yet"],
)
def test_a_row_that_was_forgotten_is_a_fault(tmp_path: Path, quota: str) -> None:
    test = f"        - {{{NAMED}, test: children >= quota}}\n"
    found = faults(tmp_path, parameters(quota) | requiring(test))
    assert {one.code for one in found} == {"no-value"}


def some(parts: int, count: str) -> dict[str, str]:
    """A condition that asks for so many of some parts."""
    tests = ["student == true", "children >= 2", "wed_on <= today", 'city == "port"']
    lines = "".join(
        f"            - {{id: p{n}, text: {{zh: 第 {n}, en: Part {n}}}, "
        f"test: '{tests[n % len(tests)]}'}}\n"
        for n in range(parts)
    )
    head = "        - id: some\n          text: {zh: 几项, en: Some}\n"
    return requiring(f"{head}          at_least: {count}\n          any:\n{lines}")


HOLDS = {"student": True, "children": 2, "wed_on": "2020-02-02", "city": "port"}
FAILS = {"student": False, "children": 1, "wed_on": "2030-02-02", "city": "hill"}
TRUTHS = {Truth.TRUE: HOLDS, Truth.FALSE: FAILS, Truth.UNKNOWN: {}}


def test_at_least_so_many_hold_for_whatever_is_known(tmp_path: Path) -> None:
    for count in range(1, 5):
        (tmp_path / str(count)).mkdir()
        book = loaded(tmp_path / str(count), some(4, str(count)))
        for truths in product(Truth, repeat=4):
            told = {
                fact: TRUTHS[truth][fact]
                for fact, truth in zip(HOLDS, truths, strict=True)
                if truth.known
            }
            found = assess(GROWN | told, book, on=DAY)["allowance"].finding
            assert found is not None
            (whole,) = (one for one in found.parts if one.id == "some")
            sure = truths.count(Truth.TRUE)
            if sure >= count:
                expected = Truth.TRUE
            elif sure + truths.count(Truth.UNKNOWN) >= count:
                expected = Truth.UNKNOWN
            else:
                expected = Truth.FALSE
            assert whole.truth is expected, (count, truths)
            assert [one.id for one in whole.parts] == ["p0", "p1", "p2", "p3"]


def test_how_many_are_needed_is_told_with_the_parts(tmp_path: Path) -> None:
    book = loaded(tmp_path, some(3, "2"))
    (found,) = assess(GROWN, book, on=DAY)
    (branch,) = (
        one
        for one in conditions(found, Wording(book.facts, "en"))
        if one.text == "Some"
    )
    assert branch.nature == "At least 2 of these are needed"
    assert [one.text for one in branch.parts] == ["Part 0", "Part 1", "Part 2"]


@pytest.mark.parametrize(
    ("parts", "count", "code"),
    [
        (3, "0", "out-of-range"),
        (3, "-1", "out-of-range"),
        (3, "4", "out-of-range"),
        (3, "two", "wrong-type"),
        (9, "2", "too-many"),
    ],
)
def test_so_many_are_among_the_parts(
    tmp_path: Path, parts: int, count: str, code: str
) -> None:
    (fault,) = faults(tmp_path, some(parts, count))
    assert fault.code == code
    assert fault.place is not None
    assert fault.place.line == 14


def with_test(test: str) -> dict[str, str]:
    """The measure with one more test, of a quota for nobody but the port."""
    return parameters(QUOTA) | requiring(f"        - {{{NAMED}, test: '{test}'}}\n")


def status(
    folder: Path, test: str, facts: dict[str, object], day: date = DAY
) -> Status:
    """What a test makes of somebody."""
    book = loaded(folder, with_test(test))
    return assess(GROWN | facts, book, on=day)["allowance"].status


@pytest.mark.parametrize(
    ("wed_on", "day", "months"),
    [
        (date(2024, 1, 31), date(2024, 2, 28), 0),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2023, 1, 31), date(2023, 2, 28), 1),
        (date(2024, 1, 15), date(2025, 1, 14), 11),
        (date(2024, 1, 15), date(2025, 1, 15), 12),
        (date(2025, 1, 15), date(2025, 1, 14), -1),
        (date(2025, 3, 15), date(2025, 1, 15), -2),
    ],
)
def test_months_are_counted_once_they_are_completed(
    tmp_path: Path, wed_on: date, day: date, months: int
) -> None:
    facts: dict[str, object] = {"wed_on": wed_on}
    test = f"months(wed_on, today) == 0 - {-months}" if months < 0 else ""
    test = test or f"months(wed_on, today) == {months}"
    assert status(tmp_path, test, facts, day) is Status.ELIGIBLE


@pytest.mark.parametrize(
    ("test", "code"),
    [
        ("months(children, today) > 3", "wrong-type"),
        ("months(wed_on, 3) > 3", "wrong-type"),
        ("months(wed_on) > 3", "not-in-language"),
        ("months(wed_on, wed_on + 3 * months) > 3", "not-monotone"),
        ("months(wed_on, today) * children > 3", "not-monotone"),
        ("today <= born + months(born, wed_on) / 2 * months", "not-whole"),
    ],
)
def test_months_lie_between_two_days(tmp_path: Path, test: str, code: str) -> None:
    assert codes(tmp_path, with_test(test)) == {code}


def test_months_are_a_whole_number(tmp_path: Path) -> None:
    facts: dict[str, object] = {"wed_on": date(2024, 3, 31)}
    test = "today == wed_on + months(wed_on, today) * months"
    assert codes(tmp_path, with_test(test)) == {"not-monotone"}
    test = "months(wed_on, today) * months >= 12 * months"
    (tmp_path / "more").mkdir()
    assert status(tmp_path / "more", test, facts) is Status.ELIGIBLE


@pytest.mark.parametrize(
    ("stretch", "wed_on", "last"),
    [
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("month", date(2024, 2, 29), date(2024, 2, 29)),
        ("month", date(2023, 12, 31), date(2023, 12, 31)),
        ("quarter", date(2024, 1, 1), date(2024, 3, 31)),
        ("quarter", date(2024, 3, 31), date(2024, 3, 31)),
        ("quarter", date(2024, 4, 1), date(2024, 6, 30)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_month_a_quarter_and_a_year_have_a_last_day(
    tmp_path: Path, stretch: str, wed_on: date, last: date
) -> None:
    test = f"today <= end_of({stretch}, wed_on)"
    facts: dict[str, object] = {"wed_on": wed_on}
    assert status(tmp_path, test, facts, last) is Status.ELIGIBLE
    (tmp_path / "after").mkdir()
    after = status(tmp_path / "after", test, facts, last + timedelta(1))
    assert after is Status.INELIGIBLE


@pytest.mark.parametrize(
    ("test", "code"),
    [
        ("today <= end_of(week, wed_on)", "wrong-type"),
        ("today <= end_of(3, wed_on)", "wrong-type"),
        ("today <= end_of(month, children)", "wrong-type"),
        ("today <= end_of(wed_on)", "not-in-language"),
        ("end_of(month, wed_on) >= wed_on + 3 * days", "not-monotone"),
    ],
)
def test_the_last_day_is_that_of_a_day(tmp_path: Path, test: str, code: str) -> None:
    assert codes(tmp_path, with_test(test)) == {code}


@pytest.mark.parametrize(
    ("number", "unit", "floored"),
    [
        ("children / 2", "1", "3"),
        ("children / 2", "0.5", "3.5"),
        ("children * 10 / 3", "0.1", "23.3"),
        ("children", "7", "7"),
        ("children", "8", "0"),
        ("children / 3 * 3", "7", "7"),
        ("children / 2 - 4", "1", "0 - 1"),
    ],
)
def test_a_number_is_rounded_down_to_a_unit(
    tmp_path: Path, number: str, unit: str, floored: str
) -> None:
    test = f"floor({number}, {unit}) == {floored}"
    assert status(tmp_path, test, {"children": 7}) is Status.ELIGIBLE


def test_whole_units_are_whole_numbers_and_others_are_not(tmp_path: Path) -> None:
    facts: dict[str, object] = {"children": 7, "wed_on": date(2024, 12, 31)}
    test = "today <= wed_on + floor(children / 2, 1) * months"
    assert status(tmp_path, test, facts) is Status.ELIGIBLE
    after = date(2025, 4, 1)
    (tmp_path / "after").mkdir()
    assert status(tmp_path / "after", test, facts, after) is Status.INELIGIBLE
    (tmp_path / "half").mkdir()
    half = with_test(test.replace(", 1)", ", 0.5)"))
    assert codes(tmp_path / "half", half) == {"not-whole"}


@pytest.mark.parametrize(
    ("test", "code"),
    [
        ("floor(born, 1) > 3", "wrong-type"),
        ("floor(children, 0) > 3", "wrong-type"),
        ("floor(children, children) > 3", "wrong-type"),
        ("floor(children, 1 * months) > 3", "wrong-type"),
        ("floor(children) > 3", "not-in-language"),
        ("floor(children - 1, 1) * children > 3", "not-monotone"),
    ],
)
def test_a_unit_is_a_number_above_zero(tmp_path: Path, test: str, code: str) -> None:
    assert codes(tmp_path, with_test(test)) == {code}


def test_an_amount_is_rounded_down_to_jiao(tmp_path: Path) -> None:
    gives = "    gives:\n      text: {zh: 钱, en: Money}\n      per: month\n"
    amount = "      amount: floor(children * 100 / 3, 0.1)\n"
    book = loaded(tmp_path, versioned(gives + amount))
    found = assess(GROWN | {"children": 2}, book, on=DAY)["allowance"]
    assert found.amount is not None
    assert found.amount.value == Decimal("66.60")


BAND = """\
band:
  title: {zh: 档次, en: Band}
  type: integer
  by: [city]
  values:
    - from: 2020-01-01
      rows:
        - {when: {test: age(born) >= 50}, value: 1}
        - {when: {city: port, test: age(born) >= 40}, value: 2}
        - {when: {city: hill, test: student == true}, value: null}
        - {value: 3}
      cite: [{source: law, at: 第九条}]
"""
OLD, MIDDLE, YOUNG = "1970-01-01", "1985-03-31", "1985-04-01"


def band(
    born: str | None, city: str | None, *, student: bool | None
) -> set[int | None]:
    """The values that somebody may have, None where none is known:
    the rows, read out.
    """
    if born is None:
        each = (band(one, city, student=student) for one in (OLD, MIDDLE, YOUNG))
        return set().union(*each)
    if born == OLD:
        return {1}
    if city is None:
        each = (band(born, one, student=student) for one in ("port", "hill", "plain"))
        return set().union(*each)
    if city == "port":
        return {2 if born == MIDDLE else 3}
    if city == "hill" and student is not False:
        return {None} if student else {None, 3}
    return {3}


def test_a_test_chooses_the_row_of_a_parameter(tmp_path: Path) -> None:
    test = f"        - {{{NAMED}, test: children >= band}}\n"
    lines = "    gives:\n      text: {zh: 钱, en: Money}\n      per: month\n"
    files = requiring(f"{test}{lines}      amount: band * 100\n")
    book = loaded(tmp_path, parameters(BAND) | files)
    people = product(
        (OLD, MIDDLE, YOUNG, None),
        ("port", "hill", "plain", None),
        (True, False, None),
        (0, 1, 2, 3),
    )
    for born, city, student, children in people:
        told = {"born": born, "city": city, "student": student, "children": children}
        profile = {id_: one for id_, one in told.items() if one is not None}
        found = assess(profile, book, on=DAY)["allowance"]
        values = band(born, city, student=student)
        truths = {None if one is None else children >= one for one in values}
        truth = truths.pop() if len(truths) == 1 else None
        assert found.finding is not None
        (enough,) = (one for one in found.finding.walk() if one.id == "enough")
        assert enough.truth is (Truth.UNKNOWN if truth is None else Truth.of(truth))
        figure = values.pop() if len(values) == 1 else None
        known = book.profile(profile, DAY)
        assert found.version is not None
        assert found.version.gives is not None
        paid = amount(found.version.gives, book.contents, DAY, known.codes)
        assert paid is not None
        assert paid.value == (None if figure is None else figure * 100)
        spans = windows(known, book, DAY)["allowance"]
        assert spans[0].status is found.status


def test_a_band_turns_on_the_birthday(tmp_path: Path) -> None:
    test = f"        - {{{NAMED}, test: children >= band}}\n"
    book = loaded(tmp_path, parameters(BAND) | requiring(test))
    facts = {"born": "1975-06-15", "city": "plain", "children": 1}
    first, second, *_ = windows(book.profile(facts, DAY), book, DAY)["allowance"]
    assert (first.status, first.until) == (Status.INELIGIBLE, date(2025, 6, 14))
    assert second.status is Status.ELIGIBLE


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("age(born) >= 50", "30 <= age(born) < 50", "wrong-type"),
        ("age(born) >= 50", "age(born) >= least_age", "unknown-name"),
        ("age(born) >= 50", "age(born)", "no-comparison"),
        ("test: age(born) >= 50", "tests: age(born) >= 50", "unknown-fact"),
        ("        - {value: 3}\n", "", "no-value"),
        ("student == true}, value: null", "student == true}, value: x", "wrong-type"),
    ],
)
def test_a_row_is_chosen_by_one_comparison_over_facts(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    text = BAND.replace(old, new)
    test = f"        - {{{NAMED}, test: children >= band}}\n"
    assert code in codes(tmp_path, parameters(text) | requiring(test))


def test_no_row_is_chosen_by_a_fact_that_need_not_apply(tmp_path: Path) -> None:
    test = f"        - {{{NAMED}, test: children >= band}}\n"
    files = changed(
        "facts.yaml",
        "    help: {zh: 按人数算。, en: Counted by head.}",
        "    help: {zh: 按人数算。, en: Counted.}\n    only_if: student == true",
    )
    text = BAND.replace("age(born) >= 50", "children > 7")
    files |= parameters(text) | requiring(test)
    assert "does-not-apply" in codes(tmp_path, files)

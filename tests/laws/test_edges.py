"""The edge itself, the last that is in and the first that is out:
of days, spans, sums.
"""

from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from eligibility import FactError, Rulebook, RulebookError, Status, Truth, assess
from eligibility.binding.courses import Law
from eligibility.binding.lines import apart, narrower
from eligibility.inquiries.windows import windows
from eligibility.sets.days import Span
from eligibility.truth import agreement
from tests.edited import BASE, HEAD, VERSION, changed, with_test

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
DAY = date(2021, 7, 27)


def book(folder: Path, files: dict[str, str]) -> Rulebook:
    copytree(BASE, folder / "book")
    for name, text in files.items():
        (folder / "book" / name).write_text(text, encoding="utf-8")
    return Rulebook.load(str(folder / "book"))


def status(here: Rulebook, person: dict[str, object], day: date = DAY) -> Status:
    return assess({"born": "1990-01-01", **person}, here, on=day)["allowance"].status


@pytest.mark.parametrize(
    ("readings", "answer"),
    [
        ((T, T, T), T),
        ((F, F, F), F),
        ((T, T, F), U),
        ((T, F, T), U),
        ((F, T, T), U),
        ((F, F, T), U),
        ((T, T, U), U),
        ((U, U, U), U),
    ],
)
def test_a_passage_is_settled_where_all_of_three_readings_agree(
    readings: tuple[Truth, ...], answer: Truth
) -> None:
    assert agreement(readings) is answer


def contradicting(operator: str) -> dict[str, str]:
    """Nobody marries on a day that stands so to the day of birth."""
    return changed(
        "facts.yaml",
        "    help: {zh: 按人数算。, en: Counted by head.}",
        "    help: {zh: 按人数算。, en: Counted by head.}\ncontradictions:\n"
        f"  - {{id: no, text: {{zh: 不, en: No}}, test: wed_on {operator} born}}",
    ) | with_test("wed_on > '1990-01-01'")


@pytest.mark.parametrize(
    ("operator", "same_day", "known"),
    [("<", Status.UNDETERMINED, True), ("<=", Status.ELIGIBLE, False)],
)
def test_whether_one_day_may_be_the_other_counts_to_the_day(
    tmp_path: Path, operator: str, same_day: Status, known: bool
) -> None:
    here = book(tmp_path, contradicting(operator))
    # Born on 1990-01-01 and wed on an unknown day: later at any rate, or perhaps that
    # day.
    assert status(here, {}) is same_day
    if known:
        assert status(here, {"wed_on": "1990-01-01"}) is Status.INELIGIBLE
    else:
        with pytest.raises(FactError):
            status(here, {"wed_on": "1990-01-01"})
    assert status(here, {"wed_on": "1990-01-02"}) is Status.ELIGIBLE


@pytest.mark.parametrize(
    ("one", "other", "is_apart", "is_narrower"),
    [
        ((1, 3), (4, 6), True, False),
        ((1, 4), (4, 6), False, False),
        ((4, 6), (1, 3), True, False),
        ((4, 6), (1, 4), False, False),
        ((None, 3), (4, None), True, False),
        ((None, 4), (4, None), False, False),
        ((2, 3), (2, 3), False, True),
        ((2, 3), (2, None), False, True),
        ((1, 3), (2, None), False, False),
        ((2, 4), (None, 3), False, False),
        ((None, None), (2, 3), False, False),
    ],
)
def test_stretches_of_a_line_meet_in_a_single_code(
    one: tuple[int | None, int | None],
    other: tuple[int | None, int | None],
    is_apart: bool,
    is_narrower: bool,
) -> None:
    assert apart(one, other) is is_apart
    assert narrower(one, other) is is_narrower


def test_a_day_that_is_latest_today_may_be_today(tmp_path: Path) -> None:
    latest = changed(
        "facts.yaml",
        "    help: {zh: 看时间。, en: For the time.}",
        "    help: {zh: 看时间。, en: For the time.}\n    latest: today",
    )
    here = book(tmp_path, latest | with_test("wed_on <= today"))
    assert status(here, {"wed_on": DAY}) is Status.ELIGIBLE
    with pytest.raises(FactError):
        status(here, {"wed_on": DAY + timedelta(1)})


@pytest.mark.parametrize("days", [0, 1])
def test_versions_that_share_a_day_are_refused(tmp_path: Path, days: int) -> None:
    second = date(2021, 1, 1) + timedelta(days)
    lines = (
        "    until: 2021-01-01\n    requires: {use: of-age}\n"
        f"  - from: {second}\n    cite: [{{source: law}}]\n    requires: {{use: of-age}}\n"
    )
    files = {"measures/allowance.yaml": HEAD + VERSION + lines}
    if days:
        ends = [one.end for one in book(tmp_path, files).measures["allowance"].versions]
        assert ends == [date(2021, 1, 1), None]
        return
    with pytest.raises(RulebookError) as error:
        book(tmp_path, files)
    assert [fault.code for fault in error.value.faults] == ["overlapping"]


def test_a_parameter_holds_from_its_first_day(tmp_path: Path) -> None:
    files = changed(
        "parameters.yaml",
        "    - {from: 2024-01-01, value: 3,",
        "    - {from: 2020-01-01, value: 2, cite: [{source: law}]}\n"
        "    - {from: 2024-01-01, value: 3,",
    ) | with_test("children >= late_limit")
    here = book(tmp_path, files)
    days = [date(2023, 12, 31), date(2024, 1, 1)]
    assert [status(here, {"children": 2}, day) for day in days] == [
        Status.ELIGIBLE,
        Status.INELIGIBLE,
    ]


@pytest.mark.parametrize(
    ("children", "value", "months"),
    [(0, "0.00", 2), (1, "0.00", 1), (2, "100.00", None), (3, "200.00", None)],
)
def test_nobody_owes_money_and_a_month_is_one_or_none(
    tmp_path: Path, children: int, value: str, months: int | None
) -> None:
    lines = (
        "    gives:\n      text: {zh: 钱, en: Money}\n"
        "      amount: children * 100 - 100\n      per: month\n"
        "      months: 2 - children\n"
    )
    here = book(
        tmp_path,
        {
            "measures/allowance.yaml": HEAD
            + VERSION
            + "    requires: {use: of-age}\n"
            + lines
        },
    )
    person = {"born": "1990-01-01", "children": children}
    amount = assess(person, here, on=DAY)["allowance"].amount
    assert amount is not None
    assert (str(amount.value), amount.months) == (value, months)


def test_the_last_day_of_a_span_is_looked_at(tmp_path: Path) -> None:
    here = book(tmp_path, with_test("today < '2022-07-27'"))
    profile = here.profile({"born": "1990-01-01"}, DAY)
    first, second = windows(profile, here, DAY, years=1)["allowance"]
    assert (first.status, first.until) == (Status.ELIGIBLE, date(2022, 7, 26))
    assert (second.status, second.start) == (Status.INELIGIBLE, date(2022, 7, 27))
    law = Law(here.contents, Span(DAY, 366))
    (version,) = here.measures["allowance"].versions
    ((_, days),) = law.required(version)
    assert days.bit_count() == 366


def test_each_step_of_a_stair_is_a_step(tmp_path: Path) -> None:
    here = book(tmp_path, with_test("today <= wed_on + children * months"))
    for children, last in ((0, DAY), (1, date(2021, 6, 27)), (2, date(2021, 5, 27))):
        person: dict[str, object] = {"children": children}
        assert status(here, {**person, "wed_on": last}) is Status.ELIGIBLE
        before = last - timedelta(1)
        assert status(here, {**person, "wed_on": before}) is Status.INELIGIBLE
    assert status(here, {"wed_on": DAY}) is Status.ELIGIBLE
    assert status(here, {"wed_on": DAY - timedelta(1)}) is Status.UNDETERMINED

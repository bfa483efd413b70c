"""Windows say of each day what assessing on that day says."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Rulebook, Status, assess
from eligibility.inquiries.windows import Window, windows
from eligibility.periods import Period, day_after
from eligibility.profiles import Profile
from tests import generated, people

DAY = date(2021, 7, 27)
BOOK = Rulebook.load("guangdong")
GRADUATE = {
    "work_city": "foshan",
    "employment_form": "platform",
    "labour_relationship": False,
    "birth_date": "1998-03-12",
    "sex": "male",
    "hukou": "guangdong",
    "employment_registration": "flexible",
    "employment_registered_on": "2021-03-01",
    "pension_insured_as": "individual",
    "medical_insured_as": "none",
    "receives_pension": False,
    "receives_unemployment_benefit": False,
    "subsidy_months_used": 0,
    "education": "university",
    "student": False,
    "graduated_on": "2020-06-30",
    "hardship_recognised": False,
}
FEW = 20
TURNS = [date(2024, 2, 27), date(2022, 1, 30), date(2023, 5, 20), DAY]


def statuses(found: tuple[Window, ...], days: int) -> list[Status]:
    """The status on each of so many days."""
    first = found[0].start
    told: list[Status] = []
    for window in found:
        assert (window.start - first).days == len(told)
        until = window.until or first + timedelta(days - 1)
        told += [window.status] * ((until - window.start).days + 1)
    assert found[-1].until is None
    assert all(one.until is not None for one in found[:-1])
    assert all(one.status is not other.status for one, other in pairwise(found))
    return told


def agree(profile: Profile, book: Rulebook, first: date, step: int) -> None:
    """Every so many days, and about each turn, the windows of a year hold what
    assessing says.
    """
    found = windows(profile, book, first, years=1)
    days = (day_after(first, Period(12)) - first).days + 1
    told = {id_: statuses(one, days) for id_, one in found.items()}
    turns = {
        (window.start - first).days + n
        for one in found.values()
        for window in one[1:]
        for n in (-1, 0)
    }
    for number in sorted({*range(0, days, step), *(turns if step < FEW else ())}):
        day = first + timedelta(number)
        for one in assess(profile, book, on=day):
            assert told[one.measure.id][number] is one.status, (one.measure.id, day)


@given(
    files=generated.rulebooks(measures=2),
    profile=generated.profiles(),
    first=st.sampled_from(TURNS),
)
def test_windows_say_what_each_day_says(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
    first: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    agree(book.profile(profile, first), book, first, 13)


@given(profile=people.people(BOOK, DAY))
def test_windows_of_the_real_rulebook_say_what_its_days_say(profile: Profile) -> None:
    agree(profile, BOOK, DAY, 41)


def test_the_graduate_sees_her_last_days() -> None:
    """She graduated on 2020-06-30 and registered on 2021-03-01 (regulations 1)."""
    profile = BOOK.profile(GRADUATE, DAY)
    found = windows(profile, BOOK, DAY)["social-insurance-subsidy"]
    assert found[0] == Window(Status.ELIGIBLE, DAY, date(2022, 3, 1))
    assert found[1].status is Status.INELIGIBLE


def test_a_measure_not_yet_in_force_opens_on_its_day() -> None:
    found = windows(BOOK.profile(GRADUATE, DAY), BOOK, DAY)["medical-enrolment"]
    assert found[0] == Window(Status.NOT_IN_FORCE, DAY, date(2022, 1, 31))
    assert found[1].start == date(2022, 2, 1)

"""Guangdong's rules, read for many people at once: as for each of them alone."""

from datetime import date
from itertools import islice

import pytest

from eligibility import Rulebook
from eligibility.screening.deciding import Decider
from tests.crowds import crowd, expected
from tests.people import drawn

BOOK = Rulebook.load("guangdong")
PEOPLE = 4_000
DAYS = [
    date(2020, 1, 1),
    date(2021, 7, 27),
    date(2022, 7, 1),
    date(2024, 2, 29),
    date(2026, 11, 23),
]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_thousands_of_people_are_answered_as_each_alone(day: date) -> None:
    profiles = list(islice(drawn(BOOK, day, seed=7), PEOPLE))
    people = crowd([one.codes for one in profiles], BOOK.facts)
    rows = Decider(BOOK.plans(day)).decided(people).iter_rows(named=True)
    for profile, row in zip(profiles, rows, strict=True):
        wanted = expected(profile, BOOK, day)
        assert {id_: row[id_] for id_ in wanted} == wanted

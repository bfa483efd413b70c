"""The interview on the device: section by section, only about what concerns the person,
and to the same end as with everything known.
"""

import random
from datetime import date
from itertools import groupby
from typing import Any

import pytest

from eligibility import Rulebook, Status, assess
from eligibility.truth import Truth
from tests.evaluating import NO_NODE, NODE, evaluator
from tests.planning import somebody

DAYS = [date(2021, 7, 27), date(2026, 11, 23)]
PEOPLE = 25
OFF = 4
"""So many questions the number told may be off, on average."""

pytestmark = pytest.mark.skipif(NODE is None, reason=NO_NODE)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """Guangdong's rulebook."""
    return Rulebook.load("guangdong")


@pytest.fixture(scope="module", params=DAYS, ids=str)
def asked(
    request: pytest.FixtureRequest, book: Rulebook
) -> list[tuple[date, dict[str, str], dict[str, Any]]]:
    """People of the rulebook's population, each with the interview on the device."""
    day: date = request.param
    chance = random.Random(14)  # noqa: S311 - nothing secret
    people = [somebody(book, day, chance) for _ in range(PEOPLE)]
    with evaluator(book, day, "interview.mjs") as device:
        return [(day, one, device(one)) for one in people]


def test_it_ends_where_the_whole_profile_does(
    asked: list[tuple[date, dict[str, str], dict[str, Any]]], book: Rulebook
) -> None:
    for day, person, told in asked:
        after = assess(told["given"], book, on=day)
        for whole in assess(person, book, on=day):
            one = after[whole.measure.id]
            if whole.concerning is Truth.TRUE:
                assert one.concerning is Truth.TRUE
                assert one.status is whole.status, (one, told["given"])


def test_nothing_is_asked_about_what_does_not_concern_the_person(
    asked: list[tuple[date, dict[str, str], dict[str, Any]]], book: Rulebook
) -> None:
    spared = 0
    for day, person, told in asked:
        whole = assess(person, book, on=day)
        for one in assess(told["given"], book, on=day):
            if one.status is Status.UNDETERMINED:
                known = whole[one.measure.id]
                if known.concerning is Truth.FALSE:
                    spared += 1
                else:
                    assert not one.missing or known.status is Status.UNDETERMINED
    assert spared


def test_sections_stay_together_in_the_order_of_the_topics(
    asked: list[tuple[date, dict[str, str], dict[str, Any]]], book: Rulebook
) -> None:
    order = list(book.contents.topics)
    for _, _, told in asked:
        met = [topic for topic, _ in groupby(told["topics"])]
        assert met == sorted(met, key=order.index)


def test_what_is_said_to_be_left_is_about_what_is_left(
    asked: list[tuple[date, dict[str, str], dict[str, Any]]],
) -> None:
    missed, missed_here = [], []
    for _, _, told in asked:
        topics = told["topics"]
        for place, left in enumerate(told["left"]):
            here = topics[place:].count(topics[place])
            missed.append(abs(left["about"] - len(topics[place:])))
            missed_here.append(abs(left["about_here"] - here))
            assert 1 <= left["about_here"] <= left["about"]
        assert told["last"] == {"about": 0, "about_here": 0}
    assert sum(missed) / len(missed) < OFF
    assert sum(missed_here) / len(missed_here) < OFF / 2

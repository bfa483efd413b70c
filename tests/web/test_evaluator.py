"""The evaluator for browsers answers as the engine does, run by Node.js."""

import json
import random
import re
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from eligibility import CallError, FactError, Rulebook, assess
from eligibility.law.facts import Kind
from eligibility.profiles import Profile
from eligibility.truth import Truth
from eligibility.web.export import exported
from tests import generated, small
from tests.agreement import difference, expected, told
from tests.evaluating import NO_NODE, NODE, evaluator
from tests.people import drawn

DAYS = [date(2021, 7, 27), date(2026, 11, 23)]
PEOPLE = 100

pytestmark = pytest.mark.skipif(NODE is None, reason=NO_NODE)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_it_answers_as_the_engine_does(day: date) -> None:
    book = Rulebook.load("guangdong")
    with evaluator(book, day) as evaluated:
        for profile in islice(drawn(book, day, seed=11), PEOPLE):
            found = evaluated(told(profile, book))
            asked = found.pop("next")
            assert asked is None or asked in worth_asking(profile, book, day)
            assert difference(found, expected(profile, book, day)) is None


def test_an_answer_tells_of_other_facts_as_it_does_to_the_engine() -> None:
    book, day = Rulebook.load("guangdong"), DAYS[0]
    tellers = [id_ for id_, fact in book.facts.items() if fact.tells]
    assert tellers
    with evaluator(book, day) as evaluated:
        for id_ in tellers:
            for code in book.facts[id_].domain:
                known = book.profile({id_: code}, day)
                found = evaluated(told(known, book))
                found.pop("next")
                assert difference(found, expected(known, book, day)) is None


def worth_asking(profile: Profile, book: Rulebook, day: date) -> set[str]:
    """The facts that could change an outcome that concerns the person, or tell whether
    one does; and those whose answers tell these.
    """
    found = set[str]()
    for one in assess(profile, book, on=day):
        found.update(one.missing if one.concerning is Truth.TRUE else one.gates)
    for id_, fact in book.facts.items():
        if any(not found.isdisjoint(others) for others in fact.tells.values()):
            found.add(id_)
    return found


@pytest.mark.parametrize("length", [len("2020"), len("2020-06")])
def test_it_takes_a_month_or_a_year_as_the_engine_does(length: int) -> None:
    book, day = Rulebook.load("guangdong"), DAYS[1]
    with evaluator(book, day) as evaluated:
        for profile in islice(drawn(book, day, seed=12), PEOPLE // 2):
            facts = {
                id_: value[:length]
                if book.facts[id_].kind is Kind.DATE and isinstance(value, str)
                else value
                for id_, value in told(profile, book).items()
            }
            found = evaluated(facts)
            try:
                known = book.profile(facts, day)
            except FactError:
                assert found["faults"]
                continue
            found.pop("next")
            assert difference(found, expected(known, book, day)) is None


def may_be_exported(book: Rulebook, day: date) -> bool:
    """Whether no test of a rulebook needs a calendar."""
    try:
        exported(book, day)
    except CallError:
        return False
    return True


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(files=generated.rulebooks(), profile=generated.profiles(), day=generated.DAYS)
def test_it_answers_by_any_rulebook_that_can_be_exported(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
    day: date,
) -> None:
    folder = tmp_path_factory.mktemp("book")
    book = generated.written(files, folder)
    known = book.profile(profile, day)
    if not may_be_exported(book, day):
        return
    with evaluator(book, day) as evaluated:
        found = evaluated(told(known, book))
    found.pop("next")
    assert difference(found, expected(known, book, day)) is None


@pytest.mark.parametrize(
    "profile",
    [
        {"birth_date": "1995-13"},
        {"birth_date": "1995-02-30"},
        {"birth_date": "2031-01-01"},
        {"hours_per_week": "9000"},
        {"subsidy_months_used": "1.5"},
        {"sex": "platform"},
        {"veteran": "maybe"},
        {"no_such_fact": "1"},
        {"hukou": "other_province", "hukou_city": "guangzhou"},
        {
            "education": "university",
            "student": "false",
            "birth_date": "2000-01-01",
            "graduated_on": "1999-01-01",
        },
    ],
    ids=", ".join,
)
def test_it_refuses_what_the_engine_refuses(profile: dict[str, object]) -> None:
    book, day = Rulebook.load("guangdong"), DAYS[0]
    with pytest.raises(FactError) as refused:
        book.profile(profile, day)
    with evaluator(book, day) as evaluated:
        found = evaluated(profile)
    assert [one["subject"] for one in found["faults"]] == [
        fault.subject for fault in refused.value.faults
    ]


@pytest.mark.parametrize("value", ["1", None], ids=["told", "declined"])
@pytest.mark.parametrize(
    "id_", ["constructor", "__proto__", "hasOwnProperty", "toString"]
)
def test_no_name_that_objects_have_of_their_own_is_a_fact(
    id_: str, value: str | None
) -> None:
    book, day = Rulebook.load("guangdong"), DAYS[0]
    profile = {"sex": "female", id_: value}
    with pytest.raises(FactError) as refused:
        book.profile(profile, day)
    with evaluator(book, day) as evaluated:
        found = evaluated(profile)
    assert found["faults"] == [
        {"subject": one.subject, "zh": one.text.zh, "en": one.text.en}
        for one in refused.value.faults
    ]
    assert found["next"] is None


def test_a_fact_may_be_called_as_what_objects_have_of_their_own(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same rulebook in each run
    made = json.dumps(small.files(chance))
    book = small.written(json.loads(re.sub(r"\ba\b", "constructor", made)), tmp_path)
    with evaluator(book, small.DAY) as evaluated:
        for profile in islice(drawn(book, small.DAY, seed=3), PEOPLE):
            found = evaluated(told(profile, book))
            found.pop("next")
            assert difference(found, expected(profile, book, small.DAY)) is None

"""What a caller's type checker sees of the public names.

Nothing here runs: mypy and pyright read it beside the checkout, and test_packaging has
mypy read it beside the wheel.
"""

from datetime import date
from decimal import Decimal
from typing import assert_type

import polars as pl

from eligibility import (
    Advised,
    Assessment,
    Determination,
    EligibilityError,
    Fact,
    Fault,
    Finding,
    Profile,
    Rulebook,
    Session,
    Status,
    Truth,
    advise,
    answer,
    assess,
    screen,
)


def one_person(day: date) -> None:
    book = Rulebook.load()
    profile = book.profile({"birth_date": "1999-05-01"}, day)
    assert_type(profile, Profile)
    found = assess(profile, book, on="2021-07-27", measures=["legal-aid"])
    assert_type(found, Assessment)
    one = found["legal-aid"]
    assert_type(one, Determination)
    assert_type(one.status, Status)
    assert_type(one.missing, tuple[str, ...])
    assert_type(one.because, tuple[Finding, ...])
    assert_type(one.finding, Finding | None)
    assert_type(one.because[0].truth, Truth)
    assert_type(one.because[0].text.zh, str)
    if one.amount is not None:
        assert_type(one.amount.value, Decimal | None)
    for each in found:
        assert_type(each, Determination)


def what_next(found: Assessment, profile: Profile) -> None:
    advice = advise(found, profile, years=3)
    assert_type(advice, Advised)
    assert_type(advice["legal-aid"].apply_by, date | None)
    assert_type(advice["legal-aid"].windows[0].status, Status)
    assert_type(advice["legal-aid"].path[0].day, date)
    assert_type(answer(found, profile, advice, "zh").blocks[0].entries[0].title, str)


def conversation(book: Rulebook) -> None:
    session = Session(book, on="2021-07-27", profile={"seeking_work": True})
    fact = session.question
    assert_type(fact, Fact | None)
    if fact is not None:
        assert_type(fact.question.en, str)
        assert_type(list(fact.values), list[str])
    assert_type(session.remaining.at_most, int)
    assert_type(session.answer(None).changed, frozenset[str])
    assert_type(session.answer("2020-06-30").dropped, tuple[str, ...])
    assert_type(session.answers, dict[str, str | None])
    assert_type(session.statuses["legal-aid"], Status)
    assert_type(session.assessment(), Assessment)


def many_people(book: Rulebook, people: pl.DataFrame) -> None:
    assert_type(screen(people, book, on="2021-07-27"), pl.LazyFrame)


def told(error: EligibilityError) -> None:
    assert_type(error.faults, tuple[Fault, ...])
    assert_type(error.faults[0].message("en"), str)

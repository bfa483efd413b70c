"""What an answer tells of other facts: followed, and never contradicted."""

from datetime import date

import polars as pl
import pytest

from eligibility import FactError, Rulebook, Status, assess, screen
from eligibility.law.facts import Fact, as_written, says_something
from eligibility.web.export import exported

DAY = date(2021, 7, 27)
BOOK = Rulebook.load("guangdong")
TOLD = [
    (fact.id, said, other, code)
    for fact in BOOK.facts.values()
    for said, others in fact.tells.items()
    for other, code in others.items()
]


def something(fact: Fact) -> str:
    """A value that is not "none", as a file writes it."""
    return next(
        as_written(fact.decode(code)) for code in fact.domain if says_something(code)
    )


def test_a_rulebook_uses_it() -> None:
    assert TOLD


@pytest.mark.parametrize(("teller", "said", "other", "code"), TOLD, ids=str)
def test_what_an_answer_tells_is_so_and_cannot_be_given_otherwise(
    teller: str, said: object, other: str, code: object
) -> None:
    answer = {teller: as_written(said)}
    assert BOOK.profile(answer, DAY).codes[other] == code
    against = answer | {other: something(BOOK.facts[other])}
    with pytest.raises(FactError) as refused:
        BOOK.profile(against, DAY)
    (fault,) = refused.value.faults
    assert fault.code == "contradiction"
    for id_ in (teller, other):
        assert BOOK.facts[id_].heading.zh in fault.text.zh
        assert BOOK.facts[id_].heading.en in fault.text.en
    assert BOOK.profile(answer | {other: as_written(code)}, DAY).codes[other] == code


def test_a_row_of_a_table_that_says_otherwise_is_refused() -> None:
    people = pl.DataFrame(
        {"own_business": [False, False, None], "premises": ["rented", "none", "rented"]}
    )
    faults = screen(people, BOOK, on=DAY).collect()["faults"]
    assert faults.list.len().fill_null(0).to_list() == [1, 0, 0]


def test_the_device_refuses_it_too() -> None:
    ids = {one["id"] for one in exported(BOOK, DAY)["contradictions"]}
    assert {f"own_business-false-tells-{other}" for _, _, other, _ in TOLD} <= ids


def test_a_no_does_not_turn_when_the_answer_comes() -> None:
    """Without premises there is no licence at home, asked or not."""
    unasked = assess({"own_business": False}, BOOK, on=DAY)["home-premises"]
    asked = {"own_business": False, "premises": "none"}
    assert unasked.status is Status.INELIGIBLE
    assert assess(asked, BOOK, on=DAY)["home-premises"].status is unasked.status

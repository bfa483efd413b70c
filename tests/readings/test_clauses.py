"""Clauses settle the answer by themselves, and each is the narrowest with words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from eligibility import Determination, Rulebook, Status, Truth, assess
from eligibility.law.conditions import AllOf, Contested, Role
from eligibility.readings.clauses import MOST, Clause, clauses
from eligibility.readings.evaluation import Plan, settled_with
from eligibility.readings.prose import denial
from eligibility.truth import negation
from tests import generated
from tests.people import drawn

DAY = date(2024, 2, 29)
DAYS = (date(2021, 7, 27), date(2026, 11, 23))
PEOPLE = 60
CITE = [{"source": "law", "at": "1"}]


def told(determination: Determination, book: Rulebook) -> tuple[Clause, ...]:
    program = determination.plan.condition
    assert program is not None
    return clauses(program.root, determination.truths, determination.codes, book.facts)


def beneath(plan: Plan) -> Iterator[Plan]:
    for part in plan.parts:
        yield part
        yield from beneath(part)


def guards(root: Plan, truths: list[Truth]) -> dict[int, Truth]:
    """The choices between branches that are known."""
    return {
        plan.parts[0].slot: truths[plan.parts[0].slot]
        for plan in beneath(root)
        if isinstance(plan.condition, AllOf) and plan.condition.role is Role.BRANCH
    }


def holds_it(determination: Determination, found: tuple[Clause, ...]) -> None:
    """Assert that the clauses settle the answer where nothing else is known."""
    program, truths = determination.plan.condition, determination.truths
    assert program is not None
    unknown = [Truth.UNKNOWN] * len(truths)
    fixed = {
        **guards(program.root, truths),
        **{one.plan.slot: truths[one.plan.slot] for one in found},
    }
    assert settled_with(program.root, unknown, fixed) is truths[program.root.slot]


@given(
    files=generated.rulebooks(kit=generated.FEW),
    profile=generated.profiles(),
)
def test_clauses_settle_the_answer_whatever_else_is_so(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    for determination in assess(profile, book, on=DAY):
        found = told(determination, book)
        if determination.status is Status.UNDETERMINED:
            assert found == ()
        elif found:
            holds_it(determination, found)


@dataclass(frozen=True)
class Told:
    """A determination of a real rulebook, and what is told of it."""

    determination: Determination
    found: tuple[Clause, ...]


@pytest.fixture(scope="module")
def refusals() -> list[Told]:
    """Measures that are not for people made up for Guangdong."""
    book = Rulebook.load("guangdong")
    return [
        Told(one, told(one, book))
        for day in DAYS
        for profile in islice(drawn(book, day, 7), PEOPLE)
        for one in assess(profile, book, on=day)
        if one.status is Status.INELIGIBLE
    ]


def test_every_refusal_is_settled_by_what_is_told(refusals: list[Told]) -> None:
    alone = 0
    for one in refusals:
        if one.found:
            holds_it(one.determination, one.found)
            alone += 1
    assert alone > len(refusals) * 0.95


def test_no_heading_is_told(refusals: list[Told]) -> None:
    """What decides a clause has no narrower words, but for a dispute's readings, and
    many cases of none of which it can be said in words of their own.
    """
    for one in refusals:
        for clause in one.found:
            assert clause.plan.label is not None
            assert clause.plan.label.text is not None
            if isinstance(clause.plan.condition, Contested):
                continue
            if clause.cases > MOST:
                assert denial(clause.plan.condition)
                continue
            slots = {test.slot for test in clause.tests}
            for plan in beneath(clause.plan):
                if plan.label is not None and plan.label.text is not None:
                    assert not slots & {it.slot for it in (plan, *beneath(plan))}


def test_other_answers_to_the_facts_of_a_test_make_it_otherwise(
    refusals: list[Told],
) -> None:
    tried = 0
    for one in refusals[::3]:
        for clause in one.found:
            assert clause.tests
            for test in clause.tests:
                tried += 1
                assert otherwise(test, one.determination), (clause, test)
    assert tried > 100


def otherwise(test: Plan, determination: Determination) -> bool:
    """Whether other values of its facts change the truth of a test."""
    program, classes = determination.plan.condition, determination.plan.classes
    assert program is not None
    ends = [
        [code for each in classes[id_] for code in (each[0], each[-1])]
        for id_ in test.facts
    ]
    return any(
        program.answer(
            test.slot,
            {**determination.codes, **dict(zip(test.facts, codes, strict=True))},
        )
        is negation(determination.truths[test.slot])
        for codes in product(*ends)
    )


@pytest.fixture
def small(tmp_path: Path) -> Rulebook:
    """One measure: of three cases one has to be so, and a wage must be low."""
    version = {
        "from": "2020-01-01",
        "cite": CITE,
        "requires": {"all": [_cases(), _named("low", "used <= 20")]},
    }
    return generated.written(generated.of_one(version, parameters={}), tmp_path)


def _named(id_: str, test: str) -> dict[str, object]:
    return {"id": id_, "text": generated.TEXT, "test": test}


def _cases() -> dict[str, object]:
    both = {
        "id": "both",
        "text": generated.TEXT,
        "all": [_named("wed", "married == true"), _named("west", 'region == "west"')],
    }
    cases = [both, _named("high", 'grade == "high"'), _named("paid", "wage <= 100")]
    return {"id": "cases", "text": generated.TEXT, "cite": CITE, "any": cases}


def ids(profile: dict[str, object], book: Rulebook) -> list[str]:
    (determination,) = assess(profile, book, on=DAY)
    found = told(determination, book)
    return [it.plan.label.id for it in found if it.plan.label is not None]


NOBODY: dict[str, object] = {
    "married": False,
    "region": "east",
    "grade": "low",
    "hours": "20",
    "wage": 200,
    "used": 3,
}


def test_of_cases_the_nearest_comes_first(small: Rulebook) -> None:
    assert ids(NOBODY, small) == ["paid", "high", "wed"]


def test_a_case_of_which_part_holds_is_nearer(small: Rulebook) -> None:
    wed = {**NOBODY, "married": True}
    assert ids(wed, small) == ["paid", "west", "high"]


def test_little_is_told_before_much(small: Rulebook) -> None:
    assert ids({**NOBODY, "used": 30}, small) == ["low"]


def test_an_open_answer_has_no_clauses(small: Rulebook) -> None:
    assert ids({"used": 3}, small) == []

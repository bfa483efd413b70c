"""Reasons suffice, each of them is needed, and no fewer would do."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import assume, given

from eligibility import Determination, Finding, Rulebook, Truth, assess
from eligibility.inquiries.reasons import reasons
from eligibility.law.conditions import AllOf, BoundLeaf, Role, tellers_of
from eligibility.law.facts import Code, says_something
from eligibility.readings.classes import Class
from eligibility.readings.evaluation import Plan, Program, settled_with
from tests import generated

DAY = date(2024, 2, 29)
MOST = 3000


@given(
    files=generated.rulebooks(kit=generated.FEW),
    profile=generated.profiles(),
)
def test_whoever_meets_the_reasons_has_the_answer_and_each_is_needed(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    for determination in assess(profile, book, on=DAY):
        program = determination.plan.condition
        assert program is not None
        told = reasons(determination)
        truth = determination.truths[program.root.slot]
        assert bool(told) is truth.known
        if not told:
            continue
        seen = list(_everybody(determination))
        answers = {
            id_: _meeting(determination, told, without=id_) for id_ in _ids(told)
        }
        for codes in seen:
            truths = program.truths(codes)
            if _possible(book, codes) and all(
                truths[slot] is one for slot, one in _fixed(determination, told)
            ):
                assert truths[program.root.slot] is truth
        if len(told) > 1:
            for fixed in answers.values():
                assert any(
                    truths[program.root.slot] is not truth
                    for truths in map(program.truths, seen)
                    if all(truths[slot] is one for slot, one in fixed)
                )


@given(
    files=generated.rulebooks(kit=generated.FEW),
    profile=generated.profiles(),
)
def test_the_facts_beneath_the_reasons_settle_the_answer_by_themselves(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    for determination in assess(profile, book, on=DAY):
        program = determination.plan.condition
        assert program is not None
        told = reasons(determination)
        if told:
            plans = [*_plans(program, told), *_guards(determination, told)]
            facts = {fact for plan in plans for fact in _facts(plan)}
            codes = {k: one for k, one in determination.codes.items() if k in facts}
            everybody = ({**other, **codes} for other in _everybody(determination))
            answers = {program.truth(it) for it in everybody if _possible(book, it)}
            assert answers <= {determination.truths[program.root.slot]}


@given(files=generated.rulebooks(kit=generated.FEW), profile=generated.profiles())
def test_no_smaller_set_of_conditions_settles_the_answer(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    for determination in assess(profile, book, on=DAY):
        told = reasons(determination)
        assert len(told) <= max(1, len(determination.because))
        program = determination.plan.condition
        if len(told) <= 1 or program is None:
            continue
        named = [
            plan
            for plan in _beneath(program.root)
            if plan is not program.root and plan.label and plan.label.text
        ]
        assume(len(named) < 20)
        known = [one for one in named if determination.truths[one.slot].known]
        for some in combinations(known, len(told) - 1):
            fixed = {one.slot: determination.truths[one.slot] for one in some}
            nothing = [Truth.UNKNOWN] * len(program.instructions)
            answer = settled_with(program.root, nothing, fixed)
            assert answer is Truth.UNKNOWN


def test_a_group_to_which_somebody_does_not_belong_is_one_reason() -> None:
    book = Rulebook.load("guangdong")
    rider = {
        "work_city": "guangzhou",
        "employment_form": "none",
        "sex": "male",
        "birth_date": "1990-01-01",
    }
    found = assess(rider, book, on="2021-07-27")["employment-registration"]
    assert [one.id for one in reasons(found)] == ["flexible-worker"]
    assert len(found.because) > 1


def _everybody(determination: Determination) -> Iterator[dict[str, Code]]:
    """A person for each combination of classes."""
    ends: dict[str, list[Code]] = {
        fact: [code for one in cut for code in _ends(one)]
        for fact, cut in determination.plan.classes.items()
    }
    count = 1
    for codes in ends.values():
        count *= len(codes)
    assume(count <= MOST)
    for person in product(*ends.values()):
        yield dict(zip(ends, person, strict=True))


def _possible(book: Rulebook, codes: Mapping[str, Code]) -> bool:
    """Whether each fact that says something makes sense."""
    return not any(
        applies.truth(codes) is Truth.FALSE
        for id_, applies in book.plans(DAY).applies.items()
        if id_ in codes and says_something(codes[id_])
    )


def _ends(one: Class) -> tuple[Code, ...]:
    return tuple(dict.fromkeys((one[0], one[-1])))


def _ids(told: Iterable[Finding]) -> list[str]:
    return [one.id for one in told]


def _plans(program: Program, told: Iterable[Finding]) -> list[Plan]:
    ids = set(_ids(told))
    beneath = list(_beneath(program.root))
    return [one for one in beneath if one.label and one.label.id in ids]


def _beneath(root: Plan) -> list[Plan]:
    found: dict[int, Plan] = {}
    ahead = [root]
    while ahead:
        plan = ahead.pop()
        if plan.slot not in found:
            found[plan.slot] = plan
            ahead += plan.parts
    return list(found.values())


def _guards(determination: Determination, told: Iterable[Finding]) -> list[Plan]:
    """The choices that lead to the branches in which the reasons stand."""
    program = determination.plan.condition
    assert program is not None
    slots = {plan.slot for plan in _plans(program, told)}
    return [
        plan.parts[0]
        for plan in _beneath(program.root)
        if isinstance(plan.condition, AllOf) and plan.condition.role is Role.BRANCH
        if slots & {one.slot for one in _beneath(plan.parts[1])}
    ]


def _fixed(
    determination: Determination, told: Iterable[Finding]
) -> list[tuple[int, Truth]]:
    program = determination.plan.condition
    assert program is not None
    told = list(told)
    plans = [*_plans(program, told), *_guards(determination, told)]
    fixed = [(plan.slot, determination.truths[plan.slot]) for plan in plans]
    return [(slot, truth) for slot, truth in fixed if truth.known]


def _meeting(
    determination: Determination, told: tuple[Finding, ...], *, without: str
) -> list[tuple[int, Truth]]:
    return _fixed(determination, [one for one in told if one.id != without])


def _facts(plan: Plan) -> Mapping[str, None]:
    """The facts beneath a condition, and those that tell of them."""
    found = dict.fromkeys(fact for one in _beneath(plan) for fact in one.facts)
    for one in _beneath(plan):
        if isinstance(one.condition, BoundLeaf):
            found |= dict.fromkeys(tellers_of(one.condition))
    return found

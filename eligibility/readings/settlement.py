"""What settles an answer: named conditions whose truth alone makes it what it is."""

from typing import assert_never

from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Contested,
    Not,
    Relation,
    Role,
    Stairs,
    Within,
    implied,
)
from eligibility.readings.evaluation import Plan, Truths
from eligibility.truth import Truth


def settling(plan: Plan, truths: Truths) -> tuple[Plan, ...]:
    """The first set, in the rulebook's order, of named conditions that by themselves
    settle a known truth; empty where it is unknown.
    """
    found = sorted(_settling(plan, truths), key=lambda one: one.slot, reverse=True)
    # One that stands in several places, bound otherwise in each, counts once.
    first = {one.label.id: one for one in found if one.label is not None}
    return tuple(reversed(first.values()))


def _settling(plan: Plan, truths: Truths) -> tuple[Plan, ...]:
    truth = truths[plan.slot]
    if not truth.known:
        return ()
    inner = _inner(plan, truth, truths)
    if inner or plan.label is None or plan.label.text is None:
        return inner
    return (plan,)


def _inner(plan: Plan, truth: Truth, truths: Truths) -> tuple[Plan, ...]:
    node = plan.condition
    match node:
        case AllOf(role=Role.BRANCH):
            guard, then = plan.parts
            beside_the_point = truths[guard.slot] is Truth.FALSE
            return () if beside_the_point else _settling(then, truths)
        case AllOf():
            return _several(plan, truths, whole=truth is Truth.TRUE)
        case AnyOf():
            return _several(plan, truths, whole=truth is Truth.FALSE)
        case Not():
            return _settling(plan.parts[0], truths)
        case Contested() | Among() | Within() | Stairs() | Relation():
            return ()
        case _:
            assert_never(node)


def _several(plan: Plan, truths: Truths, *, whole: bool) -> tuple[Plan, ...]:
    """All parts where they settle together, else the first that does alone."""
    truth = truths[plan.slot]
    alike = [part for part in plan.parts if truths[part.slot] is truth]
    if not whole:
        return _settling(alike[0], truths) if alike else ()
    told = (part for part in alike if not implied(part.condition))
    return tuple(one for part in told for one in _settling(part, truths))

"""What keeps an answer open: the facts that could still change it, and by how much.

A fact weighs the more, the fewer other open conditions stand beside it on the way up.
A passage on which its readings already differ stays open whatever else is told, so no
fact beneath it counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    BoundLeaf,
    Contested,
    Not,
    Relation,
    Stairs,
    Within,
    implied,
)
from eligibility.readings.evaluation import Codes, Plan, Truths
from eligibility.truth import Truth

_UNKNOWN = Truth.UNKNOWN


def open_facts(plan: Plan, truths: Truths, codes: Codes) -> dict[str, float]:
    """The missing facts that could still change an unknown truth, each with a weight;
    empty where the truth is known or only the law is open.
    """
    weights: dict[str, float] = {}
    for fact, weight in _open(plan, truths, codes, 1.0):
        weights[fact] = weights.get(fact, 0.0) + weight
    return weights


def ranked(weights: Mapping[str, float], facts: Iterable[str]) -> tuple[str, ...]:
    """The facts of some weights, the most telling first, then in a given order."""
    order = {id_: n for n, id_ in enumerate(facts)}
    return tuple(
        sorted(weights, key=lambda fact: (-round(weights[fact], 9), order[fact]))
    )


def disputed(plan: Plan, truths: Truths) -> bool:
    """Whether a contested passage is open for good: its readings already differ."""
    readings = {truths[part.slot] for part in plan.parts}
    return {Truth.TRUE, Truth.FALSE} <= readings


def _open(
    plan: Plan, truths: Truths, codes: Codes, weight: float
) -> Iterator[tuple[str, float]]:
    if truths[plan.slot] is not _UNKNOWN:
        return
    told = _told(plan, truths)
    for part in told:
        yield from _open(part, truths, codes, weight / len(told))
    missing = _missing(plan, codes)
    yield from ((fact, weight / len(missing)) for fact in missing)


def missing_facts(plan: Plan, truths: Truths, codes: Codes) -> tuple[str, ...]:
    """The facts that have a weight in `open_facts`, in the order of the tree."""
    found: dict[str, None] = {}
    seen: set[int] = set()
    waiting = [plan]
    while waiting:
        one = waiting.pop()
        if one.slot not in seen and truths[one.slot] is _UNKNOWN:
            seen.add(one.slot)
            found.update(dict.fromkeys(_missing(one, codes)))
            waiting += reversed(_told(one, truths))
    return tuple(found)


def _told(plan: Plan, truths: Truths) -> Sequence[Plan]:
    """The parts that keep an unknown truth open."""
    match plan.condition:
        case AllOf() | AnyOf() | Not():
            unknown = [part for part in plan.parts if truths[part.slot] is _UNKNOWN]
            return [one for one in unknown if not implied(one.condition)] or unknown
        case Contested():
            if disputed(plan, truths):
                return ()
            return [part for part in plan.parts if truths[part.slot] is _UNKNOWN]
        case Among() | Within() | Stairs() | Relation():
            return ()
        case _:
            assert_never(plan.condition)


def _missing(plan: Plan, codes: Codes) -> list[str]:
    """The facts that a test waits for; none for any other condition."""
    if plan.parts or not isinstance(plan.condition, BoundLeaf):
        return []
    return [fact for fact in plan.facts if fact not in codes]


def open_disputes(plan: Plan, truths: Truths) -> Iterator[Plan]:
    """The contested passages that keep an unknown truth open."""
    if truths[plan.slot] is not _UNKNOWN:
        return
    if isinstance(plan.condition, Contested):
        if disputed(plan, truths):
            yield plan
        return
    for part in plan.parts:
        yield from open_disputes(part, truths)

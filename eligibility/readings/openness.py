"""What keeps an answer open: the facts that could still change it, and by how much.

A fact weighs the more, the fewer other open conditions stand beside it on the way up.
A passage on which its readings already differ stays open whatever else is told, so no
fact beneath it counts.
"""

from collections.abc import Iterator
from typing import assert_never

from eligibility.conditions import (
    AllOf,
    Among,
    AnyOf,
    Contested,
    Not,
    Relation,
    Stairs,
    Within,
    facts_of,
    implied,
)
from eligibility.readings.evaluation import Codes, Plan, Truths
from eligibility.truth import Truth


def open_facts(plan: Plan, truths: Truths, codes: Codes) -> dict[str, float]:
    """The missing facts that could still change an unknown truth, each with a weight;
    empty where the truth is known or only the law is open.
    """
    weights: dict[str, float] = {}
    for fact, weight in _open(plan, truths, codes, 1.0):
        weights[fact] = weights.get(fact, 0.0) + weight
    return weights


def disputed(plan: Plan, truths: Truths) -> bool:
    """Whether a contested passage is open for good: its readings already differ."""
    readings = {truths[part.slot] for part in plan.parts}
    return {Truth.TRUE, Truth.FALSE} <= readings


def _open(
    plan: Plan, truths: Truths, codes: Codes, weight: float
) -> Iterator[tuple[str, float]]:
    if truths[plan.slot] is not Truth.UNKNOWN:
        return
    match plan.condition:
        case AllOf() | AnyOf() | Not():
            below = plan.parts
        case Contested():
            below = () if disputed(plan, truths) else plan.parts
        case Among() | Within() | Stairs() | Relation() as leaf:
            missing = [fact for fact in facts_of(leaf) if fact not in codes]
            yield from ((fact, weight / len(missing)) for fact in missing)
            return
        case _:
            assert_never(plan.condition)
    unknown = [part for part in below if truths[part.slot] is Truth.UNKNOWN]
    told = [part for part in unknown if not implied(part.condition)] or unknown
    for part in told:
        yield from _open(part, truths, codes, weight / len(told))


def open_disputes(plan: Plan, truths: Truths) -> Iterator[Plan]:
    """The contested passages that keep an unknown truth open."""
    if truths[plan.slot] is not Truth.UNKNOWN:
        return
    if isinstance(plan.condition, Contested):
        if disputed(plan, truths):
            yield plan
        return
    for part in plan.parts:
        yield from open_disputes(part, truths)

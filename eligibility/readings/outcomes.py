"""What may still come of a condition: the truths that further answers can lead to.

The parts of a condition are taken to be free of each other, so it may name a truth that
no person reaches, but it leaves none out.
"""

from collections.abc import Collection, Iterable
from functools import reduce
from typing import assert_never

from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Contested,
    Not,
    Relation,
    Stairs,
    Within,
    tellers_of,
)
from eligibility.readings.evaluation import Codes, Plan, Truths
from eligibility.truth import Truth, agreement, conjunction, disjunction, negation

Outcomes = frozenset[Truth]
_ONLY = {truth: frozenset({truth}) for truth in Truth}
_KNOWN = frozenset({Truth.TRUE, Truth.FALSE})
_ANY = frozenset(Truth)
_SETS = [
    frozenset(one for n, one in enumerate(Truth) if mask >> n & 1) for mask in range(8)
]
_BOTH, _EITHER, _ALIKE = (
    {
        (one, other): frozenset(connective((a, b)) for a in one for b in other)
        for one in _SETS
        for other in _SETS
    }
    for connective in (conjunction, disjunction, agreement)
)


def outcomes(
    plan: Plan,
    truths: Truths,
    codes: Codes,
    never: Collection[str],
    found: dict[int, Outcomes] | None = None,
) -> Outcomes:
    """The truths that a condition may come to, when the facts in `never` stay unknown.

    `found` keeps those of its parts, by slot.
    """
    truth = truths[plan.slot]
    if truth is not Truth.UNKNOWN:
        return _ONLY[truth]
    found = {} if found is None else found
    if plan.slot in found:
        return found[plan.slot]
    parts = (outcomes(part, truths, codes, never, found) for part in plan.parts)
    match plan.condition:
        case AllOf():
            result = _joined(_BOTH, parts)
        case AnyOf():
            result = _joined(_EITHER, parts)
        case Not():
            result = frozenset(map(negation, next(parts)))
        case Contested():
            result = _joined(_ALIKE, parts)
        case Among() | Within() | Stairs() | Relation():
            missing = [one for one in plan.facts if one not in codes]
            lost = sum(one in never for one in missing)
            result = _KNOWN
            if lost:
                told = any(one not in codes for one in tellers_of(plan.condition))
                open_ = told or lost < len(missing)
                result = _ANY if open_ else _ONLY[Truth.UNKNOWN]
        case _:
            assert_never(plan.condition)
    found[plan.slot] = result
    return result


def _joined(
    table: dict[tuple[Outcomes, Outcomes], Outcomes], parts: Iterable[Outcomes]
) -> Outcomes:
    return reduce(lambda one, other: table[one, other], parts)

"""How much it takes to know: the chance that a condition holds, and about how many
questions settle it.

Both are reckoned as if tests did not depend on each other. Parts are taken in the order
that settles the whole soonest: of a conjunction, first what costs little and probably
fails. It is an estimate, good enough to rank questions by, and no answer rests on it.
"""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple, assert_never

from eligibility.conditions import (
    AllOf,
    Among,
    AnyOf,
    BoundLeaf,
    Contested,
    Not,
    Relation,
    Stairs,
    Within,
    facts_of,
    implied,
)
from eligibility.readings.evaluation import Codes, Plan, Truths
from eligibility.readings.openness import disputed
from eligibility.truth import Truth

Chance = Callable[[BoundLeaf, Codes], float]
"""How likely an open test is to hold, where some of its facts may be known."""
SURE = 1e-6
EVEN = 0.5


class Effort(NamedTuple):
    """The chance that a condition holds, and the number of questions expected."""

    holds: float
    questions: float


TRUE, FALSE, OPEN = Effort(1, 0), Effort(0, 0), Effort(EVEN, 0)


def effort(
    plan: Plan, truths: Truths, codes: Codes, declined: Collection[str], chance: Chance
) -> Effort:
    """The effort of a condition; nobody is asked again for what is `declined`."""
    return _effort(plan, _Known(truths, codes, declined, chance, {}))


class _Known(NamedTuple):
    """What the nodes of one condition share; `found` are the efforts by slot."""

    truths: Truths
    codes: Codes
    declined: Collection[str]
    chance: Chance
    found: dict[int, Effort]


def _effort(plan: Plan, known: _Known) -> Effort:
    truth = known.truths[plan.slot]
    if truth is not Truth.UNKNOWN:
        return TRUE if truth is Truth.TRUE else FALSE
    if plan.slot not in known.found:
        known.found[plan.slot] = _open(plan, known)
    return known.found[plan.slot]


def _open(plan: Plan, known: _Known) -> Effort:
    node = plan.condition
    match node:
        case AllOf():
            return _series(_below(plan, known))
        case AnyOf():
            failing = _series(
                Effort(1 - one.holds, one.questions) for one in _below(plan, known)
            )
            return Effort(1 - failing.holds, failing.questions)
        case Not():
            (part,) = _below(plan, known)
            return Effort(1 - part.holds, part.questions)
        case Contested():
            if disputed(plan, known.truths):
                return OPEN
            parts = _below(plan, known)
            return Effort(parts[0].holds, max(one.questions for one in parts))
        case Among() | Within() | Stairs() | Relation():
            missing = [one for one in facts_of(node) if one not in known.codes]
            asked = [one for one in missing if one not in known.declined]
            return Effort(known.chance(node, known.codes), len(asked))
        case _:
            assert_never(node)


def _below(plan: Plan, known: _Known) -> list[Effort]:
    """The efforts of the parts that are open."""
    truths = known.truths
    unknown = [part for part in plan.parts if truths[part.slot] is Truth.UNKNOWN]
    told = [part for part in unknown if not implied(part.condition)] or unknown
    return [_effort(part, known) for part in told]


def _series(parts: Iterable[Effort]) -> Effort:
    """Parts that must all hold, taken until one fails."""
    reached, questions = 1.0, 0.0
    for part in sorted(parts, key=_price):
        questions += reached * part.questions
        reached *= part.holds
    return Effort(reached, questions)


def _price(part: Effort) -> float:
    """What it costs to have a part fail."""
    return part.questions / max(SURE, 1 - part.holds)

"""How much it takes to know: about how many questions settle a condition.

That, and the chance that it holds, are reckoned as if tests did not depend on each
other. Parts are taken in the order that settles the whole soonest: of a conjunction,
first what costs little and probably fails. It is an estimate, good enough to rank
questions by, and no answer rests on it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
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
    implied,
)
from eligibility.readings.evaluation import Codes, Plan, Truths
from eligibility.readings.openness import disputed
from eligibility.truth import Truth

Chance = Callable[[Plan, Codes], float]
"""How likely an open test is to hold, where some of its facts may be known."""
Guess = tuple[float, float]
"""How likely a condition is to hold, and how many questions it is expected to take."""
SURE = 1e-6
TRUE, FALSE, EITHER = (1.0, 0.0), (0.0, 0.0), (0.5, 0.0)


def effort(
    plan: Plan, truths: Truths, codes: Codes, declined: Collection[str], chance: Chance
) -> float:
    """The number of questions that a condition is expected to take; nobody is asked
    again for what is `declined`.
    """
    _, questions = _guess(plan, _Known(truths, codes, declined, chance))
    return questions


@dataclass(slots=True)
class _Known:
    """What the nodes of one condition share; `found` are the guesses by slot."""

    truths: Truths
    codes: Codes
    declined: Collection[str]
    chance: Chance
    found: dict[int, Guess] = field(default_factory=dict)


def _guess(plan: Plan, known: _Known) -> Guess:
    slot = plan.slot
    if slot not in known.found:
        truth = known.truths[slot]
        if truth is Truth.UNKNOWN:
            known.found[slot] = _open(plan, known)
        else:
            known.found[slot] = TRUE if truth is Truth.TRUE else FALSE
    return known.found[slot]


def _open(plan: Plan, known: _Known) -> Guess:
    node = plan.condition
    match node:
        case AllOf():
            return _series(_below(plan, known))
        case AnyOf():
            below = _below(plan, known)
            failing, questions = _series([(1 - holds, cost) for holds, cost in below])
            return 1 - failing, questions
        case Not():
            ((holds, questions),) = _below(plan, known)
            return 1 - holds, questions
        case Contested():
            if disputed(plan, known.truths):
                return EITHER
            below = _below(plan, known)
            return below[0][0], max(questions for _, questions in below)
        case Among() | Within() | Stairs() | Relation():
            missing = [one for one in plan.facts if one not in known.codes]
            asked = [one for one in missing if one not in known.declined]
            return known.chance(plan, known.codes), float(len(asked))
        case _:
            assert_never(node)


def _below(plan: Plan, known: _Known) -> list[Guess]:
    """The guesses for the parts that are open."""
    truths = known.truths
    unknown = [part for part in plan.parts if truths[part.slot] is Truth.UNKNOWN]
    told = [part for part in unknown if not implied(part.condition)] or unknown
    return [_guess(part, known) for part in told]


def _series(parts: list[Guess]) -> Guess:
    """Parts that must all hold, taken until one fails."""
    reached, questions = 1.0, 0.0
    for holds, cost in sorted(parts, key=_price):
        questions += reached * cost
        reached *= holds
    return reached, questions


def _price(part: Guess) -> float:
    """What it costs to have a part fail."""
    holds, questions = part
    return questions / max(SURE, 1 - holds)

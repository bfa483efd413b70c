"""What it takes to turn an answer: which facts to set otherwise, and at what cost.

Every way of turning a condition sets some fact as one of its tests needs it: a whole
`AllOf` needs each part, so one part that is not yet so names facts enough; an `AnyOf`
needs some part, so all of them do. A search that tries each of these settings in turn
misses no way, and the cost below which no way can be tells it where to look first.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
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
)
from eligibility.facts import Code, Fact
from eligibility.readings.evaluation import Codes, Plan, Truths, program
from eligibility.truth import Truth, negation

Setting = tuple[str, Code]
"""A fact, and the code it is set to."""
Options = Mapping[str, Mapping[Code, int]]
"""What each fact may be set to, and what that costs."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What it takes to turn a condition, as far as its tree shows.

    `cost` is the least that it can cost. Every way has one of the `steps`, each of one
    setting, or of several that are needed together; where none is left, it is turned.
    """

    cost: int
    steps: tuple[frozenset[Setting], ...]


DONE = Turn(0, ())
_Suiting = tuple[int, tuple[frozenset[Setting], ...]]


class Turning:
    """How one condition may be turned, where facts may be set to certain codes."""

    def __init__(self, root: Plan, options: Options, facts: Mapping[str, Fact]) -> None:
        self._root = root
        self._options = options
        self._facts = facts
        self._told: dict[tuple[object, ...], _Suiting] = {}
        self._open: dict[int, frozenset[str]] = {}

    def turn(
        self, truths: Truths, codes: Codes, target: Truth, settled: Collection[str]
    ) -> Turn | None:
        """What it takes from the truths of some codes to a known one, the facts that
        are settled staying as they are; None where nothing can.
        """
        turns: dict[tuple[int, Truth], Turn | None] = {}

        def of(plan: Plan, wanted: Truth) -> Turn | None:
            if truths[plan.slot] is wanted:
                return DONE
            key = plan.slot, wanted
            if key not in turns:
                turns[key] = turned(plan, wanted)
            return turns[key]

        def turned(plan: Plan, wanted: Truth) -> Turn | None:
            match plan.condition:
                case AllOf():
                    together = wanted is Truth.TRUE
                case AnyOf():
                    together = wanted is Truth.FALSE
                case Not():
                    return of(plan.parts[0], negation(wanted))
                case Contested():
                    together = True
                case Among() | Within() | Stairs() | Relation():
                    return self._leaf(plan, wanted, codes, settled)
                case _:
                    assert_never(plan.condition)
            parts = [(part, of(part, wanted)) for part in plan.parts]
            return self._whole(parts) if together else _either(parts)

        return of(self._root, target)

    def _leaf(
        self, plan: Plan, wanted: Truth, codes: Codes, settled: Collection[str]
    ) -> Turn | None:
        left: list[frozenset[Setting]] = []
        costs: list[int] = []
        for fact in plan.facts:
            if fact not in settled and fact in self._options:
                others = [one for one in plan.facts if one != fact]
                free = any(
                    one in self._options and one not in settled for one in others
                )
                known = {one: codes[one] for one in others if one in codes}
                cost, steps = self._suiting(plan, wanted, fact, None if free else known)
                costs += [cost] if steps else []
                left += steps
        return Turn(min(costs), tuple(left)) if left else None

    def _suiting(
        self, plan: Plan, wanted: Truth, fact: str, others: Codes | None
    ) -> _Suiting:
        """The settings of a fact that answer a test as wanted, beside what is known of
        others that it compares; any setting may where they can be set as well.
        """
        beside = None if others is None else tuple(others.items())
        key = (plan.slot, wanted, fact, beside)
        if key not in self._told:
            answer = program(plan.condition, self._facts)
            costs = {
                code: cost
                for code, cost in self._options[fact].items()
                if others is None or answer.truth({**others, fact: code}) is wanted
            }
            steps = tuple(frozenset({(fact, code)}) for code in costs)
            self._told[key] = min(costs.values(), default=0), steps
        return self._told[key]

    def _whole(self, parts: list[tuple[Plan, Turn | None]]) -> Turn | None:
        """All parts must turn: those that share no fact cost what they cost together.
        Parts with one step are taken in one; else the part with the fewest comes first.
        """
        left: list[tuple[Plan, Turn]] = []
        for part, turn in parts:
            if turn is None:
                return None
            if turn.steps:
                left.append((part, turn))
        if not left:
            return DONE
        cost, met = 0, frozenset[str]()
        for part, turn in sorted(left, key=lambda one: -one[1].cost):
            if met.isdisjoint(self._beneath(part)):
                cost += turn.cost
                met |= self._beneath(part)
        forced = [turn.steps[0] for _, turn in left if len(turn.steps) == 1]
        if not forced:
            steps = min((turn.steps for _, turn in left), key=len)
            return Turn(cost, steps)
        step = frozenset[Setting]().union(*forced)
        if len(dict(step)) < len(step):  # one fact cannot be two things
            return None
        return Turn(cost, (step,))

    def _beneath(self, plan: Plan) -> frozenset[str]:
        """The facts beneath a condition that may be set."""
        if plan.slot not in self._open:
            self._open[plan.slot] = frozenset(
                fact for fact in plan.facts if fact in self._options
            ).union(*map(self._beneath, plan.parts))
        return self._open[plan.slot]


def _either(parts: Iterable[tuple[Plan, Turn | None]]) -> Turn | None:
    """Any part may turn: the cheapest costs least, and each may be the way."""
    turns = [turn for _, turn in parts if turn is not None]
    if not turns:
        return None
    steps = dict.fromkeys(one for turn in turns for one in turn.steps)
    return Turn(min(turn.cost for turn in turns), tuple(steps))

"""What it takes to turn an answer: which facts to set otherwise, and at what cost.

Every way of turning a condition sets some fact as one of its tests needs it: a whole
`AllOf` needs each part, so one part that is not yet so names facts enough; an `AnyOf`
needs some part, so all of them do. A search that tries each of these settings in turn
misses no way, and the cost below which no way can be tells it where to look first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
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
from eligibility.readings.evaluation import Codes, Plan, Program, Truths, program
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
PAIRS = 300
"""Up to so many pairs of settings are tried for a test that compares two facts."""


class Turning:
    """How one condition may be turned, where facts may be set to certain codes."""

    def __init__(self, root: Plan, options: Options, facts: Mapping[str, Fact]) -> None:
        self._root = root
        self._options = options
        self._facts = facts
        self._told: dict[tuple[object, ...], Turn | None] = {}
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
        """The steps that answer a test as wanted, beside what is known and stays."""
        open_ = tuple(
            fact for fact in plan.facts if fact in self._options and fact not in settled
        )
        known = tuple((fact, codes[fact]) for fact in plan.facts if fact in codes)
        key = (plan.slot, wanted, open_, known)
        if key not in self._told:
            answer = program(plan.condition, self._facts)
            steps = dict(self._suiting(answer, wanted, open_, dict(known)))
            turn = Turn(min(steps.values()), tuple(steps)) if steps else None
            self._told[key] = turn
        return self._told[key]

    def _suiting(
        self, answer: Program, wanted: Truth, open_: tuple[str, ...], known: Codes
    ) -> Iterator[tuple[frozenset[Setting], int]]:
        """The settings that suit, each with its cost; of two facts that are compared,
        both where neither alone does. Where there are too many, any of either.
        """
        alone: set[Setting] = set()
        options = [(fact, code) for fact in open_ for code in self._options[fact]]
        for fact, code in options:
            if answer.truth({**known, fact: code}) is wanted:
                alone.add((fact, code))
                yield frozenset({(fact, code)}), self._options[fact][code]
        if len(open_) < 2:
            return
        sides = [[one for one in options if one[0] == fact] for fact in open_]
        left = [[one for one in side if one not in alone] for side in sides]
        if prod(map(len, left)) > PAIRS:
            for fact, code in (one for side in left for one in side):
                yield frozenset({(fact, code)}), self._options[fact][code]
            return
        for both in product(*left):
            if answer.truth({**known, **dict(both)}) is wanted:
                cost = sum(self._options[fact][code] for fact, code in both)
                yield frozenset(both), cost

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

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

from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Contested,
    Not,
    Relation,
    Stairs,
    Within,
)
from eligibility.law.facts import Code
from eligibility.readings.evaluation import Codes, Plan, Program, Truths
from eligibility.truth import Truth, negation

Setting = tuple[str, Code]
"""A fact, and the code it is set to."""
Bundle = tuple[Setting, ...]
"""Settings that are needed together, in the order of the options."""
Options = Mapping[str, Mapping[Code, int]]
"""What each fact may be set to, and what that costs."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What it takes to turn a condition, as far as its tree shows.

    `cost` is the least that it can cost. Every way has one of the `bundles`; where none
    is left, it is turned.
    """

    cost: int
    bundles: tuple[Bundle, ...]


DONE = Turn(0, ())
PAIRS = 300
"""Up to so many pairs of settings are tried for a test that compares two facts."""


class Turning:
    """How one condition may be turned from how it is for a person, where facts may be
    set to certain codes.

    What it takes to turn a part is kept for as long as nothing beneath it is otherwise.
    """

    def __init__(self, asked: Program, codes: Codes, options: Options) -> None:
        self._asked = asked
        self._options = options
        self._ranks = {fact: rank for rank, fact in enumerate(options)}
        self._open = asked.among(options)
        self._start = asked.truths(codes)
        self._told: dict[object, Turn | None] = {}
        self._named: dict[int, tuple[str, ...]] = {}

    def truths(self, codes: Codes, touched: Collection[str]) -> Truths:
        """The truth of each node for codes that are otherwise for some facts only."""
        return self._asked.truths_again(self._start, codes, touched)

    def turn(
        self,
        truths: Truths,
        codes: Codes,
        touched: Collection[str],
        settled: Collection[str],
    ) -> Turn | None:
        """What it takes to make the condition true from the truths of some codes, which
        are otherwise than at first for the facts that were touched only, and the facts
        that are settled staying as they are; None where nothing can.
        """
        marks = self._told
        reads = self._asked.reads
        kept = self._asked.among(settled)
        apart = kept | self._asked.among(touched)

        def of(plan: Plan, wanted: Truth) -> Turn | None:
            slot = plan.slot
            if truths[slot] is wanted:
                return DONE
            side = slot if wanted is Truth.TRUE else ~slot
            here = reads[slot] & apart
            key: object = side
            if here:
                key = (side, here, here & kept, *map(codes.get, self._facts(here)))
            if key not in marks:
                marks[key] = turned(plan, wanted)
            return marks[key]

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

        return of(self._asked.root, Truth.TRUE)

    def _leaf(
        self, plan: Plan, wanted: Truth, codes: Codes, settled: Collection[str]
    ) -> Turn | None:
        """The bundles that answer a test as wanted, beside what is known and stays."""
        open_ = [
            fact for fact in plan.facts if fact in self._options and fact not in settled
        ]
        known = {fact: codes[fact] for fact in plan.facts if fact in codes}
        bundles = dict(self._suiting(plan.slot, wanted, open_, known))
        return Turn(min(bundles.values()), tuple(bundles)) if bundles else None

    def _suiting(
        self, slot: int, wanted: Truth, open_: Collection[str], known: Codes
    ) -> Iterator[tuple[Bundle, int]]:
        """The settings that suit, each with its cost; of two facts that are compared,
        both where neither alone does. Where there are too many, any of either.
        """
        answer = self._asked.answer
        left: list[list[Setting]] = []
        for fact in open_:
            side: list[Setting] = []
            with_it = dict(known)
            for code, cost in self._options[fact].items():
                with_it[fact] = code
                if answer(slot, with_it) is wanted:
                    yield ((fact, code),), cost
                else:
                    side.append((fact, code))
            left.append(side)
        if len(open_) < 2:
            return
        if prod(map(len, left)) > PAIRS:
            for fact, code in (one for side in left for one in side):
                yield ((fact, code),), self._options[fact][code]
            return
        for both in product(*left):
            if answer(slot, {**known, **dict(both)}) is wanted:
                cost = sum(self._options[fact][code] for fact, code in both)
                yield self._ordered(both), cost

    def _facts(self, bits: int) -> tuple[str, ...]:
        if bits not in self._named:
            every = self._asked.bits.items()
            self._named[bits] = tuple(fact for fact, bit in every if bit & bits)
        return self._named[bits]

    def _ordered(self, settings: Iterable[Setting]) -> Bundle:
        return tuple(sorted(settings, key=lambda one: self._ranks[one[0]]))

    def _whole(self, parts: list[tuple[Plan, Turn | None]]) -> Turn | None:
        """All parts must turn: those that share no fact cost what they cost together.
        Parts with one bundle go together; else the part with the fewest comes first.
        """
        left: list[tuple[Plan, Turn]] = []
        for part, turn in parts:
            if turn is None:
                return None
            if turn.bundles:
                left.append((part, turn))
        if len(left) <= 1:
            return left[0][1] if left else DONE
        cost, met = 0, 0
        for part, turn in sorted(left, key=lambda one: -one[1].cost):
            if turn.cost == 0:
                break
            beneath = self._asked.rests[part.slot] & self._open
            if not met & beneath:
                cost += turn.cost
                met |= beneath
        forced = [turn.bundles[0] for _, turn in left if len(turn.bundles) == 1]
        if not forced:
            bundles = min((turn.bundles for _, turn in left), key=len)
            return Turn(cost, bundles)
        together = {one for bundle in forced for one in bundle}
        if len(dict(together)) < len(together):  # one fact cannot be two things
            return None
        return Turn(cost, (self._ordered(together),))


def _either(parts: Iterable[tuple[Plan, Turn | None]]) -> Turn | None:
    """Any part may turn: the cheapest costs least, and each may be the way."""
    turns = [turn for _, turn in parts if turn is not None]
    if not turns:
        return None
    bundles = dict.fromkeys(one for turn in turns for one in turn.bundles)
    return Turn(min(turn.cost for turn in turns), tuple(bundles))

"""Many people at once: for whom each condition settles an answer, or keeps it open.

What `settlement` and `openness` say of one person, said of sets of people: from the
whole of a measure downwards, each condition hands on those whom it concerns.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

import numpy as np

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
from eligibility.readings.evaluation import Plan, Program
from eligibility.sets.people import Bits, People
from eligibility.sets.splits import Split


def settling_sets(
    program: Program, splits: Sequence[Split], people: People
) -> list[Bits | None]:
    """Of each condition, by slot, those for whom it is one of the set that settles
    their answer; None for nobody.
    """
    inner = _Inner(splits, people)
    for plan in program.plans:
        inner.add(plan)
    asked: list[Bits | None] = [None] * len(program.plans)
    asked[program.root.slot] = people.whole
    sets: list[Bits | None] = [None] * len(program.plans)
    for plan in reversed(program.plans):
        whom = asked[plan.slot]
        if whom is None:
            continue
        true, false = splits[plan.slot]
        whom = whom & (true | false)
        if not whom.any():
            continue
        if plan.written:
            below = inner.found[plan.slot]
            sets[plan.slot] = whom if below is None else whom & ~below
        for part, of in _handed(plan, whom, splits):
            before = asked[part.slot]
            asked[part.slot] = of if before is None else before | of
    return sets


def _handed(
    plan: Plan, whom: Bits, splits: Sequence[Split]
) -> Iterator[tuple[Plan, Bits]]:
    """The parts that settle a condition, each with those for whom it does."""
    node = plan.condition
    true, false = splits[plan.slot]
    match node:
        case AllOf(role=Role.BRANCH):
            guard, then = plan.parts
            yield then, whom & ~splits[guard.slot][1]
        case AllOf():
            yield from _all_of(plan, whom & true)
            yield from _first_of(
                plan, whom & false, [splits[one.slot][1] for one in plan.parts]
            )
        case AnyOf():
            yield from _all_of(plan, whom & false)
            yield from _first_of(
                plan, whom & true, [splits[one.slot][0] for one in plan.parts]
            )
        case Not():
            yield plan.parts[0], whom
        case Contested() | Among() | Within() | Stairs() | Relation():
            return
        case _:
            assert_never(node)


def _all_of(plan: Plan, whom: Bits) -> Iterator[tuple[Plan, Bits]]:
    if whom.any():
        for part in plan.parts:
            if not implied(part.condition):
                yield part, whom


def _first_of(
    plan: Plan, whom: Bits, alike: Sequence[Bits]
) -> Iterator[tuple[Plan, Bits]]:
    """Each part with those for whom it is the first of the truth of the whole."""
    left = whom
    for part, of in zip(plan.parts, alike, strict=True):
        if not left.any():
            return
        yield part, left & of
        left = left & ~of


class _Inner:
    """Those for whom something beneath a condition settles it, by slot; None for
    nobody.
    """

    def __init__(self, splits: Sequence[Split], people: People) -> None:
        self._splits = splits
        self._people = people
        self.found: list[Bits | None] = []

    def add(self, plan: Plan) -> None:
        """Find those of a condition; the parts come before the whole."""
        true, false = self._splits[plan.slot]
        result = self._people.none
        for part, of in _handed(plan, true | false, self._splits):
            told = self._settled(part)
            if told is not None:
                result = result | (of & told)
        self.found.append(result if result.any() else None)

    def _settled(self, plan: Plan) -> Bits | None:
        """Those for whom a condition, or something beneath it, settles it."""
        true, false = self._splits[plan.slot]
        if plan.written:
            known: Bits = true | false
            return known
        return self.found[plan.slot]


def open_sets(
    program: Program, splits: Sequence[Split], people: People
) -> list[Bits | None]:
    """What the facts that keep answers open, and their weights, follow from: sets of
    people, in an order that is the same each time; None for nobody.

    For each slot of the program: those whose answer the condition keeps open; for a
    contested one beside that, for whom its readings differ; for a test over two facts,
    those of whom each is missing.
    """
    root_true, root_false = splits[program.root.slot]
    reached: list[Bits | None] = [None] * len(program.plans)
    reached[program.root.slot] = people.whole & ~(root_true | root_false)
    found: list[Bits | None] = []
    for plan in reversed(program.plans):
        whom = reached[plan.slot]
        if whom is not None:
            true, false = splits[plan.slot]
            whom = whom & ~(true | false)
            whom = whom if whom.any() else None
        found.append(whom)
        found += _beside(plan, whom, splits, people)
        if whom is not None:
            for part, of in _kept_open(plan, whom, splits):
                before = reached[part.slot]
                reached[part.slot] = of if before is None else before | of
    return found


def _beside(
    plan: Plan, whom: Bits | None, splits: Sequence[Split], people: People
) -> list[Bits | None]:
    if isinstance(plan.condition, Contested):
        return [None if whom is None else whom & _disputed(plan, splits)]
    if plan.parts or len(plan.facts) < 2:
        return []
    return [None if whom is None else whom & ~people.known(id_) for id_ in plan.facts]


def _kept_open(
    plan: Plan, whom: Bits, splits: Sequence[Split]
) -> Iterator[tuple[Plan, Bits]]:
    """The parts that keep a condition open, each with those for whom it does."""
    node = plan.condition
    match node:
        case AllOf() | AnyOf() | Not():
            rest = whom
            for part in plan.parts:
                if not implied(part.condition):
                    open_ = whom & ~(splits[part.slot][0] | splits[part.slot][1])
                    rest = rest & ~open_
                    yield part, open_
            if rest.any():
                for part in plan.parts:
                    if implied(part.condition):
                        yield (
                            part,
                            rest & ~(splits[part.slot][0] | splits[part.slot][1]),
                        )
        case Contested():
            agreed = whom & ~_disputed(plan, splits)
            for part in plan.parts:
                yield part, agreed & ~(splits[part.slot][0] | splits[part.slot][1])
        case Among() | Within() | Stairs() | Relation():
            return
        case _:
            assert_never(node)


def _disputed(plan: Plan, splits: Sequence[Split]) -> Bits:
    """Those for whom one reading of a contested passage holds, and another not."""
    found: Bits = np.bitwise_or.reduce([splits[part.slot][0] for part in plan.parts])
    found &= np.bitwise_or.reduce([splits[part.slot][1] for part in plan.parts])
    return found

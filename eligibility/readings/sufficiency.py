"""What suffices for an answer: the fewest named conditions that alone make it so.

Each known condition has a few sets of named conditions from which it follows by
Kleene's tables: itself, where it has words, or sets of its parts. Of these the smallest
counts, then the narrowest, then the first in the rulebook's order. A set is only kept
beside a smaller one where it has fewer conditions that stand in one place: those that
stand in several may serve twice. So the smallest set of the whole is found without
trying all.

The choice that leads to a branch is told with the branch, and costs nothing. An unclear
passage is told as one, whatever its readings are.
"""

from collections.abc import Iterable, Iterator
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

Family = list[frozenset[int]]
"""Sets of slots from each of which a truth follows, the best first."""

NOTHING: Family = [frozenset()]
WIDEST = 16
"""So many sets are kept of a condition; beyond them, the set found may not be least."""


def sufficient(root: Plan, truths: Truths) -> tuple[Plan, ...]:
    """The fewest named conditions beneath one whose truths alone make its truth what it
    is; the condition itself where no others do, and none where it is unknown.
    """
    if not truths[root.slot].known:
        return ()
    found = [one for one in _Families(root, truths).of(root) if one]
    if not found:
        return (root,) if root.written else ()
    plans = {plan.slot: plan for plan in _beneath(root)}
    return tuple(plans[slot] for slot in sorted(found[0]))


def choices(root: Plan, truths: Truths, told: Iterable[Plan]) -> tuple[Plan, ...]:
    """The known guards of the branches in which some conditions stand."""
    slots = {plan.slot for plan in told}
    found: dict[int, Plan] = {}
    holding: dict[int, bool] = {}
    for plan in _beneath(root):
        below = [part for part in plan.parts if holding[part.slot]]
        holding[plan.slot] = plan.slot in slots or bool(below)
        node = plan.condition
        if isinstance(node, AllOf) and node.role is Role.BRANCH:
            guard, then = plan.parts
            if then in below and truths[guard.slot].known:
                found[guard.slot] = guard
    return tuple(found.values())


def _beneath(root: Plan) -> Iterator[Plan]:
    """The condition and all beneath it, each once, parts before wholes."""
    seen: set[int] = set()

    def below(plan: Plan) -> Iterator[Plan]:
        if plan.slot not in seen:
            seen.add(plan.slot)
            for part in plan.parts:
                yield from below(part)
            yield plan

    return below(root)


def _in_several_places(root: Plan) -> frozenset[int]:
    """The slots to which more than one way leads from the top."""
    ways: dict[int, int] = {root.slot: 1}
    for plan in reversed(list(_beneath(root))):
        for part in plan.parts:
            ways[part.slot] = ways.get(part.slot, 0) + ways[plan.slot]
    return frozenset(slot for slot, count in ways.items() if count > 1)


class _Families:
    """The family of each known condition of one tree, made once."""

    def __init__(self, root: Plan, truths: Truths) -> None:
        self._root = root
        self._truths = truths
        self._shared = _in_several_places(root)
        self._made: dict[int, Family] = {}

    def of(self, plan: Plan) -> Family:
        if plan.slot not in self._made:
            family = self._inner(plan)
            if plan is not self._root and plan.written:
                family = [*family, frozenset({plan.slot})]
            self._made[plan.slot] = self._least(family)
        return self._made[plan.slot]

    def _inner(self, plan: Plan) -> Family:
        truth = self._truths[plan.slot]
        match plan.condition:
            case AllOf(role=Role.BRANCH):
                return self._branch(*plan.parts)
            case AllOf():
                together = truth is Truth.TRUE
            case AnyOf():
                together = truth is Truth.FALSE
            case Not():
                together = True
            case Contested() | Among() | Within() | Stairs() | Relation():
                return []
            case _:
                assert_never(plan.condition)
        if together:
            return self._together(
                self.of(part) for part in plan.parts if not implied(part.condition)
            )
        alike = (part for part in plan.parts if self._truths[part.slot] is truth)
        return [one for part in alike for one in self.of(part)]

    def _branch(self, guard: Plan, then: Plan) -> Family:
        if self._truths[guard.slot] is Truth.FALSE:
            return NOTHING
        return [one for one in self.of(then) if one]

    def _together(self, families: Iterable[Family]) -> Family:
        """One set of each family, joined. What needs no condition adds none; where no
        part needs one, all may be told none the less.
        """
        joined, told = NOTHING, NOTHING
        for family in families:
            free = NOTHING[0] in family
            joined = self._product(joined, NOTHING if free else family)
            told = self._product(told, [one for one in family if one] or family)
        return joined if joined != NOTHING else self._least([*joined, *told])

    def _product(self, family: Family, other: Family) -> Family:
        return self._least([one | two for one in family for two in other])

    def _least(self, family: Family) -> Family:
        """The family without sets that another makes needless."""
        kept: Family = []
        most = len(frozenset[int]().union(*family)) + 1
        for one in sorted(dict.fromkeys(family), key=len):
            own = len(one - self._shared)
            if (one and own >= most) or any(two and two <= one for two in kept):
                continue
            if one and own == len(one):
                most = own
            kept.append(one)
        return kept[:WIDEST]

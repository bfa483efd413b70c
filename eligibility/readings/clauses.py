"""What is told of a settled answer: the narrowest conditions in words that settle it.

A heading ("one of the three cases") is passed over for what it gathers: of conditions
that had to hold together and do not, the one part that is hardest to make otherwise,
and of alternatives none of which holds, each, or where they are many what is said of
somebody for whom none does. Their truths together settle the answer, whatever else is
so. A condition that no narrower words are beneath is told itself, with
the tests in it that decide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
from eligibility.law.facts import Fact
from eligibility.law.spans import is_told
from eligibility.readings.evaluation import Codes, Plan, Truths
from eligibility.readings.prose import denial
from eligibility.truth import Truth

AS_IT_IS, UNSAID, MOVABLE = 0, 1, 2
"""How easily a fact is made otherwise: by nothing, nobody can say, by a step."""
MOST = 3
"""So many cases that do not hold are told, the nearest first."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition told by itself: the tests that make its truth what it is, and how
    many would have to be otherwise where it stands: of several cases, the nearest is
    that with the fewest. `cases` are the narrower clauses that it is told instead of.
    """

    plan: Plan
    tests: tuple[Plan, ...]
    misses: int = 1
    cases: int = 0


def clauses(
    root: Plan, truths: Truths, codes: Codes, facts: Mapping[str, Fact]
) -> tuple[Clause, ...]:
    """The clauses of a known answer, the nearest to being otherwise first; none where
    it is open, or follows from its parts together only.
    """
    if not truths[root.slot].known:
        return ()
    found = _Telling(truths, codes, facts).beneath(root)
    return tuple(_once(one for one in found if one.plan is not root))


def _once(found: Iterable[Clause]) -> Iterator[Clause]:
    """Each clause once: one that stands in several places may be bound otherwise in
    each.
    """
    seen: set[str | int] = set()
    for one in found:
        key = one.plan.label.id if one.plan.label is not None else one.plan.slot
        if key not in seen:
            seen.add(key)
            yield one


class _Telling:
    """Finds the clauses of one person's answer."""

    def __init__(self, truths: Truths, codes: Codes, facts: Mapping[str, Fact]) -> None:
        self._truths = truths
        self._codes = codes
        self._facts = facts
        self._made: dict[int, tuple[Clause, ...]] = {}

    def of(self, plan: Plan) -> tuple[Clause, ...]:
        """The clauses beneath a condition, or the condition as one of them."""
        if plan.slot not in self._made:
            found = self.beneath(plan)
            narrower = found and all(map(_worded, found))
            if plan.written and (not narrower or self._gathers(plan, found)):
                found = (self._itself(plan, found),)
            self._made[plan.slot] = found
        return self._made[plan.slot]

    def _gathers(self, plan: Plan, found: tuple[Clause, ...]) -> bool:
        """Whether what is said of somebody for whom it does not hold serves them better
        than so many of the cases beneath it.
        """
        many = len(found) > MOST and self._truths[plan.slot] is Truth.FALSE
        return many and denial(plan.condition) is not None

    def _itself(self, plan: Plan, found: tuple[Clause, ...]) -> Clause:
        tests = {test.slot: test for one in found for test in one.tests}
        misses = min((it.misses for it in found), default=1)
        return Clause(plan, tuple(tests.values()), misses, len(found))

    def beneath(self, plan: Plan) -> tuple[Clause, ...]:
        """The clauses beneath a condition, where its own words say nothing more."""
        truth = self._truths[plan.slot]
        match plan.condition:
            case AllOf(role=Role.BRANCH):
                guard, then = plan.parts
                beside_the_point = self._truths[guard.slot] is Truth.FALSE
                return () if beside_the_point else self.of(then)
            case AllOf():
                return self._several(plan, together=truth is Truth.TRUE)
            case AnyOf():
                return self._several(plan, together=truth is Truth.FALSE)
            case Not():
                return self.of(plan.parts[0])
            case Contested():
                return (self._itself(plan, tuple(self._each(plan.parts))),)
            case Among() | Within() | Stairs() | Relation():
                return (Clause(plan, (plan,)),)
            case _:
                assert_never(plan.condition)

    def _each(self, parts: Iterable[Plan]) -> Iterator[Clause]:
        for part in parts:
            yield from self.of(part)

    def _several(self, plan: Plan, *, together: bool) -> tuple[Clause, ...]:
        """All parts where they settle together, else the one that is worth telling."""
        truth = self._truths[plan.slot]
        alike = [
            part
            for part in plan.parts
            if self._truths[part.slot] is truth and not implied(part.condition)
        ]
        if not together:
            return self._one(plan, alike)
        found = [self.of(part) for part in alike]
        if not any(found):
            # None of its branches is the person's: what leads to them tells.
            branches = [part for part in alike if _is_branch(part)]
            return tuple(self._each(part.parts[0] for part in branches))
        return self._nearest_first(found)

    def _one(self, plan: Plan, alike: list[Plan]) -> tuple[Clause, ...]:
        found = [one for part in alike if (one := self.of(part))]
        if not found:
            # What its parts have in common settles it: no one of them does.
            return (self._itself(plan, ()),)
        worth = min(found, key=self._worth)
        if self._truths[plan.slot] is Truth.TRUE:
            return worth
        misses = sum(min(one.misses for one in each) for each in found)
        return tuple(replace(one, misses=misses) for one in worth)

    def _nearest_first(self, found: list[tuple[Clause, ...]]) -> tuple[Clause, ...]:
        """The first of each alternative before the second of any."""
        placed = [(at, one) for each in found for at, one in enumerate(each)]
        return tuple(
            one for _, one in sorted(placed, key=lambda it: (it[0], *self._near(it[1])))
        )

    def _worth(self, found: tuple[Clause, ...]) -> tuple[bool, bool, int, int]:
        """What has words comes first; then what was answered before what only follows,
        what nobody can make otherwise before what is easily so, and little before much.
        """
        tests = [test for one in found for test in one.tests]
        follows = any(not self._told(test) for test in tests)
        wordless = not all(map(_worded, found))
        return wordless, follows, max(map(self._rank, found)), len(found)

    def _near(self, clause: Clause) -> tuple[int, bool, int]:
        """What is all but so comes first; then a limit that was missed, then what is
        easily made otherwise.
        """
        limited = any(
            self._facts[fact].kind.ordered and is_told(fact, self._codes)
            for test in clause.tests
            for fact in test.facts
        )
        return clause.misses, not limited, -self._rank(clause)

    def _told(self, test: Plan) -> bool:
        return all(is_told(fact, self._codes) for fact in test.facts)

    def _rank(self, clause: Clause) -> int:
        """How easily it is made otherwise."""
        ranks = (
            MOVABLE if self._facts[fact].movable else AS_IT_IS
            for test in clause.tests
            for fact in test.facts
        )
        return max(ranks, default=UNSAID)


def _worded(clause: Clause) -> bool:
    return clause.plan.written


def _is_branch(plan: Plan) -> bool:
    node = plan.condition
    return isinstance(node, AllOf) and node.role is Role.BRANCH

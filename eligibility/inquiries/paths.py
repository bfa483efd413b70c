"""Paths: measures to obtain one after another, each on its earliest day.

What a measure grants becomes true on the day it is obtained, and may open others, at
once or after a while. The search goes from day to day; a measure is obtained on the
first day of a stretch on which it is open. Only where something is better obtained
late, as where a deadline counts from that day, are other days tried too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import heappop, heappush

from eligibility.inquiries.obtaining import Obtaining, obtaining
from eligibility.law.conditions import Condition, Test, signed_tests
from eligibility.law.facts import Code
from eligibility.law.parameters import rests_on
from eligibility.law.spans import bounds
from eligibility.law.terms import FactTerm, Today, facts_in, turn
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Codes
from eligibility.rulebook import Rulebook
from eligibility.sets.days import DaySet, lowest, runs

HORIZON = 5
"""For how many years, from the day asked, paths are sought."""
MOST = 5
"""A path has at most so many steps."""
STATES = 2000
"""At so many beginnings a search looks; a path that lies further off is not found."""
LINES = {"<": -1, "<=": -1, ">": 1, ">=": 1}
LATE_DAYS = 60
"""So many days are tried where something is better obtained late."""


@dataclass(frozen=True, slots=True)
class Step:
    """A measure to obtain, and the earliest day on which it can be."""

    measure: str
    day: date


def path(
    measure: str, profile: Profile, book: Rulebook, day: date, *, years: int = HORIZON
) -> tuple[Step, ...]:
    """The measures to obtain, in order, the last of them the measure itself.

    It is obtained as early as it can be, after as few others as will do, each of them
    as early as can be. Facts that no measure grants stay as they are. Empty where no
    path leads there within some years, or where it is held already.
    """
    ground = book.once(day, obtaining(years))
    others = ground.leading_to(measure, profile.codes)
    if others is None:
        return ()
    search = _Search(measure, others, profile.codes, ground)
    found = search.earliest(0)
    limit = found[-1][0] if found else ground.span.count
    if search.later_helps():
        found = search.earliest(search.late_days(limit)) or found
    return tuple(Step(id_, ground.span.day(number)) for number, id_ in found)


_Way = tuple[tuple[int, str], ...]
"""The number of the day and the measure, for each step."""


class _Search:
    """A search for one person and one measure."""

    def __init__(
        self,
        measure: str,
        others: tuple[str, ...],
        codes: Codes,
        ground: Obtaining,
    ) -> None:
        self._measure = measure
        self._codes = codes
        self._ground = ground
        self._others = others
        self._dated = frozenset[str]().union(*map(ground.dated, self._others))
        self._known: dict[tuple[object, ...], tuple[DaySet, ...]] = {}

    def earliest(self, late: DaySet) -> _Way:
        """The best way, where measures may also be obtained on some late days."""
        ahead: list[tuple[int, int, _Way, bool]] = [(0, 0, (), False)]
        after: dict[_Way, Codes] = {(): self._codes}
        seen: set[tuple[object, ...]] = set()
        while ahead and len(after) < STATES:
            number, steps, way, done = heappop(ahead)
            if done:
                return way
            codes = after[way]
            for first in self._days(self._measure, codes, number, 0)[:1]:
                end = (*way, (first, self._measure))
                heappush(ahead, (first, steps + 1, end, True))
            if steps + 1 == MOST:
                continue
            obtained = {id_ for _, id_ in way}
            for id_ in self._others:
                if id_ in obtained:
                    continue
                for first in self._days(id_, codes, number, late):
                    then = self._ground.after(id_, codes, first)
                    if then is None:
                        continue
                    key = steps + 1, frozenset(then.items())
                    if (first, *key) in seen:
                        continue
                    further = (*way, (first, id_))
                    seen.add((first, *key))
                    after[further] = then
                    heappush(ahead, (first, steps + 1, further, False))
        return ()

    def _days(self, measure: str, codes: Codes, number: int, late: DaySet) -> list[int]:
        """The first days, from one on, on which to obtain a measure, and the late ones
        on which one can.
        """
        rests = sorted(self._ground.rests(measure))
        read = (one for id_ in rests for one in (id_, *bounds(id_)))
        key = (measure, *map(codes.get, read))
        if key not in self._known:
            self._known[key] = self._ground.open(measure, codes)
        found: set[int] = set()
        for days in self._known[key]:
            left = days >> number << number
            found |= {low for low, _ in runs(left)}
            found |= set(_numbers(left & late))
        return sorted(found)

    def later_helps(self) -> bool:
        """Whether something may be the better for being obtained later: a test that a
        later day makes hold, or facts that may contradict each other.
        """
        signed: dict[Test, set[bool]] = {}
        for condition, speaks in self._conditions:
            for test, upright in signed_tests(condition):
                signed.setdefault(test, set()).add(upright is speaks)
        return any(
            self._rather_late(test, fact, signed.get(test, {True, False}))
            for test in self._tests
            for fact in self._dated
        )

    @cached_property
    def _conditions(self) -> list[tuple[Condition, bool]]:
        """What speaks for obtaining a measure of the search, and what against it."""
        measures = self._ground.contents.measures
        found: list[tuple[Condition, bool]] = []
        for id_ in (self._measure, *self._others):
            held = measures[id_].held
            if held is not None:
                found.append((held, False))
            required = (one.requirement for one in self._ground.versions(id_))
            found += [(one, True) for one in required if one is not None]
        return found

    @cached_property
    def _tests(self) -> list[Test]:
        """All tests of the search, and of what contradicts."""
        contradictions = self._ground.contents.contradictions
        conditions = [condition for condition, _ in self._conditions]
        conditions += [one.condition for one in contradictions]
        return list(dict.fromkeys(self._ground.tests(conditions)))

    def _rather_late(self, test: Test, fact: str, wanted: set[bool]) -> bool:
        """Whether a later day of a fact may turn a test the way that is wanted."""
        comparison = test.comparison
        if fact not in rests_on(comparison, self._ground.contents.parameters):
            return False
        moved = turn(comparison, FactTerm(fact))
        if not moved or comparison.operator not in LINES:
            return True
        return (LINES[comparison.operator] * moved > 0) in wanted

    def late_days(self, limit: int) -> DaySet:
        """The days before a number on which something turns for or against an answer:
        by itself, by what is obtained on another such day, or for an answer on one.
        """
        late, ahead = 0, 1
        for id_ in (self._measure, *self._others):
            for codes in self._variants():
                ahead |= self._ground.turns(id_, codes)
        below = (1 << limit) - 1
        for _ in range(MOST):
            ahead &= below & ~late
            if not ahead or late.bit_count() + ahead.bit_count() > LATE_DAYS:
                break
            late |= ahead
            more = 0
            for number in _numbers(ahead):
                more |= self._following(number) | self._leading(number)
            ahead = more
        return late

    def _variants(self) -> list[Codes]:
        """The person's codes as they are, and with what others grant but the days."""
        granted = [
            {
                fact: code
                for fact, code in version.grants.items()
                if not isinstance(code, Today)
            }
            for id_ in self._others
            for version in self._ground.versions(id_)
        ]
        together: dict[str, Code] = {}
        for one in granted:
            together |= one
        return [self._codes, {**self._codes, **together}]

    def _following(self, number: int) -> DaySet:
        """The days on which something turns because a measure is obtained on one."""
        day = self._ground.span.day(number).toordinal()
        days = 0
        for fact in self._dated:
            for codes in self._variants():
                for id_ in (self._measure, *self._others):
                    if fact in self._ground.rests(id_):
                        days |= self._ground.turns(id_, {**codes, fact: day})
        return days

    def _leading(self, number: int) -> DaySet:
        """The days on which to obtain something makes a difference on another."""
        days = 0
        for test in self._tests:
            for fact in self._dated:
                if fact in facts_in(test.comparison):
                    for codes in self._variants():
                        days |= self._ground.cuts(test.comparison, fact, codes, number)
        return days


def _numbers(days: DaySet) -> Iterator[int]:
    """The numbers of the days of a set."""
    while days:
        yield lowest(days)
        days &= days - 1

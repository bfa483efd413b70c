"""Paths: measures and acts one after another, each on its earliest day.

What a measure grants becomes true on the day it is obtained, and may open others, at
once or after a while. The search goes from day to day; a measure is obtained on the
first day of a stretch on which it is open. Only where something is better obtained
late, as where a deadline counts from that day, are other days tried too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from heapq import heappop, heappush

from eligibility.inquiries.obtaining import (
    ACT,
    Obtaining,
    Opening,
    act_of,
    obtaining,
)
from eligibility.inquiries.reach import Reach
from eligibility.law.conditions import Condition, Test, signed_tests
from eligibility.law.facts import Code
from eligibility.law.parameters import rests_on
from eligibility.law.spans import bounds, is_told
from eligibility.law.terms import FactTerm, Today, facts_in, turn
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Codes
from eligibility.rulebook import Rulebook
from eligibility.sets.days import DaySet, lowest, runs

HORIZON = 5
"""For how many years, from the day asked, paths are sought."""
MOST = 6
"""A path has at most so many steps: a chain of five, and the measure itself."""
STATES = 2000
"""At so many beginnings a search looks; a path that lies further off is not found."""
LINES = {"<": -1, "<=": -1, ">": 1, ">=": 1}
MOST_KEPT = 5000
LATE_DAYS = 60
"""So many days are tried where something is better obtained late."""


@dataclass(frozen=True, slots=True)
class Step:
    """A measure to obtain, or an act by the fact that it makes so; and the earliest day
    on which it can be.
    """

    measure: str | None
    day: date
    act: str | None = None

    @property
    def name(self) -> str:
        """What is done, whatever it is, by a name of its own."""
        return self.measure or f"{ACT}{self.act}"


@dataclass(frozen=True, slots=True)
class Path:
    """Steps in order, the last of them the measure itself; none where nothing leads
    there, or where it is held already.

    `makes` are the facts that the steps before the last make otherwise, `drops` those
    that make no sense any more then. `until` is the last day on which
    the last step can be taken, as late as those before it may be; `delay` by how many
    days all of them can be put off; None where that goes on beyond the horizon. `open`
    are the facts not known whose answers could lead to other steps or days, `unsure`
    what would do so if it concerned the person; `alone` says that nothing else could.
    """

    steps: tuple[Step, ...] = ()
    makes: Mapping[str, Code] = field(default_factory=dict)
    drops: tuple[str, ...] = ()
    until: date | None = None
    delay: int | None = None
    open: frozenset[str] = frozenset()
    unsure: tuple[str, ...] = ()
    alone: bool = False


def path(
    measure: str, profile: Profile, book: Rulebook, day: date, *, years: int = HORIZON
) -> Path:
    """The path that `path_to` finds for one measure."""
    ground = book.once(day, obtaining(years))
    return path_to(measure, profile.codes, Reach(ground, profile.codes))


def path_to(measure: str, codes: Codes, reach: Reach) -> Path:
    """The path to a measure.

    It is obtained as early as it can be, after as few other steps as will do, each of
    them as early as can be. Facts that no step makes otherwise stay as they are, and
    what is not known stays so. Empty where no path leads there within some years. What
    was found is kept, as an interview asks again and again.
    """
    kept, key = reach.ground.kept, (measure, reach.ground.bearing_codes(measure, codes))
    found = kept.get(key)
    if found is None:
        found = _path_to(measure, codes, reach)
        if len(kept) >= MOST_KEPT:
            kept.clear()  # perhaps under another thread, which holds its own
        kept[key] = found
    return found


def _path_to(measure: str, codes: Codes, reach: Reach) -> Path:
    ground = reach.ground
    opening = ground.open(measure, codes)
    if opening.now:
        until = ground.until(measure, codes, 0)
        today = Step(measure, ground.span.first)
        return Path((today,), until=until, open=opening.facts)
    leading = reach.leading_to(measure)
    if leading.others is None:
        return Path(open=leading.open, unsure=leading.unsure, alone=leading.alone)
    search = _Search(measure, leading.others, codes, ground)
    found = search.earliest(0)
    limit = found[-1][0] if found else ground.span.count
    if search.later_helps():
        found = search.earliest(search.late_days(limit)) or found
    open_ = frozenset(leading.open | search.open)
    if not found:
        return Path(open=open_, unsure=leading.unsure, alone=leading.alone)
    then: Codes = codes
    for number, id_ in found[:-1]:
        then = ground.after(id_, then, number) or then
    until = ground.until(measure, then, found[-1][0])
    delay = None if until is None else search.delay(found, until)
    if until is not None and len(found) > 1:
        until = None if delay is None else search.until(found, delay)
    facts = ground.contents.facts
    return Path(
        tuple(_step(id_, ground.span.day(number)) for number, id_ in found),
        {
            id_: then[id_]
            for id_ in facts
            if id_ in then and then[id_] != codes.get(id_)
        },
        tuple(id_ for id_ in facts if is_told(id_, codes) and not is_told(id_, then)),
        until,
        delay,
        open_ | search.open,
        leading.unsure,
    )


def _step(name: str, day: date) -> Step:
    fact = act_of(name)
    return Step(name, day) if fact is None else Step(None, day, fact)


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
        self._known: dict[tuple[object, ...], Opening] = {}
        self.open: set[str] = set()

    def earliest(self, late: DaySet) -> _Way:
        """The best way, where measures may also be obtained on some late days."""
        ahead: list[tuple[int, int, int, _Way, bool]] = [(0, 0, 0, (), False)]
        after: dict[_Way, Codes] = {(): self._codes}
        seen: set[tuple[object, ...]] = set()
        while ahead and len(after) < STATES:
            number, steps, acts, way, done = heappop(ahead)
            if done:
                return way
            codes = after[way]
            for first in self._days(self._measure, codes, number, 0)[:1]:
                end = (*way, (first, self._measure))
                heappush(ahead, (first, steps + 1, acts, end, True))
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
                    acted = acts + (act_of(id_) is not None)
                    heappush(ahead, (first, steps + 1, acted, further, False))
        return ()

    def delay(self, way: _Way, until: date) -> int | None:
        """By how many days at most a whole way can be put off, of which the last step
        can be taken until a day; None where that goes on beyond the horizon.
        """
        span, last = self._ground.span, way[-1][0]
        most = span.count - 1 - last
        least = (until - span.day(last)).days
        if self._walks(way, most):
            return None
        if not self._walks(way, least + 1):
            return least
        while most - least > 1:
            middle = (least + most) // 2
            if self._walks(way, middle):
                least = middle
            else:
                most = middle
        return least

    def until(self, way: _Way, delay: int) -> date | None:
        """The last day on which the last step of a way can be taken, of which the
        others are put off by so many days: what counts from one of them moves with it.
        """
        codes: Codes = self._codes
        for number, id_ in way[:-1]:
            codes = self._ground.after(id_, codes, number + delay) or codes
        return self._ground.until(self._measure, codes, way[-1][0] + delay)

    def _walks(self, way: _Way, delay: int) -> bool:
        """Whether each step of a way can be taken so many days later."""
        codes: Codes | None = self._codes
        for number, id_ in way:
            if codes is None or not self._opening(id_, codes).on(number + delay):
                return False
            codes = self._ground.after(id_, codes, number + delay)
        return True

    def _days(self, measure: str, codes: Codes, number: int, late: DaySet) -> list[int]:
        """The first days, from one on, on which to obtain a measure, and the late ones
        on which one can.
        """
        found: set[int] = set()
        for days in self._opening(measure, codes).days:
            left = days >> number << number
            found |= {low for low, _ in runs(left)}
            found |= set(_numbers(left & late))
        return sorted(found)

    def _opening(self, measure: str, codes: Codes) -> Opening:
        rests = sorted(self._ground.rests(measure))
        read = (one for id_ in rests for one in (id_, *bounds(id_)))
        key = (measure, *map(codes.get, read))
        if key not in self._known:
            opening = self._known[key] = self._ground.open(measure, codes)
            self.open |= opening.facts
        return self._known[key]

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
        things = self._ground.things
        found: list[tuple[Condition, bool]] = []
        for id_ in (self._measure, *self._others):
            held = things[id_].held
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

"""The days on which each condition holds, for one person.

The truth of a condition is here two sets of days: on which it is known to hold, and on
which it is known not to. On each day it is what evaluation says of the rulebook bound
to that day.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from eligibility.binding.courses import Codes, Course, DaySplit, Law
from eligibility.keeping.demand import OnDemand
from eligibility.law.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Contested,
    Not,
    Test,
    parts_of,
)
from eligibility.law.contents import Measure, Version
from eligibility.law.facts import Code
from eligibility.law.parameters import rests_on
from eligibility.law.terms import Comparison, facts_in
from eligibility.sets.days import DaySet, Span
from eligibility.sets.splits import all_alike, all_hold, any_holds, holds_not

DaySplitter = Callable[[Codes, list[DaySplit]], DaySplit]
Free = Mapping[str, Collection[Code] | None]
"""Facts that may also be otherwise, with the codes they may take; None is any."""
NONE_FREE: Free = {}
LOOSE = "<loose>"
"""Stands among the codes of a person where facts are free, with the loose ones of them
as its code: no fact has such an id."""
Beneath = tuple[tuple[int, ...], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One version of a measure over a span: `days` are some on which it is in force,
    `splitters` is None where there is nothing to judge. `lasting` are those for whoever
    has applied in time, None where that makes no difference. `beneath` says of each
    splitter which others it is made of, and which facts its test reads.
    """

    version: Version
    days: DaySet
    splitters: tuple[DaySplitter, ...] | None
    lasting: tuple[DaySplitter, ...] | None = None
    beneath: tuple[Beneath, ...] = ()

    def split(self, codes: Codes, *, applied: bool = False) -> DaySplit:
        """The days on which its condition is known to hold, and known not to; with
        `applied`, for those who have applied in time.
        """
        splitters = (
            self.lasting if applied and self.lasting is not None else self.splitters
        )
        if splitters is None:
            return 0, 0
        true, false = _run(splitters, codes)[-1]
        return true & self.days, false & self.days

    def opening(self, codes: Codes) -> tuple[DaySet, frozenset[str]]:
        """The days on which its condition is known to hold, and the facts not known
        that leave it open on others: on the first day of each stretch of those.
        """
        if self.splitters is None:
            return 0, frozenset()
        found = _run(self.splitters, codes)
        true, false = found[-1]
        days = self.days & ~(true | false)
        if not days:
            return true & self.days, frozenset()
        firsts = days & ~(days << 1)
        facts = self._read(found, lambda true, false: firsts & ~(true | false))
        return true & self.days, frozenset(fact for fact in facts if fact not in codes)

    def leaning(self, codes: Codes) -> tuple[bool, frozenset[str]]:
        """Of a hopeful timeline, whether its condition may hold on some day, and the
        facts on which that hangs: those of the tests which may say either.
        """
        if self.splitters is None:
            return False, frozenset()
        found = _run(self.splitters, codes)
        days = self.days
        facts = self._read(found, lambda true, false: days & true & false)
        return bool(days & found[-1][0]), frozenset(facts)

    def _read(
        self, found: list[DaySplit], unsettled: Callable[[DaySet, DaySet], DaySet]
    ) -> set[str]:
        """What the unsettled tests read that stand beneath unsettled conditions."""
        ahead, seen, facts = [len(found) - 1], set[int](), set[str]()
        while ahead:
            slot = ahead.pop()
            if slot in seen or not unsettled(*found[slot]):
                continue
            seen.add(slot)
            slots, read = self.beneath[slot]
            ahead += slots
            facts |= read
        return facts

    def turns(self, codes: Codes) -> DaySet:
        """The days on which the version begins, or what some condition in it says is
        not what it said the day before.
        """
        changed = self.days ^ (self.days << 1)
        for true, false in _run(self.splitters or (), codes):
            changed |= (true ^ (true << 1)) | (false ^ (false << 1))
        return changed & self.days


def _run(splitters: tuple[DaySplitter, ...], codes: Codes) -> list[DaySplit]:
    """What each splitter finds."""
    found: list[DaySplit] = []
    for splitter in splitters:
        found.append(splitter(codes, found))
    return found


@dataclass(frozen=True, slots=True)
class Timelines:
    """The versions of each measure of a rulebook that a span of days touches."""

    span: Span
    measures: Mapping[str, tuple[Timeline, ...]]


def timelines(
    law: Law,
    measures: Mapping[str, Measure],
    free: Free = NONE_FREE,
    *,
    hopeful: bool = False,
) -> Timelines:
    """The timelines of some measures; each is laid out when it is first looked up.

    Of the `free` facts, those are loose that stand under `LOOSE` among a person's
    codes. A test over them is taken to hold, and not to hold, wherever it does for the
    person or for some of the values they may take; so a condition "holds" wherever they
    might make it hold. Where `hopeful`, the same goes for facts that are not known.
    """
    layout = _Layout(law, free, hopeful=hopeful)

    def laid_out(measure: Measure) -> Iterator[Timeline]:
        for version in measure.versions:
            for required, days in law.required(version):
                splitters, beneath = layout.splitters(required)
                lasting = None
                if required is not None and (met := _met(required)) is not required:
                    lasting, _ = layout.splitters(met)
                yield Timeline(version, days, splitters, lasting, beneath)

    return Timelines(
        law.span, OnDemand(measures, lambda id_: tuple(laid_out(measures[id_])))
    )


def _met(node: Condition) -> Condition:
    """The condition for those who have met its deadlines; itself where it has none."""
    if node.label is not None and node.label.deadline:
        return AllOf((), node.label)
    match node:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            met = tuple(map(_met, parts))
            same = all(one is part for one, part in zip(met, parts, strict=True))
            return node if same else replace(node, parts=met)
        case Not(part=part):
            below = _met(part)
            return node if below is part else replace(node, part=below)
        case Contested() | Test():
            return node
        case _:
            assert_never(node)


class _Layout:
    """Lays conditions out as splitters, parts before wholes."""

    def __init__(self, law: Law, free: Free, *, hopeful: bool) -> None:
        self._hopeful = hopeful
        self._law = law
        self._contents = law.contents
        self._span = law.span
        self._free = free
        self._courses: dict[Comparison, Course] = {}

    def splitters(
        self, condition: Condition | None
    ) -> tuple[tuple[DaySplitter, ...] | None, tuple[Beneath, ...]]:
        """The splitters of a condition, its own the last, and what is beneath each."""
        if condition is None:
            return None, ()
        splitters: list[DaySplitter] = []
        beneath: list[Beneath] = []
        slots: dict[int | Test, int] = {}

        def laid_out(node: Condition) -> int:
            key = _key(node)
            if key not in slots:
                splitter = self._splitter(node, laid_out)
                below = self._below(node)
                own = tuple(slots[_key(part)] for part in below)
                slots[key] = len(splitters)
                splitters.append(splitter)
                beneath.append((own, self._read(node)))
            return slots[key]

        root = laid_out(condition)
        if root != len(splitters) - 1:
            raise AssertionError(root)
        return tuple(splitters), tuple(beneath)

    def _below(self, node: Condition) -> tuple[Condition, ...]:
        """What was laid out for a condition before itself."""
        if not isinstance(node, Test) or not node.guarded:
            return parts_of(node)
        facts = self._contents.facts
        only_ifs = (facts[one].only_if for one in facts_in(node.comparison))
        return tuple(one for one in only_ifs if one is not None)

    def _read(self, node: Condition) -> frozenset[str]:
        """The facts that a test reads."""
        if not isinstance(node, Test):
            return frozenset()
        return frozenset(rests_on(node.comparison, self._contents.parameters))

    def _splitter(
        self, node: Condition, laid_out: Callable[[Condition], int]
    ) -> DaySplitter:
        whole = self._span.whole
        match node:
            case AllOf(parts=()):
                return lambda _, __: (whole, 0)
            case AnyOf(parts=()):
                return lambda _, __: (0, whole)
            case AllOf(parts=parts):
                return all_hold(tuple(map(laid_out, parts)))
            case AnyOf(parts=parts):
                return any_holds(tuple(map(laid_out, parts)))
            case Not(part=part):
                return holds_not(laid_out(part))
            case Contested(readings=readings):
                return all_alike(tuple(map(laid_out, readings)))
            case Test(comparison):
                guards = tuple(map(laid_out, self._below(node)))
                return _test(guards, self._course(comparison))
            case _:
                assert_never(node)

    def _course(self, comparison: Comparison) -> Course:
        if comparison not in self._courses:
            made = self._law.course(comparison)
            if self._hopeful:
                made = _hopeful(self._span.whole, made)
            self._courses[comparison] = self._loosed(comparison, made)
        return self._courses[comparison]

    def _loosed(self, comparison: Comparison, made: Course) -> Course:
        """A test that is freed where one of its free facts is loose."""
        rests = rests_on(comparison, self._contents.parameters)
        free = frozenset(fact for fact in rests if fact in self._free)
        if not free:
            return made
        freed = self._freed(comparison, made)

        def split(codes: Codes) -> DaySplit:
            bound = free.isdisjoint(str(codes[LOOSE]).split())
            return made(codes) if bound else freed(codes)

        return split

    def _freed(self, comparison: Comparison, made: Course) -> Course:
        rests = rests_on(comparison, self._contents.parameters)
        free = [fact for fact in rests if fact in self._free]
        if not free:
            return made
        codes = self._free[free[0]]
        if len(free) > 1 or codes is None:
            return _either(self._span.whole)
        return _any_of(made, free[0], codes)


def _key(node: Condition) -> Test | int:
    """What is laid out once: alike tests, and a condition that is the same one."""
    return replace(node, label=None) if isinstance(node, Test) else id(node)


def _either(whole: DaySet) -> Course:
    def split(_: Codes) -> DaySplit:
        return whole, whole

    return split


def _hopeful(whole: DaySet, made: Course) -> Course:
    def split(codes: Codes) -> DaySplit:
        true, false = made(codes)
        unknown = whole & ~(true | false)
        return true | unknown, false | unknown

    return split


def _any_of(made: Course, fact: str, freely: Collection[Code]) -> Course:
    def split(codes: Codes) -> DaySplit:
        true, false = made(codes)
        for code in freely:
            one, other = made({**codes, fact: code})
            true, false = true | one, false | other
        return true, false

    return split


def _test(guards: tuple[int, ...], course_: Course) -> DaySplitter:
    def splitter(codes: Codes, found: list[DaySplit]) -> DaySplit:
        true, false = course_(codes)
        for guard in guards:
            one, other = found[guard]
            true &= one
            false |= other
        return true, false

    return splitter

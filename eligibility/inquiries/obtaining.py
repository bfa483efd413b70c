"""Obtaining: on which days a person could obtain a measure,
and what is so afterwards.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from eligibility.binding.courses import DaySplit, Law
from eligibility.inquiries.windows import law
from eligibility.law.conditions import Condition, Test, tests_in
from eligibility.law.contents import Contents, Measure, Version
from eligibility.law.facts import Code, says_something
from eligibility.law.parameters import rests_on
from eligibility.law.terms import Comparison, Today, halves
from eligibility.readings.evaluation import Codes, Plans
from eligibility.readings.timeline import Timelines, timelines
from eligibility.sets.days import DaySet, Span, stretch


@dataclass(frozen=True)
class Obtaining:
    """The measures of a rulebook over a span of days, as things to obtain."""

    law: Law
    _freed: dict[tuple[str, ...], Timelines] = field(default_factory=dict, repr=False)
    _rests: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _needed: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @property
    def contents(self) -> Contents:
        """The rulebook."""
        return self.law.contents

    @property
    def span(self) -> Span:
        """The days within which a measure is to be obtained."""
        return self.law.span

    @cached_property
    def _real(self) -> Timelines:
        return timelines(self.law, _with_conditions(self.contents))

    def _free(self, others: tuple[str, ...]) -> Timelines:
        """The timelines where whatever some measures grant may be so on any day."""
        if others not in self._freed:
            free: dict[str, set[Code] | None] = {}
            for version in (one for id_ in others for one in self.versions(id_)):
                for fact, code in version.grants.items():
                    codes = free.setdefault(fact, set())
                    if isinstance(code, Today) or codes is None:
                        free[fact] = None
                    else:
                        codes.add(code)
            self._freed[others] = timelines(self.law, self.contents.measures, free)
        return self._freed[others]

    @cached_property
    def granting(self) -> tuple[str, ...]:
        """The measures that grant something."""
        return tuple(id_ for id_ in self.contents.measures if self.granted(id_))

    def versions(self, measure: str) -> tuple[Version, ...]:
        """The versions of a measure within the span."""
        every = self.contents.measures[measure].versions
        return tuple(one for one in every if self.span.between(one.start, one.end))

    def granted(self, measure: str) -> frozenset[str]:
        """The facts that a measure may grant."""
        versions = self.versions(measure)
        return frozenset(fact for version in versions for fact in version.grants)

    def dated(self, measure: str) -> frozenset[str]:
        """The facts to which a measure may grant the day it is obtained."""
        return frozenset(
            fact
            for version in self.versions(measure)
            for fact, code in version.grants.items()
            if isinstance(code, Today)
        )

    def rests(self, measure: str) -> frozenset[str]:
        """The facts that it hangs on whether a measure can be obtained."""
        if measure not in self._rests:
            conditions = [one.requirement for one in self.versions(measure)]
            conditions.append(self.contents.measures[measure].held)
            found = self._facts(filter(None, conditions))
            self._rests[measure] = frozenset(found)
        return self._rests[measure]

    def _facts(self, conditions: Iterable[Condition]) -> Iterator[str]:
        for test in self.tests(conditions):
            yield from rests_on(test.comparison, self.contents.parameters)

    def tests(self, conditions: Iterable[Condition]) -> Iterator[Test]:
        """The tests of some conditions, and of when their facts apply."""
        ahead = list(conditions)
        met: set[str] = set()
        while ahead:
            for test in tests_in(ahead.pop()):
                yield test
                for fact in rests_on(test.comparison, self.contents.parameters):
                    only_if = self.contents.facts[fact].only_if
                    if only_if is not None and fact not in met:
                        met.add(fact)
                        ahead.append(only_if)

    def leading_to(self, measure: str, codes: Codes) -> tuple[str, ...] | None:
        """The other measures that may help a person to one: those that grant what it
        hangs on, near or far, and might be open some day if the rest of them were
        obtained. None where it could not be open even so.
        """
        others = self._helping(measure)
        while True:
            left = tuple(one for one in others if self._conceivable(one, codes, others))
            left = tuple(one for one in left if one in self._helping(measure, left))
            if left == others:
                break
            others = left
        return others if self._conceivable(measure, codes, others) else None

    def _helping(
        self, measure: str, among: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        granting = self.granting if among is None else among
        found: dict[str, None] = {}
        ahead = [measure]
        while ahead:
            one = ahead.pop()
            facts = self.rests(one) if one == measure else self._needs(one)
            more = [
                one
                for one in granting
                if one != measure and one not in found and self.granted(one) & facts
            ]
            found |= dict.fromkeys(more)
            ahead += more
        return tuple(one for one in granting if one in found)

    def _needs(self, measure: str) -> frozenset[str]:
        """The facts that it hangs on whether a measure can be obtained, and whether
        what it grants can be so.
        """
        if measure not in self._needed:
            granted = self.granted(measure)
            facts = set(self.rests(measure))
            only_ifs = (self.contents.facts[fact].only_if for fact in granted)
            facts |= set(self._facts(filter(None, only_ifs)))
            for contradiction in self.contents.contradictions:
                clashing = set(self._facts([contradiction.condition]))
                if clashing & granted:
                    facts |= clashing
            self._needed[measure] = frozenset(facts)
        return self._needed[measure]

    def _conceivable(self, measure: str, codes: Codes, others: tuple[str, ...]) -> bool:
        versions = self._free(others).measures[measure]
        return any(version.split(codes)[0] for version in versions)

    def open(self, measure: str, codes: Codes) -> tuple[DaySet, ...]:
        """For each version, the days on which one is eligible and does not hold it."""
        held = 0
        if self.contents.measures[measure].held is not None:
            held, _ = self._holds(_held(measure), codes)
        versions = self._real.measures[measure]
        return tuple(one.split(codes)[0] & ~held for one in versions)

    def _holds(self, name: str, codes: Codes) -> DaySplit:
        """The days on which a condition is known to hold, and known not to."""
        true = false = 0
        for part in self._real.measures[name]:
            one, other = part.split(codes)
            true, false = true | one, false | other
        return true, false

    def turns(self, measure: str, codes: Codes) -> DaySet:
        """The days on which anything that a measure asks turns."""
        days = 0
        for version in self._real.measures[measure]:
            days |= version.turns(codes)
        return days

    def cuts(
        self, comparison: Comparison, fact: str, codes: Codes, number: int
    ) -> DaySet:
        """Of the days up to one, those on which a comparison on that one turns with the
        day of a fact.
        """
        if comparison.operator in {"==", "!="}:
            first, second = (
                self.cuts(one, fact, codes, number) for one in halves(comparison)
            )
            return first | second
        answer = self.law.course(comparison)

        def met(day: date) -> bool:
            return bool(answer({**codes, fact: day.toordinal()})[0] >> number & 1)

        days = self.span.turning(stretch(0, number + 1), met)
        return (days ^ (days << 1)) & stretch(0, number + 1)

    def after(self, measure: str, codes: Codes, number: int) -> Codes | None:
        """The facts once a measure is obtained on a day, without those that apply no
        more; None where they cannot all be so, or where nothing is new.
        """
        day = self.span.day(number)
        version = self.contents.measures[measure].on(day)
        granted = _granted(version, day) if version is not None else {}
        found: dict[str, Code] = {**codes, **granted}
        for fact, declared in self.contents.facts.items():
            if declared.only_if is None or fact not in found:
                continue
            _, idle = self._holds(_applies(fact), found)
            if idle >> number & 1 and says_something(found[fact]):
                if fact in granted:
                    return None
                del found[fact]
        return None if found == codes or self.clash(found, number) else found

    def clash(self, codes: Codes, number: int) -> bool:
        """Whether some facts contradict each other on a day."""
        return any(
            self._holds(_clash(one.id), codes)[0] >> number & 1
            for one in self.contents.contradictions
        )


def _granted(version: Version, day: date) -> dict[str, Code]:
    return {
        fact: day.toordinal() if isinstance(code, Today) else code
        for fact, code in version.grants.items()
    }


@cache
def obtaining(years: int) -> Callable[[Plans], Obtaining]:
    """What makes of a rulebook on a day the measures to obtain within some years."""

    def make(plans: Plans) -> Obtaining:
        return Obtaining(plans.once(law(years)))

    return make


def _held(measure: str) -> str:
    return f"held {measure}"


def _applies(fact: str) -> str:
    return f"applies {fact}"


def _clash(contradiction: str) -> str:
    return f"clash {contradiction}"


def _with_conditions(contents: Contents) -> dict[str, Measure]:
    """The measures with other conditions beside them: when each is held, when facts
    apply, and what contradicts. A timeline is one for a condition as for a measure.
    """
    others: dict[str, Condition] = {
        _clash(one.id): one.condition for one in contents.contradictions
    }
    for id_, measure in contents.measures.items():
        if measure.held is not None:
            others[_held(id_)] = measure.held
    for id_, fact in contents.facts.items():
        if fact.only_if is not None:
            others[_applies(id_)] = fact.only_if
    always = {
        id_: _always(id_, condition, contents) for id_, condition in others.items()
    }
    return {**contents.measures, **always}


def _always(id_: str, condition: Condition, contents: Contents) -> Measure:
    version = Version(contents.first_day, None, requirement=condition)
    return Measure(id_, contents.title, contents.title, "", "", (version,))

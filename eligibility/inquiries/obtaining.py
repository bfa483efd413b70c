"""Obtaining: on which days a person could obtain a measure, or do what facts declare
as an act, and what is so afterwards.

An act is obtained as a measure is: it is there for whoever meets its `when` and has not
done it, and what it makes so is what it grants.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from eligibility.binding.courses import DaySplit, Law
from eligibility.inquiries.windows import law
from eligibility.law.conditions import AllOf, Condition, Not, Test, tests_in
from eligibility.law.contents import Contents, Measure, Version
from eligibility.law.facts import Code
from eligibility.law.parameters import rests_on
from eligibility.law.spans import bounds, is_said
from eligibility.law.terms import (
    Comparison,
    FactTerm,
    Literal,
    ParameterTerm,
    Today,
    halves,
    leaves,
)
from eligibility.readings.evaluation import Codes, Plans
from eligibility.readings.timeline import Timelines, timelines
from eligibility.sets.days import DaySet, Span, runs, stretch
from eligibility.truth import Truth


@dataclass(frozen=True)
class Obtaining:
    """The measures and the acts of a rulebook over a span of days, as things to
    obtain, each by its name.
    """

    law: Law
    kept: dict[object, Any] = field(default_factory=dict, repr=False)
    _bearing: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
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
    def things(self) -> Mapping[str, Measure]:
        """The measures, and the acts as measures."""
        return {**self.contents.measures, **_acts(self.contents)}

    @cached_property
    def _conditions(self) -> Mapping[str, Measure]:
        return _with_conditions(self.contents, self.things)

    @cached_property
    def _real(self) -> Timelines:
        return timelines(self.law, self._conditions)

    def may_be_had(self, thing: str, codes: Codes) -> bool:
        """Whether a thing need not be held already, whatever else is obtained."""
        if self.things[thing].held is None:
            return True
        held = self.hopeful.measures[_held(thing)]
        return any(version.split(codes)[1] for version in held)

    @cached_property
    def _hung(self) -> Mapping[str, tuple[str, ...]]:
        """For each fact, those of which it bears on whether they apply."""
        found: dict[str, tuple[str, ...]] = {}
        for id_, fact in self.contents.facts.items():
            if fact.only_if is not None:
                for one in dict.fromkeys(self._facts([fact.only_if])):
                    found[one] = (*found.get(one, ()), id_)
        return found

    @cached_property
    def freely(self) -> Timelines:
        """The timelines where what is loose may be as it may be granted."""
        return timelines(self.law, self._conditions, self._granted_codes)

    @cached_property
    def hopeful(self) -> Timelines:
        """The same, where what is not known may be so as well."""
        return timelines(self.law, self._conditions, self._granted_codes, hopeful=True)

    @cached_property
    def _granted_codes(self) -> Mapping[str, Collection[Code] | None]:
        """The codes that are granted of each fact; None where a day is."""
        free: dict[str, set[Code] | None] = {}
        for version in (one for id_ in self.granting for one in self.versions(id_)):
            for fact, code in version.grants.items():
                codes = free.setdefault(fact, set())
                if isinstance(code, Today) or codes is None:
                    free[fact] = None
                else:
                    codes.add(code)
        return free

    @cached_property
    def granting(self) -> tuple[str, ...]:
        """What grants something."""
        return tuple(id_ for id_ in self.things if self.granted(id_))

    def versions(self, measure: str) -> tuple[Version, ...]:
        """The versions of a measure within the span."""
        every = self.things[measure].versions
        return tuple(one for one in every if self.span.between(one.start, one.end))

    def granted(self, measure: str) -> frozenset[str]:
        """The facts that a measure may grant."""
        versions = self.versions(measure)
        return frozenset(fact for version in versions for fact in version.grants)

    def grants(self, measure: str, day: date) -> dict[str, Code]:
        """The codes that a thing gives to facts on a day."""
        version = self.things[measure].on(day)
        return {} if version is None else _granted(version, day)

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
            conditions.append(self.things[measure].held)
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

    def bearing_codes(self, measure: str, codes: Codes) -> tuple[Code | None, ...]:
        """Of some codes those that bear on a measure."""
        read = (one for id_ in self.bearing(measure) for one in (id_, *bounds(id_)))
        return tuple(map(codes.get, read))

    def bearing(self, measure: str) -> frozenset[str]:
        """All facts that bear on a measure: on whom it concerns, on when it is open, on
        what it pays, and on what may lead to it.
        """
        if measure in self._bearing:
            return self._bearing[measure]
        ahead, met, facts = [measure], {measure}, set[str]()
        while ahead:
            one = ahead.pop()
            facts |= self.rests(one) | self.beside(one) | self.paying(one)
            concerns = self.things[one].concerns
            if concerns is not None:
                facts.update(self._facts([concerns]))
            more = (it for it in self.granting if self.granted(it) & facts)
            ahead += [it for it in more if it not in met]
            met.update(ahead)
        self._bearing[measure] = frozenset(facts)
        return self._bearing[measure]

    def paying(self, measure: str) -> frozenset[str]:
        """The facts on which hangs what a measure pays."""
        parameters, found = self.contents.parameters, set[str]()
        for version in self.versions(measure):
            amount = version.gives.amount if version.gives is not None else None
            for leaf in leaves(amount) if amount is not None else ():
                if isinstance(leaf, FactTerm):
                    found.add(leaf.fact)
                elif isinstance(leaf, ParameterTerm):
                    found.update(parameters[leaf.parameter].by)
        return frozenset(found)

    def beside(self, measure: str) -> frozenset[str]:
        """The facts that it hangs on whether what a thing grants can be so."""
        if measure not in self._needed:
            granted = self.granted(measure)
            facts = set[str]()
            conditions = [self.contents.facts[fact].only_if for fact in granted]
            conditions += [one.grants_when for one in self.versions(measure)]
            facts.update(self._facts(filter(None, conditions)))
            for contradiction in self.contents.contradictions:
                clashing = set(self._facts([contradiction.condition]))
                if clashing & granted:
                    facts |= clashing
            self._needed[measure] = frozenset(facts)
        return self._needed[measure]

    def concerning(self, measure: str, codes: Codes) -> Truth:
        """Whether a thing has to do with a person, today."""
        if self.things[measure].concerns is None:
            return Truth.TRUE
        true, false = self._holds(_concerns(measure), codes)
        if true & 1:
            return Truth.TRUE
        return Truth.FALSE if false & 1 else Truth.UNKNOWN

    def open(self, measure: str, codes: Codes) -> "Opening":
        """When a thing is open, and not held."""
        held, days, facts = 0, list[DaySet](), set[str]()
        if self.things[measure].held is not None:
            for one in self._real.measures[_held(measure)]:
                true, unknown = one.opening(codes)
                held |= true
                facts |= unknown
        for version in self._real.measures[measure]:
            true, unknown = version.opening(codes)
            days.append(true & ~held)
            facts |= unknown
        return Opening(tuple(days), frozenset(facts))

    def held(self, measure: str, codes: Codes, number: int) -> bool:
        """Whether somebody has a measure already on a day."""
        if self.things[measure].held is None:
            return False
        return bool(self._holds(_held(measure), codes)[0] >> number & 1)

    def until(self, measure: str, codes: Codes, number: int) -> date | None:
        """The last of the days from one on, without a gap, on which a thing is open;
        None where they go on beyond the span.
        """
        days = 0
        for one in self.open(measure, codes).days:
            days |= one
        _, after = next(runs(days >> number))
        last = number + after
        return None if last >= self.span.count else self.span.day(last - 1)

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
        version = self.things[measure].on(day)
        granted: Codes = {}
        if version is not None:
            granted = _granted(version, day)
            if version.grants_when is not None:
                met, _ = self._holds(_when(measure, version), codes)
                granted = granted if met >> number & 1 else {}
        found: dict[str, Code] = {**codes, **granted}
        changed = [fact for fact in granted if codes.get(fact) != granted[fact]]
        if not changed:
            return None
        for fact in granted:
            if self._idle(fact, found, number):
                return None
        while changed:
            for fact in self._hung.get(changed.pop(), ()):
                if self._idle(fact, found, number):
                    if fact in granted:
                        return None
                    for one in (fact, *bounds(fact)):
                        found.pop(one, None)
                    changed.append(fact)
        return None if self.clash(found, number) else found

    def _idle(self, fact: str, codes: Codes, number: int) -> bool:
        """Whether a fact says something on a day although it does not apply."""
        if self.contents.facts[fact].only_if is None or not is_said(fact, codes):
            return False
        return bool(self._holds(_applies(fact), codes)[1] >> number & 1)

    def clash(self, codes: Codes, number: int) -> bool:
        """Whether some facts contradict each other on a day."""
        return any(
            self._holds(_clash(one.id), codes)[0] >> number & 1
            for one in self.contents.contradictions
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """For each version, the days on which a thing is open; and the facts not known that
    may tell of others.
    """

    days: tuple[DaySet, ...]
    facts: frozenset[str]

    @property
    def now(self) -> bool:
        """Whether it is open on the first day."""
        return self.on(0)

    def on(self, number: int) -> bool:
        """Whether it is open on a day of the span."""
        return any(days >> number & 1 for days in self.days)


ACT = "act "
"""What the name of an act begins with: no measure's does, as its file has no space."""


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


def _concerns(measure: str) -> str:
    return f"concerns {measure}"


def _applies(fact: str) -> str:
    return f"applies {fact}"


def _clash(contradiction: str) -> str:
    return f"clash {contradiction}"


def _when(measure: str, version: Version) -> str:
    return f"when {measure} {version.start}"


def act_of(name: str) -> str | None:
    """The fact whose act has this name; None where it is a measure's."""
    return name.removeprefix(ACT) if name.startswith(ACT) else None


def _acts(contents: Contents) -> dict[str, Measure]:
    """The acts of facts, as measures that are there on every day."""
    found: dict[str, Measure] = {}
    for id_, fact in contents.facts.items():
        act = fact.act
        own = act.grants.get(id_) if act is not None else None
        if act is None or own is None or isinstance(own, Today):
            continue
        done = Test(Comparison(FactTerm(id_), "==", Literal(fact.decode(own))))
        required = [Not(done), fact.only_if, act.when]
        version = Version(
            contents.first_day,
            None,
            AllOf(tuple(one for one in required if one is not None)),
            grants=act.grants,
        )
        found[f"{ACT}{id_}"] = Measure(
            f"{ACT}{id_}", act.text, act.text, "", "", (version,)
        )
    return found


def _with_conditions(
    contents: Contents, things: Mapping[str, Measure]
) -> dict[str, Measure]:
    """The measures and acts with other conditions beside them: when each is held, whom
    it concerns, when it grants, when facts apply, and what contradicts. A timeline is
    one for a condition as for a measure.
    """
    others: dict[str, Condition] = {
        _clash(one.id): one.condition for one in contents.contradictions
    }
    for id_, measure in things.items():
        if measure.held is not None:
            others[_held(id_)] = measure.held
        if measure.concerns is not None:
            others[_concerns(id_)] = measure.concerns
        for version in measure.versions:
            if version.grants_when is not None:
                others[_when(id_, version)] = version.grants_when
    for id_, fact in contents.facts.items():
        if fact.only_if is not None:
            others[_applies(id_)] = fact.only_if
    always = {
        id_: _always(id_, condition, contents) for id_, condition in others.items()
    }
    return {**things, **always}


def _always(id_: str, condition: Condition, contents: Contents) -> Measure:
    version = Version(contents.first_day, None, requirement=condition)
    return Measure(id_, contents.title, contents.title, "", "", (version,))

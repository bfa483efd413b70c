"""What stands in the files of a rulebook: measures, their versions, and the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from eligibility.law.applying import Application
from eligibility.law.conditions import Condition
from eligibility.law.facts import Code, Fact
from eligibility.law.parameters import Parameter
from eligibility.law.population import Population
from eligibility.law.sources import Citation, Source
from eligibility.law.terms import Term, Today
from eligibility.places import Place
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class WrittenCaution:
    """A caution that a rulebook attaches to a version: between two days, both included,
    or where a condition holds.
    """

    kind: str
    text: Text
    start: date | None = None
    end: date | None = None
    when: Condition | None = None
    citations: tuple[Citation, ...] = ()

    def covers(self, day: date) -> bool:
        """Whether it may be due on a day."""
        begun = self.start is None or self.start <= day
        return begun and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Gives:
    """What one gets, in words, and as an amount where the law has a figure.

    `per` is once, month or year; `rounding` says how the amount is brought to the fen;
    `claims` is of how many months a claim is, each for the time just past.
    """

    text: Text
    amount: Term | None = None
    per: str = "once"
    rounding: str = "half_up"
    months: Term | None = None
    claims: Term | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Measures of which only one may be drawn."""

    id: str
    text: Text
    measures: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A measure from one day to another, both included; `end` None is open.

    Exactly one of `requirement`, `planned`, `informs` is set. `grants` maps facts to
    the codes they take once the measure is obtained, `Today` being the day itself; none
    of them changes where there is a `grants_when` that does not hold.
    """

    start: date
    end: date | None
    requirement: Condition | None = None
    planned: Text | None = None
    informs: Text | None = None
    cautions: tuple[WrittenCaution, ...] = ()
    gives: Gives | None = None
    grants: Mapping[str, Code | Today] = field(default_factory=dict)
    grants_when: Condition | None = None
    application: Application | None = None
    citations: tuple[Citation, ...] = ()
    place: Place | None = None

    @property
    def offer(self) -> Text | None:
        """What one gets, in words."""
        return self.gives.text if self.gives is not None else None

    def cautions_on(self, day: date) -> tuple[WrittenCaution, ...]:
        """The cautions that may be due on a day."""
        return tuple(one for one in self.cautions if one.covers(day))

    def covers(self, day: date) -> bool:
        """Whether the version is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is offered (a public service, in the words of CPSV-AP); `instead`
    are others that may fit whom this one does not.

    `topic` is what one comes for who comes for it; where `concerns` does not hold, it
    has nothing to do with the person, whatever its conditions say.
    """

    id: str
    title: Text
    summary: Text
    kind: str
    audience: str
    versions: tuple[Version, ...]
    held: Condition | None = None
    place: Place | None = None
    instead: tuple[str, ...] = ()
    topic: str | None = None
    concerns: Condition | None = None

    def on(self, day: date) -> Version | None:
        """The version in force on a day, if there is one."""
        return next((version for version in self.versions if version.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be so: a condition that no profile may meet."""

    id: str
    text: Text
    condition: Condition


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole rulebook as written, with every name resolved and every type checked.

    It answers for the days from `first_day` to `last_day`; which day it is there, its
    `timezone` tells, by its name in the IANA database. `topics` are what people come
    for, in words, in the order in which they are asked about.
    """

    name: str
    version: str
    title: Text
    first_day: date
    last_day: date
    timezone: str
    facts: Mapping[str, Fact]
    contradictions: tuple[Contradiction, ...]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    definitions: Mapping[str, Condition]
    measures: Mapping[str, Measure]
    exclusive: tuple[Exclusive, ...] = ()
    topics: Mapping[str, Text] = field(default_factory=dict)
    population: Population = field(default_factory=dict)

    def required(self) -> Iterator[tuple[Version, Condition]]:
        """The versions that judge, each with what it requires."""
        for measure in self.measures.values():
            for version in measure.versions:
                if version.requirement is not None:
                    yield version, version.requirement

"""An assessment: for each measure a determination, with findings that explain it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from eligibility.errors import CallError, Fault, nearest
from eligibility.law.conditions import Bound
from eligibility.law.contents import Contents, Measure, Version
from eligibility.law.facts import Code, Fact, Value
from eligibility.law.sources import Basis, Citation
from eligibility.law.spans import is_told, value_of
from eligibility.particulars import cautions
from eligibility.particulars.amounts import Amount, amount, claim_months
from eligibility.particulars.cautions import Caution
from eligibility.periods import SomeDay, iso_day
from eligibility.profiles import Profile
from eligibility.readings.evaluation import MeasurePlan, Plan, Truths
from eligibility.readings.openness import open_facts, ranked
from eligibility.readings.prose import denial, prose
from eligibility.readings.settlement import settling
from eligibility.rulebook import Rulebook
from eligibility.texts import Text
from eligibility.truth import Truth


class Status(StrEnum):
    """The outcome of a measure for a person on a day; docs/glossary.md says when each
    is given. A `str`, as in tables and JSON.
    """

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"
    NOT_IN_FORCE = "not_in_force"
    INFORMATIONAL = "informational"


BY_TRUTH = {
    Truth.TRUE: Status.ELIGIBLE,
    Truth.FALSE: Status.INELIGIBLE,
    Truth.UNKNOWN: Status.UNDETERMINED,
}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the findings of one measure share: each truth, and the person's codes."""

    truths: Truths
    codes: Mapping[str, Code]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Finding:
    """The truth of a named condition for a profile, with the facts it rests on."""

    _plan: Plan
    _seen: _Seen = field(repr=False)

    def __repr__(self) -> str:
        """The id alone: its truth is a person's."""
        return f"Finding({self.id!r})"

    @property
    def id(self) -> str:
        """The condition's id, unique within its measure."""
        label = self._plan.condition.label
        return label.id if label else ""

    @property
    def truth(self) -> Truth:
        """Whether it holds."""
        return self._seen.truths[self._plan.slot]

    @property
    def text(self) -> Text:
        """The rulebook's words, or words made from the test."""
        return prose(self._plan.condition, self._seen.facts)

    @property
    def denial(self) -> Text | None:
        """What is said of a person for whom it does not hold, if there are words."""
        return denial(self._plan.condition)

    @property
    def condition(self) -> Bound:
        """The condition itself, as it stands on the day."""
        return self._plan.condition

    @property
    def written(self) -> bool:
        """Whether the words are the rulebook's own."""
        return self._plan.written

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places it is taken from."""
        label = self._plan.condition.label
        return label.citations if label else ()

    @property
    def facts(self) -> dict[str, Value | SomeDay | None]:
        """The facts its own tests rest on, and what tells of them; None is unknown."""
        rests_on = self._plan.facts
        if not rests_on:
            return {}
        codes, facts = self._seen.codes, self._seen.facts
        found = {id_: value_of(facts[id_], codes) for id_ in rests_on}
        if self.truth.known:
            # What is not known was told by others, where the truth is known.
            for id_, tellers in self._plan.tellers.items():
                if id_ not in codes:
                    found |= {
                        one: value_of(facts[one], codes)
                        for one in tellers
                        if is_told(one, codes)
                    }
        return found

    @property
    def parts(self) -> "tuple[Finding, ...]":
        """The named conditions it is made of, without branches beside the point."""
        if not self._plan.named:
            return ()
        seen = self._seen
        truths = seen.truths
        return tuple(
            [
                Finding(part, seen)
                for guard, part in self._plan.named
                if guard is None or truths[guard] is not Truth.FALSE
            ]
        )

    def walk(self) -> "Iterator[Finding]":
        """The finding and all beneath it, from the top."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Determination:
    """A measure's outcome for a profile on a day, and what it rests on.

    `version` is the measure as it stands on that day, with its offer and how to apply;
    None where there is none. `plan`, `truths` and `codes` are what was evaluated, the
    truth of each of its nodes, and the person's codes: for readings, not for callers.
    """

    measure: Measure
    version: Version | None
    status: Status
    day: date
    plan: MeasurePlan = field(repr=False)
    truths: Truths = field(repr=False)
    codes: Mapping[str, Code] = field(repr=False)
    _contents: Contents = field(repr=False)
    _beside: tuple[Caution, ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        """Measure, status and day, without the whole of the law."""
        return f"Determination({self.measure.id!r}, {self.status.value!r}, {self.day})"

    @property
    def _facts(self) -> Mapping[str, Fact]:
        return self._contents.facts

    @property
    def _seen(self) -> _Seen:
        return _Seen(self.truths, self.codes, self._contents.facts)

    def found(self, plan: Plan) -> Finding:
        """What was found of a condition beneath."""
        return Finding(plan, self._seen)

    @property
    def finding(self) -> Finding | None:
        """The whole tree of conditions; None where there is nothing to judge."""
        program = self.plan.condition
        if program is None:
            return None
        return self.found(program.root)

    @property
    def concerning(self) -> Truth:
        """Whether the measure has to do with the person."""
        concerns = self.plan.concerns
        return Truth.TRUE if concerns is None else concerns.truth(self.codes)

    @property
    def gates(self) -> tuple[str, ...]:
        """The facts not known that tell whether the measure concerns the person, as the
        rulebook puts them.
        """
        concerns = self.plan.concerns
        if concerns is None:
            return ()
        return tuple(open_facts(concerns.root, concerns.truths(self.codes), self.codes))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The facts that could still change an undetermined outcome, the most telling
        first.
        """
        return ranked(self.weights, self._facts)

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each missing fact could tell, at most 1 together."""
        program = self.plan.condition
        if program is None or self.status is not Status.UNDETERMINED:
            return {}
        return open_facts(program.root, self.truths, self.codes)

    @cached_property
    def because(self) -> tuple[Finding, ...]:
        """The first set of named conditions, in the rulebook's order, that by itself
        settles the outcome; empty where it is open or there is nothing to judge.
        """
        program = self.plan.condition
        if program is None:
            return ()
        seen = self._seen
        return tuple(Finding(one, seen) for one in settling(program.root, seen.truths))

    @cached_property
    def basis(self) -> Basis | None:
        """The weakest of the grounds of what settles the outcome, where each condition
        stands on its strongest; None where nothing is settled.
        """
        grounds = [
            min(citation.basis for citation in finding.citations)
            for finding in self.because
            if finding.citations
        ]
        return max(grounds, default=None)

    @cached_property
    def amount(self) -> Amount | None:
        """What the measure pays this person; None where it names no figure, or where
        there is nothing to pay.
        """
        version = self.version
        paid = {Status.ELIGIBLE, Status.UNDETERMINED}
        if version is None or version.gives is None or self.status not in paid:
            return None
        return amount(version.gives, self._contents, self.day, self.codes)

    @property
    def claims(self) -> int | None:
        """Of how many months each claim is; None where that is not known."""
        version = self.version
        if version is None or version.gives is None:
            return None
        return claim_months(version.gives, self._contents, self.day, self.codes)

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """What must be said beside the outcome."""
        program = self.plan.condition
        found = [*cautions.written(self.plan, self.codes)]
        if program is None:
            return tuple(found)
        rests_on = [one for finding in self.because for one in finding.citations]
        return (
            *cautions.contested(program.root, self.truths),
            *cautions.already_held(self.plan, self.codes),
            *found,
            *self._beside,
            *cautions.stale_sources(rests_on, self.day),
            *cautions.weak_basis(self.basis),
        )


@dataclass(frozen=True)
class Assessment:
    """All determinations for a profile on a day, in the rulebook's order."""

    book: Rulebook = field(repr=False)
    day: date
    determinations: tuple[Determination, ...] = field(repr=False)

    def __getitem__(self, measure: str) -> Determination:
        """The determination of a measure; KeyError where it was not assessed."""
        for determination in self.determinations:
            if determination.measure.id == measure:
                return determination
        raise KeyError(measure)

    def __iter__(self) -> Iterator[Determination]:
        """The determinations, in the rulebook's order."""
        return iter(self.determinations)

    def __contains__(self, measure: object) -> bool:
        """Whether a measure was assessed, by its id."""
        return any(one.measure.id == measure for one in self.determinations)

    def __len__(self) -> int:
        """How many measures were assessed."""
        return len(self.determinations)

    def __deepcopy__(self, _: dict[int, object]) -> "Assessment":
        """Itself: nothing of it changes."""
        return self

    def __reduce__(self) -> tuple[object, ...]:
        """It is sent as what it was made from, and made again there."""
        codes = self.determinations[0].codes if self.determinations else {}
        measures = [one.measure.id for one in self.determinations]
        return _again, (Profile(dict(codes)), self.book, self.day, measures)

    @property
    def on(self) -> date:
        """The day, as it is named where one asks."""
        return self.day

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each missing fact could tell over all measures."""
        total: dict[str, float] = {}
        for determination in self.determinations:
            for fact, weight in determination.weights.items():
                total[fact] = total.get(fact, 0.0) + weight
        return total


def assess(
    profile: Profile | Mapping[str, object],
    book: Rulebook,
    *,
    on: date | str,
    measures: Collection[str] | None = None,
) -> Assessment:
    """Each measure's determination for a profile on a day.

    `profile` maps fact ids to values, typed or as text: a day as 2021-07-27, money in
    yuan; a day of which the month or the year is known as 2021-07 or 2021. What is not
    there is unknown, and so is None, which says that the person was asked. `on` is the
    day whose rules hold, `measures` names those to assess, all of them by default.
    Raises FactError for a profile that cannot be read, CallError for a day or a measure
    that the rulebook does not have.
    """
    day = day_of(on)
    plans = book.plans(day)
    asked = chosen(book, measures)
    if not isinstance(profile, Profile):
        _refuse_no_mapping(profile)
        profile = book.profile(profile, day)
    found = [determine(plans.measures[id_], profile, book, day) for id_ in asked]
    return Assessment(book, day, tuple(_exclusive(found, book.contents)))


def determine(
    plan: MeasurePlan, profile: Profile, book: Rulebook, day: date
) -> Determination:
    """One measure's determination."""
    bound = plan.bound
    truths: Truths = []
    if plan.condition is not None:
        truths = plan.condition.truths(profile.codes)
        status = BY_TRUTH[truths[plan.condition.root.slot]]
    elif bound.version is not None and bound.version.informs is not None:
        status = Status.INFORMATIONAL
    else:
        status = Status.NOT_IN_FORCE
    return Determination(
        bound.measure,
        bound.version,
        status,
        day,
        plan,
        truths,
        profile.codes,
        book.contents,
    )


def _exclusive(
    found: list[Determination], contents: Contents
) -> Iterator[Determination]:
    """The determinations, each with a word on those that may not be drawn beside it."""
    open_ = [one.measure for one in found if one.status is Status.ELIGIBLE]
    for one in found:
        beside = [
            cautions.exclusive(group, others)
            for group in contents.exclusive
            if one.status is Status.ELIGIBLE and one.measure.id in group.measures
            if (
                others := [
                    m for m in open_ if m.id in group.measures and m is not one.measure
                ]
            )
        ]
        yield replace(one, _beside=tuple(beside)) if beside else one


def _refuse_no_mapping(profile: object) -> None:
    if not isinstance(profile, Mapping):
        text = Text(
            "一个人的情况是一组键和值：事实的名字和它的值",
            "A profile maps the ids of facts to their values",
        )
        raise CallError([Fault("no-profile", text, subject="profile")])


def _again(
    profile: Profile, book: Rulebook, day: date, measures: Collection[str]
) -> Assessment:
    return assess(profile, book, on=day, measures=measures)


def day_of(on: date | str) -> date:
    """The day that a caller names; CallError where it is none."""
    day = iso_day(on) if isinstance(on, str) else on
    # A moment is no day: which day it is hangs on where one stands.
    if not isinstance(day, date) or isinstance(day, datetime):
        text = Text("日期要写成 2021-07-27 这样", "A day is written 2021-07-27")
        raise CallError([Fault("bad-day", text, subject="on")])
    return day


def chosen(
    book: Rulebook,
    measures: Collection[str] | None,
    *,
    topics: Collection[str] | None = None,
) -> tuple[str, ...]:
    """The measures that a caller names, by their ids or by their topics, in the
    rulebook's order, all of them for None; CallError for a name that the rulebook does
    not have, and for ids and topics together.
    """
    if topics is not None and measures is not None:
        text = Text(
            "措施（measures）和主题（topics）只能写一种",
            "Name either measures or topics, not both",
        )
        raise CallError([Fault("measures-and-topics", text)])
    if topics is not None:
        return topical(book, topics)
    if measures is None:
        return tuple(book.measures)
    if isinstance(measures, str):
        text = Text(
            f'措施要写成列表，例如 ["{measures}"]',
            f'Measures are named in a list, such as ["{measures}"]',
        )
        raise CallError([Fault("no-list", text, subject="measures")])
    unknown = [id_ for id_ in measures if id_ not in book.measures]
    if unknown:
        raise CallError(
            Fault(
                "unknown-measure",
                Text(f"没有叫“{id_}”的措施", f'There is no measure "{id_}"'),
                hint=nearest(id_, book.measures),
                subject=id_,
            )
            for id_ in unknown
        )
    return tuple(id_ for id_ in book.measures if id_ in measures)


def topical(book: Rulebook, topics: Collection[str]) -> tuple[str, ...]:
    """The measures of some topics, in the rulebook's order; CallError for a topic that
    the rulebook does not name.
    """
    known = book.contents.topics
    unknown = [one for one in topics if one not in known]
    if unknown:
        raise CallError(
            Fault(
                "unknown-topic",
                Text(f"没有叫“{one}”的主题", f'There is no topic "{one}"'),
                hint=nearest(one, known)
                or Text("有：" + "、".join(known), "There are: " + ", ".join(known)),
                subject=one,
            )
            for one in unknown
        )
    return tuple(id_ for id_, one in book.measures.items() if one.topic in topics)

"""One person, fact by fact: facts arrive or are withdrawn, outcomes follow.

What is asked next is the interview's choice; outcomes are decided by rules that run on
durable-rules (`firing`).
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from eligibility.assessment import (
    BY_TRUTH,
    Assessment,
    Determination,
    Finding,
    Status,
    assess,
    chosen,
    day_of,
    determine,
)
from eligibility.errors import CallError, Fault, nearest
from eligibility.inquiries.interview import (
    Stand,
    answered,
    decided_by,
    stand,
    written,
)
from eligibility.law.facts import Code, Fact, Value, as_written
from eligibility.law.spans import bounded, value_of
from eligibility.law.terms import Today
from eligibility.profiles import Profile
from eligibility.readings.evaluation import related
from eligibility.readings.productions import UNIT, Unit
from eligibility.rulebook import Rulebook
from eligibility.session.firing import Chain, Engine
from eligibility.texts import Text
from eligibility.truth import Truth


class Remaining(NamedTuple):
    """How many questions still come, the next one included: at least, at most, about,
    and about how many of them under the topic at hand.
    """

    at_least: int
    at_most: int
    about: int
    about_here: int


class Answered(NamedTuple):
    """What an answer did: the measures whose status changed, and the facts whose
    earlier answers were dropped because they make no sense any more.
    """

    changed: frozenset[str]
    dropped: tuple[str, ...] = ()


class Session:
    """A person's facts as they come, what to ask next, and each measure's status.

    `on` is the day whose rules hold, `profile` what is known already. Questions are
    asked for the `measures` named or those of the `topics` named, all of them by
    default. Raises CallError for a day, a measure or a topic that the rulebook does not
    have, and for measures and topics together; FactError for a profile that cannot be
    read. A session is one thread's at a time; many may share a rulebook.
    """

    def __init__(
        self,
        book: Rulebook,
        *,
        on: date | str,
        profile: Mapping[str, object] | None = None,
        measures: Collection[str] | None = None,
        topics: Collection[str] | None = None,
    ) -> None:
        self.book = book
        self.day = day_of(on)
        self._asked = chosen(book, measures, topics=topics)
        self._plans = book.plans(self.day)
        self._engine: Engine = book.once(self.day, Engine)
        self._given: dict[str, object] = dict(profile or {})
        self._steps: list[Mapping[str, object]] = []
        self._stand: Stand | None = None
        self._profile = book.profile(self._given, self.day)
        self._truths: dict[str, Truth] = {}
        self._told: dict[str, dict[str, object]] = {}
        self._obtained: list[str] | None = None
        self._post(self._engine.measures)

    @property
    def profile(self) -> Profile:
        """What is known of the person by now."""
        return self._profile

    @property
    def answers(self) -> dict[str, str | None]:
        """What was told, in the order told, as a profile file writes it; None where the
        person could not tell. Plain text: a form can carry it to the next request.
        """
        codes, facts = self._profile.codes, self.book.facts
        return {
            id_: None if value is None else as_written(value_of(facts[id_], codes))
            for id_, value in self._given.items()
        }

    @property
    def question(self) -> Fact | None:
        """The fact to ask for next, which is expected to settle most; None when no
        answer could change an outcome any more.
        """
        return self._standing.fact

    @property
    def remaining(self) -> Remaining:
        """How many questions are left."""
        now = self._standing
        return Remaining(now.at_least, now.at_most, now.about, now.about_here)

    @property
    def topic(self) -> str | None:
        """The topic in whose section the question stands; None where it has none."""
        return self._standing.topic

    @property
    def why(self) -> dict[str, tuple[Finding, ...]]:
        """The open measures that the question may decide, by id, each with the
        conditions that it bears on; empty when there is no question.
        """
        now = self._standing
        if now.fact is None:
            return {}
        return {
            determination.measure.id: conditions
            for determination, conditions in decided_by(now.fact.id, now.assessment)
        }

    @property
    def _standing(self) -> Stand:
        if self._stand is None:
            given = self.answers
            self._stand = stand(given, self.book, self.day, measures=self._asked)
        return self._stand

    def answer(
        self, value: Value | float | None, *, fact: str | None = None
    ) -> Answered:
        """Take in the answer to the question, or to that of a `fact` asked before.

        The value may be typed, or text as people write it (2020年6月30日, full-width
        digits); None says that the person cannot tell, and is not asked again. Earlier
        answers that make no sense any more are dropped. Raises FactError, and takes in
        nothing, for a value that is not the fact's and for answers that contradict each
        other; CallError where there is no question.
        """
        asked = fact or (self.question.id if self.question else None)
        if asked is None:
            text = Text("没有要问的了", "There is no question left")
            raise CallError([Fault("no-question", text)])
        told = None if value is None else as_written(value)
        if told is not None and asked in self.book.facts:
            told = written(self.book.facts[asked], told)
        revised = answered(self.answers, asked, told, self.book, self.day)
        return Answered(self._step(revised.given), revised.dropped)

    def back(self) -> frozenset[str]:
        """Take back the last step of this session, whether an answer, facts told or
        withdrawn, or a measure obtained, and return the measures whose status changed.
        Without a step to take back, nothing changes.
        """
        return self._become(self._steps.pop()) if self._steps else frozenset()

    def tell(self, facts: Mapping[str, object]) -> frozenset[str]:
        """Take in facts, and return the measures whose status changed.

        None as a value says that the person cannot tell. Raises FactError, and takes in
        nothing, where the facts cannot be read or cannot all be so.
        """
        return self._step({**self._given, **facts})

    def withdraw(self, *facts: str) -> frozenset[str]:
        """Forget facts, and return the measures whose status changed."""
        return self._step(
            {id_: value for id_, value in self._given.items() if id_ not in facts}
        )

    @property
    def statuses(self) -> dict[str, Status]:
        """Each measure's status, in the rulebook's order."""
        return {id_: self.status(id_) for id_ in self.book.measures}

    def status(self, measure: str) -> Status:
        """One measure's status by what is known now."""
        chain = self._engine.measures.get(measure)
        if chain is not None and not self._spanned(chain):
            return BY_TRUTH[self._truths.get(measure, Truth.UNKNOWN)]
        return self.determination(measure).status

    def _spanned(self, chain: Chain) -> bool:
        """Whether a day that a measure rests on is known to the month or the year: its
        rules tell days apart by one code each, so the reference decides it.
        """
        codes = self._profile.codes
        spanned = (bounded(id_) for id_ in codes if bounded(id_) != id_)
        return any(fact in chain.facts and fact not in codes for fact in spanned)

    def determination(self, measure: str) -> Determination:
        """One measure's determination, with the findings that explain it."""
        if measure not in self._plans.measures:
            text = Text(f"没有叫“{measure}”的措施", f'There is no measure "{measure}"')
            hint = nearest(measure, self.book.measures)
            raise CallError([Fault("unknown-measure", text, hint=hint)])
        plan = self._plans.measures[measure]
        return determine(plan, self._profile, self.book, self.day)

    def assessment(self) -> Assessment:
        """All determinations by what is known now."""
        return assess(self._profile, self.book, on=self.day)

    def obtain(self, measure: str) -> frozenset[str]:
        """Take in what a measure grants once it is obtained, and return the measures
        whose status changed. Raises CallError where the person is not eligible for it.
        """
        if self.status(measure) is not Status.ELIGIBLE:
            text = Text("还不符合这一项，不能当作已办", "Not eligible, so not obtained")
            raise CallError([Fault("not-eligible", text, subject=measure)])
        return self._step(self._granted(measure, self._given))

    def chains(self) -> dict[str, tuple[str, ...]]:
        """The measures that open up once others are obtained, each with those to obtain
        first, in order; none of them could be left out.

        Each measure that is eligible fires what it grants, which may make others
        eligible, until nothing new follows.
        """
        ahead = Session(self.book, on=self.day, profile=self._given)
        before = ahead.statuses
        order = ahead._obtain_all()
        after = ahead.statuses
        opened = [
            id_
            for id_ in self.book.measures
            if after[id_] is Status.ELIGIBLE is not before[id_]
        ]
        return {id_: self._needed(id_, order) for id_ in opened}

    def _obtain_all(self) -> list[str]:
        """Obtain whatever can be, each once, as the rules fire; in the order fired."""
        obtained: list[str] = []
        self._obtained = [
            id_ for id_, status in self.statuses.items() if status is Status.ELIGIBLE
        ]
        while self._obtained:
            measure = self._obtained.pop(0)
            if measure in obtained or not self._obtainable(measure):
                continue
            granted = self._granted(measure, self._given)
            if granted != self._given:
                obtained.append(measure)
                self._become(granted)
        self._obtained = None
        return obtained

    def _obtainable(self, measure: str) -> bool:
        """Whether a measure can be obtained, and is not held already."""
        held = self._plans.measures[measure].held
        if held is not None and held.truth(self._profile.codes) is Truth.TRUE:
            return False
        return self.status(measure) is Status.ELIGIBLE

    def _needed(self, measure: str, order: list[str]) -> tuple[str, ...]:
        """The least part of what was obtained that still opens a measure."""
        kept = [id_ for id_ in order if id_ != measure]
        for id_ in reversed(kept.copy()):
            without = [one for one in kept if one != id_]
            if self._opens(measure, without):
                kept = without
        return tuple(kept)

    def _opens(self, measure: str, through: list[str]) -> bool:
        given = self._given
        for id_ in (*through, measure):
            now = assess(given, self.book, on=self.day, measures=[id_])
            if now[id_].status is not Status.ELIGIBLE:
                return False
            given = self._granted(id_, given)
        return True

    def _granted(self, measure: str, given: Mapping[str, object]) -> dict[str, object]:
        """The facts once a measure is obtained."""
        plan = self._plans.measures[measure]
        grants = plan.bound.version.grants if plan.bound.version else {}
        if plan.grants_when is not None:
            codes = self.book.profile(given, self.day).codes
            if plan.grants_when.truth(codes) is not Truth.TRUE:
                return {**given}
        facts = self.book.facts
        return {**given} | {
            id_: self.day if isinstance(value, Today) else facts[id_].decode(value)
            for id_, value in grants.items()
        }

    def _step(self, given: Mapping[str, object]) -> frozenset[str]:
        before = self._given
        changed = self._become(given)
        self._steps.append(before)
        return changed

    def _become(self, given: Mapping[str, object]) -> frozenset[str]:
        profile = self.book.profile(given, self.day)
        before, known = self._profile.codes, profile.codes
        changed = {
            bounded(id_)
            for id_ in before.keys() | known.keys()
            if before.get(id_) != known.get(id_)
        }
        self._given = dict(given)
        self._profile = profile
        self._stand = None
        touched = {
            id_
            for id_, chain in self._engine.measures.items()
            if not changed.isdisjoint(chain.facts)
        }
        statuses = {id_: self.status(id_) for id_ in touched}
        self._post({id_: self._engine.measures[id_] for id_ in touched})
        if self._obtained is not None:
            self._obtained += (
                id_
                for id_ in self.book.measures
                if id_ in touched and self._spanned(self._engine.measures[id_])
                if self.status(id_) is Status.ELIGIBLE is not statuses[id_]
            )
        return frozenset(
            id_ for id_ in touched if self.status(id_) is not statuses[id_]
        )

    def _post(self, chains: Mapping[str, Chain]) -> None:
        """Tell the units of some measures what is known, parts before wholes; those for
        which nothing is new need not hear it again.
        """
        for chain in chains.values():
            for unit in chain.units:
                message = self._message(unit)
                if self._told.get(unit.name) != message:
                    self._told[unit.name] = message
                    self._truths.pop(unit.name, None)
                    self._engine.post(message, self._known)

    def _message(self, unit: Unit) -> dict[str, object]:
        codes: Mapping[str, Code] = self._profile.codes
        told = {
            name: self._truths[name].value
            for name in unit.inputs
            if name in self._truths
        }
        compared = {
            name: truth.value
            for name, one in unit.relations.items()
            if (truth := related(one, codes, self.book.facts)).known
        }
        known = {id_: codes[id_] for id_ in unit.facts if id_ in codes}
        return {UNIT: unit.name, **known, **told, **compared}

    def _known(self, unit: str, truth: Truth) -> None:
        """A rule fired: a unit's truth is known."""
        self._truths[unit] = truth
        if (
            self._obtained is not None
            and truth is Truth.TRUE
            and unit in self.book.measures
        ):
            self._obtained.append(unit)

"""An assessment as what a person reads: blocks of entries, the answer first.

Nothing here knows a terminal. Every determination stands in exactly one block.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from eligibility.assessment import Assessment, Determination, Finding, Status
from eligibility.inquiries.advice import Advice, Advised
from eligibility.inquiries.plan import WORTH
from eligibility.law.spans import bounded
from eligibility.profiles import Profile
from eligibility.sentences.filling import sentence
from eligibility.telling import steps
from eligibility.telling.planning import PlanLine, plan_lines
from eligibility.telling.reasons import settled
from eligibility.telling.wording import Wording, held, strongest
from eligibility.texts import Language, Text
from eligibility.truth import Truth


class AnswerKind(Enum):
    """Which answer a block gives: the ids of its heading, and of the word for each of
    its measures.
    """

    NOW = ("answer.heading.now", "answer.word.now")
    NEXT = ("answer.heading.next", "answer.word.next")
    WAIT = ("answer.heading.wait", "answer.word.wait")
    OPEN = ("answer.heading.open", "answer.word.open")
    OFFICE = ("answer.heading.office", "answer.word.office")
    NO = ("answer.heading.no", "answer.word.no")
    DONE = ("answer.heading.done", "answer.word.done")
    LATER = ("answer.heading.later", "answer.word.later")
    TOLD = ("answer.heading.told", "answer.word.told")
    APART = ("answer.heading.apart", "answer.word.apart")

    @property
    def heading(self) -> Text:
        """The words above the block."""
        return sentence(self.value[0])

    @property
    def word(self) -> Text:
        """The status of one measure, in words."""
        return sentence(self.value[1])

    @property
    def folded(self) -> bool:
        """Whether the titles alone are told."""
        return self in {AnswerKind.DONE, AnswerKind.APART}


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure: its title, a remark beside it, and labelled details beneath it."""

    measure: str
    title: str
    remark: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Find:
    """A fact to find out: what is asked, where one sees it, and what it bears on."""

    fact: str
    question: str
    where: str
    bears: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Measures with the same kind of answer; `finds` are what to find out first of all,
    where something is to be.
    """

    kind: AnswerKind
    entries: tuple[Entry, ...]
    finds: tuple[Find, ...] = ()

    @property
    def found(self) -> set[str]:
        """The measures on which bears what is to be found out."""
        return {measure for find in self.finds for measure in find.measures}


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is said to one person; `plan` says what to do, in order."""

    header: tuple[str, ...]
    blocks: tuple[Block, ...]
    footer: str = ""
    plan: tuple[PlanLine, ...] = ()


OTHERS = "answer.find.all"
"""What says of which measures more is to be found out."""
NAMED = 6
"""Of what is missing, so many facts are named, the most telling."""
FEW = 3
"""So many facts are told to be found out first."""


def answer(
    assessment: Assessment,
    profile: Profile,
    advice: Advised,
    language: Language,
    *,
    again: str | None = None,
) -> Answer:
    """The whole answer in one language, with the advice on each measure; `again` is the
    command that asks the same, for the hint at the end.
    """
    writer = _Writer(assessment, profile, advice, language)
    entries: dict[AnswerKind, list[Entry]] = {kind: [] for kind in AnswerKind}
    for determination in sorted(assessment, key=_rank):
        kind = writer.kind(determination)
        entries[kind].append(writer.entry(kind, advice[determination.measure.id]))
    blocks = tuple(
        Block(kind, tuple(it), writer.finds() if kind is AnswerKind.OPEN else ())
        for kind, it in entries.items()
        if it
    )
    lines = plan_lines(advice.plan, assessment.day, assessment.book.measures, writer)
    return Answer(writer.header(), blocks, writer.footer(blocks, again), lines)


def kind_of(determination: Determination) -> AnswerKind:
    """The block in which a determination stands by itself."""
    match determination.status:
        case Status.ELIGIBLE:
            return AnswerKind.NOW
        case Status.INELIGIBLE:
            return AnswerKind.NO
        case Status.UNDETERMINED:
            return AnswerKind.OPEN if determination.missing else AnswerKind.OFFICE
        case Status.NOT_IN_FORCE:
            return AnswerKind.LATER
        case Status.INFORMATIONAL:
            return AnswerKind.TOLD


class _Writer(Wording):
    """Writes the entries of one assessment."""

    def __init__(
        self,
        assessment: Assessment,
        profile: Profile,
        advice: Advised,
        language: Language,
    ) -> None:
        super().__init__(assessment.book.facts, language)
        self.assessment = assessment
        self.measures = assessment.book.measures
        self.profile = profile
        self.advice = advice

    def header(self) -> tuple[str, ...]:
        given = len(set(map(bounded, self.profile.codes)) - self.profile.implied)
        declined = len(self.profile.declined)
        noun = "answer.header.answer" if given == 1 else "answer.header.answers"
        lines = (
            self.sentence("answer.header.day", day=self.assessment.day),
            self.sentence(noun, count=given),
        )
        if not declined:
            return lines
        return (*lines, self.sentence("answer.header.declined", count=declined))

    def footer(self, blocks: tuple[Block, ...], again: str | None) -> str:
        """How to see every condition of what comes first."""
        if again is None or not blocks:
            return ""
        measure = blocks[0].entries[0].measure
        return self.sentence("answer.footer", command=f"{again} --why {measure}")

    def kind(self, determination: Determination) -> AnswerKind:
        advice = self.advice[determination.measure.id]
        if advice.held:
            return AnswerKind.DONE
        kind = kind_of(determination)
        if apart(determination):
            return AnswerKind.APART
        if kind is AnswerKind.NO and advice.open:
            return AnswerKind.OPEN
        if kind is AnswerKind.NOW or not advice.path:
            return kind
        return AnswerKind.WAIT if self._waits(advice) else AnswerKind.NEXT

    def _waits(self, advice: Advice) -> bool:
        """Whether nothing is to be done before a measure opens but to wait."""
        before = advice.path[:-1]
        acts = (self.facts[step.act].act for step in before if step.act is not None)
        waiting = [act for act in acts if act is not None and act.waits]
        return len(waiting) == len(before)

    def entry(self, kind: AnswerKind, advice: Advice) -> Entry:
        measure = advice.determination.measure
        remark, details = self._said(kind, advice)
        return Entry(
            measure.id,
            self.of(measure.title),
            remark,
            tuple((label, text) for label, text in details if text),
        )

    def _said(
        self, kind: AnswerKind, advice: Advice
    ) -> tuple[str, Iterable[tuple[str, str]]]:
        determination = advice.determination
        match kind:
            case AnswerKind.NOW:
                return self.standing(determination), self._details(advice)
            case AnswerKind.NEXT:
                told = (self._first(advice), self.standing(determination))
                return self.listed(filter(None, told), "joins.clauses"), ()
            case AnswerKind.WAIT:
                return self._wait(advice), ()
            case AnswerKind.OPEN:
                return self._missing(determination), ()
            case AnswerKind.OFFICE:
                return "", self._disputes(determination)
            case AnswerKind.NO:
                reason = settled(determination, self, advice.within_reach)
                return "\n".join([reason, *self._next(advice)]), ()
            case AnswerKind.DONE | AnswerKind.APART:
                return "", ()
            case AnswerKind.LATER:
                return self._in_force(advice), ()
            case AnswerKind.TOLD:
                version = determination.version
                return self.of(version.informs if version else None), ()

    def _details(self, advice: Advice) -> Iterator[tuple[str, str]]:
        determination = advice.determination
        version = determination.version
        if version is None:
            return
        met = [it for it in determination.because if it.truth is Truth.TRUE]
        how = version.application
        yield self.sentence("answer.label.offer"), self.of(version.offer)
        amount = self.amount(determination.amount, determination.measure)
        yield self.sentence("answer.label.amount"), amount
        yield self.sentence("answer.label.compared"), self._compared(advice)
        yield self.sentence("answer.label.reasons"), self._met(met)
        if how is not None:
            when = (steps.until(advice, self), self.of(how.within))
            yield self.sentence("answer.label.when"), "\n".join(filter(None, when))
            yield self.sentence("answer.label.where"), self.of(how.where)
            bring = self.listed(map(self.of, how.bring), "joins.things")
            yield self.sentence("answer.label.bring"), bring
            yield from self.contacts(how)
        for caution in determination.cautions:
            yield self.sentence("answer.label.note"), self.of(caution.text)
        places = [place for finding in met for place in strongest(finding)]
        cited = self.cited(places or version.citations)
        yield self.sentence("answer.label.ground"), "\n".join(cited)

    def _met(self, findings: Iterable[Finding]) -> str:
        return self.listed(self.met_each(findings), "joins.clauses")

    def _compared(self, advice: Advice) -> str:
        """What each measure pays, where only one of several may be drawn, and what the
        measure itself pays is known.
        """
        own = advice.determination.measure
        known = [
            (measure, told)
            for measure, amount in advice.beside
            if (told := self.amount(amount, measure))
        ]
        if len(known) == 1 or all(measure is not own for measure, _ in known):
            return ""
        each = (self.labelled(self.of(one.title), told) for one, told in known)
        return self.listed(each, "joins.clauses")

    def _first(self, advice: Advice) -> str:
        """What to do first, from when on the measure itself is open, and until when."""
        *before, last = advice.path
        titles = self.listed(
            (steps.named(step, self.measures, self) for step in before), "joins.names"
        )
        text = self.sentence("answer.first", titles=titles)
        if last.day > self.assessment.day:
            text = self.sentence("answer.first.then", titles=titles, day=last.day)
        if advice.claim_by is not None:
            text = self.sentence("answer.first.by", text=text, day=advice.claim_by)
        return text

    def _wait(self, advice: Advice) -> str:
        """For what one waits: another thing to end, or a day."""
        determination = advice.determination
        *before, last = advice.path
        told: list[str] = []
        if determination.status is Status.NOT_IN_FORCE:
            told.append(self._planned(determination))
        for step in before:
            act = steps.named(step, self.measures, self)
            told.append(self.sentence("answer.wait.act", act=act))
        if last.day > self.assessment.day:
            told.append(self.sentence("answer.wait", day=last.day))
        return self.listed((one.rstrip("。.") for one in told if one), "joins.clauses")

    def _first_missing(self, determination: Determination) -> Iterable[str]:
        """What is missing; where it is not known whether a measure concerns the person,
        the first fact that tells; of a no, what may show steps that lead out of it.
        """
        if determination.concerning is Truth.UNKNOWN:
            return determination.gates[:1]
        if determination.status is not Status.INELIGIBLE:
            return determination.missing
        open_ = self.advice[determination.measure.id].open
        return [fact for fact in self.facts if fact in open_]

    def finds(self) -> tuple[Find, ...]:
        """What to find out first of all: what bears on most, where one can tell it."""
        plans = self.assessment.book.plans(self.assessment.day)
        bearing: dict[str, list[Determination]] = {}
        for one in self.assessment:
            if self.kind(one) is AnswerKind.OPEN:
                for fact in self._first_missing(one):
                    if plans.may_ask(fact, self.profile.codes):
                        bearing.setdefault(fact, []).append(one)
        weights = self.assessment.weights
        ranked = sorted(
            bearing, key=lambda id_: (-len(bearing[id_]), -weights.get(id_, 0.0))
        )
        return tuple(
            Find(
                id_,
                self.of(self.facts[id_].question),
                self.of(self.facts[id_].help),
                self.sentence(
                    "answer.find",
                    titles=self.listed(
                        (self.of(one.measure.title) for one in bearing[id_]),
                        "joins.names",
                    ),
                ),
                tuple(one.measure.id for one in bearing[id_]),
            )
            for id_ in ranked[:FEW]
        )

    def _missing(self, determination: Determination) -> str:
        headings = [
            self.sentence("answer.declined", fact=self.facts[id_].heading)
            if id_ in self.profile.declined
            else self.of(self.facts[id_].heading)
            for id_ in self._first_missing(determination)
        ]
        count = len(headings)
        facts = self.listed(headings[:NAMED], "joins.names")
        if count > NAMED:
            return self.sentence("answer.missing.many", count=count, facts=facts)
        noun = "answer.missing.one" if count == 1 else "answer.missing.several"
        return self.sentence(noun, count=count, facts=facts)

    def _disputes(self, determination: Determination) -> Iterator[tuple[str, str]]:
        passages = [
            caution
            for caution in determination.cautions
            if caution.kind in {"contested", "judged_by_office"}
        ]
        label = self.sentence("answer.label.readings")
        for caution in passages:
            yield label, self.of(caution.text)
        if not passages:
            yield label, self.sentence("answer.unclear")
        version = determination.version
        if version is not None and version.application is not None:
            where = self.of(version.application.where)
            yield self.sentence("answer.label.ask"), where
            yield from self.contacts(version.application)
        places = [place for caution in passages for place in caution.citations]
        yield self.sentence("answer.label.ground"), "\n".join(self.cited(places))

    def _next(self, advice: Advice) -> Iterator[str]:
        """What fits instead of what is not for the person."""
        for label, text in steps.instead(advice, self):
            yield self.labelled(label, text)

    def _planned(self, determination: Determination) -> str:
        """Why a measure is not in force."""
        version = determination.version
        if version is not None and version.planned:
            return self.of(version.planned)
        return self.when_in_force(determination.measure, determination.day)

    def _in_force(self, advice: Advice) -> str:
        return self._planned(advice.determination)


def apart(determination: Determination) -> bool:
    """Whether a measure has nothing to do with the person: it is known not to concern
    them, or it is not for them and nothing says that it does.
    """
    match determination.status:
        case Status.ELIGIBLE:
            return False
        case Status.INELIGIBLE:
            return determination.concerning is not Truth.TRUE
        case Status.UNDETERMINED | Status.NOT_IN_FORCE | Status.INFORMATIONAL:
            return determination.concerning is Truth.FALSE


def _rank(determination: Determination) -> int:
    """What pays before what protects, that before what is free to all."""
    return WORTH.index(determination.measure.kind)


def done_now(determination: Determination) -> bool:
    """Whether it is open to the person, and done already."""
    return determination.status is Status.ELIGIBLE and held(determination)

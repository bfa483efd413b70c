"""An assessment as what a person reads: blocks of entries, the answer first.

Nothing here knows a terminal. Every determination stands in exactly one block.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from eligibility.assessment import Assessment, Determination, Finding, Status
from eligibility.inquiries.advice import Advice
from eligibility.law.spans import bounded
from eligibility.profiles import Profile
from eligibility.sentences.filling import sentence
from eligibility.telling import steps
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
    OPEN = ("answer.heading.open", "answer.word.open")
    OFFICE = ("answer.heading.office", "answer.word.office")
    NO = ("answer.heading.no", "answer.word.no")
    LATER = ("answer.heading.later", "answer.word.later")
    TOLD = ("answer.heading.told", "answer.word.told")

    @property
    def heading(self) -> Text:
        """The words above the block."""
        return sentence(self.value[0])

    @property
    def word(self) -> Text:
        """The status of one measure, in words."""
        return sentence(self.value[1])


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure: its title, a remark beside it, and labelled details beneath it."""

    measure: str
    title: str
    remark: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Measures with the same kind of answer."""

    kind: AnswerKind
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is said to one person."""

    header: tuple[str, ...]
    blocks: tuple[Block, ...]
    footer: str = ""


NAMED = 6
"""Of what is missing, so many facts are named, the most telling."""
FEW = 3
"""So many of the facts that a way asks for are told in an answer."""
WORTH = (
    "subsidy",
    "loan",
    "insurance",
    "training",
    "registration",
    "premises",
    "exemption",
    "rights",
    "service",
)
"""The kinds of measure, in the order in which a person wants to hear of them."""


def answer(
    assessment: Assessment,
    profile: Profile,
    advice: Mapping[str, Advice],
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
    blocks = tuple(Block(kind, tuple(it)) for kind, it in entries.items() if it)
    return Answer(writer.header(), blocks, writer.footer(blocks, again))


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
        advice: Mapping[str, Advice],
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
        kind = kind_of(determination)
        chained = len(self.advice[determination.measure.id].path) > 1
        return AnswerKind.NEXT if chained and kind is not AnswerKind.NOW else kind

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
        done = held(determination)
        match kind:
            case AnswerKind.NOW:
                remark = self.standing(determination)
                return remark, self._details(advice, done=done)
            case AnswerKind.NEXT:
                told = (self._first(advice), self.standing(determination))
                return self.listed(filter(None, told), "joins.clauses"), ()
            case AnswerKind.OPEN:
                return self._after(self._missing(determination), done=done), ()
            case AnswerKind.OFFICE:
                return "", self._disputes(determination)
            case AnswerKind.NO:
                reason = self._after(settled(determination, self), done=done)
                return "\n".join([reason, *self._next(advice)]), ()
            case AnswerKind.LATER:
                return self._in_force(advice), ()
            case AnswerKind.TOLD:
                version = determination.version
                return self.of(version.informs if version else None), ()

    def _after(self, rest: str, *, done: bool) -> str:
        """What else is said of a measure that may be done already."""
        return self.sentence("answer.done.and", rest=rest) if done else rest

    def _details(self, advice: Advice, *, done: bool) -> Iterator[tuple[str, str]]:
        determination = advice.determination
        version = determination.version
        if version is None:
            return
        met = [it for it in determination.because if it.truth is Truth.TRUE]
        how = version.application
        if not done:
            yield self.sentence("answer.label.offer"), self.of(version.offer)
            amount = self.amount(determination.amount, determination.measure)
            yield self.sentence("answer.label.amount"), amount
            yield self.sentence("answer.label.compared"), self._compared(advice)
        yield self.sentence("answer.label.reasons"), self._met(met)
        if how is not None and not done:
            when = (steps.until(advice, self), self.of(how.within))
            yield self.sentence("answer.label.when"), "\n".join(filter(None, when))
            yield self.sentence("answer.label.where"), self.of(how.where)
            bring = self.listed(map(self.of, how.bring), "joins.things")
            yield self.sentence("answer.label.bring"), bring
            yield from self.contacts(how)
        for caution in determination.cautions:
            if caution.kind != "already_held":
                yield self.sentence("answer.label.note"), self.of(caution.text)
        places = [place for finding in met for place in strongest(finding)]
        cited = self.cited(places or version.citations)
        yield self.sentence("answer.label.ground"), "\n".join(cited)

    def _met(self, findings: Iterable[Finding]) -> str:
        return self.listed(self.met_each(findings), "joins.clauses")

    def _compared(self, advice: Advice) -> str:
        """What each measure pays, where only one of several may be drawn."""
        amounts = (
            self.labelled(self.of(measure.title), self.amount(amount, measure))
            for measure, amount in advice.beside
        )
        return self.listed(amounts, "joins.clauses")

    def _first(self, advice: Advice) -> str:
        """What to obtain first, and from when on the measure itself is open."""
        *before, last = advice.path
        titles = self.listed(
            (self.of(self.measures[step.measure].title) for step in before),
            "joins.names",
        )
        if last.day == self.assessment.day:
            return self.sentence("answer.first", titles=titles)
        return self.sentence("answer.first.then", titles=titles, day=last.day)

    def _missing(self, determination: Determination) -> str:
        headings = [
            self.sentence("answer.declined", fact=self.facts[id_].heading)
            if id_ in self.profile.declined
            else self.of(self.facts[id_].heading)
            for id_ in determination.missing
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
        """What leads on from a no: the day that opens it, else the least change; and
        what fits instead.
        """
        opens = steps.opens(advice)
        if opens is not None:
            yield self.sentence("answer.opens", day=opens)
        for label, text in steps.next_steps(advice, self.measures, self, brief=FEW):
            if opens is None or label == self.of(steps.INSTEAD):
                yield self.labelled(label, text)

    def _in_force(self, advice: Advice) -> str:
        determination = advice.determination
        version, day = determination.version, determination.day
        if version is not None and version.planned:
            text = self.of(version.planned)
        else:
            text = self.when_in_force(determination.measure, day)
        opens = steps.opens(advice)
        if opens is None:
            return text
        ended = text.endswith(("。", "."))
        return self.sentence(
            "answer.planned.sentence" if ended else "answer.planned.clause",
            text=text,
            day=opens,
        )


def _rank(determination: Determination) -> tuple[bool, int]:
    """What pays before what protects, that before what is free to all; last, what is
    done already.
    """
    return done_now(determination), WORTH.index(determination.measure.kind)


def done_now(determination: Determination) -> bool:
    """Whether it is open to the person, and done already: those come after the rest."""
    return determination.status is Status.ELIGIBLE and held(determination)

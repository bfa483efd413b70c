"""What stands on the page, as values: the same for HTML and for PDF.

The order is that of use: what to do first, what there is now, the rest in a line each;
then what to take along, and the days. It is two sheets of paper at most: why, and the
conditions, are an appendix for whoever asks. Nothing asks for a name or a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from eligibility.assessment import Assessment, Determination
from eligibility.inquiries.advice import Advice, Advised
from eligibility.profiles import Profile
from eligibility.report.appendix import Appendix, Subject, appendix
from eligibility.report.dates import Event, events
from eligibility.report.looks import BY_KIND
from eligibility.report.parts import Details, Item, Line, Luggage, Part, Table
from eligibility.telling import steps
from eligibility.telling.answer import AnswerKind, Block, Entry, answer, done_now
from eligibility.telling.links import Links, links
from eligibility.telling.reasons import reason
from eligibility.telling.wording import Wording
from eligibility.texts import Language

IN_APPENDIX = ("answer.label.reasons", "answer.label.ground")
"""The labels of what a page leaves to its appendix."""
PACKED = "answer.label.bring"
STEPS = 6
"""So many steps of the plan are told; the rest stand with their measures."""
CONTACT = ("answer.label.call", "answer.label.online")


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report in one language; `layout` is the name of its templates."""

    layout: ClassVar[str] = "page"

    language: Language
    title: str
    header: tuple[str, ...]
    notice: str
    short_notice: str
    plan_heading: str
    plan: Details
    plan_more: str
    parts: tuple[Part, ...]
    luggage: Luggage
    deadlines: Table
    identity: Details
    day: date
    links: Links
    appendix: Appendix | None


def page(  # noqa: PLR0913 - whom it is about, and how much is told
    assessment: Assessment,
    profile: Profile,
    advice: Advised,
    language: Language,
    *,
    years: int = 5,
    full: bool = False,
) -> Page:
    """The page for one person; `years` is how far the windows of the advice reach, and
    `full` adds the appendix.
    """
    subject = Subject(assessment, profile, advice, years)
    return _Writer(subject, language).page(full=full)


class _Writer(Wording):
    """Writes the parts of one page."""

    def __init__(self, subject: Subject, language: Language) -> None:
        super().__init__(subject.assessment.book.facts, language)
        self.subject = subject
        self.assessment, self.advice = subject.assessment, subject.advice
        self.measures = subject.assessment.book.measures
        told = answer(subject.assessment, subject.profile, subject.advice, language)
        self.header, self.blocks, self.plan = told.header, told.blocks, told.plan

    def page(self, *, full: bool) -> Page:
        say = self.say
        return Page(
            language=self.language,
            title=say("可以办的事和办法", "What you can get, and how"),
            header=self.header,
            notice=say(
                "这是按您的回答算出来的，只供参考，不是决定。能不能办，由主管部门定。",
                "Worked out from your answers, for information only. This is no "
                "decision: the office in charge decides.",
            ),
            short_notice=say("只供参考，不是决定", "Information, no decision"),
            plan_heading=self.sentence("plan.heading" if self.plan else "plan.none"),
            plan=tuple(
                (line.text, " · ".join(line.details)) for line in self.plan[:STEPS]
            ),
            plan_more=self.sentence("plan.more", count=len(self.plan) - STEPS)
            if len(self.plan) > STEPS
            else "",
            parts=tuple(map(self._part, self.blocks)),
            luggage=self._luggage(),
            deadlines=self._deadlines(),
            identity=self._identity(),
            day=self.assessment.day,
            links=links(self.assessment.book.contents, self.language),
            appendix=appendix(self.subject, self.blocks, self.language)
            if full
            else None,
        )

    def _part(self, block: Block) -> Part:
        """What is open is told at length, and all else in a line."""
        items: list[Item] = []
        lines: list[Line] = []
        folded: list[str] = []
        for entry in block.entries:
            if block.kind is AnswerKind.NOW and not self._done(entry):
                items.append(self._item(block.kind, entry))
                continue
            remark = self._remark(block.kind, entry)
            if remark:
                lines.append(Line(entry.measure, entry.title, remark))
            else:
                folded.append(entry.title)
        return Part(
            block.kind.name.lower(),
            self.of(block.kind.heading),
            len(block.entries),
            tuple(items),
            tuple(lines),
            tuple(folded),
        )

    def _item(self, kind: AnswerKind, entry: Entry) -> Item:
        until = steps.until(self.advice[entry.measure], self)
        left_out = set(map(self.sentence, (*IN_APPENDIX, PACKED)))
        # The last day stands apart.
        details = (
            (label, text.removeprefix(until).lstrip("\n"))
            for label, text in self._together(entry.details)
            if label not in left_out
        )
        return Item(
            entry.measure,
            entry.title,
            self.of(kind.word),
            BY_KIND[kind],
            until,
            tuple((label, text) for label, text in details if text),
        )

    def _together(self, details: Details) -> Details:
        """The details, with whom to ask and the page to go to in one line."""
        told = dict(details)
        call, online = map(self.sentence, CONTACT)
        if call not in told or online not in told:
            return details
        both = f"{told[call]} · {told[online]}"
        return tuple(
            (label, both if label == call else text)
            for label, text in details
            if label != online
        )

    def _remark(self, kind: AnswerKind, entry: Entry) -> str:
        """What is said in a line: of a no what fails, without its source, and what may
        be done instead.
        """
        if kind is AnswerKind.NO:
            return self._refusal(self.advice[entry.measure])
        left_out = set(map(self.sentence, IN_APPENDIX))
        details = (
            self.labelled(label, text)
            for label, text in entry.details
            if label not in left_out and not self._done(entry)
        )
        told = (entry.remark.partition("\n")[0], *details)
        return self.listed(filter(None, told), "joins.clauses")

    def _refusal(self, advice: Advice) -> str:
        told = [reason(advice.determination, self, advice.within_reach)]
        told += (
            self.labelled(label, text) for label, text in steps.instead(advice, self)
        )
        return self.listed(filter(None, told), "joins.clauses")

    def _done(self, entry: Entry) -> bool:
        return done_now(self.advice[entry.measure].determination)

    def _todo(self) -> Iterator[Determination]:
        for block in self.blocks:
            for entry in block.entries:
                if block.kind is AnswerKind.NOW and not self._done(entry):
                    yield self.advice[entry.measure].determination

    def _luggage(self) -> Luggage:
        things: dict[str, list[str]] = {}
        for determination in self._todo():
            title, version = self.of(determination.measure.title), determination.version
            if version is None or version.application is None:
                continue
            for one in version.application.bring:
                things.setdefault(self.of(one), []).append(title)
        purpose = self.say("用于：", "For: ")
        return Luggage(
            self.say("要带的东西", "What to bring"),
            tuple(
                (thing, purpose + self.joined(titles, "、", "; "))
                for thing, titles in things.items()
            ),
        )

    def _deadlines(self) -> Table:
        return Table(
            self.say("要记住的日子", "Days to remember"),
            (
                self.say("日期", "Day"),
                self.say("办什么", "For"),
                self.say("做什么", "What"),
            ),
            tuple(map(self._event, events(self.assessment, self.advice))),
            self.say(
                "这几年里没有查到要赶的日子。",
                "No day to keep was found in these years.",
            ),
        )

    def _event(self, event: Event) -> tuple[str, ...]:
        title = self.of(self.measures[event.measure].title)
        return (event.day.isoformat(), title, self.of(event.occasion.value))

    def _identity(self) -> Details:
        book = self.assessment.book
        return (
            (self.say("按哪天的规定", "Rules of"), self.assessment.day.isoformat()),
            (
                self.say("规则集", "Rulebook"),
                f"{self.of(book.contents.title)} ({book.name} {book.version})",
            ),
            ("SHA-256", book.sha256),
        )

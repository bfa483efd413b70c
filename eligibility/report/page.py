"""What stands on the page, as values: the same for HTML and for PDF.

The order is that of use: what to do first, what there is now, the rest in a line each;
then what to take along, and the days. It is two sheets of paper at most: why, and the
conditions, are an appendix for whoever asks. Nothing asks for a name or a number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from eligibility.assessment import Assessment, Determination
from eligibility.inquiries.advice import Advice
from eligibility.profiles import Profile
from eligibility.report.appendix import Appendix, Subject, appendix
from eligibility.report.dates import Event, events
from eligibility.report.looks import BY_KIND
from eligibility.report.parts import Details, Item, Line, Luggage, Part, Table
from eligibility.telling import steps
from eligibility.telling.answer import AnswerKind, Block, Entry, answer, done_now
from eligibility.telling.links import Links, links
from eligibility.telling.reasons import reason
from eligibility.telling.wording import Wording, held
from eligibility.texts import Language

IN_APPENDIX = ("answer.label.reasons", "answer.label.ground")
"""The labels of what a page leaves to its appendix."""
PACKED = "answer.label.bring"
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
    first_heading: str
    first: str
    first_details: Details
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
    advice: Mapping[str, Advice],
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
        self.header, self.blocks = told.header, told.blocks

    def page(self, *, full: bool) -> Page:
        say = self.say
        first, first_details = self._first()
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
            first_heading=say("先看这一件", "Start here"),
            first=first,
            first_details=first_details,
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
        determination = advice.determination
        opens = steps.opens(advice)
        told = [
            self.sentence("answer.done") if held(determination) else "",
            reason(determination, self),
            self.sentence("answer.opens", day=opens) if opens is not None else "",
        ]
        told += (
            self.labelled(label, text) for label, text in steps.instead(advice, self)
        )
        return self.listed(filter(None, told), "joins.clauses")

    def _first(self) -> tuple[str, Details]:
        """What to do first: what closes soonest, else what is worth most."""
        found = {block.kind: block.entries for block in self.blocks}
        todo = [one for one in found.get(AnswerKind.NOW, ()) if not self._done(one)]
        if todo:
            return self._go(min(todo, key=self._closes))
        for kind, zh, en in (
            (AnswerKind.NEXT, "先办一件，就可能办下来：", "One step may open: "),
            (AnswerKind.OPEN, "再答几题，就能知道：", "A few more answers will tell: "),
            (AnswerKind.OFFICE, "问一问办事部门：", "Ask the office about: "),
        ):
            for entry in found.get(kind, ())[:1]:
                told = f"{self.say(zh, en)}{entry.title}"
                return self.remarked(told, entry.remark), ()
        told = self.say(
            "现在没有能办的。看看下面每一项的原因和办法。",
            "Nothing is open to you now. See below for each reason, and what would "
            "change it.",
        )
        return told, ()

    def _done(self, entry: Entry) -> bool:
        return done_now(self.advice[entry.measure].determination)

    def _closes(self, entry: Entry) -> date:
        return self.advice[entry.measure].apply_by or date.max

    def _go(self, entry: Entry) -> tuple[str, Details]:
        """What, until when, where, with what."""
        advice = self.advice[entry.measure]
        version = advice.determination.version
        how = version.application if version else None
        bring = self.joined(map(self.of, how.bring), "、", "; ") if how else ""
        told = (
            (self.say("什么时候", "When"), steps.until(advice, self)),
            (self.say("去哪里", "Where"), self.of(how.where if how else None)),
            (self.say("要带", "Bring"), bring),
            *self.contacts(how),
        )
        title = self.remarked(entry.title, entry.remark)
        return title, self._together(tuple(pair for pair in told if pair[1]))

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

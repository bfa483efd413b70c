"""What stands on the page, as values: the same for HTML and for PDF.

The order is that of use: what to do first, what there is now, what one step opens, the
rest in a line each; then the days, what to take along, and the conditions behind every
answer. The person's own answers come last. Nothing asks for a name or a number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from eligibility.assessment import Assessment, Determination, Finding
from eligibility.inquiries.advice import Advice
from eligibility.law.spans import is_told, value_of
from eligibility.periods import MONTHS_PER_YEAR, Period, day_after
from eligibility.profiles import Profile
from eligibility.report.dates import Event, events
from eligibility.report.horizon import Horizon, horizon
from eligibility.report.looks import BY_KIND
from eligibility.report.outline import outline
from eligibility.report.pictures import Picture
from eligibility.telling import steps
from eligibility.telling.answer import AnswerKind, Block, Entry, answer, done_now
from eligibility.telling.links import Links, links
from eligibility.telling.wording import Wording
from eligibility.texts import Language

Details = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One measure: `until` is the last day to apply, `path` what to obtain in order."""

    measure: str
    title: str
    word: str
    tone: str
    remark: str
    until: str
    path: tuple[str, ...]
    details: Details
    drawn: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Measures with the same kind of answer."""

    id: str
    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows beneath headed columns; `empty` is said where there are none."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pictures beneath a heading, to be stacked without a gap."""

    id: str
    heading: str
    word: str
    tone: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Luggage:
    """What to take along: each thing once, with what it is for; and where to go."""

    heading: str
    things: Details
    places: Table


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
    timeline: Drawing
    luggage: Luggage
    deadlines: Table
    conditions_heading: str
    conditions_link: str
    path_heading: str
    conditions: tuple[Drawing, ...]
    answers: Table
    identity: Details
    day: date
    links: Links


def page(
    assessment: Assessment,
    profile: Profile,
    advice: Mapping[str, Advice],
    language: Language,
    *,
    years: int = 5,
) -> Page:
    """The page for one person; `years` is how far the windows of the advice reach."""
    return _Writer(assessment, profile, advice, language, years).page()


class _Writer(Wording):
    """Writes the parts of one page."""

    def __init__(
        self,
        assessment: Assessment,
        profile: Profile,
        advice: Mapping[str, Advice],
        language: Language,
        years: int,
    ) -> None:
        super().__init__(assessment.book.facts, language)
        self.assessment = assessment
        self.profile = profile
        self.advice = advice
        self.measures = assessment.book.measures
        self.days = Horizon(
            assessment.day,
            day_after(assessment.day, Period(years * MONTHS_PER_YEAR)),
        )
        told = answer(assessment, profile, advice, language)
        self.header, self.blocks = told.header, told.blocks

    def page(self) -> Page:
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
            timeline=self._timeline(),
            luggage=self._luggage(),
            deadlines=self._deadlines(),
            conditions_heading=say("每一项的条件", "The conditions of each"),
            conditions_link=say("看条件", "See its conditions"),
            path_heading=say("按这个顺序办", "In this order"),
            conditions=tuple(self._conditions()),
            answers=self._answers(),
            identity=self._identity(),
            day=self.assessment.day,
            links=links(self.assessment.book.contents, self.language),
        )

    def _part(self, block: Block) -> Part:
        word, tone = self.of(block.kind.word), BY_KIND[block.kind]
        return Part(
            block.kind.name.lower(),
            self.of(block.kind.heading),
            tuple(self._item(block.kind, entry, word, tone) for entry in block.entries),
        )

    def _item(self, kind: AnswerKind, entry: Entry, word: str, tone: str) -> Item:
        advice = self.advice[entry.measure]
        path = (
            steps.path(advice, self.measures, self) if kind is AnswerKind.NEXT else ()
        )
        changing = steps.days(advice, self)
        done = done_now(advice.determination)
        until = steps.until(advice, self)
        details = [(self.say("哪些日子", "Days"), changing)] if changing else []
        # The last day stands apart, and every way on has a line of its own.
        details += [
            (label, text.removeprefix(f"{until}\n")) for label, text in entry.details
        ]
        remark = entry.remark.partition("\n")[0]
        if path:
            remark = self.standing(advice.determination)
        if kind is not AnswerKind.NOW:
            details += steps.next_steps(advice, self.measures, self)
        return Item(
            entry.measure,
            entry.title,
            self.say("已经办了", "done already") if done else word,
            "plain" if done else tone,
            "" if done else remark,
            until,
            path,
            tuple(details),
            drawn=advice.determination.finding is not None,
        )

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
        return title, tuple(pair for pair in told if pair[1])

    def _timeline(self) -> Drawing:
        rows = [
            (entry.title, self.advice[entry.measure].windows)
            for block in self.blocks
            for entry in block.entries
        ]
        return Drawing(
            "timeline",
            self.say("往后几年", "The years to come"),
            self.say(
                "如果您的情况和规定都不变，按日子会是这样。",
                "If your situation and the rules stay as they are, day by day.",
            ),
            "plain",
            horizon(rows, self.days, self),
        )

    def _todo(self) -> Iterator[Determination]:
        for block in self.blocks:
            for entry in block.entries:
                if block.kind is AnswerKind.NOW and not self._done(entry):
                    yield self.advice[entry.measure].determination

    def _luggage(self) -> Luggage:
        things: dict[str, list[str]] = {}
        places: list[tuple[str, ...]] = []
        for determination in self._todo():
            title, version = self.of(determination.measure.title), determination.version
            if version is None or version.application is None:
                continue
            places.append((title, self.of(version.application.where)))
            for one in version.application.bring:
                things.setdefault(self.of(one), []).append(title)
        purpose = self.say("用于：", "For: ")
        return Luggage(
            self.say("带什么，去哪里", "What to bring, and where"),
            tuple(
                (thing, purpose + self.joined(titles, "、", "; "))
                for thing, titles in things.items()
            ),
            Table(
                self.say("去哪里", "Where to go"),
                (self.say("办什么", "For"), self.say("去哪里", "Where")),
                tuple(places),
                self.say("现在没有要去办的。", "There is nothing to go for now."),
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
            tuple(map(self._event, events(self.advice))),
            self.say(
                "这几年里没有查到要赶的日子。",
                "No day to keep was found in these years.",
            ),
        )

    def _event(self, event: Event) -> tuple[str, ...]:
        title = self.of(self.measures[event.measure].title)
        return (event.day.isoformat(), title, self.of(event.occasion.value))

    def _conditions(self) -> Iterator[Drawing]:
        for block in self.blocks:
            for entry in block.entries:
                finding = self.advice[entry.measure].determination.finding
                if finding is not None:
                    yield self._drawing(block.kind, entry, finding)

    def _drawing(self, kind: AnswerKind, entry: Entry, finding: Finding) -> Drawing:
        return Drawing(
            entry.measure,
            entry.title,
            self.of(kind.word),
            BY_KIND[kind],
            outline(finding, self),
        )

    def _answers(self) -> Table:
        codes, declined = self.profile.codes, self.profile.declined
        unsure = self.say("不清楚", "not known to you")
        return Table(
            self.say("您的回答", "Your answers"),
            (self.say("问的是", "About"), self.say("您的回答", "Your answer")),
            tuple(
                (
                    self.of(fact.heading),
                    unsure
                    if (told := value_of(fact, codes)) is None
                    else self.value(fact, told),
                )
                for id_, fact in self.facts.items()
                if is_told(id_, codes) or id_ in declined
            ),
            self.say("没有回答。", "There are no answers."),
        )

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

"""What stands behind a page, for whoever asks for it: why, day by day, the conditions.

The full reasons of each answer with the documents, the years to come, the trees of
conditions, and what the person answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility.assessment import Assessment, Finding
from eligibility.inquiries.advice import Advised
from eligibility.law.spans import is_told, value_of
from eligibility.periods import MONTHS_PER_YEAR, Period, day_after
from eligibility.profiles import Profile
from eligibility.report.horizon import Horizon, horizon
from eligibility.report.looks import BY_KIND
from eligibility.report.outline import outline
from eligibility.report.parts import Drawing, Item, Table
from eligibility.telling import steps
from eligibility.telling.answer import AnswerKind, Block, Entry
from eligibility.telling.wording import Wording
from eligibility.texts import Language

TOLD_BEFORE = (
    "answer.label.offer",
    "answer.label.amount",
    "answer.label.compared",
    "answer.label.when",
    "answer.label.where",
    "answer.label.bring",
    "answer.label.note",
)
"""The labels of what a page tells of a measure itself."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """All that stands behind a page."""

    heading: str
    reasons_heading: str
    reasons: tuple[Item, ...]
    timeline: Drawing
    conditions_heading: str
    conditions: tuple[Drawing, ...]
    answers: Table


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an appendix is about, and how far the windows of the advice reach."""

    assessment: Assessment
    profile: Profile
    advice: Advised
    years: int


def appendix(
    subject: Subject, blocks: tuple[Block, ...], language: Language
) -> Appendix:
    """The appendix to the blocks of an answer."""
    return _Writer(subject, blocks, language).appendix()


class _Writer(Wording):
    """Writes the parts of one appendix."""

    def __init__(
        self, subject: Subject, blocks: tuple[Block, ...], language: Language
    ) -> None:
        super().__init__(subject.assessment.book.facts, language)
        self.assessment, self.profile = subject.assessment, subject.profile
        self.advice, self.blocks = subject.advice, blocks
        day = subject.assessment.day
        last = day_after(day, Period(subject.years * MONTHS_PER_YEAR))
        self.days = Horizon(day, last)

    def appendix(self) -> Appendix:
        say = self.say
        return Appendix(
            heading=say("附：为什么，和每一项的条件", "Appendix: why, in full"),
            reasons_heading=say("为什么", "Why"),
            reasons=tuple(self._reasons()),
            timeline=self._timeline(),
            conditions_heading=say("每一项的条件", "The conditions of each"),
            conditions=tuple(self._conditions()),
            answers=self._answers(),
        )

    def _reasons(self) -> Iterator[Item]:
        for block in self.blocks:
            for entry in block.entries:
                details = tuple(self._details(block.kind, entry))
                if details:
                    yield Item(
                        entry.measure,
                        entry.title,
                        self.of(block.kind.word),
                        BY_KIND[block.kind],
                        "",
                        details,
                    )

    def _details(self, kind: AnswerKind, entry: Entry) -> Iterator[tuple[str, str]]:
        advice = self.advice[entry.measure]
        changing = steps.days(advice, self)
        if changing:
            yield self.say("哪些日子", "Days"), changing
        if kind is AnswerKind.NO:
            because = entry.remark.partition("\n")[0]
            yield self.sentence("answer.label.reasons"), because
        told = set(map(self.sentence, TOLD_BEFORE))
        yield from (detail for detail in entry.details if detail[0] not in told)
        if kind is AnswerKind.NEXT:
            path = steps.path(advice, self.assessment.book.measures, self)
            order = self.say("按这个顺序办", "In this order")
            yield order, "\n".join(f"{at}. {one}" for at, one in enumerate(path, 1))
        if kind is not AnswerKind.NOW:
            yield from steps.instead(advice, self)

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

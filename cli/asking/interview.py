"""The interview: questions, and what people may do beside answering them.

The logic of what to ask lies in eligibility.inquiries.interview; how a question looks,
in `terminal` or `dialogue`. Between them stands this: back, list, why, leave.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from eligibility.errors import FactError, Fault
from eligibility.inquiries.interview import (
    Given,
    Stand,
    answered,
    decided_by,
    stand,
    written,
)
from eligibility.law.facts import Fact, Kind
from eligibility.law.spans import value_of
from eligibility.rulebook import Rulebook
from eligibility.sentences.wrapping import hung
from eligibility.telling.answer import AnswerKind
from eligibility.telling.wording import Wording

from ..options import View
from .progress import good, told_good, told_left
from .question import Decision, Question

NAMED = 3
"""So many measures are named after one answer, the rest counted."""
YEAR_LAST = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}")


class Asker(Protocol):
    """Whoever puts questions to a person."""

    def sitting(self) -> AbstractContextManager[None]:
        """The time in which questions are put, one after the other."""
        ...

    def ask(self, question: Question, notice: str = "") -> Decision:
        """The person's decision."""
        ...

    def tell(self, text: str) -> None:
        """Say something that stays."""
        ...


@dataclass(slots=True)
class Interview:
    """An interview as it goes on; `given` are the answers by now.

    `keep` is called after every answer, `show` for the result so far.
    """

    book: Rulebook
    day: date
    view: View
    asker: Asker
    given: Given = field(repr=False)
    measures: tuple[str, ...] | None = None
    keep: Callable[[Given], None] = lambda _: None
    show: Callable[[Given], None] = lambda _: None
    _notice: str = ""
    _refused: str = ""
    _begun: str = ""

    def run(self) -> bool:
        """Ask until nothing is left to ask; False where the person left before."""
        with self.asker.sitting():
            return self._run(None)

    def change(self) -> bool:
        """Ask one of the answers given again, then what follows from it; False where
        the person left before.
        """
        with self.asker.sitting():
            decision = self._pick()
            if decision.value is None:
                return decision.command != "quit"
            return self._run(decision.value)

    def _run(self, again: str | None) -> bool:
        before: Stand | None = None
        while True:
            now = stand(self.given, self.book, self.day, measures=self.measures)
            fact = self.book.facts[again] if again else now.fact
            if fact is None:
                return True
            if before is not None and before.given != now.given:
                self._tell_certain(before, now)
            before = now
            notice, self._notice = self._notice, ""
            decision = self.asker.ask(self._question(fact, now), notice)
            match decision.command:
                case "answer":
                    again = again if not self._take(fact, decision.value) else None
                case "back":
                    again = self._before(fact.id)
                case "list":
                    picked = self._pick()
                    if picked.command == "quit":
                        return False
                    again = picked.value or again
                case "why":
                    self._tell_why(fact, now)
                    self._begun = decision.begun
                case "result":
                    self._tell("")
                    self.show(self.given)
                    self._tell("")
                case _:
                    return False

    @property
    def _words(self) -> Wording:
        return Wording(self.book.facts, self.view.language)

    def _question(self, fact: Fact, now: Stand) -> Question:
        say, words = self.view.say, self._words
        ids = list(self.given)
        number = ids.index(fact.id) + 1 if fact.id in ids else len(ids) + 1
        above = [say(f"第 {number} 题", f"Question {number}")]
        above += [told_left(now, self.view), told_good(now, self.view)]
        choices = tuple((value, words.of(text)) for value, text in fact.choices)
        refused, self._refused = self._refused, ""
        begun, self._begun = self._begun, ""
        return Question(
            say("，", ", ").join(filter(None, above))
            if self.view.accessible
            else " · ".join(filter(None, above)),
            words.of(fact.question),
            choices,
            (
                ("b", say("上一题", "back")),
                ("?", say("为什么问", "why")),
                ("l", say("看已答的", "answers")),
                ("r", say("目前的结果", "result so far")),
                ("q", say("保存后离开", "save and leave")),
            ),
            say("不清楚，以后再说", "not known, or later"),
            "" if choices else self._example(fact),
            self.given.get(fact.id),
            refused,
            begun,
        )

    def _example(self, fact: Fact) -> str:
        say = self.view.say
        if fact.kind is Kind.DATE:
            return say(
                "写成年-月-日，例如 2020-06-30", "As 2020-06-30: year, month, day"
            )
        unit = self._words.of(fact.counted_in)
        if not unit:
            return say("写数字", "In digits")
        return say(f"写数字，单位是{unit}", f"In digits; the unit is {unit}")

    def _take(self, fact: Fact, value: str | None) -> bool:
        """Take an answer in; False, and a notice, where it cannot be so."""
        text = written(fact, value) if value is not None else None
        if fact.kind is Kind.DATE and text == "0":
            text = None
        try:
            change = answered(self.given, fact.id, text, self.book, self.day)
        except FactError as error:
            self._notice = " ".join(self._told(one, fact) for one in error.faults)
            if fact.kind is Kind.DATE and YEAR_LAST.fullmatch(text or ""):
                self._notice = self.view.say(
                    "分不清哪个是月、哪个是日；先写年，例如 2020-06-30。",
                    "Day and month cannot be told apart; write the year first: "
                    "2020-06-30.",
                )
            self._refused = value or ""
            return False
        self.given = change.given
        self._tell(f"{self._words.of(fact.question)} {self._said(fact, text)}")
        if change.dropped:
            names = [
                self._words.of(self.book.facts[id_].heading) for id_ in change.dropped
            ]
            listed = self._words.joined(names, "、", ", ")
            self._tell(
                self.view.say(
                    f"这些回答不再适用，已经去掉：{listed}",
                    f"These answers no longer apply and were dropped: {listed}",
                )
            )
        self.keep(self.given)
        return True

    def _tell(self, text: str) -> None:
        """Leave a line above the next question."""
        if self.view.accessible:
            self.asker.tell(text)
            return
        for line in hung("  ", text, self.view.width - 1):
            self.asker.tell(line)

    def _said(self, fact: Fact, text: str | None) -> str:
        if text is None:
            return self.view.say("不清楚", "not known")
        told = value_of(fact, self.book.profile({fact.id: text}, self.day).codes)
        return text if told is None else self._words.value(fact, told)

    def _told(self, fault: Fault, fact: Fact) -> str:
        """A fault in words for the person: without the names that files use."""
        text = fault.text.in_language(self.view.language)
        for name in (f"{fact.id}（{fact.heading.zh}）：", f"{fact.id}: "):
            text = text.removeprefix(name)
        hint = fault.hint.in_language(self.view.language) if fault.hint else ""
        text = text if text.endswith(("。", ".")) else text + self.view.say("。", ".")
        return f"{text[:1].upper()}{text[1:]} {hint}".strip()

    def _before(self, fact: str) -> str | None:
        ids = list(self.given)
        at = ids.index(fact) if fact in ids else len(ids)
        if at > 0:
            return ids[at - 1]
        self._notice = self.view.say("这是第一题。", "This is the first question.")
        return fact if fact in ids else None

    def _pick(self) -> Decision:
        """Show the answers; the one to be changed, if one is chosen."""
        say, facts = self.view.say, self.book.facts
        if not self.given:
            self._notice = say("还没有回答。", "There are no answers yet.")
            return Decision("back")
        rows = tuple(
            (
                id_,
                f"{self._words.of(facts[id_].heading)}{say('：', ': ')}{self._said(facts[id_], text)}",
            )
            for id_, text in self.given.items()
        )
        return self.asker.ask(
            Question(
                say("您的回答", "Your answers"),
                say("要改哪一个？", "Which one do you want to change?"),
                rows,
                (
                    ("b", say("不改了", "change none")),
                    ("q", say("保存后离开", "save and leave")),
                ),
                "",
            )
        )

    def _tell_certain(self, before: Stand, now: Stand) -> None:
        """Name the measures that the last answer has opened for certain."""
        say = self.view.say
        titles = [
            self._words.of(one.measure.title)
            for one, earlier in zip(now.assessment, before.assessment, strict=True)
            if good(one) and not good(earlier)
        ]
        if not titles:
            return
        listed = self._words.joined(titles[:NAMED], "、", ", ")
        more = len(titles) - NAMED
        if more > 0:
            listed += say(f"，还有 {more} 项", f", and {more} more")
        told = self._words.of(AnswerKind.NOW.word)
        self._tell(say(f"已能确定{told}：{listed}", f"Certain now, {told}: {listed}"))

    def _tell_why(self, fact: Fact, now: Stand) -> None:
        words, say = self._words, self.view.say
        lines = [words.of(fact.help)]
        for determination, findings in decided_by(fact.id, now.assessment):
            title = words.of(determination.measure.title)
            conditions = words.joined(
                (words.of(one.text) for one in findings), "；", "; "
            )
            lines.append(
                say(
                    f"关系到“{title}”：{conditions}",
                    f'It bears on "{title}": {conditions}',
                )
                if conditions
                else say(f"关系到“{title}”", f'It bears on "{title}"')
            )
        for line in lines:
            self._tell(line)

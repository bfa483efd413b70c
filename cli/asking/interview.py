"""The interview: questions, and what people may do beside answering them.

The logic of what to ask lies in eligibility.inquiries.interview; how a question looks,
in `terminal` or `dialogue`. Between them stands this: back, list, why, leave.
"""

from collections.abc import Callable
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
from eligibility.telling.answer import AnswerKind, kind_of
from eligibility.telling.wording import Wording

from ..options import View
from .prompt import Decision, Question

CERTAIN = (AnswerKind.NOW, AnswerKind.OFFICE, AnswerKind.NO)
"""The kinds of answer that more questions do not change."""
NAMED = 3
"""So many measures are named after one answer, the rest counted."""


class Asker(Protocol):
    """Whoever puts questions to a person."""

    def ask(self, question: Question, notice: str = "") -> Decision:
        """The person's decision."""
        ...

    def tell(self, text: str) -> None:
        """Say something that stays."""
        ...


@dataclass(slots=True)
class Interview:
    """An interview as it goes on; `given` are the answers by now.

    `keep` is called after every answer.
    """

    book: Rulebook
    day: date
    view: View
    asker: Asker
    given: Given = field(repr=False)
    measures: tuple[str, ...] | None = None
    keep: Callable[[Given], None] = lambda _: None
    _notice: str = ""

    def run(self) -> bool:
        """Ask until nothing is left to ask; False where the person left before."""
        again: str | None = None
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
                    again = self._pick() or again
                case "why":
                    self._tell_why(fact, now)
                case _:
                    return False

    @property
    def _words(self) -> Wording:
        return Wording(self.book.facts, self.view.language)

    def _question(self, fact: Fact, now: Stand) -> Question:
        say, words = self.view.say, self._words
        ids = list(self.given)
        number = ids.index(fact.id) + 1 if fact.id in ids else len(ids) + 1
        above = [say(f"第 {number} 题", f"Question {number}"), self._left(now)]
        settled = self._settled(now)
        if settled:
            above.append(settled)
        choices = tuple((value, words.of(text)) for value, text in fact.choices)
        later = say("不清楚，以后再说", "not known, or later")
        return Question(
            say("，", ", ").join(above) if self.view.accessible else " · ".join(above),
            words.of(fact.question),
            choices,
            self._keys(
                say(
                    "b 上一题|? 为什么问|l 看已答的|q 保存后离开",
                    "b back|? why|l answers|q save and leave",
                )
            ),
            later if choices else say(f"直接回车：{later}", f"Enter alone: {later}"),
            "" if choices else self._example(fact),
            self.given.get(fact.id),
        )

    def _left(self, now: Stand) -> str:
        """How many questions are still to come."""
        least, most = now.at_least, now.at_most
        if least == most:
            return self.view.say(f"还有 {most} 题", f"{most} to go")
        return self.view.say(
            f"还有 {least} 到 {most} 题", f"between {least} and {most} to go"
        )

    def _keys(self, listed: str) -> str:
        keys = listed.split("|")
        if self.view.accessible:
            return self.view.say("，", ", ").join(keys) + self.view.say("。", ".")
        return " ".join(f"[{key}]" for key in keys)

    def _settled(self, now: Stand) -> str:
        """How many measures are certain, by their answer."""
        counts: dict[AnswerKind, int] = {}
        for determination in now.assessment:
            kind = kind_of(determination)
            counts[kind] = counts.get(kind, 0) + 1
        told = [
            self.view.say(
                f"{counts[kind]} 项{kind.word.zh}", f"{counts[kind]} {kind.word.en}"
            )
            for kind in CERTAIN
            if kind in counts
        ]
        listed = self.view.say("，", ", ").join(told)
        return (
            self.view.say(f"已能确定：{listed}", f"certain: {listed}") if told else ""
        )

    def _example(self, fact: Fact) -> str:
        say = self.view.say
        if fact.kind is Kind.DATE:
            return say(
                "写成年-月-日，例如 2020-06-30", "As 2020-06-30: year, month, day"
            )
        unit = self._words.of(fact.counted_in)
        if not unit:
            return say("只写数字", "Digits only")
        return say(f"只写数字，单位是{unit}", f"Digits only, in {unit}")

    def _take(self, fact: Fact, value: str | None) -> bool:
        """Take an answer in; False, and a notice, where it cannot be so."""
        text = written(fact, value) if value is not None else None
        if fact.kind is Kind.DATE and text == "0":
            text = None
        try:
            change = answered(self.given, fact.id, text, self.book, self.day)
        except FactError as error:
            self._notice = " ".join(self._told(one, fact) for one in error.faults)
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
        return f"{text} {hint}".strip()

    def _before(self, fact: str) -> str | None:
        ids = list(self.given)
        at = ids.index(fact) if fact in ids else len(ids)
        if at > 0:
            return ids[at - 1]
        self._notice = self.view.say("这是第一题。", "This is the first question.")
        return fact if fact in ids else None

    def _pick(self) -> str | None:
        """Show the answers; the one to be changed, if one is chosen."""
        say, facts = self.view.say, self.book.facts
        if not self.given:
            self._notice = say("还没有回答。", "There are no answers yet.")
            return None
        rows = tuple(
            (
                id_,
                f"{self._words.of(facts[id_].heading)}{say('：', ': ')}{self._said(facts[id_], text)}",
            )
            for id_, text in self.given.items()
        )
        decision = self.asker.ask(
            Question(
                say("您的回答", "Your answers"),
                say("要改哪一个？", "Which one do you want to change?"),
                rows,
                self._keys(say("b 回到问题", "b back to the question")),
                "",
                commands=frozenset({"back"}),
            )
        )
        return decision.value if decision.command == "answer" else None

    def _tell_certain(self, before: Stand, now: Stand) -> None:
        """Name the measures that the last answer has decided."""
        say = self.view.say
        for kind in CERTAIN:
            titles = [
                self._words.of(one.measure.title)
                for one, earlier in zip(now.assessment, before.assessment, strict=True)
                if kind_of(one) is kind and kind_of(earlier) is not kind
            ]
            if not titles:
                continue
            listed = self._words.joined(titles[:NAMED], "、", ", ")
            more = len(titles) - NAMED
            if more > 0:
                listed += say(f"，还有 {more} 项", f", and {more} more")
            told = self._words.of(kind.word)
            self._tell(
                say(f"已能确定{told}：{listed}", f"Certain now, {told}: {listed}")
            )

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

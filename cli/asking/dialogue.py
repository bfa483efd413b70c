"""The interview in plain lines: for screen readers,
and terminals that cannot redraw.
"""

import sys
from contextlib import AbstractContextManager, nullcontext

from ..options import View
from ..showing.talk import tell
from .early import drop_early
from .question import Decision, Question


class Dialogue:
    """Prints a question and reads a line; nothing is ever drawn over."""

    def __init__(self, view: View) -> None:
        self._view = view

    def sitting(self) -> AbstractContextManager[None]:
        """What is typed is shown, as on any line."""
        return nullcontext()

    def ask(self, question: Question, notice: str = "") -> Decision:
        """The decision of the person; the end of the input is to leave."""
        for line in self._lines(question, notice):
            self.tell(line)
        drop_early()
        while True:
            typed = self._line()
            if typed is None:
                return Decision("quit")
            decision = question.decided(typed)
            if decision is not None:
                return decision
            self.tell(
                self._view.say(
                    "没有这一项，请输入前面的数字。",
                    "There is no such choice. Type one of the numbers.",
                )
                if typed
                else question.nothing(self._view)
            )

    def tell(self, text: str) -> None:
        """Print a line."""
        tell(text)

    def _lines(self, question: Question, notice: str) -> list[str]:
        say = self._view.say
        choices = [
            f"{number}. {label}"
            for number, (_, label) in enumerate(question.choices, 1)
        ]
        unsure = question.unsure
        if unsure:
            dash = say(f"{unsure}：输入减号（-）", f"{unsure}: type a minus sign (-)")
            unsure = f"0. {unsure}" if choices else dash
        current = question.current
        if current is not None:
            current = dict(question.choices).get(current, current)
            current = say(f"现在的回答：{current}", f"Answer so far: {current}")
        keys = say("，", ", ").join(" ".join(one) for one in question.keys)
        below = say(
            f"也可以只输入一个字母：{keys}。", f"Or type one letter alone: {keys}."
        )
        asked = [notice, question.above, question.text, *choices, unsure]
        return [line for line in (*asked, question.example, current, below) if line]

    def _line(self) -> str | None:
        sys.stderr.write(self._view.say("请输入：", "Your answer: "))
        sys.stderr.flush()
        line = sys.stdin.readline()
        return line.strip() if line else None

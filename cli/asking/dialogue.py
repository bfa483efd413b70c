"""The interview in plain lines: for screen readers,
and terminals that cannot redraw.
"""

import sys

from ..options import View
from ..showing.talk import tell
from .prompt import COMMANDS, Decision, Question


class Dialogue:
    """Prints a question and reads a line; nothing is ever drawn over."""

    def __init__(self, view: View) -> None:
        self._view = view

    def ask(self, question: Question, notice: str = "") -> Decision:
        """The decision of the person; the end of the input is to leave."""
        view = self._view
        for told in (notice, question.above, question.text):
            if told:
                self.tell(told)
        for number, (_, label) in enumerate(question.choices, 1):
            self.tell(f"{number}. {label}")
        if question.unsure:
            mark = "0. " if question.choices else ""
            self.tell(mark + question.unsure)
        if question.example:
            self.tell(question.example)
        if question.current is not None:
            labels = dict(question.choices)
            current = labels.get(question.current, question.current)
            self.tell(view.say(f"现在的回答：{current}", f"Answer so far: {current}"))
        self.tell(question.below)
        while True:
            line = self._line()
            if line is None:
                return Decision("quit")
            decision = self._decision(line, question)
            if decision is not None:
                return decision
            self.tell(
                view.say(
                    "没有这一项，请输入前面的数字。",
                    "There is no such choice. Type one of the numbers.",
                )
            )

    def tell(self, text: str) -> None:
        """Print a line."""
        tell(text)

    def _line(self) -> str | None:
        sys.stderr.write(self._view.say("请输入：", "Your answer: "))
        sys.stderr.flush()
        line = sys.stdin.readline()
        return line.strip() if line else None

    def _decision(self, line: str, question: Question) -> Decision | None:
        if COMMANDS.get(line) in question.commands:
            return Decision(COMMANDS[line])
        if not question.choices:
            return Decision("answer", line or None)
        if line == "0" and question.unsure:
            return Decision("answer")
        if line.isdecimal() and 1 <= int(line) <= len(question.choices):
            return Decision("answer", question.choices[int(line) - 1][0])
        wanted = [
            value
            for value, label in question.choices
            if line.casefold() in {value.casefold(), label.casefold()}
        ]
        return Decision("answer", wanted[0]) if wanted else None

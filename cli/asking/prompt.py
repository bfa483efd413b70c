"""One question on the terminal, as a value: keys go in, lines and a decision come out.

It knows no terminal library, so that every key can be tried in a test.
"""

from dataclasses import dataclass, field

from eligibility.sentences.wrapping import cells, hung, padded, wrapped

from ..options import View

FEW = 9
Styled = tuple[str, str]
DOWN, UP, LEFT, RIGHT = "down", "up", "left", "right"
ENTER, BACKSPACE, ESCAPE = "enter", "backspace", "escape"
COMMANDS = {"b": "back", "l": "list", "?": "why", "？": "why", "q": "quit"}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person decided: to answer (None: not known), or one of the commands."""

    command: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: in `above` how far we are, then the question, then the choices.

    `choices` are value and label; without any, the answer is typed, and `example` shows
    how. `current` is the answer given before. `unsure` tells how to say "don't know";
    it is empty in a list to choose from.
    """

    above: str
    text: str
    choices: tuple[tuple[str, str], ...]
    below: str
    unsure: str
    example: str = ""
    current: str | None = None
    commands: frozenset[str] = frozenset(COMMANDS.values())


@dataclass(slots=True)
class Prompt:
    """A question with what has been pressed so far."""

    question: Question
    view: View
    notice: str = ""
    typed: str = ""
    filtering: bool = False
    at: int | None = None
    across: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        """Begin at the answer given before."""
        values = [value for value, _ in self.question.choices]
        if self.question.current in values:
            self.at = values.index(self.question.current)
        elif not values and self.question.current is not None:
            self.typed = self.question.current

    @property
    def shown(self) -> list[tuple[int, str, str]]:
        """The choices that fit the filter: number from 1, value, label."""
        numbered = [
            (number, value, label)
            for number, (value, label) in enumerate(self.question.choices, 1)
        ]
        if not self.filtering or not self.typed:
            return numbered
        wanted = self.typed.casefold()
        return [
            row
            for row in numbered
            if wanted in row[1].casefold() or wanted in row[2].casefold()
        ]

    def press(self, key: str) -> Decision | None:
        """Take a key; the decision, once there is one."""
        self.notice = ""
        if key == ENTER:
            return self._enter()
        if key == BACKSPACE:
            self.typed = self.typed[:-1]
        elif key == ESCAPE:
            self.typed, self.filtering = "", False
        elif key in {UP, DOWN, LEFT, RIGHT}:
            self._move(key)
        elif self.question.choices:
            return self._choose(key)
        elif COMMANDS.get(key) in self.question.commands:
            return Decision(COMMANDS[key])
        elif key.isprintable():
            self.typed += key
        return None

    def _choose(self, key: str) -> Decision | None:
        count = len(self.question.choices)
        if not self.filtering:
            if COMMANDS.get(key) in self.question.commands:
                return Decision(COMMANDS[key])
            if key.isdecimal() and key.isascii():
                return self._number(key, count)
            if key == "/" and count > FEW:
                self.filtering, self.typed, self.at = True, "", None
                return None
            if key.isascii() or count <= FEW:
                return None
            self.filtering, self.typed = True, ""
        if key.isprintable():
            self.typed += key
            self.at = 0 if self.shown else None
        return None

    def _number(self, key: str, count: int) -> Decision | None:
        if key == "0" and not self.typed and self.question.unsure:
            return Decision("answer")
        number = int(self.typed + key)
        if not 1 <= number <= count:
            self.typed = ""
            self.notice = self.view.say(f"没有第 {number} 项", f"There is no {number}")
            return None
        if number * 10 > count:
            return Decision("answer", self.question.choices[number - 1][0])
        self.typed += key
        return None

    def _enter(self) -> Decision | None:
        if not self.question.choices:
            typed = self.typed.strip()
            return Decision("answer", typed or None)
        if self.typed.isdecimal() and not self.filtering:
            return Decision("answer", self.question.choices[int(self.typed) - 1][0])
        shown = self.shown
        if self.at is not None and self.at < len(shown):
            return Decision("answer", shown[self.at][1])
        self.notice = self.view.say("请选一项。", "Choose one, please.")
        return None

    def _move(self, key: str) -> None:
        count = len(self.shown)
        if not count:
            return
        step = {UP: -self.across, DOWN: self.across, LEFT: -1, RIGHT: 1}[key]
        if self.at is None:
            self.at = 0 if step > 0 else count - 1
        else:
            self.at = max(0, min(count - 1, self.at + step))

    def lines(self, width: int, height: int) -> list[list[Styled]]:
        """What stands on the screen now."""
        question = self.question
        top = [[("dim", line)] for line in wrapped(question.above, width)]
        top += [[("bold", line)] for line in wrapped(question.text, width)]
        end = [[("notice", line)] for line in wrapped(self.notice, width) if line]
        below = question.below
        if len(question.choices) > FEW:
            below = self.view.say("[/ 查找] ", "[/ find] ") + below
        end += [[("dim", line)] for line in wrapped(below, width)]
        if not question.choices:
            hints = [question.example, question.unsure]
            middle = [[("", "  "), ("accent", "> "), ("", self.typed), ("cursor", " ")]]
            middle += [
                [("dim", f"  {line}")]
                for hint in hints
                if hint
                for line in wrapped(hint, width - 2)
            ]
            return top + middle + end
        rest = [[("", f"  0 {question.unsure}")]] if question.unsure else []
        if self.filtering or self.typed:
            sign = "/" if self.filtering else "> "
            rest.append([("accent", f"  {sign}"), ("", self.typed), ("cursor", " ")])
        room = max(3, height - len(top) - len(rest) - len(end) - 3)
        return top + self._grid(width, room) + rest + end

    def _grid(self, width: int, room: int) -> list[list[Styled]]:
        """The choices: one a line if few, in columns if many, those in view only."""
        many = len(self.question.choices) > FEW
        digits = len(str(len(self.question.choices)))
        texts = [(f"{number:>{digits}} ", label) for number, _, label in self.shown]
        widest = max((cells(number + label) for number, label in texts), default=0) + 3
        self.across = max(1, (width - 2) // widest) if many else 1
        rows = [
            range(start, min(start + self.across, len(texts)))
            for start in range(0, len(texts), self.across)
        ]
        here = (self.at or 0) // self.across
        first = max(0, min(here - room // 2, len(rows) - room))
        found: list[list[Styled]] = []
        for row in rows[first : first + room]:
            if self.across > 1:
                found.append(self._beside(row, texts, widest))
            else:
                found += self._alone(row[0], texts[row[0]], width)
        before, after = first > 0, first + room < len(rows)
        more: list[Styled] = [("dim", "  …")]
        return [*([more] if before else []), *found, *([more] if after else [])]

    def _beside(
        self, row: range, texts: list[tuple[str, str]], widest: int
    ) -> list[Styled]:
        styled: list[Styled] = [("", " ")]
        for at in row:
            style = "accent" if at == self.at else ""
            sign = ">" if at == self.at else " "
            styled.append((style, sign + padded("".join(texts[at]), widest - 1)))
        return styled

    def _alone(self, at: int, text: tuple[str, str], width: int) -> list[list[Styled]]:
        style = "accent" if at == self.at else ""
        sign = " >" if at == self.at else "  "
        return [[(style, line)] for line in hung(sign + text[0], text[1], width)]

"""One question on the terminal, as a value: keys go in, lines and a decision come out.

It knows no terminal library, so that every key can be tried in a test. Whatever is
typed waits for Enter: letters of a word in pinyin, or an Enter too many, decide
nothing. `one_key` lets numbers and letters decide at once, among choices only.
"""

from dataclasses import dataclass, field

from eligibility.sentences.wrapping import cells, hung, padded, wrapped

from ..options import View
from .question import COMMANDS, DASH, UNSURE, ZERO, Decision, Question, plain

FEW, LONGEST = 9, 3
Styled = tuple[str, str]
CARET: Styled = ("caret", "")
"""Where the cursor of the terminal stands."""
DOWN, UP, LEFT, RIGHT = "down", "up", "left", "right"
ENTER, BACKSPACE, ESCAPE = "enter", "backspace", "escape"


@dataclass(slots=True)
class Prompt:
    """A question with what has been pressed so far.

    `at` is the place of the marked choice; after the last comes "don't know". `whole`
    says that what stands in the field was there before: a new character takes its
    place. `run` are the digits pressed one after the other.
    """

    question: Question
    view: View
    notice: str = ""
    one_key: bool = False
    typed: str = ""
    at: int | None = None
    whole: bool = False
    run: str = ""
    across: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        """Begin at what was begun, or at the answer given before."""
        question = self.question
        values = [value for value, _ in question.choices]
        if question.current in values:
            self.at = values.index(question.current)
        if question.begun:
            self._type(question.begun)
        elif not values:
            self.typed = question.refused or question.current or ""
            self.whole = True

    @property
    def fitting(self) -> list[int] | None:
        """The places of the choices that fit the words typed; None without words."""
        words = plain(self.typed)
        if not words or words.isdecimal() or self._told() is not None:
            return None
        return [
            place
            for place, names in enumerate(self.question.choices)
            if any(words in plain(name) for name in names)
        ]

    @property
    def shown(self) -> list[int]:
        """The places that can be marked: those that fit, or all where none does."""
        last = [len(self.question.choices)] if self.question.unsure else []
        return self.fitting or [*range(len(self.question.choices)), *last]

    def press(self, key: str) -> Decision | None:
        """Take a key; the decision, once there is one."""
        self.notice = ""
        if key == ENTER:
            return self._enter()
        if plain(key) == "?" and self.question.command(key):
            return Decision(COMMANDS["?"], begun=self.typed)
        if key == BACKSPACE:
            self._type(self.typed[:-1])
        elif key == ESCAPE:
            self._type("")
        elif key in {UP, DOWN, LEFT, RIGHT}:
            self._move(key)
        elif not key.isprintable():
            return None
        elif not self.question.choices:
            self._type(key if self.whole else self.typed + key)
        elif plain(key).isdecimal() and (not self.typed or self.typed.isdecimal()):
            return self._number(plain(key))
        else:
            command = None if self.typed else self.question.command(key)
            if self.one_key and command:
                return Decision(command)
            self._type(self.typed + key)
        return None

    def paste(self, text: str) -> None:
        """Take what is pasted as typed; it decides nothing by itself."""
        self.notice = ""
        before = "" if self.whole else self.typed
        self._type(before + "".join(one for one in text if one.isprintable()))

    def _type(self, typed: str) -> None:
        """Have this typed, and mark the one choice that it can mean."""
        self.typed, self.whole, self.run = typed, False, ""
        if not self.question.choices:
            return
        values = [value for value, _ in self.question.choices]
        exact, fitting = self.question.named(typed), self.fitting or []
        if exact is not None:
            self.at = values.index(exact)
        else:
            only = fitting[0] if len(fitting) == 1 else None
            self.at = self.question.numbered(typed) if only is None else only

    def _number(self, digit: str) -> Decision | None:
        """Take a digit: of a number where there are many choices, else of another one
        each time. What ends in 0 or is long is a number or a date in the wrong place.
        """
        count, run = len(self.question.choices), (self.run or self.typed) + digit
        astray = digit == ZERO or len(run) > LONGEST
        whole = count > FEW or astray or self._begins(run)
        self._type(run if whole else digit)
        self.run = run
        if self.at is None and not self._begins(self.typed):
            self.notice = self.view.say(
                f"没有第 {self.typed} 项。", f"There is no {self.typed}."
            )
            self.typed = run if whole else ""
        if not self.one_key or self.at is None:
            return None
        longer = int(self.typed) * 10
        return None if 0 < longer <= count else self.question.decided(self.typed)

    def _begins(self, typed: str) -> bool:
        """Whether a number, or the name of a choice, begins so."""
        question = self.question
        return question.numbered(typed) is not None or any(
            plain(name).startswith(typed) for pair in question.choices for name in pair
        )

    def _told(self) -> str | None:
        """What Enter will do with what is typed, where that is no choice's name."""
        question, typed = self.question, plain(self.typed)
        if question.choices and question.named(typed) is not None:
            return None
        if question.command(typed):
            return dict(question.keys)[typed]
        return question.unsure if typed in UNSURE and question.unsure else None

    def _enter(self) -> Decision | None:
        question = self.question
        if not question.choices or (self.typed and not self.typed.isdecimal()):
            decision = question.decided(self.typed)
            if decision is not None:
                return decision
        if self.at is not None:
            return question.chosen(self.at)
        self.notice = self._hint() or question.nothing(self.view)
        return None

    def _move(self, key: str) -> None:
        if not self.question.choices:
            return
        if not self.fitting:
            self.typed, self.run = "", ""
        places = self.shown
        if not places:
            return
        step = {UP: -self.across, DOWN: self.across, LEFT: -1, RIGHT: 1}[key]
        if self.at not in places:
            self.at = places[0] if step > 0 else places[-1]
        else:
            moved = places.index(self.at) + step
            self.at = places[max(0, min(len(places) - 1, moved))]

    def lines(self, width: int, height: int) -> list[list[Styled]]:
        """What stands on the screen now, with the caret in it."""
        question = self.question
        top = [[("dim", line)] for line in wrapped(question.above, width)]
        top += [[("bold", line)] for line in wrapped(question.text, width)]
        notice = self.notice or self._hint()
        end = [[("notice", line)] for line in wrapped(notice, width) if line]
        below = f"{self._how()} " + " ".join(
            f"[{' '.join(one)}]" for one in question.keys
        )
        end += [[("dim", line)] for line in wrapped(below, width)]
        field_ = self._field(width)
        if not question.choices:
            return top + field_ + end
        room = max(3, height - len(top) - len(field_) - len(end) - 3)
        return top + self._grid(width, room) + field_ + end

    def _hint(self) -> str:
        """What will come of what is typed, where the list does not show it."""
        say, told = self.view.say, self._told() if self.typed else None
        if told:
            return say(f"回车：{told}", f"Enter: {told}")
        if self.question.choices and self.fitting == []:
            return say(
                "没有这个选项；按 Esc 清掉。", "There is no such choice; Esc clears it."
            )
        return ""

    def _how(self) -> str:
        say = self.view.say
        if self.one_key and self.question.choices:
            return say("按数字或字母就行：", "A number or a letter is enough:")
        if self.question.choices:
            return say(
                "打数字或用方向键选，再按回车；字母也要回车：",
                "Type a number or use the arrows, then Enter; letters too:",
            )
        return say("打完按回车；字母也一样：", "Type, then Enter; letters too:")

    def _field(self, width: int) -> list[list[Styled]]:
        """What is typed, and how to say "don't know"."""
        question = self.question
        unsure = []
        if question.unsure:
            number = len(question.choices)
            here = number > 0 and self.at == number
            sign = (ZERO if number else DASH).rjust(len(str(number)))
            unsure = self._row(here, f"{sign} ", question.unsure, width)
        typing: list[Styled] = [("accent", "> "), ("", self.typed)]
        if self.at is None or (self.typed and not self.typed.isdecimal()):
            typing += [CARET, ("", " ")]
        hints = [
            [("dim", f"  {line}")]
            for line in wrapped(question.example, width - 2)
            if question.example
        ]
        if question.choices:
            return [*unsure, typing]
        return [typing, *hints, *unsure]

    def _grid(self, width: int, room: int) -> list[list[Styled]]:
        """The choices: one a line if few, in columns if many, those in view only."""
        choices = self.question.choices
        digits = len(str(len(choices)))
        places = [place for place in self.shown if place < len(choices)]
        texts = {at: (f"{at + 1:>{digits}} ", choices[at][1]) for at in places}
        widest = max((cells(one + label) for one, label in texts.values()), default=0)
        self.across = max(1, (width - 2) // (widest + 3)) if len(choices) > FEW else 1
        rows = [
            places[start : start + self.across]
            for start in range(0, len(places), self.across)
        ]
        here = next((row for row, held in enumerate(rows) if self.at in held), 0)
        first = max(0, min(here - room // 2, len(rows) - room))
        found: list[list[Styled]] = []
        for row in rows[first : first + room]:
            if self.across > 1:
                found.append(self._beside(row, texts, widest + 3))
            else:
                found += self._row(row[0] == self.at, *texts[row[0]], width)
        more: list[Styled] = [("dim", "  …")]
        after = first + room < len(rows)
        return [*([more] if first else []), *found, *([more] if after else [])]

    def _beside(
        self, row: list[int], texts: dict[int, tuple[str, str]], widest: int
    ) -> list[Styled]:
        styled: list[Styled] = [("", " ")]
        for at in row:
            here = at == self.at
            styled += self._marked(here)
            text = padded("".join(texts[at]), widest - 1)
            styled.append(("accent" if here else "", text))
        return styled

    def _row(
        self, here: bool, number: str, label: str, width: int
    ) -> list[list[Styled]]:
        first, *rest = hung(f"  {number}", label, width)
        style = "accent" if here else ""
        lines: list[list[Styled]] = [
            [("", " "), *self._marked(here), (style, first[2:])]
        ]
        return lines + [[(style, line)] for line in rest]

    def _marked(self, here: bool) -> list[Styled]:
        """The sign before a choice; at the marked one, the caret."""
        if not here:
            return [("", " ")]
        typing = self.typed and not self.typed.isdecimal()
        return [*([] if typing else [CARET]), ("accent", ">")]

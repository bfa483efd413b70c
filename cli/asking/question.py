"""A question as a value, and what a person decides about it."""

import unicodedata
from dataclasses import dataclass

from ..options import View

COMMANDS = {"b": "back", "?": "why", "l": "list", "r": "result", "q": "quit"}
ZERO, DASH = "0", "-"
UNSURE = {DASH, "不清楚", "不知道", "not known", "don't know", "unknown"}
"""What says in every question that the answer is not known: nothing of it begins an
answer. Among choices 0 says so too, as none has that number.
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person decided: to answer (None: not known), or one of the commands.

    `begun` is what stands in the field and is still to be finished.
    """

    command: str
    value: str | None = None
    begun: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: in `above` how far we are, then the question, then the choices.

    `choices` are value and label; without any, the answer is typed, and `example` shows
    how. `keys` are the letters of commands, with words. `unsure` says "don't know" in
    words; it is empty in a list to choose from. `current` is the answer given before,
    `refused` one that could not be, `begun` one to be finished.
    """

    above: str
    text: str
    choices: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]
    unsure: str
    example: str = ""
    current: str | None = None
    refused: str = ""
    begun: str = ""

    def command(self, typed: str) -> str | None:
        """The command that a letter stands for here."""
        letter = plain(typed)
        return COMMANDS[letter] if letter in dict(self.keys) else None

    def named(self, typed: str) -> str | None:
        """The value of the choice whose label or value is typed in full."""
        said = plain(typed)
        for value, label in self.choices:
            if said in {plain(value), plain(label)}:
                return value
        return None

    def numbered(self, typed: str) -> int | None:
        """The place of the choice whose number is typed; after the last, that of
        "don't know".
        """
        said = plain(typed)
        if said == ZERO and self.unsure:
            return len(self.choices)
        if said.isdecimal() and 1 <= int(said) <= len(self.choices):
            return int(said) - 1
        return None

    def decided(self, typed: str) -> Decision | None:
        """What a whole line of typing decides; None where it decides nothing."""
        value = self.named(typed)
        if value is not None:
            return Decision("answer", value)
        command = self.command(typed)
        if command is not None:
            return Decision(command)
        if self.unsure and plain(typed) in UNSURE:
            return Decision("answer")
        if not self.choices:
            return Decision("answer", typed.strip()) if typed.strip() else None
        place = self.numbered(typed)
        return None if place is None else self.chosen(place)

    def chosen(self, place: int) -> Decision:
        """What the choice at a place decides; after the last comes "don't know"."""
        values = [value for value, _ in self.choices]
        return Decision("answer", [*values, None][place])

    def nothing(self, view: View) -> str:
        """What to say where Enter was pressed and nothing stood there."""
        if not self.choices:
            return view.say(
                "这里还没有填。请打出答案；不清楚，就打减号（-）再按回车。",
                "Nothing is typed yet. Type the answer; if you do not know it, a minus "
                "sign (-), then Enter.",
            )
        if not self.unsure:
            return view.say("请先选一项。", "Choose one first, please.")
        return view.say(
            "请先选一项；不清楚，就选 0。",
            "Choose one first, please; 0 if you do not know.",
        )


def plain(text: str) -> str:
    """A text as it is compared: of normal width, in small letters."""
    return unicodedata.normalize("NFKC", text).strip().casefold()

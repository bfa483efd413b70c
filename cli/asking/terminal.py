"""The interview on a terminal: prompt_toolkit
draws a `Prompt` and hands it the keys.
"""

import sys
import time
from contextlib import AbstractContextManager

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.styles import Style

from ..options import View
from ..showing.talk import tell
from .early import drop_early, unechoed
from .prompt import (
    BACKSPACE,
    CARET,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    RIGHT,
    UP,
    Prompt,
)
from .question import Decision, Question

NAMED = {
    Keys.Up: UP,
    Keys.Down: DOWN,
    Keys.Left: LEFT,
    Keys.Right: RIGHT,
    Keys.Enter: ENTER,
    Keys.ControlJ: ENTER,
    Keys.Backspace: BACKSPACE,
    Keys.Escape: ESCAPE,
}
LOOKS = Style.from_dict(
    {
        "dim": "#888888",
        "bold": "bold",
        "accent": "bold ansicyan",
        "notice": "ansiyellow",
    }
)
TWICE = 0.3
"""A key pressed twice within so many seconds was meant once."""


class Terminal:
    """Asks on the terminal, one question at a time, each in the same place.

    `one_key`: numbers and letters decide at once, among choices.
    """

    def __init__(self, view: View, *, one_key: bool = False) -> None:
        self._view = view
        self._one_key = one_key
        self._last: tuple[str, float] = ("", 0)

    def sitting(self) -> AbstractContextManager[None]:
        """Nothing that is typed between two questions is shown."""
        return unechoed()

    def ask(self, question: Question, notice: str = "") -> Decision:
        """The decision of the person; KeyboardInterrupt for control-C."""
        prompt = Prompt(question, self._view, notice, self._one_key)
        application = self.application(prompt)
        clear_typeahead(application.input)
        drop_early()
        try:
            return application.run()
        except EOFError:  # the terminal is gone
            return Decision("quit")

    def tell(self, text: str) -> None:
        """Leave a line above the next question."""
        tell(text)

    def application(self, prompt: Prompt) -> Application[Decision]:
        """What draws a prompt, and ends with the decision."""
        output = create_output(stdout=sys.stderr)

        def drawn() -> StyleAndTextTuples:
            size = output.get_size()
            width = min(size.columns, 100) - 1
            found: StyleAndTextTuples = []
            for line in prompt.lines(width, size.rows):
                found += [
                    ("[SetCursorPosition]", "")
                    if part == CARET
                    else (f"class:{part[0]}" if part[0] else "", part[1])
                    for part in line
                ]
                found.append(("", "\n"))
            return found[:-1]

        return Application(
            layout=Layout(
                Window(
                    FormattedTextControl(drawn, focusable=True),
                    dont_extend_height=True,
                )
            ),
            key_bindings=self._bindings(prompt),
            style=LOOKS,
            color_depth=None if self._view.color else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            output=output,
        )

    def _bindings(self, prompt: Prompt) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            if not isinstance(event.key_sequence[0].key, Keys):
                self._press(event, prompt, event.data)

        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            prompt.paste(event.data)

        for key, name in NAMED.items():

            @bindings.add(key, eager=True)
            def _(event: KeyPressEvent, name: str = name) -> None:
                self._press(event, prompt, name)

        @bindings.add(Keys.ControlC)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt)

        @bindings.add(Keys.ControlD)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=Decision("quit"))

        return bindings

    def _press(self, event: KeyPressEvent, prompt: Prompt, key: str) -> None:
        if event.app.is_done:
            return
        last, when = self._last
        if self._one_key and key == last and time.monotonic() - when < TWICE:
            prompt.notice = self._view.say(
                "按得太快，这一下没有算。", "Too quick: that one did not count."
            )
            return
        decision = prompt.press(key)
        if decision is not None:
            self._last = key, time.monotonic()
            event.app.exit(result=decision)

"""The interview on a terminal: prompt_toolkit
draws a `Prompt` and hands it the keys.
"""

import sys

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.styles import Style

from ..options import View
from ..showing.talk import tell
from .prompt import (
    BACKSPACE,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    RIGHT,
    UP,
    Decision,
    Prompt,
    Question,
)

NAMED = {
    Keys.Up: UP,
    Keys.Down: DOWN,
    Keys.Left: LEFT,
    Keys.Right: RIGHT,
    Keys.Enter: ENTER,
    Keys.Backspace: BACKSPACE,
    Keys.Escape: ESCAPE,
}
LOOKS = Style.from_dict(
    {
        "dim": "#888888",
        "bold": "bold",
        "accent": "bold ansicyan",
        "notice": "ansiyellow",
        "cursor": "reverse",
    }
)


class Terminal:
    """Asks on the terminal, one question at a time, each in the same place."""

    def __init__(self, view: View) -> None:
        self._view = view

    def ask(self, question: Question, notice: str = "") -> Decision:
        """The decision of the person; KeyboardInterrupt for control-C."""
        prompt = Prompt(question, self._view, notice)
        application = self._application(prompt)
        return application.run()

    def tell(self, text: str) -> None:
        """Leave a line above the next question."""
        tell(text)

    def _application(self, prompt: Prompt) -> Application[Decision]:
        bindings = KeyBindings()

        @bindings.add(Keys.Any)
        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            for character in event.data:
                self._press(event, prompt, character)

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

        output = create_output(stdout=sys.stderr)

        def drawn() -> StyleAndTextTuples:
            size = output.get_size()
            width = min(size.columns, 100) - 1
            found: StyleAndTextTuples = []
            for line in prompt.lines(width, size.rows):
                found += [
                    (f"class:{style}" if style else "", text) for style, text in line
                ]
                found.append(("", "\n"))
            return found[:-1]

        return Application(
            layout=Layout(
                Window(
                    FormattedTextControl(drawn, focusable=True, show_cursor=False),
                    always_hide_cursor=True,
                    dont_extend_height=True,
                )
            ),
            key_bindings=bindings,
            style=LOOKS,
            color_depth=None if self._view.color else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            output=output,
        )

    @staticmethod
    def _press(event: KeyPressEvent, prompt: Prompt, key: str) -> None:
        if event.app.is_done:
            return
        decision = prompt.press(key)
        if decision is not None:
            event.app.exit(result=decision)

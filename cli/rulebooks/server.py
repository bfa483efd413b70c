"""What `rules lsp` does: an editor is answered, on standard input and output."""

import os
import sys
from importlib.metadata import version

from eligibility.errors import needing
from eligibility.texts import Text

from ..options import View


def answer_editor(view: View) -> None:
    """Answer until the editor ends; CallError where the library is not installed."""
    so = Text("编辑器问不到什么", "so no editor can be answered")
    with needing("editor", so):
        from eligibility.editing.server import server
    # The server closes what it reads and writes; the command flushes its own after it.
    asked, answered = os.dup(sys.stdin.fileno()), os.dup(sys.stdout.fileno())
    with os.fdopen(asked, "rb") as heard, os.fdopen(answered, "wb") as said:
        server(version("eligibility"), view.language).start_io(heard, said)

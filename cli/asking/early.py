"""What is typed before it is asked for: it answers nothing, and is not shown."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec


def drop_early() -> None:
    """Forget the keys that nobody has read yet."""
    if _settable():
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)


@contextmanager
def unechoed() -> Generator[None]:
    """Have the terminal show nothing that is typed between two questions."""
    if not _settable():
        yield
        return
    import termios

    before = termios.tcgetattr(sys.stdin)
    silent = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
    termios.tcsetattr(sys.stdin, termios.TCSANOW, silent)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSANOW, before)


def _settable() -> bool:
    """Whether there is a terminal that lets itself be told so; Windows has none."""
    return sys.stdin.isatty() and find_spec("termios") is not None

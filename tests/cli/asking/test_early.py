"""What is typed before it is asked for."""

import os
import pty
import select
import sys
import termios
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The other end of a terminal that is the standard input."""
    typing, terminal = pty.openpty()
    with os.fdopen(terminal) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield typing
        monkeypatch.undo()
    os.close(typing)


def test_what_nobody_has_read_is_forgotten(part: Part, keyboard: int) -> None:
    os.write(keyboard, b"early\n")
    assert select.select([sys.stdin], [], [], 5)[0]
    part("asking.early").drop_early()
    assert not select.select([sys.stdin], [], [], 0)[0]
    os.write(keyboard, b"asked\n")
    assert sys.stdin.readline() == "asked\n"


@pytest.mark.usefixtures("keyboard")
def test_between_two_questions_nothing_typed_is_shown(part: Part) -> None:
    def shown() -> bool:
        return bool(termios.tcgetattr(sys.stdin)[3] & termios.ECHO)

    def interrupted() -> None:
        with part("asking.early").unechoed():
            assert not shown()
            assert termios.tcgetattr(sys.stdin)[3] & termios.ISIG
            raise KeyboardInterrupt

    assert shown()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert shown()

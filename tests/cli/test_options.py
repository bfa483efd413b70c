"""Options that stand once and are spread into the commands that have them."""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def options(part: Callable[[str], ModuleType]) -> ModuleType:
    """The module of options."""
    return part("options")


def test_a_dataclass_is_spread_in_its_place(options: ModuleType) -> None:
    seen: list[Any] = []

    def command(first: str, *, reader: Any, last: int = 1) -> None:
        seen.append((first, reader, last))

    command.__annotations__["reader"] = options.Reader
    spread = options.spread(command)
    names = ["first", "rulebook", "lang", "accessible", "no_color", "last"]
    assert list(inspect.signature(spread).parameters) == names
    spread(first="a", rulebook="b", lang="en", accessible=True, no_color=True, last=2)
    assert seen == [("a", options.Reader("b", "en", True, True), 2)]
    assert seen[0][1].view == options.View("en", accessible=True, color=False)

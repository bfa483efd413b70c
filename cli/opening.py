"""Rulebooks as a command opens them: once, with what an earlier run kept of them."""

from datetime import UTC, date, datetime
from functools import cache

from eligibility.rulebook import Rulebook


@cache
def rulebook(name: str) -> Rulebook:
    """The rulebook of a name or folder; CallError where there is none."""
    return Rulebook.load(name, keep=True)


def close_all() -> None:
    """Forget what was opened: the next command of this process reads files anew."""
    rulebook.cache_clear()


def today(name: str) -> date:
    """The day it is where a rulebook holds; RulebookError where it cannot be read."""
    return rulebook(name).today(datetime.now(UTC))

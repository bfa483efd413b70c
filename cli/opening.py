"""Rulebooks as commands open them: once, with what an earlier run kept of them."""

from datetime import UTC, date, datetime

from eligibility.rulebook import Rulebook

_opened: dict[str, Rulebook] = {}
"""Those that this process has open, by name."""


def rulebook(name: str) -> Rulebook:
    """The rulebook of a name or folder; CallError where there is none.

    It is read again where its files are no longer those that were read.
    """
    book = Rulebook.load(name, keep=True)
    before = _opened.get(name)
    if before is None or before.fingerprint != book.fingerprint:
        _opened[name] = book
    return _opened[name]


def today(name: str) -> date:
    """The day it is where a rulebook holds; RulebookError where it cannot be read."""
    return rulebook(name).today(datetime.now(UTC))

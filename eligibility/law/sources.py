"""Legal documents, places in them, and how surely each is known."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from eligibility.texts import Text


class Basis(IntEnum):
    """How surely a passage is known; a greater value is a weaker ground."""

    OFFICIAL = 0
    """The official text was seen."""
    SECONDARY = 1
    """Seen in a reprint only."""
    GENERAL = 2
    """General knowledge; the text was not seen."""
    UNVERIFIED = 3
    """Not confirmed: it may be told, it never decides."""

    @property
    def id(self) -> str:
        """The word used in rulebooks and in answers."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Source:
    """A document: `verified_on` is the day it was last checked, `review_by` the last
    day on which that check is still to be relied on.
    """

    id: str
    title: Text
    basis: Basis
    verified_on: date
    review_by: date
    number: str | None = None
    seen_at: str | None = None

    @property
    def address(self) -> str | None:
        """Where it was seen, if that is a page on the web."""
        seen_at = self.seen_at or ""
        return seen_at if seen_at.startswith(("http://", "https://")) else None


class Citation(NamedTuple):
    """A place in a document, and how surely that place is known."""

    source: Source
    at: str
    basis: Basis

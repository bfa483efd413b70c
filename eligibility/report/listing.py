"""What stands in the report of a caseload, as values: the same for HTML and for PDF."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from eligibility.report.parts import Details, Drawing, Table
from eligibility.texts import Language


@dataclass(frozen=True, slots=True)
class Lot:
    """Rows of which the same is to be said: each a number, or some in sequence, and
    what else names it.
    """

    lead: str
    title: str
    note: str
    rows: Details
    more: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows to be dealt with in one way, beneath headed columns; `empty` is said where
    there are none, `more` where some are not named.
    """

    id: str
    heading: str
    word: str
    columns: tuple[str, ...]
    lots: tuple[Lot, ...]
    empty: str
    more: str


@dataclass(frozen=True, slots=True)
class Caseload:
    """A whole report in one language; `layout` is the name of its templates."""

    layout: ClassVar[str] = "caseload"

    language: Language
    title: str
    header: tuple[str, ...]
    notice: str
    short_notice: str
    figures: Details
    totals: Drawing
    same: tuple[str, ...]
    by_heading: str
    by: tuple[Table, ...]
    listings: tuple[Listing, ...]
    identity: Details
    day: date

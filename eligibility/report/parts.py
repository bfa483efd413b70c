"""What a report is made of, as values: the same for HTML and for PDF."""

from dataclasses import dataclass

from eligibility.report.pictures import Picture

Details = tuple[tuple[str, str], ...]
"""Labels, each with a text."""


@dataclass(frozen=True, slots=True)
class Item:
    """One measure told at length: `until` is the last day to apply."""

    measure: str
    title: str
    word: str
    tone: str
    until: str
    details: Details


@dataclass(frozen=True, slots=True)
class Line:
    """One measure told in a line."""

    measure: str
    title: str
    remark: str


@dataclass(frozen=True, slots=True)
class Part:
    """Measures with the same kind of answer: some told at length, some in a line each,
    and titles of which no more is to be said.
    """

    id: str
    heading: str
    count: int
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows beneath headed columns; `empty` is said where there are none."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pictures beneath a heading, to be stacked without a gap."""

    id: str
    heading: str
    word: str
    tone: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Luggage:
    """What to take along: each thing once, with what it is for."""

    heading: str
    things: Details

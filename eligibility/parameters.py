"""Dated values: amounts, ages, periods and sets that the law changes from time to time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from eligibility.facts import Code
from eligibility.places import Place
from eligibility.sources import Citation
from eligibility.terms import Term
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A value for the choices in `when`; None means that it is not known."""

    when: Mapping[str, frozenset[Code]]
    value: Term | None

    def fits(self, choices: Mapping[str, Code]) -> bool:
        """Whether the row is for these choices."""
        return all(choices[fact] in codes for fact, codes in self.when.items())


@dataclass(frozen=True, slots=True)
class Table:
    """What holds from a day on: the first row that fits."""

    start: date
    rows: tuple[Row, ...]
    citations: tuple[Citation, ...]

    def value(self, choices: Mapping[str, Code]) -> Term | None:
        """The value for these choices; None where it is not known."""
        return next((row.value for row in self.rows if row.fits(choices)), None)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value over time, by the choices of the facts in `by`."""

    id: str
    title: Text
    kind: str
    tables: tuple[Table, ...]
    by: tuple[str, ...] = ()
    of: str | None = None
    place: Place | None = None

    def on(self, day: date) -> Table | None:
        """The table in force on a day; None before the first."""
        return next(
            (table for table in reversed(self.tables) if table.start <= day), None
        )

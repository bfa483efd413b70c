"""Dated values: amounts, ages, periods and sets that the law changes from time to time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from eligibility.law.facts import Code
from eligibility.law.sources import Citation
from eligibility.law.terms import (
    Comparison,
    FactTerm,
    Term,
    facts_in,
    leaves,
    parameters_in,
)
from eligibility.places import Place
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A value for the choices in `when`, and where it is written; None means that the
    value is not known.
    """

    when: Mapping[str, frozenset[Code]]
    value: Term | None
    citations: tuple[Citation, ...] = ()

    def fits(self, choices: Mapping[str, Code]) -> bool:
        """Whether the row is for these choices."""
        return all(choices[fact] in codes for fact, codes in self.when.items())


@dataclass(frozen=True, slots=True)
class Table:
    """What holds from a day on: the first row that fits."""

    start: date
    rows: tuple[Row, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the values of all choices are written: what is written of one choice
        alone is no ground for another.
        """
        first, *others = (row.citations for row in self.rows)
        return tuple(one for one in first if all(one in other for other in others))

    def row(self, choices: Mapping[str, Code]) -> Row | None:
        """The row for these choices; None where there is none."""
        return next((row for row in self.rows if row.fits(choices)), None)

    def value(self, choices: Mapping[str, Code]) -> Term | None:
        """The value for these choices; None where it is not known."""
        row = self.row(choices)
        return row.value if row is not None else None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value over time, by the choices of the facts in `by`; `unit` says what a
    number counts.
    """

    id: str
    title: Text
    kind: str
    tables: tuple[Table, ...]
    by: tuple[str, ...] = ()
    of: str | None = None
    place: Place | None = None
    unit: Text | None = None

    def on(self, day: date) -> Table | None:
        """The table in force on a day; None before the first."""
        return next(
            (table for table in reversed(self.tables) if table.start <= day), None
        )


def rests_on(
    comparison: Comparison, parameters: Mapping[str, Parameter]
) -> tuple[str, ...]:
    """The facts that a comparison rests on, on whatever day: its own, and those by
    which its parameters go.
    """
    found = dict.fromkeys(facts_in(comparison))
    for id_ in parameters_in(comparison):
        parameter = parameters[id_]
        found |= dict.fromkeys(parameter.by)
        values = (row.value for table in parameter.tables for row in table.rows)
        found |= {
            leaf.fact: None
            for value in values
            if value is not None
            for leaf in leaves(value)
            if isinstance(leaf, FactTerm)
        }
    return tuple(found)

"""Dated values: amounts, ages, periods and sets
that the law changes from time to time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

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
    """A value for the choices in `when`, and for whom a `test` is met where there is
    one, and where it is written; None means that the value is not known.
    """

    when: Mapping[str, frozenset[Code]]
    value: Term | None
    citations: tuple[Citation, ...] = ()
    test: Comparison | None = None

    def fits(self, choices: Mapping[str, Code]) -> bool:
        """Whether the row is for these choices."""
        return all(choices[fact] in codes for fact, codes in self.when.items())


@dataclass(frozen=True, slots=True)
class Table:
    """What holds from a day on: the first row that fits."""

    start: date
    rows: tuple[Row, ...]
    part_of: "Table | None" = None
    """The table of which it is one case."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the values of all choices are written: what is written of one choice
        alone is no ground for another.
        """
        if self.part_of is not None:
            return self.part_of.citations
        first, *others = (row.citations for row in self.rows)
        return tuple(one for one in first if all(one in other for other in others))

    def row(self, choices: Mapping[str, Code]) -> Row | None:
        """The row for these choices; None where there is none."""
        return next((row for row in self.rows if row.fits(choices)), None)

    def candidates(self, choices: Mapping[str, Code]) -> tuple[Row, ...]:
        """The rows that may be for these choices, as their tests turn out."""
        fitting = [row for row in self.rows if row.fits(choices)]
        sure = next((n for n, row in enumerate(fitting, 1) if row.test is None), None)
        return tuple(fitting[:sure])

    def case(self, told: Mapping[Comparison, bool]) -> "Table":
        """The table for those of whom the tests of its rows are told."""
        left: list[Row] = []
        for row in self.rows:
            if row.test is None or told[row.test]:
                left.append(replace(row, test=None))
                if not row.when:
                    break
        return Table(self.start, tuple(left), self)

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

    @property
    def tests(self) -> tuple[Comparison, ...]:
        """The tests by which its rows are chosen, each once."""
        rows = (row for table in self.tables for row in table.rows)
        return tuple(dict.fromkeys(row.test for row in rows if row.test is not None))

    def case(self, truths: tuple[bool, ...]) -> "Parameter":
        """The parameter for those of whom its tests have these truths."""
        if not truths:
            return self
        tables = self._tables(truths)
        same = next(
            one
            for one in product((True, False), repeat=len(truths))
            if self._tables(one) == tables
        )
        signs = "".join("+" if met else "-" for met in same)
        return replace(self, id=f"{self.id}[{signs}]", tables=tables)

    def cases(self) -> "dict[str, Parameter]":
        """Each case by its id, those that are the same once;
        none where no test chooses.
        """
        tests = self.tests
        found = map(self.case, product((True, False), repeat=len(tests)))
        return {case.id: case for case in found} if tests else {}

    def _tables(self, truths: tuple[bool, ...]) -> tuple[Table, ...]:
        told = dict(zip(self.tests, truths, strict=True))
        return tuple(table.case(told) for table in self.tables)

    @property
    def written(self) -> str:
        """The id under which it is written, of whatever case."""
        return self.id.partition("[")[0]

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

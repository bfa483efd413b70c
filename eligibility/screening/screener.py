"""A table's rows decided batch by batch: each ends among the decisions or the rejects.

The decisions of a batch are its carried columns and the determinations of its sound
rows, in their order.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import polars as pl

from eligibility.errors import CallError, Fault
from eligibility.law.facts import Fact
from eligibility.readings.columns import Columns
from eligibility.readings.evaluation import Plans
from eligibility.screening.batches import Batch
from eligibility.screening.cells import coded, readers
from eligibility.screening.checking import checked
from eligibility.screening.deciding import Decider
from eligibility.screening.headings import Headings
from eligibility.sets.people import Column, People, bits, flags
from eligibility.texts import Text

BATCH = 131_072
"""Rows decided at once: their sets of people fit a core's cache."""


class Wanted(StrEnum):
    """Which columns each measure gets."""

    STATUS = "status"
    BECAUSE = "because"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Output:
    """What is wanted of each row: the columns of the table to hand through, by their
    headings, the measures, all of them for None, and which columns of these.
    """

    carried: tuple[str, ...] = ()
    measures: Collection[str] | None = None
    wanted: Wanted = Wanted.ALL


@dataclass(frozen=True, slots=True)
class Screened:
    """What became of a batch: `rejects` has a line for each fault, `rejected` counts
    the rows that have one; `sound` are the others, among the rows of its frame. `codes`
    are what was told, row by row of the frame, and `people` the same with what follows
    from it; only those of sound rows count.
    """

    decisions: pl.DataFrame
    rejects: pl.DataFrame
    rejected: int
    sound: pl.Series
    codes: pl.DataFrame
    people: People


class Screener:
    """Decides on the batches of one table, one after another.

    `epoch` is the table's. Raises CallError where a column to be handed through is
    named as one of the decisions is.
    """

    def __init__(
        self,
        plans: Plans,
        headings: Headings,
        output: Output,
        *,
        epoch: date | None = None,
    ) -> None:
        book = plans.book
        self._facts = book.contents.facts
        self._columns = plans.once(Columns)
        self._headings = headings
        self._readers = readers(headings, self._facts, day=book.day, epoch=epoch)
        self._carried = output.carried
        self._decider = Decider(
            plans,
            measures=output.measures,
            grounds=output.wanted is not Wanted.STATUS,
            missing=output.wanted is Wanted.ALL,
        )
        _refuse_taken(self._carried, self._decider.schema)

    @property
    def schema(self) -> pl.Schema:
        """The columns of the determinations, without those carried."""
        return self._decider.schema

    def screened(self, batch: Batch) -> Screened:
        """The decisions of a batch, and its faults.

        Raises CallError where a column is of a type that no fact can be read from.
        """
        cells = coded(batch, self._headings, self._readers)
        sound = cells.sound
        people, wrong = checked(_people(cells.codes, sound, self._facts), self._columns)
        found = self._decider.decided(people)
        carried = batch.frame.select(self._carried)
        decisions = pl.concat([carried, found], how="horizontal")
        sound = pl.Series("sound", flags(people.whole, people.count))
        if not sound.all():
            decisions = decisions.filter(sound)
        rejects = pl.concat([batch.faults, cells.faults, self._placed(wrong, batch)])
        return Screened(
            decisions,
            rejects.sort("row", maintain_order=True),
            batch.count - decisions.height,
            sound,
            cells.codes,
            people,
        )

    def _placed(self, wrong: pl.DataFrame, batch: Batch) -> pl.DataFrame:
        """Faults of people as faults of rows."""
        faults = [batch.faults.clear()]
        for fact, told in wrong.partition_by("fact", as_dict=True).items():
            index = self._headings.facts[str(fact[0])]
            people = told.get_column("person")
            cells = batch.frame.to_series(index).gather(people)
            faults.append(
                pl.DataFrame(
                    {
                        "row": batch.rows.gather(people),
                        "column": pl.repeat(
                            self._headings.names[index], told.height, eager=True
                        ),
                        "value": cells.cast(pl.String),
                        "zh": told.get_column("zh"),
                        "en": told.get_column("en"),
                    }
                )
            )
        return pl.concat(faults)


def _people(codes: pl.DataFrame, sound: pl.Series, facts: Mapping[str, Fact]) -> People:
    """The people of sound rows, by their codes."""
    columns = {
        column.name: Column(_numbers(column), bits(column.is_not_null().to_numpy()))
        for column in codes.get_columns()
        if column.null_count() < len(column)
    }
    return People(codes.height, columns, facts, bits(sound.to_numpy()))


def _numbers(column: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.integer]]:
    if column.dtype == pl.Boolean:
        return column.fill_null(value=False).to_numpy().view(np.uint8)
    return column.to_physical().fill_null(0).to_numpy()


def _refuse_taken(carried: Sequence[str], schema: pl.Schema) -> None:
    taken = [name for name in carried if name in schema]
    if taken:
        raise CallError(
            Fault(
                "heading-taken",
                Text(
                    f"“{name}”这一列与结果的列同名",
                    f'The column "{name}" is named as one of the decisions is',
                ),
                hint=Text("请给它换一个名字。", "Give it another name."),
                subject=name,
            )
            for name in taken
        )

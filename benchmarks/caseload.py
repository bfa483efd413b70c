"""Writes tables of made-up people for the Guangdong rulebook, as large as wanted.

python -m benchmarks.caseload people.parquet --rows 1000000
python -m benchmarks.caseload people.parquet --rows 1000000 --faulty 0.05

Each fact is a column, a tenth of its values are missing, and half of the others stand
at the edge of a class of values; the rest are drawn from the population that the
rulebook states. Facts that do not apply are empty, and so are some that would
contradict others. The same seed gives the same table. With `--faulty`, that share of
the rows has one thing wrong.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars.io.plugins import register_io_source

from benchmarks.saying import peak
from eligibility import Rulebook
from eligibility.law.facts import Code, Fact, Kind
from eligibility.law.population import drawn
from eligibility.readings.columns import Columns
from eligibility.screening.checking import checked
from eligibility.sets.people import Column, Numbers, People, bits, flags, number
from tests.people import codes_of

DAY = date(2021, 7, 27)
SEED = 20210727
BATCH = 100_000
TABLE = 4096
"""How many values of each fact there are to draw from, of either sort."""
MISSING = 0.1
ROUNDS = 20
EPOCH = date(1970, 1, 1).toordinal()
TYPES = {
    Kind.BOOL: pl.Boolean(),
    Kind.CHOICE: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.INTEGER: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.MONEY: pl.Float64(),
}


def main() -> None:
    """Write a table, and say how long it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000, help="1,000,000")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--faulty", type=float, default=0, help="share of rows (0)")
    asked = parser.parse_args()
    start = time.perf_counter()
    write(asked.file, asked.rows, seed=asked.seed, faulty=asked.faulty)
    seconds = time.perf_counter() - start
    print(f"{asked.rows} rows, {seconds:.1f} s, at most {peak():.0f} MB of memory")


def write(file: Path, rows: int, *, seed: int = SEED, faulty: float = 0) -> None:
    """Write a table of made-up people, batch by batch."""
    caseload(rows, seed=seed, faulty=faulty).sink_parquet(file)


def caseload(
    rows: int, *, seed: int = SEED, missing: float = MISSING, faulty: float = 0
) -> pl.LazyFrame:
    """A table of made-up people: `case`, a number to carry along, and every fact.

    `missing` is the share of values that are not known although they apply, `faulty`
    that of rows in which something is wrong.
    """
    book = Rulebook.load("guangdong")
    makers = {"case": pl.Int64()} | {
        id_: TYPES[fact.kind] for id_, fact in book.facts.items()
    }

    def batches(
        columns: list[str] | None,
        predicate: pl.Expr | None,
        limit: int | None,
        _size: int | None,
    ) -> Iterator[pl.DataFrame]:
        crowd = _Crowd(book, DAY, missing)
        whole = rows if limit is None else min(rows, limit)
        for first in range(0, whole, BATCH):
            chance = np.random.default_rng([seed, first])
            frame = crowd.frame(min(BATCH, rows - first), first, chance, faulty)
            frame = frame.head(whole - first)
            frame = frame if predicate is None else frame.filter(predicate)
            yield frame if columns is None else frame.select(columns)

    return register_io_source(batches, schema=pl.Schema(makers))


class _Crowd:
    """Draws people for a rulebook on a day."""

    def __init__(self, book: Rulebook, day: date, missing: float) -> None:
        self._missing = missing
        self._facts = book.facts
        self._columns = Columns(book.plans(day))
        self._tables = _tables(book, day)
        self._today = day

    def frame(
        self, count: int, first: int, chance: np.random.Generator, faulty: float
    ) -> pl.DataFrame:
        """So many rows, numbered from `first`."""
        people = self._coherent(self._drawn(count, chance))
        columns = [
            _series(fact, people.columns[id_], count)
            for id_, fact in self._facts.items()
        ]
        cases = pl.Series("case", np.arange(first, first + count))
        frame = pl.DataFrame([cases, *columns])
        return _spoilt(frame, self._today, chance, faulty) if faulty else frame

    def _drawn(self, count: int, chance: np.random.Generator) -> People:
        columns = {}
        for id_, table in self._tables.items():
            numbers = table[chance.integers(len(table), size=count, dtype=np.uint16)]
            known = chance.random(count, np.float32) >= self._missing
            columns[id_] = Column(numbers, bits(known))
        return People(count, columns, self._facts)

    def _coherent(self, people: People) -> People:
        """The people, less the facts that cannot be so beside the others."""
        splits = self._columns.splits(people, self._columns.checks)
        senseless = {id_: splits[at][1] for id_, at in self._columns.applies.items()}
        for id_, whom in senseless.items():
            people = _without(people, id_, whom)
        for _ in range(ROUNDS):
            # What follows from the others' facts stays open in the table.
            told = People(people.count, people.columns, people.facts)
            _, faults = checked(told, self._columns)
            if faults.is_empty():
                return people
            for (id_,), some in faults.group_by("fact", maintain_order=True):
                whom = np.zeros(people.count, bool)
                whom[some["person"].to_numpy()] = True
                people = _without(people, str(id_), bits(whom))
        raise AssertionError("people who contradict themselves are left")


def _without(people: People, id_: str, whom: NDArray[np.uint64]) -> People:
    column = people.columns[id_]
    left = Column(column.numbers, column.known & ~whom)
    return People(people.count, {**people.columns, id_: left}, people.facts)


def _tables(book: Rulebook, day: date) -> dict[str, Numbers]:
    """Values of each fact to draw from, as numbers: half of them usual ones, half at
    the edges of classes.
    """
    edges = codes_of(book, day)
    found: dict[str, Numbers] = {}
    for id_, fact in book.facts.items():
        usual: list[Code] = [
            drawn(fact, (n + 0.5) / TABLE, book.contents.population, day)
            for n in range(TABLE)
        ]
        if fact.latest_is_today:
            usual = [code for code in usual if int(code) <= day.toordinal()]
        both = [_spread(usual), _spread(edges.get(id_, usual))]
        numbers = [number(fact, code) for half in both for code in half]
        found[id_] = np.array(numbers, np.int64)
    return found


def _spread(codes: Sequence[Code]) -> list[Code]:
    return [codes[n % len(codes)] for n in range(TABLE)]


def _series(fact: Fact, column: Column, count: int) -> pl.Series:
    numbers = column.numbers
    found: pl.Series
    match fact.kind:
        case Kind.BOOL:
            found = pl.Series(fact.id, numbers.astype(bool))
        case Kind.CHOICE:
            choices = pl.Series(fact.id, list(fact.values))
            found = choices.gather(pl.Series(numbers))
        case Kind.DATE:
            days = (numbers - EPOCH).astype(np.int32)
            found = pl.Series(fact.id, days).cast(pl.Date)
        case Kind.INTEGER:
            found = pl.Series(fact.id, numbers)
        case Kind.NUMBER | Kind.MONEY:
            found = pl.Series(fact.id, numbers / 10**fact.decimals)
    known = pl.Series(flags(column.known, count))
    return found.zip_with(known, pl.Series([None], dtype=found.dtype)).alias(fact.id)


def _spoilt(
    frame: pl.DataFrame, day: date, chance: np.random.Generator, share: float
) -> pl.DataFrame:
    """The rows, with one thing wrong in some: a choice that does not exist, a day to
    come, a number too large, or two facts that cannot go together.
    """
    sort = chance.integers(4, size=frame.height)
    sort[chance.random(frame.height) >= share] = -1
    wrong = pl.Series("wrong", sort)
    tomorrow = day.replace(year=day.year + 1)

    def where(kind: int, value: object, column: str) -> pl.Expr:
        return (
            pl.when(wrong == kind)
            .then(pl.lit(value, frame.schema[column]))
            .otherwise(column)
            .alias(column)
        )

    return frame.with_columns(
        where(0, "nowhere", "work_city"),
        where(1, tomorrow, "birth_date"),
        where(2, 9999, "subsidy_months_used"),
        where(3, "none", "employment_form"),
        where(3, True, "labour_relationship"),
    )


if __name__ == "__main__":
    main()

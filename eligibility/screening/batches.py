"""What every kind of table becomes: batches of rows with their numbers, faults beside.

A row of the table ends in exactly one place: in the frame of a batch, or in its faults.
Empty rows at the end of a table are no rows at all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

import polars as pl

from eligibility.errors import Fault, TableError
from eligibility.screening import faults
from eligibility.texts import Text

EMPTY_ROW = Text(
    "空行；删去它，或填上内容。", "An empty row; delete it, or fill it in."
)
REPEATED_HEADINGS = Text(
    "这一行又是表头；删去它。", "The headings once more; delete this row."
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table.

    `frame` holds the columns as they stand, `rows` the number of each of its rows.
    `faults` are of rows that cannot be read at all, which `frame` lacks. `doubts` are
    cells of `frame` not to be relied on, and why: faults, where the column is a fact.
    """

    frame: pl.DataFrame
    rows: pl.Series
    faults: pl.DataFrame
    doubts: pl.DataFrame

    @property
    def count(self) -> int:
        """How many rows of the table it accounts for."""
        return self.frame.height + self.faults.get_column("row").n_unique()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been opened; its rows are read when batches are asked for.

    `rows` is None where it is known at the end only; `size` is in bytes. `epoch` is the
    day 0 of the serial numbers that a workbook writes days as; None for other tables.
    `notes` tell how the file was read, where there was a choice.
    """

    name: str
    headings: tuple[str, ...]
    rows: int | None
    size: int
    source: Callable[[int], Iterator[Batch]]
    epoch: date | None = None
    notes: tuple[Text, ...] = ()

    def batches(self, size: int) -> Iterator[Batch]:
        """All rows in their order, at most `size` in a batch; one batch at the least.

        Raises TableError where the file turns out to be damaged on the way.
        """
        return self.source(size)

    def begun(self, size: int) -> tuple[Batch | None, Iterator[Batch]]:
        """The first of its batches, if there is one, and all of them."""
        batches = self.batches(size)
        first = next(batches, None)
        return first, chain([] if first is None else [first], batches)


def no_faults() -> pl.DataFrame:
    """A table of no faults."""
    return pl.DataFrame(schema=faults.SCHEMA)


def refused(name: str, text: Text, hint: Text | None = None) -> TableError:
    """The error for a file that is no table to work with."""
    told = Text(f"{name}：{text.zh}", f"{name}: {text.en}")
    return TableError([Fault("table", told, hint=hint, subject=name)])


def named(name: str, headings: Iterable[str]) -> tuple[str, ...]:
    """The headings, a nameless one called by its number; TableError if one is twice."""
    headings = tuple(
        heading if heading.strip() else f"column {number}"
        for number, heading in enumerate(headings, 1)
    )
    where: dict[str, list[int]] = {}
    for number, heading in enumerate(headings, 1):
        where.setdefault(heading.strip(), []).append(number)
    for heading, numbers in where.items():
        if len(numbers) > 1:
            listed = Text(
                "、".join(f"第 {one} 列" for one in numbers),
                " and ".join(f"column {one}" for one in numbers),
            )
            raise refused(
                name,
                Text(
                    f"有两列都叫“{heading}”（{listed.zh}）",
                    f'two columns are called "{heading}" ({listed.en})',
                ),
                Text("改掉其中一个表头。", "Rename one of them."),
            )
    return headings


def swept(
    parts: Iterable[Batch], headings: tuple[str, ...], *, ends: bool = True
) -> Iterator[Batch]:
    """Batches without empty rows and repeated headings, which become faults.

    With `ends`, empty rows after the last that is not are no faults, but left out. A
    row that is empty but for doubtful cells is a fault wherever it stands.
    """
    waiting: list[int] = []
    for part in parts:
        empty, repeated = _empty(part.frame), _repeated(part.frame, headings)
        if not (waiting or empty.any() or repeated.any()):
            yield part
            continue
        kept = ~(empty | repeated)
        doubtful = part.doubts.filter(
            pl.col("row").is_in(part.rows.filter(empty).implode())
        ).unique("row", keep="first", maintain_order=True)
        bare = empty & ~part.rows.is_in(doubtful.get_column("row").implode())
        waiting += part.rows.filter(bare).to_list()
        last = max(_last(part.rows.filter(~bare)), _last(part.faults.get_column("row")))
        told = [one for one in waiting if one < last or not ends]
        waiting = waiting[len(told) :]
        found: list[tuple[int, None, str | None, Text]] = [
            (row, None, None, EMPTY_ROW) for row in told
        ]
        found += [
            (row, None, headings[0], REPEATED_HEADINGS)
            for row in part.rows.filter(repeated)
        ]
        yield Batch(
            part.frame.filter(kept),
            part.rows.filter(kept),
            pl.concat([part.faults, doubtful, faults.faults(found)]).sort("row"),
            part.doubts.join(
                part.rows.filter(~kept).to_frame("row"), on="row", how="anti"
            ),
        )


def _last(rows: pl.Series) -> int:
    return int(rows[-1]) if len(rows) else 0


def _empty(frame: pl.DataFrame) -> pl.Series:
    """Which rows hold nothing, looking on only at rows that might."""
    empty = pl.repeat(value=True, n=frame.height, eager=True)
    for column in frame.get_columns():
        empty &= _blank(column)
        if not empty.any():
            break
    return empty


def _blank(column: pl.Series) -> pl.Series:
    if column.dtype == pl.String:
        return column.fill_null("").str.strip_chars().eq("")
    return column.is_null()


def _repeated(frame: pl.DataFrame, headings: tuple[str, ...]) -> pl.Series:
    """Which rows hold the headings."""
    repeated = pl.repeat(value=True, n=frame.height, eager=True)
    for column, heading in zip(frame.get_columns(), headings, strict=True):
        if column.dtype != pl.String:
            return pl.repeat(value=False, n=frame.height, eager=True)
        repeated &= column.eq(heading).fill_null(value=False)
        if not repeated.any():
            break
    return repeated

"""Parquet in: read slice by slice, so that a file larger than memory goes through."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from eligibility.errors import TableError
from eligibility.screening.batches import Batch, Table, named, no_faults, refused, swept
from eligibility.texts import Text

# Rows read at once: each slice finds its place in the file anew, which takes longer the
# fewer rows a slice has. `collect_batches` keeps a whole row group in memory instead.
SLICE = 500_000

MAGIC = b"PAR1"
BROKEN = (PolarsError, PanicException)


def opened(path: Path, name: str) -> Table:
    """The table in a Parquet file; TableError where it is none."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise _damaged(name)
    try:
        scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        headings = tuple(scan.collect_schema().names())
        rows = int(scan.select(pl.len()).collect().item())
    except BROKEN:
        raise _damaged(name) from None
    if not headings:
        raise refused(name, Text("没有任何列", "the table has no columns"))
    named(name, headings)

    def batches(size: int) -> Iterator[Batch]:
        return swept(_read(scan, name, rows, size), headings, ends=False)

    return Table(name, headings, rows, path.stat().st_size, batches)


def _read(scan: pl.LazyFrame, name: str, rows: int, size: int) -> Iterator[Batch]:
    at = 0
    try:
        for start in range(0, max(rows, 1), slice_ := max(SLICE // size, 1) * size):
            whole = scan.slice(start, slice_).collect()
            for frame in whole.iter_slices(size) if rows else [whole]:
                numbers = pl.int_range(
                    at + 1, at + frame.height + 1, dtype=pl.UInt64, eager=True
                ).alias("row")
                at += frame.height
                yield Batch(frame, numbers, no_faults(), no_faults())
    except BROKEN:
        raise _damaged(name) from None
    if at != rows:
        raise _damaged(name)


def _damaged(name: str) -> TableError:
    return refused(
        name,
        Text("Parquet 文件已损坏或加了密", "the Parquet file is damaged or encrypted"),
        Text("请从来源重新导出。", "Export it anew from where it comes."),
    )

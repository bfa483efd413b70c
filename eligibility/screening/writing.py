"""Tables written batch by batch, as the ending of the file's name says.

A table stands under its name only when all of it is written (see `filing`). Parquet
keeps every type. CSV is for Excel as it is used in China: UTF-8 with a byte order mark,
lists joined, nothing that could work as a formula. A sheet of Excel keeps numbers and
days as such.
"""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import polars as pl

from eligibility.errors import CallError, Fault
from eligibility.keeping.filing import Filing, refuse_unwritable, together, told
from eligibility.keeping.formats import PARQUET, TABLES, XLSX, Format, format_of
from eligibility.screening import harmless
from eligibility.screening.sheet import refuse_too_large
from eligibility.texts import Text

BYTE_ORDER_MARK = "\ufeff"


class Sink(Protocol):
    """Where the batches of one table go, in order."""

    def add(self, frame: pl.DataFrame) -> None:
        """Write a batch; CallError where the file cannot be written."""


class _Ending(Sink, Protocol):
    def finish(self) -> None: ...
    def abandon(self) -> None: ...


def refuse_impossible(
    name: str, schema: pl.Schema | None = None, *, rows: int | None = None
) -> None:
    """Say before any work is done that a table cannot be written; CallError.

    Tells of the ending, of the folder, of columns that the file cannot hold, and of
    more rows than it can hold, where columns and rows are known.
    """
    format_ = _format(name)
    refuse_unwritable(name)
    if format_ is not PARQUET and schema is not None:
        harmless.refuse_nested(schema, format_.ending)
    if format_ is XLSX:
        refuse_too_large(rows or 0, len(schema or ()))


@contextmanager
def written(
    name: str,
    schema: pl.Schema,
    *,
    files: Filing | None = None,
    rows: int | None = None,
) -> Generator[Sink]:
    """A sink for a table, whole when the block ends well.

    With `files` it appears together with the others of the run, else at once. `rows` is
    how many there will be, where that is known. Raises CallError as `refuse_impossible`
    does, and where the disk is full.
    """
    refuse_impossible(name, schema, rows=rows)
    if files is None:
        with together() as own, written(name, schema, files=own) as sink:
            yield sink
        return
    sink = _opened(name, schema, files)
    try:
        yield sink
        sink.finish()
    except BaseException:
        sink.abandon()
        raise


def write(
    name: str,
    schema: pl.Schema,
    frames: Iterable[pl.DataFrame],
    *,
    rows: int | None = None,
) -> None:
    """Write a table from its batches; raises as `written` does."""
    with written(name, schema, rows=rows) as sink:
        for frame in frames:
            sink.add(frame)


def _opened(name: str, schema: pl.Schema, files: Filing) -> _Ending:
    sink: _Ending = _format(name).write(name, files, schema)
    return sink


def _format(name: str) -> Format:
    format_ = format_of(name, TABLES)
    if format_ is None:
        endings = [one.ending for one in TABLES]
        raise CallError(
            [
                Fault(
                    "call",
                    Text(
                        f"表格的文件名要以 {'、'.join(endings)} 结尾：{name}",
                        f"A table's file ends in {', '.join(endings)}, not {name}",
                    ),
                    hint=Text(
                        f"例如 {Path(name).stem or 'decisions'}.xlsx",
                        f"For example {Path(name).stem or 'decisions'}.xlsx",
                    ),
                )
            ]
        )
    return format_


class CsvSink:
    """A CSV file under way."""

    def __init__(self, name: str, files: Filing, schema: pl.Schema) -> None:
        self._name = name
        self._columns = [
            harmless.disarmed(column)
            if harmless.is_text(kind) or isinstance(kind, pl.List)
            else column
            for column, kind in zip(harmless.flat(schema), schema.values(), strict=True)
        ]
        with told(name):
            self._stream = files.begin(name).open("wb")
            self._stream.write((BYTE_ORDER_MARK + _heading(schema)).encode())

    def add(self, frame: pl.DataFrame) -> None:
        """Write a batch."""
        text = frame.select(self._columns).write_csv(
            include_header=False,
            datetime_format="%Y-%m-%d %H:%M:%S%.f",
            time_format="%H:%M:%S%.f",
        )
        with told(self._name):
            self._stream.write(text.encode())

    def finish(self) -> None:
        """Write what is still held back."""
        with told(self._name):
            self._stream.close()

    def abandon(self) -> None:
        """Leave the file as it is."""
        try:
            self._stream.close()
        except OSError:  # the disk is full, which was told already
            return


def _heading(schema: pl.Schema) -> str:
    line = pl.DataFrame([schema.names()], orient="row")
    return line.select(harmless.disarmed(pl.all())).write_csv(include_header=False)

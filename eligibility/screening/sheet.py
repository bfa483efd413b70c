"""A table written as one sheet of Excel, batch by batch.

All that is text is written as text, so nothing can work as a formula. Where Excel would
lose something of a value it becomes text too: a number of more than fifteen digits, a
day before 1900, a moment with a time zone.
"""

import math
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

import polars as pl

from eligibility.errors import CallError, Fault
from eligibility.keeping.filing import Filing, told
from eligibility.screening import harmless
from eligibility.screening.unfinished import (
    HEADING,
    Format,
    Worksheet,
    abandoned,
    closed,
    opened,
)
from eligibility.sentences.wrapping import cells as width_of
from eligibility.texts import Text

ROWS = 1_048_576
COLUMNS = 16_384
LONGEST = 32_767
"""How many characters one cell of Excel holds."""
DIGITS = 15
"""How many digits of a number Excel keeps."""
TOO_LARGE = 10**DIGITS
FIRST_YEAR = 1900
LOOKED_AT = 200
"""How many rows tell how wide a column is."""
NARROWEST, WIDEST = 8, 60
WHOLE_SHEET = f"A1:XFD{ROWS}"
Put = Callable[[int, int, Any], int | None]


def refuse_too_large(rows: int, columns: int) -> None:
    """CallError where a table is longer or wider than a sheet of Excel."""
    if rows >= ROWS:
        raise _too_long()
    if columns > COLUMNS:
        raise _wrong(
            f"Excel 的一张表最多 {COLUMNS:,} 列，这里有 {columns:,} 列",
            f"A sheet of Excel has at most {COLUMNS:,} columns, and here are "
            f"{columns:,}",
        )


class SheetSink:
    """A workbook of one sheet under way."""

    def __init__(self, name: str, files: Filing, schema: pl.Schema) -> None:
        self._name = name
        self._row = 0
        self._columns = harmless.flat(schema)
        self._names = schema.names()
        self._widths = [width_of(one) + 4 for one in self._names]  # a button beside it
        self._workbook = opened(files.begin(name), files.folder(name))
        self._sheet: Worksheet = self._workbook.add_worksheet()
        heading = self._workbook.add_format(HEADING)
        for column, one in enumerate(self._names):
            self._sheet.write_string(0, column, one, heading)
        self._sheet.freeze_panes(1, 0)
        self._day = self._workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def add(self, frame: pl.DataFrame) -> None:
        """Write a batch; CallError where it does not fit into a sheet."""
        if self._row + frame.height >= ROWS:
            raise _too_long()
        flat = frame.select(self._columns)
        if self._row < LOOKED_AT:
            self._look_at(flat)
        puts = [self._put(kind) for kind in flat.dtypes]
        row = self._row
        with told(self._name):
            for values in flat.iter_rows():
                row += 1
                for column, value in enumerate(values):
                    if value is not None and puts[column](row, column, value):
                        raise _too_much(row, self._names[column])
        self._row = row

    def finish(self) -> None:
        """Write the file."""
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(max(width, NARROWEST), WIDEST))
        if self._names:
            last = len(self._names) - 1
            self._sheet.autofilter(0, 0, self._row, last)
            self._sheet.ignore_errors({"number_stored_as_text": WHOLE_SHEET})
        closed(self._workbook, self._name)

    def abandon(self) -> None:
        """Leave what there is to be removed."""
        abandoned(self._workbook)

    def _look_at(self, flat: pl.DataFrame) -> None:
        for column, values in enumerate(flat.head(LOOKED_AT).iter_columns()):
            widest = max((width_of(str(one)) for one in values.unique()), default=0)
            self._widths[column] = max(self._widths[column], widest + 2)

    def _put(self, kind: pl.DataType) -> Put:
        """How a value of a type is written; it says whether the value did not fit."""
        sheet = self._sheet
        text: Put = sheet.write_string
        truth: Put = sheet.write_boolean
        match kind:
            case pl.String() | pl.Null():
                return text
            case pl.Boolean():
                return truth
            case pl.Date():
                return _timed(sheet, self._day)
            case pl.Datetime():
                return _timed(sheet, self._moment)
            case _ if kind.is_numeric():
                return _number(sheet)
            case _:
                return lambda row, column, value: text(row, column, str(value))


def _timed(sheet: Worksheet, form: Format) -> Put:
    text: Put = sheet.write_string
    time = cast("Callable[..., int | None]", sheet.write_datetime)  # it takes days too

    def put(row: int, column: int, value: date | datetime) -> int | None:
        if value.year < FIRST_YEAR:
            return text(row, column, str(value))
        return time(row, column, value, form)

    return put


def _number(sheet: Worksheet) -> Put:
    text: Put = sheet.write_string
    number: Put = sheet.write_number

    def put(row: int, column: int, value: float | Decimal) -> int | None:
        if isinstance(value, float):
            exact = math.isfinite(value)
        elif isinstance(value, Decimal):
            exact = len(value.as_tuple().digits) <= DIGITS
        else:
            exact = -TOO_LARGE < value < TOO_LARGE
        if exact:
            return number(row, column, float(value))
        return text(row, column, str(value))

    return put


def _too_long() -> CallError:
    return _wrong(
        f"Excel 的一张表最多 {ROWS - 1:,} 行（不算表头），放不下这么多人",
        f"A sheet of Excel has at most {ROWS - 1:,} rows beneath its heading, and here "
        "are more",
    )


def _too_much(row: int, column: str) -> CallError:
    return _wrong(
        f"第 {row} 行“{column}”的文字超过 {LONGEST:,} 个字，Excel 的一格放不下",
        f'Row {row}, column "{column}": the text is longer than {LONGEST:,} '
        "characters, which no cell of Excel holds",
    )


def _wrong(zh: str, en: str) -> CallError:
    hint = Text(
        "请改写 .parquet 或 .csv。", "Write a file that ends in .parquet or .csv."
    )
    return CallError([Fault("excel-limit", Text(zh, en), hint=hint)])

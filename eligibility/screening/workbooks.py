"""XLSX in: the cells of one sheet as columns, with those not to be relied on.

Whatever a cell is, it is read alike, whatever stands beside it: a column of one type
keeps it, one of several becomes text, in which a number or a day is written plainly.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, islice, repeat
from pathlib import Path
from xml.parsers import expat

import polars as pl
import python_calamine as calamine

from eligibility.errors import nearest
from eligibility.screening import unpacking
from eligibility.screening.batches import Batch, Table, named, no_faults, refused, swept
from eligibility.screening.faults import faults
from eligibility.screening.markup import ERROR, LARGEST_SHEET, Marks, markup
from eligibility.texts import Text

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
LARGEST_WHOLE = 2**53  # a cell is a float: beyond it, not every whole number is one
EXACT = ".15g"  # the digits that Excel itself keeps

STALE = Text(
    "这一格是公式，存下的结果可能已过时；请复制后“粘贴为数值”。",
    "This cell is a formula, whose stored result may be out of date; "
    "copy it and paste values.",
)
BROKEN = Text(
    "这一格是出错的公式（如 #N/A）；请改正或清空。",
    "This cell is an error such as #N/A; correct or clear it.",
)
COVERED = Text(
    "这一格被合并单元格盖住，值只在第一格；请取消合并，逐行填写。",
    "This cell lies under a merged one, whose value stands in its first cell only; "
    "unmerge it, and fill in each row.",
)

TOO_WIDE = Text(
    "工作表太大：最后一格离第一格太远",
    "the sheet is too large: its last cell is too far from its first",
)
SPLIT = Text(
    "删去表格外的格子，或另存为 CSV。",
    "Delete cells that lie outside of the table, or save it as CSV.",
)

Cell = str | float | bool | date | datetime | time | timedelta
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that has been read: `top` is the row after the headings, `end` the row
    after the last that is not empty, `left` the first column.
    """

    cells: calamine.CalamineSheet
    headings: tuple[str, ...]
    types: tuple[pl.DataType, ...]
    top: int
    end: int
    left: int
    marks: Marks
    merged: tuple[Area, ...]


def opened(path: Path, name: str, *, sheet: str | None = None) -> Table:
    """The table in a sheet of a workbook; TableError where there is none."""
    unpacking.refuse_unsafe(path, name)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        chosen = _chosen(book, name, sheet)
        marks = markup(path, chosen)
        if marks.cells > LARGEST_SHEET:
            raise refused(name, TOO_WIDE, SPLIT)
        cells = book.get_sheet_by_name(chosen)
        merged = tuple(cells.merged_cell_ranges or ())
    except (calamine.CalamineError, zipfile.BadZipFile, expat.ExpatError, ValueError):
        raise unpacking.damaged(name) from None
    read, raw = _sheet(cells, name, marks.marks, merged)

    def batches(size: int) -> Iterator[Batch]:
        return swept(_read(read, size), raw)

    notes: tuple[Text, ...] = ()
    if sheet is None and len(book.sheet_names) > 1:
        notes = (
            Text(
                f"{name} 有 {len(book.sheet_names)} 个工作表，读的是“{chosen}”",
                f'{name} has {len(book.sheet_names)} sheets; read is "{chosen}"',
            ),
        )
    return Table(
        name,
        read.headings,
        read.end - read.top,
        path.stat().st_size,
        batches,
        EPOCH_1904 if marks.from_1904 else EPOCH,
        notes,
    )


def _chosen(book: calamine.CalamineWorkbook, name: str, sheet: str | None) -> str:
    sheets = [
        one.name
        for one in book.sheets_metadata
        if one.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if sheet is not None:
        if sheet not in sheets:
            text = Text(f"没有工作表“{sheet}”", f'there is no sheet "{sheet}"')
            hint = nearest(sheet, sheets) or Text(
                "有：" + "、".join(sheets), "There are: " + ", ".join(sheets)
            )
            raise refused(name, text, hint)
        return sheet
    shown = [
        one.name
        for one in book.sheets_metadata
        if one.name in sheets and one.visible == calamine.SheetVisibleEnum.Visible
    ]
    if not sheets:
        raise refused(name, Text("里面没有工作表", "there is no sheet in it"))
    return (shown or sheets)[0]


def _sheet(
    cells: calamine.CalamineSheet,
    name: str,
    marks: Marks,
    merged: tuple[Area, ...],
) -> tuple[_Sheet, tuple[str, ...]]:
    """The sheet, and its headings as they stand."""
    rows = iter(cells.iter_rows())
    top, end, raw = 0, 0, None
    kinds: list[set[type]] = []
    for number, row in enumerate(rows):
        if raw is None:
            if any(_filled(one) for one in row):
                raw = tuple(_shown(one) or "" for one in row)
                top = end = number + 1
                kinds = [set() for _ in raw]
            continue
        for cell, kind in zip(row, kinds, strict=True):
            if cell != "":
                end = number + 1 if _filled(cell) else end
                kind.add(_kind(cell))
    if raw is None or cells.start is None:
        raise refused(name, Text("工作表是空的", "the sheet is empty"))
    left = cells.start[1]
    types = tuple(map(_type, kinds))
    areas = tuple(_clipped(one, (top, end), (left, left + len(raw))) for one in merged)
    end = max(end, _after(marks, left, left + len(raw)))
    if sum(map(_size, areas)) > 2 * end * len(raw):  # they cannot overlap
        raise unpacking.damaged(name)
    return _Sheet(cells, named(name, raw), types, top, end, left, marks, areas), raw


def _after(marks: Marks, left: int, right: int) -> int:
    """The row after the last formula or error, which may look empty, in a column."""
    for row, column in zip(reversed(marks.rows), reversed(marks.columns), strict=True):
        if left <= column < right:
            return row + 1
    return 0


def _clipped(area: Area, rows: tuple[int, int], columns: tuple[int, int]) -> Area:
    """What lies within the table; its first cell stays, for its value to be read."""
    (top, left), (bottom, right) = area
    return (top, left), (min(bottom, rows[1] - 1), min(right, columns[1] - 1))


def _size(area: Area) -> int:
    (top, left), (bottom, right) = area
    return max(0, bottom - top + 1) * max(0, right - left + 1)


def _kind(cell: object) -> type:
    """The type of a cell; a whole number is one, though it is stored as a float."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LARGEST_WHOLE:
        return int
    return type(cell)


def _filled(cell: object) -> bool:
    return not (isinstance(cell, str) and not cell.strip())


def _type(kinds: set[type]) -> pl.DataType:
    """The type of a column that holds these."""
    for types, found in (
        ({bool}, pl.Boolean()),
        ({int}, pl.Int64()),
        ({int, float}, pl.Float64()),
        ({date}, pl.Date()),
        ({date, datetime}, pl.Datetime("us")),
    ):
        if kinds and kinds <= types:
            return found
    return pl.String()


def _read(sheet: _Sheet, size: int) -> Iterator[Batch]:
    blank: Iterator[Sequence[Cell]] = repeat([""] * len(sheet.headings))
    rows = islice(chain(sheet.cells.iter_rows(), blank), sheet.top, sheet.end)
    at = sheet.top
    while (chunk := list(islice(rows, size))) or at == sheet.top:
        columns = zip(*chunk, strict=True) if chunk else repeat(())
        frame = pl.DataFrame(
            [
                pl.Series(heading, _column(values, type_), type_)
                for heading, type_, values in zip(
                    sheet.headings, sheet.types, columns, strict=False
                )
            ]
        )
        after = at + len(chunk)
        first = at - sheet.top + 1
        numbers = pl.int_range(
            first, first + len(chunk), dtype=pl.UInt64, eager=True
        ).alias("row")
        yield Batch(frame, numbers, no_faults(), _doubts(sheet, chunk, at, after))
        if not chunk:
            return
        at = after


def _column(values: Sequence[Cell], type_: pl.DataType) -> list[Cell | None]:
    if type_ == pl.String:
        return [_shown(one) for one in values]
    if type_ == pl.Int64:
        return [None if one == "" else int(one) for one in values]  # type: ignore[arg-type] # the type says that these are numbers
    if type_ == pl.Float64:
        return [None if one == "" else float(format(one, EXACT)) for one in values]
    if type_ == pl.Datetime:
        return [_moment(one) for one in values]
    return [None if one == "" else one for one in values]


def _moment(cell: Cell) -> datetime | None:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime.combine(cell, time())
    return cell if isinstance(cell, datetime) else None


def _shown(cell: object) -> str | None:
    """A cell as text: a number in plain digits, a day as ISO writes it."""
    match cell:
        case "":
            return None
        case bool():
            return "true" if cell else "false"
        case float() | int():
            plain = format(Decimal(format(cell, EXACT)), "f")
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
        case datetime():
            return cell.isoformat(" ")
        case _:
            return str(cell)


def _doubts(
    sheet: _Sheet, chunk: Sequence[Sequence[Cell]], at: int, after: int
) -> pl.DataFrame:
    """The cells of some rows that are not to be relied on."""
    found: dict[tuple[int, int], Text] = {}
    for (top, left), (bottom, right) in sheet.merged:
        for row in range(max(top, at), min(bottom + 1, after)):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    found[row, column] = COVERED
    for row, column, kind in sheet.marks.within(at, after):
        found[row, column] = (
            BROKEN if kind == ERROR else found.get((row, column), STALE)
        )
    return faults(
        (
            row - sheet.top + 1,
            sheet.headings[column - sheet.left],
            _shown(chunk[row - at][column - sheet.left]),
            why,
        )
        for (row, column), why in sorted(found.items())
        if 0 <= column - sheet.left < len(sheet.headings)
    )

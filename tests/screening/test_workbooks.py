"""XLSX: real workbooks, and cells that say less than they seem to."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter  # type: ignore[import-untyped] # it ships no types
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from eligibility import TableError
from eligibility.screening.batches import Batch, Table
from eligibility.screening.tables import opened

MORNING = datetime.fromisoformat("2020-06-30T08:05")
MIDNIGHT = datetime.fromisoformat("2021-01-01T00:00")

Fill = Callable[[Worksheet], object]


def table(folder: Path, fill: Fill, *, mac: bool = False) -> Table:
    """A workbook written by openpyxl, opened."""
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(folder / "people.xlsx")
    return opened(str(folder / "people.xlsx"))


def read(folder: Path, fill: Fill, *, mac: bool = False) -> Batch:
    (batch,) = table(folder, fill, mac=mac).batches(1000)
    return batch


def rows(*lines: list[object]) -> Fill:
    def fill(sheet: Worksheet) -> None:
        for line in lines:
            sheet.append(line)

    return fill


def told(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return frame.select("row", "column", "value").rows()


def test_a_column_of_one_type_keeps_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        rows(
            ["whole", "part", "truth", "day", "moment", "text", "none"],
            [1, 1.5, True, date(2020, 6, 30), MORNING, "x", None],
            [2, 2, None, date(2021, 1, 1), date(2021, 1, 1), "1", None],
        ),
    )
    types = [pl.Int64, pl.Float64, pl.Boolean, pl.Date, pl.Datetime("us")]
    assert found.frame.dtypes == [*types, pl.String, pl.String]
    assert found.frame.rows()[1] == (
        *(2, 2.0, None, date(2021, 1, 1), MIDNIGHT, "1", None),
    )


def test_a_column_of_several_types_is_text_written_plainly(tmp_path: Path) -> None:
    cells: list[object] = [1, 12.10, 1e15, True, date(2020, 6, 30), MORNING, "x"]
    later: list[object] = [time(8, 5), timedelta(hours=30), 0.1 + 0.2]
    found = read(tmp_path, rows(["a"], *([one] for one in [*cells, *later])))
    assert found.frame["a"].to_list() == [
        *("1", "12.1", "1000000000000000", "true", "2020-06-30", "2020-06-30 08:05:00"),
        *("x", "08:05:00", "1 day, 6:00:00", "0.3"),
    ]


def test_a_number_has_the_digits_that_the_sheet_shows(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "people.xlsx")
    sheet = book.add_worksheet()
    sheet.write_column("A1", ["a", 12.100000000000001, 0.5])
    book.close()
    (found,) = opened(str(tmp_path / "people.xlsx")).batches(10)
    assert found.frame["a"].to_list() == [12.1, 0.5]


def test_days_are_the_same_in_either_calendar(tmp_path: Path) -> None:
    lines = rows(["a"], [date(2020, 6, 30)])
    windows, mac = table(tmp_path, lines), None
    assert windows.epoch == date(1899, 12, 30)
    assert [one.frame["a"][0] for one in windows.batches(9)] == [date(2020, 6, 30)]
    mac = table(tmp_path, lines, mac=True)
    assert mac.epoch == date(1904, 1, 1)
    assert [one.frame["a"][0] for one in mac.batches(9)] == [date(2020, 6, 30)]


def test_a_formula_is_doubted_with_and_without_a_stored_result(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "people.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["a", "b"])
    sheet.write_row("A2", ["x", 1])
    sheet.write_formula("B3", "=B2+1", value=2)
    sheet.write("A3", "y")
    sheet.write_array_formula("B4:B6", "{=B2:B4}", value=1)
    sheet.write_column("A4", ["z", "z", "z"])
    book.close()
    (found,) = opened(str(tmp_path / "people.xlsx")).batches(10)
    assert told(found.doubts)[0] == (2, "b", "2")
    assert found.doubts["row"].to_list() == [2, 3, 4, 5]
    assert "paste values" in found.doubts["en"][0]
    without = read(tmp_path, rows(["a", "b"], ["x", "=1+1"]))
    assert told(without.doubts) == [(1, "b", None)]


def test_all_cells_of_an_array_are_formulas(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["a", "b"], ["x", 1], ["y", 2])(sheet)
        sheet["B2"] = ArrayFormula("B2:B3", "=A2:A3")

    assert read(tmp_path, fill).doubts["row"].to_list() == [1, 2]


def test_an_error_is_doubted(tmp_path: Path) -> None:
    found = read(tmp_path, rows(["a", "b"], ["x", "#N/A"], ["y", "#REF!"]))
    assert told(found.doubts) == [(1, "b", None), (2, "b", None)]
    assert "an error" in found.doubts["en"][0]


def test_cells_under_a_merged_one_are_doubted(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["a", "b", "c"], ["x", 1, 1], ["y", None, 1], ["z", None, 1])(sheet)
        sheet.merge_cells("B2:B4")

    found = read(tmp_path, fill)
    assert told(found.doubts) == [(2, "b", None), (3, "b", None)]
    assert "unmerge" in found.doubts["en"][0]


def test_a_row_of_nothing_but_a_doubtful_cell_is_a_fault_even_at_the_end(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, rows(["a", "b"], ["x", 1], [None, "=1+1"], [None, "#N/A"]))
    assert told(found.faults) == [(2, "b", None), (3, "b", None)]
    assert found.rows.to_list() == [1]
    assert found.doubts.is_empty()


def test_empty_rows_at_the_end_are_no_rows(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["a"], ["x"], [None], ["y"], [None], [" "])(sheet)
        sheet["A9"].font = Font(bold=True)

    opened_ = table(tmp_path, fill)
    assert opened_.rows == 3
    for size in (1, 2, 1000):
        parts = list(opened_.batches(size))
        assert [row for one in parts for row in one.rows] == [1, 3]
        assert [row for one in parts for row in one.faults["row"]] == [2]


def test_a_table_may_begin_anywhere_in_the_sheet(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C4"], sheet["D4"] = "a", "b"
        sheet["C5"], sheet["D5"] = "x", "=1+1"
        sheet["C6"], sheet["D6"] = "a", "b"
        sheet["C7"], sheet["D7"] = "y", 3

    found = read(tmp_path, fill)
    assert found.frame.columns == ["a", "b"]
    assert found.frame["a"].to_list() == ["x", "y"]
    assert told(found.doubts) == [(1, "b", None)]
    assert told(found.faults) == [(2, None, "a")]


def test_headings_alone_are_a_table_of_no_rows(tmp_path: Path) -> None:
    found = table(tmp_path, rows(["a", "b"]))
    assert found.rows == 0
    (only,) = found.batches(10)
    assert only.frame.columns == ["a", "b"]
    assert only.count == 0


def test_the_first_sheet_in_sight_is_read_unless_one_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("hidden", "one", "two"):
        book.create_sheet(title).append([title])
    book.remove(book["Sheet"])
    book["hidden"].sheet_state = "hidden"
    book.active = 1
    name = str(tmp_path / "people.xlsx")
    book.save(name)
    assert opened(name).headings == ("one",)
    assert '"one"' in opened(name).notes[0].en
    assert opened(name, sheet="two").headings == ("two",)
    with pytest.raises(TableError, match='no sheet "tow"') as caught:
        opened(name, sheet="tow")
    assert caught.value.faults[0].hint is not None
    assert "two" in caught.value.faults[0].hint.en


def refusal(file: Path) -> str:
    with pytest.raises(TableError) as caught:
        list(opened(str(file)).batches(10))
    return str(caught.value)


def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    for data, why in (
        (b"", "is empty"),
        (b"a,b\n1,2\n", "no Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "has a password, or is an old .xls"),
        (b"PK\x03\x04" + bytes(100), "is damaged"),
    ):
        file.write_bytes(data)
        assert why in refusal(file)
    for fill, why in (
        (rows(), "sheet is empty"),
        (rows(["a", "b", "a"], [1, 2, 3]), 'two columns are called "a"'),
    ):
        with pytest.raises(TableError, match=why):
            table(tmp_path, fill)


def test_a_workbook_that_lost_a_part_is_refused(tmp_path: Path) -> None:
    table(tmp_path, rows(["a"], [1]))
    file, less = tmp_path / "people.xlsx", tmp_path / "less.xlsx"
    with zipfile.ZipFile(file) as whole:
        names = whole.namelist()
    for name in names:
        with zipfile.ZipFile(file) as whole, zipfile.ZipFile(less, "w") as kept:
            for one in names:
                if one != name:
                    kept.writestr(one, whole.read(one))
        if name in {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}:
            assert refusal(less).endswith(("is damaged", "there is no sheet in it"))


def test_a_workbook_with_any_byte_wrong_ends_in_a_table_or_a_sentence(
    tmp_path: Path,
) -> None:
    table(tmp_path, rows(["a", "b"], [1, "x"]))
    data = (tmp_path / "people.xlsx").read_bytes()
    file = tmp_path / "broken.xlsx"
    for at in range(0, len(data), 41):
        broken = bytearray(data)
        broken[at] ^= 0x15
        file.write_bytes(broken)
        try:
            (only,) = opened(str(file)).batches(10)
        except TableError:
            continue
        assert only.count == 1

"""Workbooks made to fill memory or to smuggle something in are refused beforehand."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from eligibility import TableError
from eligibility.screening import unpacking
from eligibility.screening.tables import opened

SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


def changed(folder: Path, change: Change) -> Path:
    """A workbook whose sheet was changed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["a"], [1]):
        sheet.append(line)
    book.save(folder / "whole.xlsx")
    file = folder / "people.xlsx"
    with (
        zipfile.ZipFile(folder / "whole.xlsx") as whole,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            kept.writestr(name, change(data) if name == SHEET else data)
    return file


def refusal(file: Path) -> str:
    with pytest.raises(TableError) as caught:
        opened(str(file))
    return str(caught.value)


def test_a_workbook_that_shrank_too_well_is_refused(tmp_path: Path) -> None:
    file = changed(tmp_path, lambda data: data + b" " * (unpacking.UNSUSPECTED + 1))
    assert file.stat().st_size < 1 << 20
    assert "unpacks to too much" in refusal(file)


def test_a_workbook_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = changed(tmp_path, lambda data: data)
    assert opened(str(file)).rows == 1
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    assert "unpacks to too much" in refusal(file)


def test_a_directory_that_lies_about_a_length_is_found_out(tmp_path: Path) -> None:
    file = changed(tmp_path, lambda data: data + b" " * 9_999_999)
    data = bytearray(file.read_bytes())
    entry = data.rindex(SHEET.encode()) - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    file.write_bytes(data)
    assert "is damaged" in refusal(file)


@pytest.mark.parametrize(
    "declaration",
    [b'<!DOCTYPE x [<!ENTITY a "aaaa">]>', b'<!DOCTYPE x SYSTEM "somewhere">'],
)
def test_entities_are_refused(tmp_path: Path, declaration: bytes) -> None:
    file = changed(tmp_path, lambda data: declaration + data)
    assert "declares XML entities" in refusal(file)


def test_a_declaration_is_seen_across_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "PIECE", 7)
    file = changed(tmp_path, lambda data: b"<!DOCTYPE x>" + data)
    assert "declares XML entities" in refusal(file)


def test_an_encoding_that_would_hide_declarations_is_refused(tmp_path: Path) -> None:
    file = changed(tmp_path, lambda data: data.decode().encode("utf-16"))
    assert "is damaged" in refusal(file)


def test_merged_cells_without_end_are_refused(tmp_path: Path) -> None:
    many = b"".join(b'<mergeCell ref="A1:XFD1048576"/>' for _ in range(500))
    file = changed(
        tmp_path,
        lambda data: data.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + many + b"</mergeCells>"
        ),
    )
    assert "is damaged" in refusal(file)


def test_a_formula_over_the_whole_sheet_is_refused(tmp_path: Path) -> None:
    formula = b'<f t="array" ref="A1:XFD1048576">1</f><v>'
    file = changed(tmp_path, lambda data: data.replace(b"<v>", formula))
    assert "is damaged" in refusal(file)


def test_a_cell_too_far_from_the_others_is_refused_before_it_is_read(
    tmp_path: Path,
) -> None:
    for row, column in ((1048576, "XFD"), (99_999_999_999, "A"), (2, "ZZZZ")):
        cell = (
            f'</row><row r="{row}"><c r="{column}{row}"><v>1</v></c></row></sheetData>'
        )
        file = changed(
            tmp_path,
            lambda data, cell=cell: data.replace(b"</row></sheetData>", cell.encode()),  # type: ignore[misc] # bound at once, as loops ask for
        )
        assert "its last cell is too far" in refusal(file)


def test_cells_without_names_are_counted_too(tmp_path: Path) -> None:
    cells = b"<row>" + b"<c/>" * 16_000 + b"</row>" + b"<row/>" * 3000
    file = changed(
        tmp_path, lambda data: data.replace(b"</sheetData>", cells + b"</sheetData>")
    )
    assert opened(str(file)).rows == 1
    far = cells + b"<row><c><v>1</v></c></row>"
    file = changed(
        tmp_path, lambda data: data.replace(b"</sheetData>", far + b"</sheetData>")
    )
    assert "its last cell is too far" in refusal(file)

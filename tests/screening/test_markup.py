"""Formulas and errors are found however a program writes its XML."""

import zipfile
from pathlib import Path

from eligibility.screening.markup import ERROR, FORMULA, markup

BOOK = """<?xml version="1.0"?>
<w:workbook xmlns:w="main" xmlns:rel="links"><w:workbookPr date1904="1"/>
<w:sheets><w:sheet name="one" sheetId="1" rel:id="r7"/></w:sheets></w:workbook>"""
LINKS = '<Relationships><Relationship Id="r7" Target="{}"/></Relationships>'


def marks(folder: Path, cells: str, target: str) -> list[tuple[int, int, int]]:
    file = folder / "people.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS.format(target))
        archive.writestr("xl/worksheets/Sheet9.xml", f"<x><d>{cells}</d></x>")
    found = markup(file, "one")
    assert found.from_1904
    return list(found.marks.within(0, 10**7))


def test_cells_may_have_prefixes_and_no_names(tmp_path: Path) -> None:
    cells = """<x:row xmlns:x="main"><x:c/><x:c><x:f>A1</x:f></x:c></x:row>
    <x:row xmlns:x="main"><x:c t='e'><x:v>#N/A</x:v></x:c></x:row>"""
    expected = [(0, 1, FORMULA), (1, 0, ERROR)]
    for target in ("worksheets/Sheet9.xml", "/xl/worksheets/sheet9.xml"):
        assert marks(tmp_path, cells, target) == expected


def test_names_of_cells_tell_where_they_stand(tmp_path: Path) -> None:
    cells = '<row r="5"><c r="AB5"><f>1</f></c><c r="AC5" t = "e"/></row>'
    found = marks(tmp_path, cells, "worksheets/sheet9.xml")
    assert found == [(4, 27, FORMULA), (4, 28, ERROR)]


def test_an_array_covers_all_of_its_cells(tmp_path: Path) -> None:
    cells = '<row r="2"><c r="B2"><f t="array" ref="B2:C3">1</f><v>1</v></c></row>'
    found = marks(tmp_path, cells, "worksheets/sheet9.xml")
    assert found == [(row, column, FORMULA) for row in (1, 2) for column in (1, 2)]


def test_a_sheet_without_any_is_not_parsed(tmp_path: Path) -> None:
    cells = '<row r="2"><c r="B2"><v>1</v></c></row><unclosed>'
    assert marks(tmp_path, cells, "worksheets/sheet9.xml") == []

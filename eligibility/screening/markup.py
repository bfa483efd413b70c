"""What a sheet's XML says that the values of its cells do not: formulas and errors.

A formula's stored value may be out of date, and an error has none. Rows and columns
count from 0, as in the sheet.
"""

import re
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from xml.parsers import expat

from eligibility.screening import unpacking

FORMULA, ERROR = 0, 1
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
# Most sheets have neither, and looking for bytes is much faster than parsing.
TELLING = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]|\st\s*=\s*[\"']e[\"']")
OVERLAP = 64
WHERE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
LARGEST_AREA = 2_000_000


@dataclass(slots=True)
class Marks:
    """Cells that are formulas or errors, ordered by row."""

    rows: "array[int]" = field(default_factory=lambda: array("l"))
    columns: "array[int]" = field(default_factory=lambda: array("l"))
    kinds: "array[int]" = field(default_factory=lambda: array("b"))

    def within(self, first: int, after: int) -> Iterator[tuple[int, int, int]]:
        """Row, column and kind of those from one row on, before another."""
        low, high = bisect_left(self.rows, first), bisect_left(self.rows, after)
        yield from zip(
            self.rows[low:high],
            self.columns[low:high],
            self.kinds[low:high],
            strict=True,
        )


@dataclass(frozen=True, slots=True)
class Markup:
    """What stands in a workbook's XML about itself and one of its sheets."""

    from_1904: bool
    marks: Marks


def markup(path: Path, sheet: str) -> Markup:
    """What a workbook's XML says of a sheet; BadZipFile or ExpatError if damaged."""
    with zipfile.ZipFile(path) as archive:
        names = {one.filename.lower(): one for one in archive.infolist()}

        def elements(part: str) -> Iterator[tuple[str, dict[str, str]]]:
            if part.lower() not in names:
                raise zipfile.BadZipFile
            return _elements(unpacking.pieces(archive, names[part.lower()]))

        from_1904, link = False, None
        for tag, attributes in elements(BOOK):
            if tag == "workbookPr":
                from_1904 = attributes.get("date1904") in {"1", "true"}
            if tag == "sheet" and attributes.get("name") == sheet:
                link = attributes.get("r:id") or _linked(attributes)
        targets = {
            attributes.get("Id"): attributes.get("Target", "")
            for tag, attributes in elements(LINKS)
            if tag == "Relationship"
        }
        part = normpath(join("/xl", targets.get(link, "")))[1:]
        if part.lower() not in names:
            raise zipfile.BadZipFile
        info = names[part.lower()]
        marks = Marks()
        if _tells(unpacking.pieces(archive, info)):
            marks = _marks(unpacking.pieces(archive, info))
        return Markup(from_1904, marks)


def _linked(attributes: dict[str, str]) -> str | None:
    """The link of a sheet, whatever prefix its namespace has."""
    return next((one for key, one in attributes.items() if key.endswith(":id")), None)


def _elements(pieces: Iterator[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a document as they open, without the prefixes of their tags."""
    seen: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()

    def opens(tag: str, attributes: dict[str, str]) -> None:
        seen.append((tag.rpartition(":")[2], attributes))

    parser.StartElementHandler = opens
    for piece in pieces:
        parser.Parse(piece, False)
        yield from seen
        seen.clear()
    parser.Parse(b"", True)


def _tells(pieces: Iterator[bytes]) -> bool:
    before = b""
    for piece in pieces:
        if TELLING.search(before + piece):
            return True
        before = piece[-OVERLAP:]
    return False


def _marks(pieces: Iterator[bytes]) -> Marks:
    found: set[tuple[int, int, int]] = set()
    row, column = -1, -1
    for tag, attributes in _elements(pieces):
        if tag == "row":
            row, column = int(attributes.get("r", row + 2)) - 1, -1
        elif tag == "c":
            row, column = _cell(attributes.get("r"), row, column)
            if attributes.get("t") == "e":
                found.add((row, column, ERROR))
        elif tag == "f":
            found.add((row, column, FORMULA))
            # The other cells of an array have values alone.
            if attributes.get("t") in {"array", "dataTable"}:
                found.update(_area(attributes.get("ref", "")))
            if len(found) > LARGEST_AREA * 4:
                raise zipfile.BadZipFile
    marks = Marks()
    for one, other, kind in sorted(found):
        marks.rows.append(one)
        marks.columns.append(other)
        marks.kinds.append(kind)
    return marks


def _cell(name: str | None, row: int, column: int) -> tuple[int, int]:
    """The place of a cell; one without a name follows the one before."""
    match = WHERE.fullmatch(name or "")
    if match is None:
        return row, column + 1
    letters, digits = match.groups()
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, number - 1


def _area(name: str) -> Iterator[tuple[int, int, int]]:
    first, _, last = name.partition(":")
    top, left = _cell(first, 0, -1)
    bottom, right = _cell(last or first, top, left - 1)
    if (bottom - top + 1) * (right - left + 1) > LARGEST_AREA:
        raise zipfile.BadZipFile
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield row, column, FORMULA

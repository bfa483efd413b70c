"""What a sheet's XML says that the values of its cells do not: formulas and errors.

A formula's stored value may be out of date, and an error has none. Rows and columns
count from 0, as in the sheet.
"""

import re
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Generator, Iterator
from contextlib import closing
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
LONGEST_TEXT = 8 << 20  # a cell holds 32,767 letters
WHERE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
COLUMN = re.compile(rb"<(?:[\w.-]+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]+)[0-9]")
ROW = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*([0-9]+)[\"']")
LARGEST_AREA = 2_000_000
# Some 30 columns down to the last row that Excel has, and a gigabyte once read.
LARGEST_SHEET = 32_000_000
DIGITS, LETTERS = 7, 3

Element = tuple[str, dict[str, str]]


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
    """What stands in a workbook's XML about itself and one of its sheets.

    `cells` is how many cells the sheet has from its first to its last, if only these
    two are filled: whoever reads the sheet holds all of them in memory.
    """

    from_1904: bool
    marks: Marks
    cells: int


def markup(path: Path, sheet: str) -> Markup:
    """What a workbook's XML says of a sheet; BadZipFile or ExpatError if damaged."""
    with zipfile.ZipFile(path) as archive:
        names = {one.filename.lower(): one for one in archive.infolist()}

        def elements(part: str) -> Iterator[Element]:
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
        tells, cells = _looked_through(unpacking.pieces(archive, info))
        if tells and cells <= LARGEST_SHEET:
            with closing(_elements(unpacking.pieces(archive, info))) as opening:
                marks, spanned = _marks(opening)
                cells = max(cells, spanned)
        return Markup(from_1904, marks, cells)


def _linked(attributes: dict[str, str]) -> str | None:
    """The link of a sheet, whatever prefix its namespace has."""
    return next((one for key, one in attributes.items() if key.endswith(":id")), None)


def _elements(pieces: Generator[bytes]) -> Generator[Element]:
    """The elements of a document as they open, without the prefixes of their tags."""
    seen: list[Element] = []
    parser = expat.ParserCreate()

    def opens(tag: str, attributes: dict[str, str]) -> None:
        seen.append((tag.rpartition(":")[2], attributes))

    parser.StartElementHandler = opens
    with closing(pieces):
        for piece in pieces:
            parser.Parse(piece, False)
            yield from seen
            seen.clear()
    parser.Parse(b"", True)


def _looked_through(pieces: Generator[bytes]) -> tuple[bool, int]:
    """Whether it must be parsed, for a formula, an error or a cell without a name, and
    how many cells the sheet spans, going by names.
    """
    tells, nameless, bottom = False, 0, 0
    columns = set[bytes]()
    for piece in _whole_tags(pieces):
        tells = tells or TELLING.search(piece) is not None
        found = COLUMN.findall(piece)
        nameless += len(CELL.findall(piece)) - len(found)
        columns.update(found)
        rows = set(ROW.findall(piece))
        if any(len(one.lstrip(b"0")) > DIGITS for one in rows):
            return tells, LARGEST_SHEET + 1
        bottom = max([bottom, *map(int, rows)])
    if any(len(one) > LETTERS for one in columns):
        return tells, LARGEST_SHEET + 1
    right = max((_number(one.decode().upper()) for one in columns), default=1)
    return tells or nameless > 0, bottom * right


def _whole_tags(pieces: Generator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before a tag."""
    rest = b""
    with closing(pieces):
        for piece in pieces:
            seen = rest + piece
            cut = seen.rfind(b"<")
            if len(seen) - cut > LONGEST_TEXT:
                raise zipfile.BadZipFile
            yield seen[:cut]
            rest = seen[cut:]
    yield rest


def _number(letters: str) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _marks(elements: Iterator[Element]) -> tuple[Marks, int]:
    """The marks of a sheet, and how many cells it spans."""
    bottom = right = 0
    cells: set[tuple[int, int, int]] = set()
    row, column = -1, -1
    for tag, attributes in elements:
        if tag == "row":
            row, column = int(attributes.get("r", row + 2)) - 1, -1
        elif tag == "c":
            row, column = _cell(attributes.get("r"), row, column)
            bottom, right = max(bottom, row + 1), max(right, column + 1)
            if attributes.get("t") == "e":
                cells.add((row, column, ERROR))
        elif tag == "f":
            cells.add((row, column, FORMULA))
            # The other cells of an array have values alone.
            if attributes.get("t") in {"array", "dataTable"}:
                cells.update(_area(attributes.get("ref", "")))
            if len(cells) > LARGEST_AREA * 4:
                raise zipfile.BadZipFile
    marks = Marks()
    for one, other, kind in sorted(cells):
        marks.rows.append(one)
        marks.columns.append(other)
        marks.kinds.append(kind)
    return marks, bottom * right


def _cell(name: str | None, row: int, column: int) -> tuple[int, int]:
    """The place of a cell; one without a name follows the one before."""
    match = WHERE.fullmatch(name or "")
    if match is None:
        return row, column + 1
    letters, digits = match.groups()
    return int(digits) - 1, _number(letters) - 1


def _area(name: str) -> Iterator[tuple[int, int, int]]:
    first, _, last = name.partition(":")
    top, left = _cell(first, 0, -1)
    bottom, right = _cell(last or first, top, left - 1)
    if (bottom - top + 1) * (right - left + 1) > LARGEST_AREA:
        raise zipfile.BadZipFile
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield row, column, FORMULA

"""CSV in: read in blocks, so that a file larger than memory goes through.

A block of plain lines is split by Polars; a block with quotation marks, broken text or
the like is read record by record, so that each bad record is one fault and the others
go on.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from eligibility.screening import encodings
from eligibility.screening.batches import Batch, Table, named, no_faults, refused, swept
from eligibility.screening.faults import faults
from eligibility.texts import Text

BLOCK = 8 << 20
LONGEST_LINE = 64 << 20  # beyond it there are no lines: the file is something else
SPAN = 200  # lines of one record; beyond it, a quotation mark was never closed
SHOWN = 1000
SEPARATORS = (",", ";", "\t")

NOT_TEXT = Text(
    "这一行不是 {} 文字；请按原文件改正。",
    "This row is not text in {}; mend it from the original.",
)
NUL = Text(
    "这一行有空字符（NUL）；请删去。", "This row holds a NUL character; delete it."
)
UNCLOSED = Text(
    "引号没有配对，或者放错了地方。",
    "A quotation mark is not matched by another, or stands in the wrong place.",
)
UNREADABLE = Text("这一行读不了。", "This row cannot be read.")


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file is written."""

    name: str
    encoding: str
    separator: str
    old_ends: bool
    width: int


@dataclass(slots=True)
class _Part:
    """Records as they are read: their fields and numbers, and those at fault."""

    fields: list[list[str]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    faults: list[tuple[int, str | None, str | None, Text]] = field(default_factory=list)


def opened(path: Path, name: str) -> Table:
    """The table in a CSV file; TableError where it is none."""
    encoding, start, old_ends = encodings.found(path, name)
    notes: tuple[Text, ...] = ()
    if encoding != encodings.UTF_8:
        notes = (
            Text(
                f"{name} 不是 UTF-8，按 GB18030（GBK）读",
                f"{name} is not in UTF-8; read as GB18030 (GBK)",
            ),
        )
    form = _Form(name, encoding, ",", old_ends, 0)
    record, size = _first(path, start, form)
    text = _decoded(record, form)
    if text is None or "\0" in text:
        raise refused(name, Text("读不了表头", "the headings cannot be read"))
    form = replace(form, separator=_separator(text))
    read = _record([record], 0, form, last=True)
    if not isinstance(read[0], list):
        raise refused(
            name, Text("表头的引号没有配对", "a quotation mark in the headings is open")
        )
    raw = tuple(read[0])
    headings = named(name, raw)
    form = replace(form, width=len(headings))

    def batches(most: int) -> Iterator[Batch]:
        parts = _cut(_parts(path, start + size, form, headings), most)
        return swept(parts, raw)

    return Table(name, headings, None, path.stat().st_size, batches, notes=notes)


def _blocks(path: Path, start: int, form: _Form) -> Iterator[tuple[bytes, bool]]:
    """Whole lines, and whether they are the last; none follows a block that is."""
    rest = b""
    with path.open("rb") as file:
        file.seek(start)
        block = file.read(BLOCK)
        while block:
            if form.old_ends:
                block = block.replace(b"\r", b"\n")
            following = file.read(BLOCK)
            whole = rest + block
            cut = whole.rfind(b"\n") + 1 if following else len(whole)
            rest = whole[cut:]
            if len(rest) > LONGEST_LINE:
                raise refused(form.name, Text("不是一行行的文字", "no lines of text"))
            if cut:
                yield whole[:cut], not following
            block = following


def _first(path: Path, start: int, form: _Form) -> tuple[bytes, int]:
    """The record of the headings, and where it ends: the first that is not empty."""
    size = 0
    for block, last in _blocks(path, start, form):
        lines = _lines(block)
        at = 0
        while at < len(lines) and not lines[at].strip():
            at += 1
        if at == len(lines):
            size += len(block)
            continue
        _, after = _record(lines, at, form, last=last)
        end = max(after, at + 1)
        return b"".join(lines[at:end]), size + sum(map(len, lines[:end]))
    raise refused(form.name, Text("文件是空的", "the file is empty"))


def _separator(text: str) -> str:
    """The separator that stands most often outside quotation marks."""
    bare = "".join(text.split('"')[::2])
    return max(SEPARATORS, key=bare.count)


def _lines(block: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in block.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _decoded(data: bytes, form: _Form) -> str | None:
    try:
        return data.decode(form.encoding)
    except UnicodeDecodeError:
        return None


def _parts(
    path: Path, start: int, form: _Form, headings: tuple[str, ...]
) -> Iterator[Batch]:
    row, rest = 1, b""
    for block, last in _blocks(path, start, form):
        whole = rest + block
        text = _plain(whole, form)
        if text is not None:
            part, count, rest = _split(text, row, form, headings), text.count("\n"), b""
            count += not text.endswith("\n")
        else:
            read, count, rest = _by_record(whole, row, form, last=last)
            part = _framed(read, headings)
        row += count
        yield part
    if row == 1:
        yield _framed(_Part(), headings)


def _plain(block: bytes, form: _Form) -> str | None:
    """The text of a block in which every line is a record; None if it may not be so."""
    if b'"' in block or b"\0" in block:
        return None
    block = block.replace(b"\r\n", b"\n")
    return None if b"\r" in block else _decoded(block, form)


def _split(text: str, first: int, form: _Form, headings: tuple[str, ...]) -> Batch:
    """The batch of plain lines."""
    # There is no NUL in it, so that each line is one cell to Polars.
    table = pl.read_csv(
        text.encode(),
        has_header=False,
        separator="\0",
        quote_char=None,
        schema={"line": pl.String()},
    ).with_row_index("row", first)
    table = table.with_columns(
        pl.col("row").cast(pl.UInt64),
        pl.col("line").fill_null(""),
        pl.col("line")
        .fill_null("")
        .str.count_matches(form.separator, literal=True)
        .alias("seen"),
    )
    ragged = pl.col("seen") != form.width - 1
    blank = pl.col("line").str.strip_chars() == ""
    wrong = table.filter(ragged & ~blank)
    found = [
        (row, None, line[:SHOWN], _ragged(seen + 1, form))
        for row, line, seen in wrong.iter_rows()
    ]
    right = table.filter(~ragged | blank)
    lines = right.get_column("line")
    frame = lines.str.split_exact(form.separator, form.width - 1).struct.unnest()
    frame.columns = list(headings)
    return Batch(frame, right.get_column("row"), faults(found), no_faults())


def _by_record(
    block: bytes, first: int, form: _Form, *, last: bool
) -> tuple[_Part, int, bytes]:
    """The records of a block, how many, and what belongs to the next block."""
    lines, part = _lines(block), _Part()
    at, row = 0, first
    while at < len(lines):
        read, after = _record(lines, at, form, last=last)
        if read is None:
            break
        if isinstance(read, Text):
            shown = b"".join(lines[at:after]).decode(form.encoding, "replace")
            part.faults.append((row, None, shown.rstrip("\r\n")[:SHOWN], read))
        else:
            part.fields.append(read)
            part.rows.append(row)
        at, row = after, row + 1
    return part, row - first, b"".join(lines[at:])


def _record(
    lines: list[bytes], at: int, form: _Form, *, last: bool
) -> tuple[list[str] | Text | None, int]:
    """The fields of the record from a line on, or its fault, and where the next begins.

    None says that it goes on in the next block.
    """
    after = at

    def taken() -> Iterator[str]:
        nonlocal after
        while after < len(lines) and after < at + SPAN:
            after += 1
            yield lines[after - 1].decode(form.encoding)

    try:
        read = next(csv.reader(taken(), delimiter=form.separator, strict=True), [])
    except UnicodeDecodeError:
        name = "UTF-8" if form.encoding == encodings.UTF_8 else "GB18030"
        return Text(*(one.format(name) for one in NOT_TEXT)), after
    except csv.Error:
        if after == len(lines) and after < at + SPAN and not last:
            return None, at
        if after > at + 1:
            return UNCLOSED, at + 1
        return (UNCLOSED if b'"' in lines[at] else UNREADABLE), after
    if any(b"\0" in line for line in lines[at:after]):
        return NUL, after
    if form.width and not any(one.strip() for one in read):
        return [""] * form.width, after
    if form.width and len(read) != form.width:
        return _ragged(len(read), form), after
    return read, after


def _ragged(found: int, form: _Form) -> Text:
    return Text(
        f"这一行有 {found} 格，表头有 {form.width} 格；看看分隔符和引号。",
        f"This row has {found} cells where the headings have {form.width}; "
        "check separators and quotation marks.",
    )


def _framed(part: _Part, headings: tuple[str, ...]) -> Batch:
    columns = zip(*part.fields, strict=True) if part.fields else ([] for _ in headings)
    frame = pl.DataFrame(
        [
            pl.Series(heading, column, pl.String)
            for heading, column in zip(headings, columns, strict=True)
        ]
    )
    rows = pl.Series("row", part.rows, pl.UInt64)
    return Batch(frame, rows, faults(part.faults), no_faults())


def _cut(parts: Iterator[Batch], most: int) -> Iterator[Batch]:
    """Batches of at most so many rows; faults go
    with the rows that they stand among.
    """
    for part in parts:
        if part.frame.height <= most:
            yield part
            continue
        seen = 0
        for at in range(0, part.frame.height, most):
            rows = part.rows.slice(at, most)
            upto = int(rows[-1]) if at + most < part.frame.height else None
            found = part.faults.filter(pl.col("row") > seen)
            if upto is not None:
                found = found.filter(pl.col("row") <= upto)
                seen = upto
            yield Batch(part.frame.slice(at, most), rows, found, no_faults())

"""Workbooks unpacked within bounds, before anything that trusts them does.

A workbook is a ZIP of XML, and a small file can be made to unpack to more than fits in
memory. What the directory of the ZIP says is looked at first, then all of the XML is
unpacked piece by piece and counted, for a directory may lie.
"""

import zipfile
import zlib
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from eligibility.errors import TableError
from eligibility.screening.batches import refused
from eligibility.texts import Text

# A sheet of ten columns filled to the last row that Excel has takes some 400 MB.
LARGEST = 512 << 20
# Sheets shrink to a tenth or so, the most monotonous to a hundredth.
STEEPEST = 200
UNSUSPECTED = 50 << 20
PIECE = 1 << 20
XML = (".xml", ".rels", ".vml")
ZIP = b"PK"
OLD = b"\xd0\xcf\x11\xe0"
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
ENTITIES = Text(
    "工作簿里有 XML 实体声明，不读",
    "the workbook declares XML entities, which are not read",
)
WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def refuse_unsafe(path: Path, name: str) -> None:
    """Refuse a file that is no workbook, or one that would fill memory; TableError."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == OLD:
        raise refused(
            name,
            Text(
                "工作簿加了密码，或是旧的 .xls",
                "the workbook has a password, or is an old .xls",
            ),
            Text(
                "去掉密码，另存为 .xlsx。", "Take off the password; save it as .xlsx."
            ),
        )
    if not start.startswith(ZIP):
        raise refused(name, Text("这不是 Excel 工作簿", "this is no Excel workbook"))
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_large(archive, name)
            for info in _texts(archive):
                _refuse_declarations(archive, info, name)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        zlib.error,
        EOFError,
    ):
        raise damaged(name) from None


def pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Generator[bytes]:
    """One file of an archive, piece by piece; BadZipFile where its length is a lie."""
    told = info.file_size
    # Else reading would stop at the length told, whatever a reader that trusts the
    # data itself would find behind it.
    info.file_size = told + 1
    try:
        with archive.open(info) as stream:
            size = 0
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > told:
                    break
                yield piece
    finally:
        info.file_size = told
    if size != told:
        raise zipfile.BadZipFile


def damaged(name: str) -> TableError:
    """The error for a workbook that cannot be read."""
    return refused(
        name,
        Text("工作簿已损坏", "the workbook is damaged"),
        Text(
            "用 Excel 或 WPS 打开，另存为 .xlsx。",
            "Open it in Excel, and save it anew.",
        ),
    )


def _texts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [one for one in archive.infolist() if one.filename.lower().endswith(XML)]


def _refuse_large(archive: zipfile.ZipFile, name: str) -> None:
    infos = archive.infolist()
    if len({one.filename.lower() for one in infos}) < len(infos):
        raise zipfile.BadZipFile
    texts = _texts(archive)
    unpacked = sum(one.file_size for one in texts)
    packed = sum(one.compress_size for one in texts)
    steep = unpacked > UNSUSPECTED and unpacked > STEEPEST * packed
    if unpacked > LARGEST or steep:
        most = LARGEST >> 20
        raise refused(
            name,
            Text(
                f"工作簿解开后太大（最多 {most} MB）",
                f"the workbook unpacks to too much (at most {most} MB is read)",
            ),
            Text(
                "另存为 CSV 或 Parquet，或分成几个文件。",
                "Save it as CSV or Parquet, or split it into several.",
            ),
        )


def _refuse_declarations(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str
) -> None:
    """Refuse entities, and encodings in which they would not be seen."""
    before = b""
    with closing(pieces(archive, info)) as unpacked:
        for piece in unpacked:
            if not before and piece.startswith(WIDE):
                raise damaged(name)
            seen = before + piece
            if any(one in seen for one in DECLARATIONS):
                raise refused(name, ENTITIES)
            before = seen[-len(DECLARATIONS[0]) :]

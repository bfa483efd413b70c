"""Which encoding a text file is in: UTF-8, or else GB18030, which includes GBK."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from itertools import islice
from pathlib import Path

from eligibility.screening.batches import refused
from eligibility.texts import Text

UTF_8 = "utf-8"
GB18030 = "gb18030"
BLOCK = 8 << 20
HEAD = 64 << 10
JUDGED = 100_000  # lines that decide between the two
OTHERS = {
    b"PK\x03\x04": Text(
        "这是一个 Excel 工作簿或压缩包", "this is a workbook or an archive"
    ),
    b"PAR1": Text("这是一个 Parquet 文件", "this is a Parquet file"),
    b"\xd0\xcf\x11\xe0": Text(
        "这是一个旧的 .xls 工作簿", "this is an old .xls workbook"
    ),
}


def found(path: Path, name: str) -> tuple[str, int, bool]:
    """The encoding of a file, where its text starts, and whether lines end in CR alone.

    Raises TableError where the file is no such text at all.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    for mark, what in OTHERS.items():
        if head.startswith(mark):
            hint = Text("请改正文件名的结尾。", "Correct the ending of its name.")
            raise refused(name, what, hint)
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise refused(
            name,
            Text("文件是 UTF-16 编码", "the file is in UTF-16"),
            Text(
                "请另存为“CSV UTF-8（逗号分隔）”。",
                'Save it as "CSV UTF-8 (comma delimited)".',
            ),
        )
    old_ends = b"\r" in head[:-1] and b"\n" not in head
    if head.startswith(BOM_UTF8):
        return UTF_8, len(BOM_UTF8), old_ends
    return UTF_8 if _whole(path) else _likelier(path), 0, old_ends


def _whole(path: Path) -> bool:
    """Whether all of a file is UTF-8."""
    decoder = getincrementaldecoder(UTF_8)()
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _likelier(path: Path) -> str:
    """The encoding in which more of the lines that tell can be read."""
    seen = {UTF_8: 0, GB18030: 0}
    with path.open("rb") as file:
        telling = (line for line in file if not line.isascii())
        for line in islice(telling, JUDGED):
            for encoding in seen:
                try:
                    line.decode(encoding)
                except UnicodeDecodeError:
                    continue
                seen[encoding] += 1
    # Lines in UTF-8 often are GB18030 by chance, the other way round hardly ever.
    return UTF_8 if 2 * seen[UTF_8] >= max(seen.values()) else GB18030

"""The encoding of a text is told by its lines, not by its first one."""

from pathlib import Path

import pytest

from eligibility.screening.encodings import GB18030, UTF_8, found


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"sex\nmale\n", UTF_8),
        ("性别\n男\n".encode(), UTF_8),
        ("性别\n男\n".encode("gb18030"), GB18030),
        (b"sex\n" * 99_999 + "男\n".encode("gb18030"), GB18030),
        ("性别\n男\n女\n".encode() + b"\xff\n", UTF_8),
        ("性别\n男\n女\n".encode() + "男\n".encode("gbk"), UTF_8),
        ("性别\n男\n女\n".encode("gbk") + b"\xff\n", GB18030),
        (b"sex\n\xff\n", UTF_8),
        ("𠮷\n男\n".encode("gb18030"), GB18030),
    ],
)
def test_most_lines_decide(tmp_path: Path, data: bytes, encoding: str) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(data)
    assert found(file, "people.csv") == (encoding, 0, False)


def test_a_mark_at_the_start_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(b"\xef\xbb\xbfsex\r1\r")
    assert found(file, "people.csv") == (UTF_8, 3, True)

"""Lines are broken by cells, where people would break them."""

from pathlib import Path

from wcwidth import wcswidth

from eligibility.sentences.wrapping import cells, wrapped


def test_widths_are_those_of_a_terminal(checkout: Path) -> None:
    for file in (checkout / "rules").rglob("*.yaml"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert cells(line) == wcswidth(line)


def test_no_line_begins_with_a_comma() -> None:
    text = (
        "在广东工作，满 16 岁；还没到退休的日子（出生日期 1999-05-01），自己交社保。"
        * 5
    )
    for width in range(24, 60):
        for line in wrapped(text, width):
            assert line[0] not in "，；。）"
            assert line[-1] != "（"

"""Text broken into lines by the cells it takes: on a terminal, and in a picture.

Rich breaks Chinese between any two characters; here dates, amounts and document
numbers stay whole, no line begins with a comma or ends with an opening bracket, and
nothing is cut: what is wider than a line goes on in the next.
"""

import re
from collections.abc import Iterator
from unicodedata import category

from rich.cells import cell_len

_WHOLE = re.compile(
    r"""
    [\u4e00-\u9fff]{1,10}\u3014\d{4}\u3015\d+号   # a document number
    | （[^（）\s]{1,9}）
    | \[[^\[\]]{1,18}\]
    | 第\s?[\d一二三四五六七八九十百]+\s?[号条款项章点]
    | \d{4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?
    | \d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}   # a day in English
    | \d[\d,.]*\s?
      (?:元|个月|个工作日|工作日|小时|公里|天|岁|年|日|月|周|项|人|次|份|倍|%|yuan\b|months?\b|years?\b|days?\b|hours?\b)
    | [^\s\u2e80-\uffef\u2010-\u2027]+   # a word in Latin letters
    | \s+
    | .
    """,
    re.VERBOSE,
)
_CLOSING = frozenset({"Pe", "Pf", "Po"})
_OPENING = frozenset({"Ps", "Pi"})


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, each at most `width` cells wide; at least one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _filled(paragraph, max(2, width))
    return lines


def hung(lead: str, text: str, width: int, indent: int = 0) -> list[str]:
    """The lines of a text after a lead, further lines beneath its first word."""
    margin = indent + cells(lead)
    first, *rest = wrapped(text, width - margin)
    start = " " * indent + lead + first
    return [start.rstrip(), *(" " * margin + line for line in rest)]


def padded(text: str, width: int) -> str:
    """The text with blanks after it, up to a width in cells."""
    return text + " " * max(0, width - cells(text))


def _filled(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for atom in atoms(text.strip()):
        blank = atom.isspace()
        size = cells(atom)
        if used + size > width and not blank:
            if line.strip():
                yield line.rstrip()
            line, used = "", 0
            while cells(atom) > width:
                head = _head(atom, width)
                yield head
                atom = atom[len(head) :]  # noqa: PLW2901 - the rest of it goes on
            size = cells(atom)
        if not (blank and not line):
            line, used = line + atom, used + size
    yield line.rstrip()


def _head(text: str, width: int) -> str:
    end = 1
    while end < len(text) and cells(text[: end + 1]) <= width:
        end += 1
    return text[:end]


def atoms(text: str) -> Iterator[str]:
    """Stretches between which a line may end: punctuation stays with its word."""
    held = ""
    for match in _WHOLE.finditer(text):
        piece = match.group()
        joined = (
            held
            and not held[-1].isspace()
            and (category(piece[0]) in _CLOSING or category(held[-1]) in _OPENING)
        )
        if held and not joined:
            yield held
            held = ""
        held += piece
    if held:
        yield held

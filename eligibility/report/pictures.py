"""SVG drawn by cells: what pictures share.

Nothing knows here in which font a picture will be seen, so a cell is taken wider than
it mostly is, and text broken by cells stays within its picture. Lengths are in pixels,
rounded to tenths.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from eligibility.report.looks import FONTS, INK, LINE
from eligibility.sentences.wrapping import cells

WIDTH = 300
"""As wide as the narrowest phone shows; two stand side by side on paper."""
SIZE, SMALL = 13, 11.5
LEADING, TIGHT = 18, 15.5
EM_PER_CELL = 0.56


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG picture, its height, and what it shows in words."""

    svg: str
    height: float
    words: str


def room(width: float, size: float) -> int:
    """How many cells of text a width holds."""
    return int(width / (size * EM_PER_CELL))


def extent(text: str, size: float) -> float:
    """How wide a text is at most."""
    return cells(text) * size * EM_PER_CELL


def text(  # noqa: PLR0913 - a line of text has as many sides
    x: float,
    y: float,
    words: str,
    *,
    size: float = SIZE,
    ink: str = INK,
    bold: int = 0,
    bold_ink: str = INK,
) -> str:
    """One line of text, the first `bold` letters of it bold; `y` is its base line."""
    head, rest = escape(words[:bold]), escape(words[bold:])
    if head:
        head = f'<tspan font-weight="700" fill="{bold_ink}">{head}</tspan>'
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{ink}">'
        f"{head}{rest}</text>"
    )


def line(
    points: Sequence[float], *, ink: str = LINE, width: float = 1.2, dash: str = ""
) -> str:
    """A line through points, their coordinates one after another."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    path = " ".join(
        f"{_n(points[at])},{_n(points[at + 1])}" for at in range(0, len(points), 2)
    )
    return (
        f'<polyline points="{path}" fill="none" stroke="{ink}" '
        f'stroke-width="{_n(width)}"{dashes}/>'
    )


def box(x: float, y: float, size: tuple[float, float], *, fill: str, ink: str) -> str:
    """A filled and bordered box of a width and a height."""
    width, height = size
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" '
        f'fill="{fill}" stroke="{ink}"/>'
    )


def disc(x: float, y: float, radius: float, *, fill: str, ink: str) -> str:
    """A filled circle."""
    return (
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" '
        f'stroke="{ink}" stroke-width="1.2"/>'
    )


def item(marks: Iterable[str], words: str) -> str:
    """What is drawn for one thing, with the words for those who do not see it."""
    return f'<g role="listitem" aria-label={quoteattr(words)}>{"".join(marks)}</g>'


def picture(items: Iterable[str], height: float, words: Sequence[str]) -> Picture:
    """A picture of a list; the first of the words is its name."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(height)}" '
        f'width="{WIDTH}" height="{_n(height)}" role="list" '
        f'aria-label={quoteattr(words[0])} font-family="{FONTS}">'
        f"{''.join(items)}</svg>"
    )
    return Picture(svg, height, "\n".join(words))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

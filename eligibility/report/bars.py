"""How many rows have each outcome, measure by measure, as a picture of bars.

Outcomes are told apart by the shape of their part of a bar, and by the figures beneath;
no colour is needed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eligibility.assessment import Status
from eligibility.report.horizon import BAR, bar
from eligibility.report.looks import MUTED
from eligibility.report.pictures import (
    SMALL,
    TIGHT,
    WIDTH,
    Picture,
    item,
    picture,
    room,
    text,
)
from eligibility.sentences.wrapping import cells, wrapped
from eligibility.telling.wording import Wording
from eligibility.texts import Text

GAP = 10
EDGE = 1
OUTCOMES = {
    Status.ELIGIBLE: Text("可办", "Eligible"),
    Status.UNDETERMINED: Text("待补充", "Undetermined"),
    Status.INELIGIBLE: Text("不符合", "Ineligible"),
    Status.NOT_IN_FORCE: Text("未实行", "Not in force"),
    Status.INFORMATIONAL: Text("供参考", "Informs"),
}
"""Each outcome as counts are headed, in the order of a bar's parts."""


@dataclass(frozen=True, slots=True)
class _Row:
    title: tuple[str, ...]
    counts: Mapping[Status, int]
    figures: tuple[str, ...]

    @property
    def height(self) -> float:
        return (len(self.title) + len(self.figures)) * TIGHT + 3 + BAR + GAP

    @property
    def spoken(self) -> str:
        return " ".join([*self.title, *self.figures])


def bars(
    counts: Sequence[tuple[str, Mapping[Status, int]]], words: Wording
) -> tuple[Picture, ...]:
    """A picture for each title, of one bar as wide as it, all its rows together."""
    return tuple(_drawn(_row(title, of, words)) for title, of in counts)


def _row(title: str, counts: Mapping[Status, int], words: Wording) -> _Row:
    wide = room(WIDTH, SMALL)
    told = (
        f"{words.of(text)} {counts[status]:,}"
        for status, text in OUTCOMES.items()
        if counts[status]
    )
    return _Row(tuple(wrapped(title, wide)), counts, tuple(_lines(told, wide)))


def _lines(figures: Iterable[str], wide: int) -> Iterator[str]:
    """Figures in lines, none of them broken."""
    line = ""
    for figure in figures:
        longer = f"{line} · {figure}" if line else figure
        if line and cells(longer) > wide:
            yield line
            longer = figure
        line = longer
    if line:
        yield line


def _drawn(row: _Row) -> Picture:
    told = item(_marks(row), row.spoken)
    return picture([told], row.height, [" ".join(row.title), row.spoken])


def _marks(row: _Row) -> Iterator[str]:
    y = SMALL
    for line in row.title:
        yield text(0, y, line, size=SMALL, bold=len(line))
        y += TIGHT
    y += 3 - SMALL
    whole, left = sum(row.counts.values()), float(EDGE)
    for status in OUTCOMES:
        width = (WIDTH - 2 * EDGE) * row.counts[status] / whole if whole else 0
        if width:
            yield from bar(status, left, width, y)
        left += width
    y += BAR + SMALL + 2
    for line in row.figures:
        yield text(0, y, line, size=SMALL, ink=MUTED)
        y += TIGHT

"""How many rows have each outcome, measure by measure, as a picture of bars.

Outcomes are told apart by the shape of their part of a bar, and by the figures beneath;
no colour is needed.
"""

from collections.abc import Iterator, Mapping, Sequence
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
from eligibility.telling.wording import Wording
from eligibility.texts import Text
from eligibility.wrapping import wrapped

GAP = 10
EDGE = 1
HIGHEST = 240
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
    """A bar for each title, all rows as wide as the picture, in slices that each fit a
    page.
    """
    slices: list[list[_Row]] = [[]]
    for title, of in counts:
        row = _row(title, of, words)
        if sum(one.height for one in slices[-1]) + row.height > HIGHEST:
            slices.append([])
        slices[-1].append(row)
    return tuple(_slice(rows, words) for rows in slices if rows)


def figures(counts: Mapping[Status, int], words: Wording) -> str:
    """The counts of one measure in words; those that no row has are left out."""
    told = [
        f"{words.of(text)} {counts[status]:,}"
        for status, text in OUTCOMES.items()
        if counts[status]
    ]
    return " · ".join(told)


def _row(title: str, counts: Mapping[Status, int], words: Wording) -> _Row:
    wide = room(WIDTH, SMALL)
    told = figures(counts, words)
    return _Row(tuple(wrapped(title, wide)), counts, tuple(wrapped(told, wide)))


def _slice(rows: Sequence[_Row], words: Wording) -> Picture:
    marks: list[str] = []
    top = 0.0
    for row in rows:
        marks.append(item(_marks(row, top), row.spoken))
        top += row.height
    name = words.say("每项措施的结论", "Outcomes by measure")
    return picture(marks, top, [name, *(row.spoken for row in rows)])


def _marks(row: _Row, top: float) -> Iterator[str]:
    y = top + SMALL
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

"""The outcomes of all measures over the days to come, as a picture.

A row has a title, a bar, and the days in words where the bar is more than one span. An
outcome is told by its word and by the shape of its bar, so that it needs no colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from eligibility.assessment import Status
from eligibility.inquiries.windows import Window
from eligibility.report.looks import BY_STATUS, INK, LINE, MUTED, PAPER
from eligibility.report.pictures import (
    SIZE,
    SMALL,
    TIGHT,
    WIDTH,
    Picture,
    box,
    extent,
    item,
    line,
    picture,
    room,
    text,
)
from eligibility.sentences.wrapping import wrapped
from eligibility.telling.steps import OUTCOMES, outcome
from eligibility.telling.wording import Wording

BAR = 17
AXIS = 16
GAP = 9
EDGE = 1
HIGHEST = 200
APART = 46
"""How far the dates of the axis stand apart, at least."""
SHORT = 2
"""Up to so many years, the axis names months."""


@dataclass(frozen=True, slots=True)
class _Row:
    title: tuple[str, ...]
    windows: tuple[Window, ...]
    notes: tuple[str, ...]

    @property
    def height(self) -> float:
        return (len(self.title) + len(self.notes)) * TIGHT + 3 + BAR + GAP

    @property
    def spoken(self) -> str:
        return " ".join([*self.title, *self.notes])


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days that a picture shows, both included."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day begins."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return EDGE + (WIDTH - 2 * EDGE) * min(1.0, share)

    def ticks(self) -> Iterator[tuple[date, str]]:
        """The days that the axis marks, with their names where there is room."""
        years = self.last.year - self.first.year
        months = (1, 4, 7, 10) if years <= SHORT else (1,)
        days = (
            date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in months
        )
        end = self.x(self.first)
        for day in days:
            if not self.first < day <= self.last:
                continue
            name = f"{day:%Y-%m}" if years <= SHORT else f"{day:%Y}"
            fits = self.x(day) + extent(name, SMALL) <= WIDTH
            clear = self.x(day) - end >= APART
            end = self.x(day) if fits and clear else end
            yield day, name if fits and clear else ""


def horizon(
    measures: Sequence[tuple[str, tuple[Window, ...]]], days: Horizon, words: Wording
) -> tuple[Picture, ...]:
    """A row for each titled measure, in slices that each fit a page."""
    slices: list[list[_Row]] = [[]]
    for title, windows in measures:
        row = _row(title, windows, words)
        if sum(it.height for it in slices[-1]) + row.height > HIGHEST - AXIS:
            slices.append([])
        slices[-1].append(row)
    return tuple(_slice(rows, days, words) for rows in slices if rows)


def _row(title: str, windows: tuple[Window, ...], words: Wording) -> _Row:
    told = [outcome(window, words) for window in windows]
    notes = told if len(windows) > 1 else []
    return _Row(
        tuple(wrapped(title, room(WIDTH, SMALL))),
        windows,
        tuple(line for one in notes for line in wrapped(one, room(WIDTH, SMALL))),
    )


def _slice(rows: Sequence[_Row], days: Horizon, words: Wording) -> Picture:
    bottom = AXIS + sum(row.height for row in rows)
    marks = [*_axis(days)]
    top = float(AXIS)
    for row in rows:
        marks.append(item(_marks(row, days, top, words), _spoken(row, words)))
        top += row.height
    name = words.say("时间线", "Timeline")
    return picture(marks, bottom, [name, *(_spoken(row, words) for row in rows)])


def _spoken(row: _Row, words: Wording) -> str:
    told = (outcome(window, words) for window in row.windows)
    return "".join(row.title) + words.say("：", ": ") + words.joined(told, "；", "; ")


def _axis(days: Horizon) -> Iterator[str]:
    yield text(0, AXIS - 5, f"{days.first:%Y-%m}", size=SMALL, ink=MUTED)
    for day, name in days.ticks():
        x = days.x(day)
        yield line([x, AXIS - 4, x, AXIS])
        if name:
            yield text(x, AXIS - 5, name, size=SMALL, ink=MUTED)


def _marks(row: _Row, days: Horizon, top: float, words: Wording) -> Iterator[str]:
    y = top + SMALL
    for words_ in row.title:
        yield text(0, y, words_, size=SMALL, bold=len(words_))
        y += TIGHT
    y += 3 - SMALL
    for day, _ in days.ticks():
        yield line([days.x(day), y - 2, days.x(day), y + BAR + 2], width=0.8)
    for window in row.windows:
        start = days.x(max(window.start, days.first))
        end = days.x(days.last) if window.until is None else days.x(window.until)
        yield from bar(window.status, start, max(end - start, 1.5), y)
        name = words.of(OUTCOMES[window.status])
        if extent(name, SMALL) + 8 <= end - start:
            yield from _name(window.status, name, start + 4, y)
    y += BAR + SMALL + 1
    for note in row.notes:
        yield text(0, y, note, size=SMALL, ink=MUTED)
        y += TIGHT


def bar(status: Status, x: float, width: float, y: float) -> Iterator[str]:
    """Full and dark; striped; a thin line; dots:
    a shape for each way a measure stands.
    """
    tone = BY_STATUS[status]
    middle = y + BAR / 2
    match status:
        case Status.ELIGIBLE:
            yield box(x, y, (width, BAR), fill=tone.ink, ink=tone.ink)
        case Status.UNDETERMINED:
            yield box(x, y, (width, BAR), fill=tone.ground, ink=tone.ink)
            at = x + 4
            while at < x + width:
                yield line([at, y, at, y + BAR], ink=tone.ink, width=0.5)
                at += 4
        case Status.INELIGIBLE:
            yield line([x, middle, x + width, middle], ink=tone.ink, width=1.5)
        case Status.NOT_IN_FORCE | Status.INFORMATIONAL:
            yield line([x, middle, x + width, middle], ink=LINE, dash="1.5 3")


def _name(status: Status, name: str, x: float, y: float) -> Iterator[str]:
    """The word for an outcome, on its bar."""
    tone = BY_STATUS[status]
    wide = extent(name, SMALL)
    if status is Status.ELIGIBLE:
        yield text(x, y + SIZE, name, size=SMALL, ink=PAPER)
        return
    ground = tone.ground if status is Status.UNDETERMINED else PAPER
    yield box(x - 2, y + 1, (wide + 2, BAR - 2), fill=ground, ink=ground)
    yield text(x, y + SIZE, name, size=SMALL, ink=tone.ink or INK)

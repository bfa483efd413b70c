"""Draws how the cost of screening grows, as an SVG picture for docs/performance.md."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eligibility.report.looks import INK, LINE
from eligibility.report.pictures import disc, item, line, picture, text

LEFT, RIGHT, HEIGHT, GAP = 44.0, 292.0, 150.0, 56.0
SMALL = 10.5
OURS, STATUSES, COPY = "#1d4ed8", "#0f766e", "#9a3412"
Scale = Callable[[float], float]


@dataclass(frozen=True)
class Growth:
    """What a number of rows took: in seconds, all of it, the statuses alone, copying
    both tables; and in megabytes of memory.
    """

    rows: int
    seconds: float
    statuses: float
    copying: float
    memory: float


def drawn(grown: Sequence[Growth], by_measures: Sequence[tuple[int, float]]) -> str:
    """Seconds by rows, memory by rows, and time a row by measures."""
    rows = [one.rows for one in grown]
    curves = [
        ("all", OURS, [one.seconds for one in grown]),
        ("statuses", STATUSES, [one.statuses for one in grown]),
        ("copying", COPY, [one.copying for one in grown]),
    ]
    memory = [("memory", OURS, [one.memory for one in grown])]
    measures = [("all", OURS, [cost for _, cost in by_measures])]
    counts = [count for count, _ in by_measures]
    items = [
        *_panel(0, "Seconds by rows", rows, curves, decimal=True),
        *_panel(1, "Megabytes of memory by rows", rows, memory, decimal=False),
        *_panel(
            2,
            "Microseconds a row by measures",
            counts,
            measures,
            decimal=False,
        ),
    ]
    words = ["How the cost of screening grows"]
    return picture(items, 3 * (HEIGHT + GAP), words).svg + "\n"


def _panel(
    number: int,
    title: str,
    across: Sequence[float],
    curves: Sequence[tuple[str, str, Sequence[float]]],
    *,
    decimal: bool,
) -> Iterator[str]:
    """One picture; with `decimal` both of its axes rise tenfold a step, else neither of
    the upright ones.
    """
    top = number * (HEIGHT + GAP) + 30
    most = max(value for _, _, values in curves for value in values)
    least = min(value for _, _, values in curves for value in values)
    up = _up(least, most, top, decimal=decimal)
    right = _across(across, even=across[0] < 10)
    marks = [text(0, top - 14, title, size=13, bold=len(title))]
    named = [(name, ink) for name, ink, _ in curves if len(curves) > 1]
    for at, (name, ink) in enumerate(named):
        marks.append(text(136 + 50 * at, top - 14, name, size=SMALL, ink=ink))
    for tick in _ticks(least, most, decimal=decimal):
        marks.append(line([LEFT, up(tick), RIGHT, up(tick)], ink=LINE, width=0.6))
        marks.append(text(2, up(tick) + 4, f"{tick:g}", size=SMALL, ink=INK))
    for place in across:
        label = f"10^{round(math.log10(place))}" if across[0] >= 10 else f"{place:g}"
        marks.append(text(right(place) - 12, top + HEIGHT + 14, label, size=SMALL))
    for _, ink, values in curves:
        points = [
            one
            for place, value in zip(across, values, strict=True)
            for one in (right(place), up(value))
        ]
        marks.append(line(points, ink=ink, width=2))
        marks += [
            disc(points[at], points[at + 1], 2.5, fill=ink, ink=ink)
            for at in range(0, len(points), 2)
        ]
    told = "; ".join(
        f"{name}: "
        + ", ".join(
            f"{place:g} {value:.2f}"
            for place, value in zip(across, values, strict=True)
        )
        for name, _, values in curves
    )
    yield item(marks, f"{title}. {told}")


def _up(least: float, most: float, top: float, *, decimal: bool) -> Scale:
    if decimal:
        low, high = math.floor(math.log10(least)), math.ceil(math.log10(most))
        return lambda value: (
            top + HEIGHT * (1 - (math.log10(value) - low) / (high - low))
        )
    return lambda value: top + HEIGHT * (1 - value / (most * 1.1))


def _across(places: Sequence[float], *, even: bool) -> Scale:
    width = RIGHT - LEFT - 24
    if even:
        return lambda place: LEFT + 8 + width * place / places[-1]
    low, high = math.log10(places[0]), math.log10(places[-1])
    span = max(high - low, 1)
    return lambda place: LEFT + 8 + width * (math.log10(place) - low) / span


def _ticks(least: float, most: float, *, decimal: bool) -> list[float]:
    if decimal:
        low, high = math.floor(math.log10(least)), math.ceil(math.log10(most))
        return [10.0**power for power in range(low, high + 1)]
    step = 10.0 ** math.floor(math.log10(most))
    step = next(step * part for part in (0.2, 0.5, 1, 2) if most <= 6 * step * part)
    return [step * n for n in range(int(most * 1.1 / step) + 1)]

"""Sets of days within a span, as the bits of a whole number.

Connectives over days are then those of Python's integers, and a span of years costs
little more than a day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DaySet = int
"""Bit N is the day N days after the first of the span."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days that follow one another, `count` of them from `first` on."""

    first: date
    count: int

    @property
    def whole(self) -> DaySet:
        """All days of the span."""
        return (1 << self.count) - 1

    def day(self, number: int) -> date:
        """The day of a bit."""
        return self.first + timedelta(number)

    def between(self, start: date | None, end: date | None) -> DaySet:
        """The days of the span from one day to another, both included; None leaves a
        side open.
        """
        low = 0 if start is None else max(0, (start - self.first).days)
        high = (
            self.count if end is None else min(self.count, (end - self.first).days + 1)
        )
        return stretch(low, high)

    def turning(self, days: DaySet, met: Callable[[date], bool]) -> DaySet:
        """Of days that follow one another, those on which what becomes so, or ceases to
        be so, once at most, is so.
        """
        low = lowest(days)
        high = low + days.bit_count()
        at_first, at_last = met(self.day(low)), met(self.day(high - 1))
        if at_first == at_last:
            return days if at_first else 0
        before, after = low, high - 1  # the first as at first, the other as at last
        while after - before > 1:
            middle = (before + after) // 2
            if met(self.day(middle)) == at_first:
                before = middle
            else:
                after = middle
        return stretch(low, after) if at_first else stretch(after, high)


def stretch(low: int, high: int) -> DaySet:
    """The bits from `low` on and below `high`."""
    return (1 << high) - (1 << low) if high > low else 0


def lowest(days: DaySet) -> int:
    """The number of the first day of a set that is not empty."""
    return (days & -days).bit_length() - 1


def runs(days: DaySet) -> Iterator[tuple[int, int]]:
    """The stretches of a set: the number of the first day, and that after the last.

    >>> list(runs(0b1101110))
    [(1, 4), (5, 7)]
    """
    while days:
        low = lowest(days)
        high = low + lowest(~(days >> low))
        yield low, high
        days &= ~stretch(low, high)

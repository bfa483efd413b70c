"""The calendar: months, years, ages, and the ends of months.

Two rules settle every doubtful day, and they stand here alone:

- A period of N months from a day ends on the day of the same number N months on,
  or on the last day of a month too short for it (31 January + 1 month = 28 or 29
  February). Years are twelve months, so 29 February + 1 year = 28 February.
- An age is reached on the birthday; 29 February counts as 28 February in a common
  year, which is the first rule again.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

MONTHS_PER_YEAR = 12
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ISO_MONTH_OR_YEAR = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)


class Period(NamedTuple):
    """A length of time in whole months and days; months are counted first."""

    months: int = 0
    days: int = 0

    def plus(self, other: "Period") -> "Period":
        """Both lengths together."""
        return Period(self.months + other.months, self.days + other.days)

    def times(self, factor: int) -> "Period":
        """The length taken `factor` times; a negative factor turns it backward."""
        return Period(self.months * factor, self.days * factor)


@dataclass(frozen=True, slots=True)
class SomeDay:
    """Some day of a month; of a year where `month` is None.

    >>> str(SomeDay(2020, 6)), str(SomeDay(2020))
    ('2020-06', '2020')
    """

    year: int
    month: int | None = None

    @property
    def first(self) -> date:
        """The earliest day that may be meant."""
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The latest day that may be meant."""
        month = self.month or MONTHS_PER_YEAR
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """As a profile writes it."""
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02}"


def iso_span(word: str) -> SomeDay | None:
    """The month written `YYYY-MM`, or the year written `YYYY`; None where it is written
    otherwise or is none.

    >>> iso_span("2020-06"), iso_span("2020"), iso_span("2020-6"), iso_span("2020-13")
    (SomeDay(year=2020, month=6), SomeDay(year=2020, month=None), None, None)
    """
    match = ISO_MONTH_OR_YEAR.fullmatch(word)
    if match is None:
        return None
    year, month = int(match[1]), None if match[2] is None else int(match[2])
    if not year >= MINYEAR or not 1 <= (month or 1) <= MONTHS_PER_YEAR or month == 0:
        return None
    return SomeDay(year, month)


def iso_day(word: str) -> date | None:
    """The day written `YYYY-MM-DD`; None where it is written otherwise or is none.

    >>> iso_day("2021-07-27"), iso_day("2026-W01-1"), iso_day("2021-02-29")
    (datetime.date(2021, 7, 27), None, None)
    """
    if ISO_DAY.fullmatch(word) is None:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def day_after(start: date, period: Period) -> date:
    """The day on which `period`, counted from `start`, ends; the first or the last day
    of the calendar where it would lie beyond.

    >>> day_after(date(2020, 2, 29), Period(months=12))
    datetime.date(2021, 2, 28)
    """
    month = start.year * MONTHS_PER_YEAR + start.month - 1 + period.months
    year, month = divmod(month, MONTHS_PER_YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    last = calendar.monthrange(year, month + 1)[1]
    try:
        return date(year, month + 1, min(start.day, last)) + timedelta(period.days)
    except OverflowError:
        return date.min if period.days < 0 else date.max


def end_of(months: int, day: date) -> date:
    """The last day of the stretch in which a day lies, of so many months, by which a
    year is cut.

    >>> str(end_of(1, date(2024, 2, 3))), str(end_of(3, date(2024, 5, 31)))
    ('2024-02-29', '2024-06-30')
    >>> str(end_of(12, date(2024, 5, 31)))
    '2024-12-31'
    """
    month = (day.month - 1) // months * months + months
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def full_months(start: date, end: date) -> int:
    """How many full months lie between two days; negative if `end` comes first."""
    months = (end.year - start.year) * MONTHS_PER_YEAR + end.month - start.month
    return months if day_after(start, Period(months)) <= end else months - 1


def age(born: date, today: date) -> int:
    """Completed years on `today`; negative before the birth.

    >>> [age(date(2004, 2, 29), date(2020, 2, day)) for day in (28, 29)]
    [15, 16]
    """
    return full_months(born, today) // MONTHS_PER_YEAR

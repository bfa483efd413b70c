"""The last day on which somebody in a table can apply for what is open now."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from eligibility.inquiries.windows import windows
from eligibility.law.facts import Code
from eligibility.profiles import completed
from eligibility.rulebook import Rulebook

MOST_DATED = 10_000
"""For so many people the last day is worked out; it is found person by person."""


def told(codes: pl.DataFrame) -> Iterator[Mapping[str, Code]]:
    """What is known of each person in a table of codes."""
    for row in codes.iter_rows(named=True):
        yield {id_: code for id_, code in row.items() if code is not None}


def last_day(
    measure: str, codes: Mapping[str, Code], book: Rulebook, day: date, *, years: int
) -> date | None:
    """The last day of the window that is open to a person on a day; None where it goes
    on beyond the horizon.
    """
    profile, _ = completed(codes, book.plans(day), {})
    found = windows(profile, book, day, years=years, measures=[measure])
    return found[measure][0].until

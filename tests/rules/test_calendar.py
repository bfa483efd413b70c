"""The Guangdong rulebook holds on every day on which anything in it changes."""

from datetime import date, timedelta

import pytest

from eligibility import CallError, Rulebook, Status, assess

BOOK = Rulebook.load("guangdong")
LAST = date(2030, 1, 1)


def days() -> list[date]:
    """Each first day of a version or a value, and the day before."""
    starts = {
        version.start for one in BOOK.measures.values() for version in one.versions
    }
    starts |= {
        version.end
        for one in BOOK.measures.values()
        for version in one.versions
        if version.end
    }
    starts |= {
        table.start for one in BOOK.contents.parameters.values() for table in one.tables
    }
    first = BOOK.contents.first_day
    around = {day + timedelta(n) for day in starts for n in (-1, 0)}
    return sorted(day for day in around | {first, LAST} if first <= day <= LAST)


def test_every_measure_is_answered_in_every_city_on_every_such_day() -> None:
    cities = BOOK.facts["work_city"].values
    for day in days():
        for city in cities:
            found = assess({"work_city": city}, BOOK, on=day)
            assert [one.measure.id for one in found] == list(BOOK.measures)
            for one in found:
                open_ = one.status is Status.UNDETERMINED
                assert not open_ or one.missing or one.cautions


def test_before_the_rulebook_begins_there_is_no_answer() -> None:
    with pytest.raises(CallError, match="begins on"):
        assess({}, BOOK, on=BOOK.contents.first_day - timedelta(days=1))

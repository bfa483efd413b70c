"""The days on which a version is looked at: the first and the last of each stretch.

Thresholds move from day to day, so no two days are alike; what is written changes only
on some, and a comparison with the day asked only rises or falls between them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from eligibility.law.conditions import Condition, tests_in
from eligibility.law.contents import Contents, Version
from eligibility.law.terms import Comparison, facts_in, holds, parameters_in
from eligibility.periods import MONTHS_PER_YEAR, Period, day_after

HORIZON = 5
"""For how many years after the last change what goes on is looked at."""
DAY = timedelta(1)


def horizon(contents: Contents) -> date:
    """The last day that is looked at."""
    last = max(turning(contents))
    return min(contents.last_day, day_after(last, Period(HORIZON * MONTHS_PER_YEAR)))


def turning(contents: Contents) -> set[date]:
    """The days on which anything that is written begins, or has ended."""
    found = {contents.first_day}
    for parameter in contents.parameters.values():
        found |= {table.start for table in parameter.tables}
    for measure in contents.measures.values():
        for version in measure.versions:
            found.add(version.start)
            found |= {version.end + DAY} if version.end else set()
            for caution in version.cautions:
                found |= {caution.start} if caution.start else set()
                found |= {caution.end + DAY} if caution.end else set()
    return {day for day in found if contents.first_day <= day <= contents.last_day}


def stretches(days: Iterable[date], last: date) -> Iterator[tuple[date, date]]:
    """From each of some days to the day before the next."""
    starts = sorted(day for day in set(days) if day <= last)
    ends = [*(start - DAY for start in starts[1:]), last]
    yield from zip(starts, ends, strict=True)


def days_of(version: Version, contents: Contents) -> tuple[date, ...]:
    """The days on which a version is looked at."""
    first = max(version.start, contents.first_day)
    last = min(version.end or horizon(contents), horizon(contents))
    if last < first:
        return ()
    starts = {first}
    for test in _tests(version, contents):
        for id_ in parameters_in(test):
            starts |= {table.start for table in contents.parameters[id_].tables}
        if not facts_in(test) and not parameters_in(test):
            starts |= set(_flips(test, first, last))
    inside = {day for day in starts if first <= day <= last}
    found = [day for ends in stretches(inside, last) for day in ends]
    return tuple(dict.fromkeys(found))


def _tests(version: Version, contents: Contents) -> Iterator[Comparison]:
    conditions: list[Condition] = []
    if version.requirement is not None:
        conditions.append(version.requirement)
    conditions += [
        one.only_if for one in contents.facts.values() if one.only_if is not None
    ]
    conditions += [one.condition for one in contents.contradictions]
    for condition in conditions:
        for test in tests_in(condition):
            yield test.comparison


def _flips(test: Comparison, first: date, last: date) -> Iterator[date]:
    """The days from which a comparison of the day asked alone says otherwise."""
    before = holds(test, {}, first)
    for number in range(1, (last - first).days + 1):
        day = first + timedelta(number)
        now = holds(test, {}, day)
        if now is not before:
            yield day
        before = now


def days_between(old: Contents, new: Contents) -> list[tuple[date, date]]:
    """The days on which two rulebooks are held against each other: the first and the
    last of each stretch in which neither changes, each with itself.
    """
    both = (old, new)
    first = max(one.first_day for one in both)
    last = min(max(map(horizon, both)), *(one.last_day for one in both))
    turns = {first} | {day for one in both for day in turning(one) if day >= first}
    ends = [day for ends in stretches(turns, last) for day in ends]
    return [(day, day) for day in dict.fromkeys(ends)]

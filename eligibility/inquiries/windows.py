"""Windows: from when until when each outcome holds."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from eligibility.assessment import Status
from eligibility.binding.courses import Law
from eligibility.periods import MONTHS_PER_YEAR, Period, day_after
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Plans
from eligibility.readings.timeline import Timeline, Timelines, timelines
from eligibility.rulebook import Rulebook
from eligibility.sets.days import Span, runs

HORIZON = 5
"""For how many years, from the day asked, outcomes are worked out."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days, both ends included, on which an outcome stays the same; `until` None goes
    on beyond the horizon.
    """

    status: Status
    start: date
    until: date | None


def windows(
    profile: Profile,
    book: Rulebook,
    day: date,
    *,
    years: int = HORIZON,
    measures: Collection[str] | None = None,
) -> dict[str, tuple[Window, ...]]:
    """The windows of each measure for a person whose facts stay as they are.

    Together they cover the horizon, from the day asked to the same day `years` later,
    once. Each day has the status that assessing on that day gives.
    """
    laid_out = book.once(day, _laid_out(years))
    return {
        id_: tuple(_windows(laid_out.measures[id_], profile, laid_out.span))
        for id_ in book.measures
        if measures is None or id_ in measures
    }


def lasting(
    measure: str, profile: Profile, book: Rulebook, day: date, *, years: int = HORIZON
) -> date | None:
    """The last day on which a measure that is open today still holds for whoever
    applies today; None where it goes on beyond the horizon, or is not open.
    """
    laid_out = book.once(day, _laid_out(years))
    days = 0
    for version in laid_out.measures[measure]:
        days |= version.split(profile.codes, applied=True)[0]
    first = next(runs(days), (1, 1))
    open_now = first[0] == 0 and first[1] < laid_out.span.count
    return laid_out.span.day(first[1] - 1) if open_now else None


@cache
def law(years: int) -> Callable[[Plans], Law]:
    """What makes of a rulebook on a day the law of some years from it."""

    def make(plans: Plans) -> Law:
        first = plans.book.day
        last = day_after(first, Period(years * MONTHS_PER_YEAR))
        return Law(plans.book.contents, Span(first, (last - first).days + 1))

    return make


@cache
def _laid_out(years: int) -> Callable[[Plans], Timelines]:
    def make(plans: Plans) -> Timelines:
        return timelines(plans.once(law(years)), plans.book.contents.measures)

    return make


def _windows(
    versions: tuple[Timeline, ...], profile: Profile, span: Span
) -> Iterator[Window]:
    sets = dict.fromkeys(Status, 0)
    for timeline in versions:
        true, false = timeline.split(profile.codes)
        if timeline.splitters is not None:
            sets[Status.ELIGIBLE] |= true
            sets[Status.INELIGIBLE] |= false
            sets[Status.UNDETERMINED] |= timeline.days & ~(true | false)
        elif timeline.version.informs is not None:
            sets[Status.INFORMATIONAL] |= timeline.days
    judged = 0
    for days in sets.values():
        judged |= days
    sets[Status.NOT_IN_FORCE] = span.whole & ~judged
    stretches = sorted(
        (low, high, status) for status, days in sets.items() for low, high in runs(days)
    )
    for low, high, status in stretches:
        until = None if high == span.count else span.day(high - 1)
        yield Window(status, span.day(low), until)

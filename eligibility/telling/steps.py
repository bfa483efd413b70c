"""What a person can do, and when, in words: the advice on one measure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from eligibility.assessment import Status
from eligibility.inquiries.advice import Advice
from eligibility.inquiries.paths import Step
from eligibility.inquiries.windows import Window
from eligibility.law.contents import Measure
from eligibility.sentences.filling import sentence
from eligibility.telling.wording import Wording, held

OUTCOMES = {
    Status.ELIGIBLE: sentence("steps.outcome.eligible"),
    Status.INELIGIBLE: sentence("steps.outcome.ineligible"),
    Status.UNDETERMINED: sentence("steps.outcome.undetermined"),
    Status.NOT_IN_FORCE: sentence("steps.outcome.not_in_force"),
    Status.INFORMATIONAL: sentence("steps.outcome.informational"),
}
Steps = Iterator[tuple[str, str]]
INSTEAD = sentence("steps.instead")


def outcome(window: Window, words: Wording) -> str:
    """From when until when an outcome holds."""
    text, start, until = OUTCOMES[window.status], window.start, window.until
    if until is None:
        return words.sentence("steps.from", outcome=text, day=start)
    if until == start:
        return words.sentence("steps.on", outcome=text, day=start)
    return words.sentence("steps.between", outcome=text, first=start, last=until)


def until(advice: Advice, words: Wording) -> str:
    """The last day to apply, and how long it holds for whoever does; nothing where
    there is none, or nothing to apply for.
    """
    by, holds = advice.apply_by, advice.holds_until
    if by is None or held(advice.determination):
        return ""
    if holds == by:
        return words.sentence("steps.apply", day=by)
    if holds is None:
        return words.sentence("steps.apply.beyond", day=by)
    version = advice.determination.version
    gives = version.gives if version is not None else None
    if gives is None or gives.amount is None or gives.per == "once":
        return words.sentence("steps.apply.holds", day=by, last=holds)
    drawn = words.sentence("steps.apply.drawn", day=by, last=holds)
    limited = gives.months is not None
    return words.remarked(drawn, words.sentence("steps.used_up") if limited else "")


def opening(advice: Advice) -> Window | None:
    """The first window in which a measure that is not open now will be, by waiting
    alone.
    """
    determination = advice.determination
    if determination.status is Status.ELIGIBLE:
        return None
    later = (it for it in advice.windows if it.start > determination.day)
    return next((it for it in later if it.status is Status.ELIGIBLE), None)


def opens(advice: Advice) -> date | None:
    """The first day of that window."""
    window = opening(advice)
    return None if window is None else window.start


def days(advice: Advice, words: Wording) -> str:
    """How the outcome changes over time; nothing where it stays."""
    if len(advice.windows) < 2:
        return ""
    outcomes = (outcome(window, words) for window in advice.windows)
    return words.listed(outcomes, "joins.clauses")


def path(
    advice: Advice, measures: Mapping[str, Measure], words: Wording
) -> tuple[str, ...]:
    """The steps to take one after another, each with its first day."""
    return tuple(
        words.sentence(
            "steps.obtained", title=named(step, measures, words), day=step.day
        )
        for step in advice.path
    )


def named(step: Step, measures: Mapping[str, Measure], words: Wording) -> str:
    """What a step is, in words."""
    if step.measure is not None:
        return words.of(measures[step.measure].title)
    act = words.facts[step.act or ""].act
    return words.of(act.text if act is not None else None)


def instead(advice: Advice, words: Wording) -> Steps:
    """What else is open to the person that is of a like kind."""
    if advice.instead:
        yield words.of(INSTEAD), _titles(advice.instead, words)


def _titles(measures: Iterable[Measure], words: Wording) -> str:
    return words.listed(
        (words.of(measure.title) for measure in measures), "joins.names"
    )

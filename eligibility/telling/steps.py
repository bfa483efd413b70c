"""What a person can do, and when, in words: the advice on one measure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from eligibility.assessment import Status
from eligibility.inquiries.advice import Advice
from eligibility.inquiries.changes import Change
from eligibility.inquiries.windows import Window
from eligibility.law.contents import Measure
from eligibility.law.facts import Kind
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
TAKES = sentence("steps.takes")
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
    """The measures to obtain one after another, each with its first day."""
    return tuple(
        words.sentence(
            "steps.obtained", title=measures[step.measure].title, day=step.day
        )
        for step in advice.path
    )


def next_steps(
    advice: Advice,
    measures: Mapping[str, Measure],
    words: Wording,
    *,
    brief: int | None = None,
) -> Steps:
    """What would have to be otherwise, and what else is open; `brief` tells the first
    way only, and of it so many of the facts that must be so as well.
    """
    for change in advice.changes[: None if brief is None else 1]:
        yield words.of(TAKES), _change(advice, change, measures, words, brief=brief)
    yield from instead(advice, words)


def instead(advice: Advice, words: Wording) -> Steps:
    """What else of a like kind is open to the person."""
    if advice.instead:
        yield words.of(INSTEAD), _titles(advice.instead, words)


def _change(
    advice: Advice,
    change: Change,
    measures: Mapping[str, Measure],
    words: Wording,
    *,
    brief: int | None,
) -> str:
    """What to make otherwise; and what then, or still, has to be so."""
    codes = advice.determination.codes
    known = [id_ for id_ in change.values if id_ in codes]
    others = [id_ for id_ in change.values if id_ not in codes]
    clauses = [_otherwise(id_, change, words) for id_ in known]
    if others:
        few = others if brief is None else others[:brief]
        listed = words.listed((_so(id_, change, words) for id_ in few), "joins.things")
        if len(few) < len(others):
            listed = words.sentence("steps.several", facts=listed, count=len(others))
        clauses.append(
            words.sentence("steps.also" if known else "steps.if", facts=listed)
        )
    whole = words.listed(clauses, "joins.clauses")
    if not change.through:
        return whole
    first = _titles((measures[id_] for id_ in change.through), words)
    return words.remarked(whole, words.sentence("steps.through", titles=first))


def _otherwise(id_: str, change: Change, words: Wording) -> str:
    fact = words.facts[id_]
    value = words.value(fact, change.values[id_])
    moved = fact.kind.ordered and fact.kind is not Kind.DATE
    return words.sentence(
        "steps.moved" if moved else "steps.becomes", fact=fact.heading, value=value
    )


def _so(id_: str, change: Change, words: Wording) -> str:
    """A fact that must be so; of an amount or a day, one of those that will do."""
    fact = words.facts[id_]
    value = words.value(fact, change.values[id_])
    if fact.kind.ordered:
        return words.sentence("steps.such_as", fact=fact.heading, value=value)
    return words.labelled(words.of(fact.heading), value)


def _titles(measures: Iterable[Measure], words: Wording) -> str:
    return words.listed(
        (words.of(measure.title) for measure in measures), "joins.names"
    )

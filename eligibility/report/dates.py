"""The days to remember: what one does on them, and none on which only a rule turns.

A measure that is open has a last day to apply, perhaps days on which to claim again,
and a last day on which it holds for whoever has it, such as the day before a birthday
that ends it. One that opens by waiting has a first day, and a last day to apply of its
own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import count, islice

from eligibility.assessment import Assessment, Status
from eligibility.inquiries.advice import Advice
from eligibility.particulars.amounts import claim_months
from eligibility.periods import MONTHS_PER_YEAR, Period, day_after
from eligibility.readings.clauses import clauses
from eligibility.readings.evaluation import Codes, Program, Truths
from eligibility.telling import steps
from eligibility.telling.wording import held
from eligibility.texts import Text
from eligibility.truth import Truth


class Occasion(Enum):
    """Why a day matters."""

    APPLY_BY = Text("最晚这天申请", "Last day to apply")
    CLAIM = Text("可以申请上一段的钱", "Claim for the time just past")
    OPENS = Text("从这天起可能可以办", "Likely open from this day")
    ENDS = Text("符合到这天为止", "Last day on which it holds for you")


@dataclass(frozen=True, slots=True)
class Event:
    """A day to remember for one measure."""

    day: date
    occasion: Occasion
    measure: str


def events(assessment: Assessment, advice: Mapping[str, Advice]) -> tuple[Event, ...]:
    """All days to remember, the earliest first, each once."""
    found = {event for one in advice.values() for event in _events(assessment, one)}
    order = {id_: at for at, id_ in enumerate(advice)}
    return tuple(
        sorted(found, key=lambda it: (it.day, order.get(it.measure, len(order))))
    )


def ended_by(event: Event, assessment: Assessment, advice: Advice) -> tuple[Text, ...]:
    """The conditions that hold on a day and not on the day after, so that a measure
    ends for whoever has it: in the rule's words, without what was answered.
    """
    codes = advice.determination.codes
    now, then = (
        _condition(event.measure, day, assessment)
        for day in (event.day, _next(event.day))
    )
    if now is None or then is None:
        return ()
    held_now = {
        plan.label.id
        for plan, truth in zip(now.plans, _applied(now, codes), strict=True)
        if plan.label is not None and truth is Truth.TRUE
    }
    facts = assessment.book.facts
    return tuple(
        clause.plan.label.text
        for clause in clauses(then.root, _applied(then, codes), codes, facts)
        if clause.plan.label is not None and clause.plan.label.text is not None
        if clause.plan.label.id in held_now
    )


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _condition(measure: str, day: date, assessment: Assessment) -> Program | None:
    """What a measure requires on a day, if the rulebook answers for that day."""
    book = assessment.book
    if day > book.contents.last_day:
        return None
    return book.plans(day).measures[measure].condition


def _applied(program: Program, codes: Codes) -> Truths:
    """The truths for somebody who has applied in time."""
    out = [Truth.UNKNOWN] * len(program.plans)
    for plan, instruction in zip(program.plans, program.instructions, strict=True):
        instruction(codes, out)
        if plan.label is not None and plan.label.deadline:
            out[plan.slot] = Truth.TRUE
    return out


def _events(assessment: Assessment, advice: Advice) -> Iterator[Event]:
    measure, today = advice.determination.measure.id, advice.determination.day
    if advice.determination.status is Status.ELIGIBLE:
        last, holds = advice.apply_by, advice.holds_until
        if last is not None and not held(advice.determination):
            yield Event(last, Occasion.APPLY_BY, measure)
        told = holds == last and not held(advice.determination)
        if holds is not None and not told and _ends(holds, assessment, advice):
            yield Event(holds, Occasion.ENDS, measure)
        for day in _claims(assessment, advice):
            yield Event(day, Occasion.CLAIM, measure)
        return
    opening = steps.opening(advice)
    if opening is not None and not held(advice.determination):
        yield Event(opening.start, Occasion.OPENS, measure)
        if opening.until is not None:
            yield Event(opening.until, Occasion.APPLY_BY, measure)
    for step in advice.path:
        if step.day > today and step.measure is not None:
            yield Event(step.day, Occasion.OPENS, step.measure)


def _claims(assessment: Assessment, advice: Advice) -> Iterator[date]:
    """The days from which one claims for the quarter, or other part of a year, just
    past, as long as it holds and is paid; none where it may go on for ever.
    """
    determination, book = advice.determination, assessment.book
    version, amount = determination.version, determination.amount
    gives = version.gives if version is not None else None
    if gives is None or advice.holds_until is None:
        return
    today, codes = determination.day, determination.codes
    each = claim_months(gives, book.contents, today, codes)
    if each is None or MONTHS_PER_YEAR % each:
        return
    paid = amount.months if amount is not None else None
    begun = today.replace(month=(today.month - 1) // each * each + 1, day=1)
    days = (day_after(begun, Period(number * each)) for number in count(1))
    for day in islice(days, None if paid is None else paid // each):
        yield day
        if day > advice.holds_until:
            return


def _ends(last: date, assessment: Assessment, advice: Advice) -> bool:
    """Whether it is known not to hold after a day, and not only uncertain."""
    then = _condition(advice.determination.measure.id, _next(last), assessment)
    if then is None:
        return False
    return _applied(then, advice.determination.codes)[then.root.slot] is Truth.FALSE

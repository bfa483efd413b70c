"""The days to remember: last days to apply, and days on which a measure opens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from eligibility.assessment import Status
from eligibility.inquiries.advice import Advice
from eligibility.telling.wording import held
from eligibility.texts import Text


class Occasion(Enum):
    """Why a day matters."""

    APPLY_BY = Text("最晚这天申请", "Last day to apply")
    OPENS = Text("从这天起可能可以办", "Likely open from this day")


@dataclass(frozen=True, slots=True)
class Event:
    """A day to remember for one measure."""

    day: date
    occasion: Occasion
    measure: str


def events(advice: Mapping[str, Advice]) -> tuple[Event, ...]:
    """All days to remember, the earliest first, each once.

    What is done already has no last day; what is open already needs no first.
    """
    found = {event for one in advice.values() for event in _events(one)}
    order = {id_: at for at, id_ in enumerate(advice)}
    return tuple(
        sorted(found, key=lambda it: (it.day, order.get(it.measure, len(order))))
    )


def _events(advice: Advice) -> Iterator[Event]:
    measure, today = advice.determination.measure.id, advice.determination.day
    if held(advice.determination):
        return
    if advice.apply_by is not None:
        yield Event(advice.apply_by, Occasion.APPLY_BY, measure)
    for window in advice.windows:
        if window.status is Status.ELIGIBLE and window.start > today:
            yield Event(window.start, Occasion.OPENS, measure)
            if window.until is not None:
                yield Event(window.until, Occasion.APPLY_BY, measure)
    for step in advice.path:
        if step.day > today:
            yield Event(step.day, Occasion.OPENS, step.measure)

"""The plan in words: what to do next, when, where, and what it pays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eligibility.inquiries.advice import Planned
from eligibility.law.contents import Measure
from eligibility.telling.wording import Wording

HEADING, NONE, AGAIN, MORE = "plan.heading", "plan.none", "plan.again", "plan.more"
"""What stands above a plan, in its place, above it told again, and under a part."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A step in words, with its number; what there is nothing to say about is empty."""

    number: int
    text: str
    when: str
    where: str
    bring: str
    pays: str
    call: str
    notes: tuple[str, ...] = ()

    @property
    def details(self) -> tuple[str, ...]:
        """What is said beside the step itself, in the order to say it."""
        told = (self.when, *self.notes, self.pays, self.where, self.call)
        return tuple(map(_begun, filter(None, told)))


def plan_lines(
    plan: Sequence[Planned],
    today: date,
    measures: Mapping[str, Measure],
    words: Wording,
) -> tuple[PlanLine, ...]:
    """All steps of a plan, in words."""
    return tuple(
        PlanLine(
            number,
            words.of(step.text),
            words.listed(_when(step, today, words), "joins.clauses"),
            words.of(step.where).rstrip("。."),
            words.listed(map(words.of, step.bring), "joins.things"),
            words.amount(step.pays, measures[step.measure]) if step.measure else "",
            (step.contact.phone or "") if step.contact is not None else "",
            tuple(_notes(step, measures, words)),
        )
        for number, step in enumerate(plan, 1)
    )


def _begun(text: str) -> str:
    """The text as one that stands by itself."""
    return text[:1].upper() + text[1:]


def _notes(
    step: Planned, measures: Mapping[str, Measure], words: Wording
) -> Iterator[str]:
    """What ends with a step, and what it is instead of."""
    if step.ends:
        headings = (words.of(words.facts[fact].heading) for fact in step.ends)
        yield words.sentence("plan.ends", facts=words.listed(headings, "joins.names"))
    if step.rivals:
        titles = (words.of(measures[one].title) for one in step.rivals)
        named = words.listed(titles, "joins.names")
        yield words.sentence("plan.rivals", titles=named)


def _when(step: Planned, today: date, words: Wording) -> Iterator[str]:
    if step.start > today:
        yield words.sentence("plan.from", day=step.start)
    elif step.after:
        numbers = words.listed((str(one + 1) for one in step.after), "joins.names")
        several = len(step.after) > 1
        yield words.sentence(
            "plan.after.all" if several else "plan.after", numbers=numbers
        )
    elif not step.waits:
        yield words.sentence("plan.now")
    if step.by is not None:
        yield words.sentence("plan.by", day=step.by)

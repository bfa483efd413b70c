"""A measure on a day, laid out for questions; all that one run of proofs makes once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from eligibility.law.conditions import Bound, BoundLeaf
from eligibility.law.contents import Version
from eligibility.law.facts import Code
from eligibility.proving.days import days_of
from eligibility.proving.formulas import Formulas, Split, facts_under
from eligibility.proving.solving import Codes, Question
from eligibility.readings.classes import Classes, classes
from eligibility.readings.evaluation import MeasurePlan, Plans, Program
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

FEW = 12
"""So many classes of a fact are tried about somebody."""


class Stages:
    """The stages of a rulebook, each made when it is first asked for."""

    def __init__(self, book: Rulebook, *, timeout: float) -> None:
        self.book = book
        self.timeout = timeout
        self._days: dict[date, tuple[Plans, Formulas]] = {}
        self._made: dict[tuple[str, date], Stage] = {}

    def day(self, day: date) -> tuple[Plans, Formulas]:
        """The rulebook on a day, and its formulas."""
        if day not in self._days:
            plans = self.book.plans(day)
            self._days[day] = plans, Formulas(plans.book)
        return self._days[day]

    def on(self, measure: str, day: date) -> "Stage | None":
        """A measure on a day; None where there is nothing to judge."""
        plans, _ = self.day(day)
        if plans.measures[measure].condition is None:
            return None
        if (measure, day) not in self._made:
            self._made[measure, day] = Stage(self, measure, day)
        return self._made[measure, day]

    def of(self, measure: str, version: Version) -> "tuple[Stage, ...]":
        """A version on each day on which it is looked at."""
        found = (self.on(measure, day) for day in days_of(version, self.book.contents))
        return tuple(stage for stage in found if stage is not None)


@dataclass(frozen=True)
class Stage:
    """A measure on a day."""

    stages: Stages
    measure: str
    day: date

    @property
    def book(self) -> Rulebook:
        """The rulebook."""
        return self.stages.book

    @property
    def plans(self) -> Plans:
        """The rulebook on the day, laid out for evaluation."""
        return self.stages.day(self.day)[0]

    @property
    def formulas(self) -> Formulas:
        """The formulas of the day."""
        return self.stages.day(self.day)[1]

    @property
    def plan(self) -> MeasurePlan:
        """What is evaluated."""
        return self.plans.measures[self.measure]

    @property
    def program(self) -> Program:
        """Its condition, laid out."""
        program = self.plan.condition
        if program is None:
            raise AssertionError(self.measure)
        return program

    @property
    def condition(self) -> Bound:
        """What it requires."""
        return self.program.root.condition

    @property
    def split(self) -> Split:
        """For whom it is open, and for whom not."""
        return self.formulas.split(self.condition)

    @property
    def unsettled(self) -> Codes | None:
        """Somebody of whom all is known that applies, and whose outcome is open though
        no passage is unclear and no office judges.
        """
        formulas = Formulas(self.plans.book, closed=True)
        facts = facts_under(self.condition)
        question = Question(formulas, facts, timeout=self.stages.timeout)
        return question.somebody(formulas.split(self.condition).open)

    @cached_property
    def question(self) -> Question:
        """Questions about whoever it is judged of."""
        facts = facts_under(self.condition)
        return Question(self.formulas, facts, timeout=self.stages.timeout)

    @cached_property
    def _slots(self) -> Mapping[object, int]:
        return {key_of(plan.condition): plan.slot for plan in self.program.plans}

    def slot(self, node: Bound) -> int:
        """Where the truth of a node is written."""
        return self._slots[key_of(node)]

    @cached_property
    def _classes(self) -> Classes:
        book = self.plans.book
        conditions = [
            self.condition,
            *(book.applies[id_] for id_ in book.applies if id_ in self.question.facts),
            *(
                one
                for one in book.contradictions.values()
                if facts_under(one) <= set(self.question.facts)
            ),
        ]
        return classes(conditions, book)

    def near(self, codes: Codes) -> Iterator[Codes]:
        """Somebody, and those who differ from them in one fact, to some of its classes;
        whoever cannot be is left out.
        """
        around = {id_: of[0][0] for id_, of in self._classes.items() if of and of[0]}
        background = around | codes
        yield codes
        for id_, of in self._classes.items():
            step = -(-len(of) // FEW)
            for code in dict.fromkeys(one[0] for one in of[::step] if one):
                if codes.get(id_) != code:
                    yield from self._possible(background | {id_: code})

    def _possible(self, background: Mapping[str, Code]) -> Iterator[Codes]:
        """Of values for all facts those that apply, if they can be so together."""
        applies = self.plans.applies
        codes = {id_: one for id_, one in background.items() if id_ not in applies}
        waiting = [id_ for id_ in background if id_ in applies]
        while True:
            now = [id_ for id_ in waiting if applies[id_].truth(codes) is Truth.TRUE]
            if not now:
                break
            codes |= {id_: background[id_] for id_ in now}
            waiting = [id_ for id_ in waiting if id_ not in now]
        contradictions = self.plans.contradictions.values()
        if not any(one.truth(codes) is Truth.TRUE for one in contradictions):
            yield codes


def key_of(node: Bound) -> object:
    """What tells a node from others: leaves that say the same are one."""
    return node if isinstance(node, BoundLeaf) else id(node)

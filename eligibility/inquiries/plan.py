"""The plan: what a person does next, over all measures, in order.

It joins the paths of all measures. What two of them share is done once; what one step
would close, for good or for a while, comes before that step. Of measures of which only
one may be drawn, the one that pays most is planned; and nothing that other steps bring
about by then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import pairwise

from eligibility.inquiries.advice import Advice, Planned
from eligibility.inquiries.obtaining import Obtaining, obtaining
from eligibility.inquiries.paths import Step
from eligibility.inquiries.windows import HORIZON
from eligibility.law.applying import Application
from eligibility.law.contents import Exclusive
from eligibility.law.facts import says_something
from eligibility.particulars.amounts import Amount
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Codes
from eligibility.rulebook import Rulebook
from eligibility.texts import Text

WORTH = (
    "subsidy",
    "loan",
    "insurance",
    "training",
    "registration",
    "premises",
    "exemption",
    "rights",
    "service",
)
"""The kinds of measure, in the order in which a person wants to hear of them."""


def plan(
    advice: Mapping[str, Advice],
    profile: Profile,
    book: Rulebook,
    day: date,
    *,
    years: int = HORIZON,
) -> tuple[Planned, ...]:
    """All steps that lead to a measure which is to be applied for, in the order to do
    them; `advice` is that of the profile on the day.
    """
    sought = {id_: one for id_, one in advice.items() if _sought(one)}
    rivals = _rivals(sought, book.contents.exclusive)
    beaten = {id_ for others in rivals.values() for id_ in others}
    paths = {id_: one for id_, one in sought.items() if id_ not in beaten}
    ground = book.once(day, obtaining(years))
    planning = _Planning(paths, profile, ground)
    idle = planning.idle()
    if idle:
        paths = {id_: one for id_, one in paths.items() if id_ not in idle}
        planning = _Planning(paths, profile, ground)
    names = planning.names
    return tuple(
        replace(planning.planned(name, book), rivals=rivals.get(name, ()))
        for name in names
    )


def _sought(advice: Advice) -> bool:
    """Whether a path leads to something that one applies for."""
    if not advice.path:
        return False
    last = advice.path[-1]
    version = advice.determination.measure.on(last.day)
    how = version.application if version is not None else None
    return len(advice.path) > 1 or (how is not None and not how.automatic)


def _rivals(
    sought: Mapping[str, Advice], groups: Iterable[Exclusive]
) -> dict[str, tuple[str, ...]]:
    """Of each group of which one only may be drawn, the measure that pays most, or
    where that is not known the first of the group; with the others.
    """
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        open_ = [id_ for id_ in group.measures if id_ in sought]
        if len(open_) > 1:
            best = max(open_, key=lambda id_: _total(sought[id_].pays))
            others = (id_ for id_ in open_ if id_ != best)
            found[best] = tuple(dict.fromkeys((*found.get(best, ()), *others)))
    return found


def _total(amount: Amount | None) -> Decimal:
    """All that is paid, in yuan; nothing where that is not known."""
    if amount is None or amount.value is None:
        return Decimal(0)
    if amount.per == "month":
        return amount.value * (amount.months or 0)
    return amount.value


class _Planning:
    """The order of the steps of some paths."""

    def __init__(
        self, paths: Mapping[str, Advice], profile: Profile, ground: Obtaining
    ) -> None:
        self._paths = paths
        self._codes = profile.codes
        self._ground = ground
        self._steps = {step.name: step for one in paths.values() for step in one.path}

    @cached_property
    def names(self) -> list[str]:
        """The names of the steps, in the order to take them; of those that may come
        next, the one of the earliest day, then that which leads to what is worth most.
        """
        before = {name: set[str]() for name in self._steps}
        for first, second in self._pairs():
            if not self._leads(second, first, before):
                before[second].add(first)
        ranks = {name: self._rank(name) for name in self._steps}
        ahead = [(ranks[name], name) for name, others in before.items() if not others]
        heapify(ahead)
        found: list[str] = []
        while ahead:
            _, name = heappop(ahead)
            found.append(name)
            for other, others in before.items():
                if name in others:
                    others.remove(name)
                    if not others:
                        heappush(ahead, (ranks[other], other))
        return found

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """What comes before what: first as the paths have it, those to what is worth
        most before the others; then what a step would close.
        """
        for one in sorted(self._paths.values(), key=_worth):
            names = [step.name for step in one.path]
            yield from pairwise(names)
        for step in self._steps.values():
            for name in self._closed(step):
                yield name, step.name

    def _closed(self, step: Step) -> Iterator[str]:
        """The things open today that a step takes away."""
        granted = self._ground.granted(step.name)
        then = self._ground.after(step.name, self._codes, 0) if granted else None
        if then is None:
            return
        for name in self._steps:
            if name == step.name or granted.isdisjoint(self._ground.rests(name)):
                continue
            now, later = (self._ground.open(name, one) for one in (self._codes, then))
            if now.now and not later.now:
                yield name

    @staticmethod
    def _leads(first: str, second: str, before: Mapping[str, set[str]]) -> bool:
        """Whether one thing comes before another already."""
        ahead, seen = [second], {second}
        while ahead:
            for one in before[ahead.pop()] - seen:
                seen.add(one)
                ahead.append(one)
        return first in seen

    def _rank(self, name: str) -> tuple[date, int]:
        serving = [one for one in self._paths.values() if _has(one, name)]
        return self._steps[name].day, min(map(_worth, serving))

    @cached_property
    def _states(self) -> dict[str, tuple[Codes, Codes]]:
        """The facts before each step, and after it."""
        codes, found = self._codes, dict[str, tuple[Codes, Codes]]()
        for name in self.names:
            number = self._number(self._steps[name].day)
            then = self._ground.after(name, codes, number) or codes
            found[name] = codes, then
            codes = then
        return found

    def idle(self) -> set[str]:
        """The measures that other steps bring about before it is their turn."""
        return {
            id_
            for id_, one in self._paths.items()
            if self._ground.held(
                id_, self._states[id_][0], self._number(one.path[-1].day)
            )
            and not any(
                _has(other, id_) for other in self._paths.values() if other is not one
            )
        }

    def _ended(self, name: str) -> Iterator[str]:
        """The facts of the person that are so until a step is taken, by whose act."""
        before, then = self._states[name]
        for fact in self._ground.granted(name):
            now = before.get(fact)
            if now is None or fact == self._steps[name].act:
                continue
            if says_something(now) and not says_something(then.get(fact, now)):
                yield fact

    def planned(self, name: str, book: Rulebook) -> Planned:
        """A step with all that is said of it."""
        serving = [one for one in self._paths.values() if _has(one, name)]
        days = [step.day for one in serving for step in one.path if step.name == name]
        ends = [self._ends(one, name) for one in serving]
        before = {other for one in serving for other in self._needed(one, name)}
        before -= {
            far
            for one in serving
            for near in self._needed(one, name)
            for far in self._needed(one, near)
        }
        text, how, waits = _how(self._steps[name], book)
        return Planned(
            self._steps[name].measure,
            self._steps[name].act,
            min(days),
            min((end for end in ends if end is not None), default=None),
            tuple(one.determination.measure.id for one in serving),
            text,
            how,
            waits,
            tuple(sorted(map(self.names.index, before))),
            self._paths[name].pays if name in self._paths else None,
            tuple(sorted(self._ended(name))),
        )

    def _ends(self, advice: Advice, name: str) -> date | None:
        """The last day of a step of a path: of its last one the day on which the claim
        ends, of those before it that from which the rest can still be done.
        """
        if advice.path[-1].name == name:
            return advice.claim_by
        if advice.delay is None:
            return None
        day = next(step.day for step in advice.path if step.name == name)
        return day + timedelta(advice.delay)

    def _number(self, day: date) -> int:
        return (day - self._ground.span.first).days

    def _walks(self, path: Sequence[Step]) -> bool:
        """Whether each step of a path can be taken."""
        codes: Codes | None = self._codes
        for step in path:
            number = self._number(step.day)
            if codes is None or not self._ground.open(step.name, codes).on(number):
                return False
            codes = self._ground.after(step.name, codes, number)
        return True

    def _needed(self, advice: Advice, name: str) -> list[str]:
        """The steps of a path without which one of them could not be taken."""
        steps = [step.name for step in advice.path]
        at = steps.index(name)
        needed = list(advice.path[:at])
        for step in reversed(advice.path[:at]):
            fewer = [one for one in needed if one is not step]
            if self._walks([*fewer, advice.path[at]]):
                needed = fewer
        return [step.name for step in needed]


def _worth(advice: Advice) -> int:
    return WORTH.index(advice.determination.measure.kind)


def _has(advice: Advice, name: str) -> bool:
    return any(step.name == name for step in advice.path)


def _how(step: Step, book: Rulebook) -> tuple[Text, Application | None, bool]:
    """What is done, how, and whether one only waits."""
    if step.act is not None:
        act = book.facts[step.act].act
        if act is None:
            raise AssertionError(step.act)
        return act.text, act.how, act.waits
    measure = book.measures[step.measure or ""]
    version = measure.on(step.day)
    return measure.title, version.application if version is not None else None, False

"""Options: what each fact of a person could be set to, and what that costs.

One value of each class will do, the nearest to what is so now. What is given by birth,
or past, has no options. An event can only happen now, so a day has the day asked.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import filterfalse

from eligibility.law.facts import Code, Effort, Fact, Kind, says_something
from eligibility.law.spans import possible
from eligibility.profiles import following
from eligibility.readings.classes import Class, Classes
from eligibility.readings.evaluation import Codes, Plans
from eligibility.readings.turning import Options
from eligibility.truth import Truth

COSTS: Mapping[Effort, int] = {Effort.EASY: 1000, Effort.HARD: 3000}
LEARNT = 0
"""What it costs to learn a fact."""


class Choosing:
    """What the facts of one person could be set to, whatever is asked of them."""

    def __init__(self, codes: Codes, plans: Plans) -> None:
        self._codes = codes
        self._plans = plans
        self._facts = plans.book.contents.facts
        self._day = plans.book.day
        self._unlearnt: dict[str, _Unlearnt] = {}

    def options(self, cut: Classes, compared: Collection[str]) -> Options:
        """The settings of each fact that is cut into classes, the nearest first.

        A fact that is not known may turn out any way that does not contradict what is
        known. One that does not apply now starts at nothing once it does. Facts that
        are `compared` need both ends of each class.
        """
        settings = (
            (id_, dict(self._settings(id_, classes, both=id_ in compared)))
            for id_, classes in cut.items()
        )
        return {id_: found for id_, found in settings if found}

    def _settings(
        self, id_: str, classes: Collection[Class], *, both: bool
    ) -> Iterator[tuple[Code, int]]:
        fact, codes, day = self._facts[id_], self._codes, self._day
        if id_ in codes:
            told = _telling(fact, classes, codes[id_], both=both)
            return _otherwise(fact, codes[id_], told, day)
        told = _telling(fact, classes, _start(fact, day), both=both)
        applies = self._plans.applies.get(id_)
        if applies is not None and applies.truth(codes) is Truth.FALSE:
            return _begun(fact, told, day)
        if id_ not in self._unlearnt:
            self._unlearnt[id_] = _Unlearnt(fact, codes, self._plans)
        unlearnt = self._unlearnt[id_]
        told = list(possible(id_, told, codes))
        return ((code, LEARNT) for code in told if unlearnt.possible(code))


class _Unlearnt:
    """A fact that a person does not know, and what it may turn out to be."""

    def __init__(self, fact: Fact, codes: Codes, plans: Plans) -> None:
        self._id = fact.id
        self._codes = codes
        telling = next(filter(says_something, _ends(fact)), None)
        with_it = codes if telling is None else {**codes, fact.id: telling}
        follows = following(with_it, with_it, plans)
        self._beside = {id_: code for id_, (code, _) in follows.items()}
        known = {*codes, *self._beside, fact.id}
        self._near = [
            one
            for one in plans.contradictions.values()
            if known.issuperset(one.facts)
            and not {fact.id, *self._beside}.isdisjoint(one.facts)
        ]
        self._found: dict[Code, bool] = {}

    def possible(self, code: Code) -> bool:
        """Whether a code contradicts nothing that is known."""
        if not self._near:
            return True
        if code not in self._found:
            beside = self._beside if says_something(code) else {}
            with_it = {**self._codes, self._id: code, **beside}
            self._found[code] = not any(
                one.truth(with_it) is Truth.TRUE for one in self._near
            )
        return self._found[code]


def _ends(fact: Fact) -> Iterable[Code]:
    return (fact.least, fact.most) if fact.kind.ordered else fact.domain


def _start(fact: Fact, day: date) -> Code:
    """Where one looks first for the value of a fact: today, or nothing."""
    if fact.kind.ordered:
        return day.toordinal() if fact.kind is Kind.DATE else 0
    return next(filterfalse(says_something, fact.domain), fact.domain[0])


def _telling(
    fact: Fact, classes: Collection[Class], near: Code, *, both: bool
) -> list[Code]:
    """A code of each class, or also both its ends, the nearest to a code first."""
    if not fact.kind.ordered:
        return [near if near in one else one[0] for one in classes]
    found: dict[Code, None] = {}
    for one in classes:
        found[min(max(int(near), int(one[0])), int(one[-1]))] = None
        if both:
            found |= {one[0]: None, one[-1]: None}
    return sorted(found, key=lambda code: abs(int(code) - int(near)))


def _otherwise(
    fact: Fact, now: Code, told: list[Code], day: date
) -> Iterator[tuple[Code, int]]:
    """What a known fact could be changed to."""
    cost = COSTS.get(fact.change)
    if cost is None:
        return
    if fact.kind is Kind.DATE:
        if now != day.toordinal():
            yield day.toordinal(), cost
        return
    yield from ((code, cost) for code in told if code != now)


def _begun(fact: Fact, told: list[Code], day: date) -> Iterator[tuple[Code, int]]:
    """What a fact could be that makes no sense yet, once it does."""
    if fact.kind is Kind.DATE:
        yield day.toordinal(), LEARNT
        return
    cost = COSTS.get(fact.change)
    free = not fact.kind.ordered and all(map(says_something, fact.domain))
    for code in told:
        if not says_something(code):
            yield code, LEARNT
        elif cost is not None:
            yield code, LEARNT if free else cost

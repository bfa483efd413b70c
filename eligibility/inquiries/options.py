"""Options: what each fact of a person could be set to, and what that costs.

One value of each class will do, the nearest to what is so now. What is given by birth,
or past, has no options. An event can only happen now, so a day has the day asked.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import filterfalse

from eligibility.facts import Code, Effort, Fact, Kind, says_something
from eligibility.profiles import following
from eligibility.readings.classes import Class, Classes
from eligibility.readings.evaluation import Codes, Plans
from eligibility.readings.turning import Options
from eligibility.truth import Truth

COSTS: Mapping[Effort, int] = {Effort.EASY: 1000, Effort.HARD: 3000}
LEARNT = 0
"""What it costs to learn a fact."""


def options(
    codes: Codes, plans: Plans, cut: Classes, compared: Collection[str]
) -> Options:
    """The settings of each fact that is cut into classes, for a person, the nearest
    first.

    A fact that is not known may turn out any way that does not contradict what is known.
    One that does not apply now starts at nothing once it does. Facts that are `compared` need both ends of each class.
    """
    found: dict[str, Mapping[Code, int]] = {}
    day = plans.book.day
    for id_, classes in cut.items():
        fact = plans.book.contents.facts[id_]
        near = _start(fact, day) if id_ not in codes else codes[id_]
        told = _telling(fact, classes, near, both=id_ in compared)
        applies = plans.applies.get(id_)
        if id_ in codes:
            settings = _otherwise(fact, codes[id_], told, day)
        elif applies is not None and applies.truth(codes) is Truth.FALSE:
            settings = _begun(fact, told, day)
        else:
            settings = _learnt(id_, told, codes, plans)
        found[id_] = dict(settings)
    return {id_: settings for id_, settings in found.items() if settings}


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


def _learnt(
    fact: str, told: list[Code], codes: Codes, plans: Plans
) -> Iterator[tuple[Code, int]]:
    """What an unknown fact could turn out to be."""
    telling = next(filter(says_something, told), None)
    with_it = codes if telling is None else {**codes, fact: telling}
    follows = following(with_it, with_it, plans)
    beside = {id_: code for id_, (code, _) in follows.items()}
    known = {*codes, *beside, fact}
    near = [
        one
        for one in plans.contradictions.values()
        if known.issuperset(one.facts) and not {fact, *beside}.isdisjoint(one.facts)
    ]
    for code in told:
        with_it = {**codes, fact: code, **(beside if says_something(code) else {})}
        if not any(one.truth(with_it) is Truth.TRUE for one in near):
            yield code, LEARNT


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

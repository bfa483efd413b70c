"""People drawn from a rulebook's population, their interviews, and what a plan must
hold: it can be walked step by step, and is told alike after an interview.
"""

import random
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate

from eligibility import Rulebook, Status, assess
from eligibility.inquiries.advice import Advised, Planned
from eligibility.inquiries.advising import advise
from eligibility.inquiries.interview import Given, answered, stand
from eligibility.inquiries.paths import Step
from eligibility.law.facts import Code, as_written
from eligibility.law.population import drawn
from eligibility.law.terms import Today
from eligibility.profiles import Profile
from eligibility.truth import Truth
from tests import small

Values = Mapping[str, object]


def somebody(book: Rulebook, day: date, chance: random.Random) -> dict[str, str]:
    """Somebody, fact by fact, as a file writes it: what makes no sense or is beside the
    point is left out, and whoever contradicts himself is drawn anew.
    """
    plans, population = book.plans(day), book.contents.population
    while True:
        codes: dict[str, Code] = {}
        told: dict[str, Code] = {}
        for id_ in small.in_order(plans):
            fact = book.facts[id_]
            if id_ in told:
                codes[id_] = told[id_]
            elif small.makes_sense(id_, codes, plans) and plans.may_ask(id_, codes):
                codes[id_] = drawn(fact, chance.random(), population, day)
                told |= fact.tells.get(codes[id_], {})
        late = any(
            int(code) > day.toordinal()
            for id_, code in codes.items()
            if book.facts[id_].latest_is_today
        )
        against = plans.contradictions.values()
        if not late and all(one.truth(codes) is not Truth.TRUE for one in against):
            return {
                id_: as_written(book.facts[id_].decode(code))
                for id_, code in codes.items()
            }


@dataclass(frozen=True)
class Asked:
    """An interview: its answers, the facts in the order asked, how long each question
    took, and whether the bounds held.
    """

    given: Given
    facts: tuple[str, ...]
    seconds: tuple[float, ...]
    bounds_held: bool
    topics: tuple[str | None, ...] = field(default=())


def interviewed(
    person: Mapping[str, str],
    book: Rulebook,
    day: date,
    measures: Collection[str] | None = None,
) -> Asked:
    """The interview of somebody who can tell everything."""
    given: Given = {}
    facts: list[str] = []
    topics: list[str | None] = []
    seconds: list[float] = []
    bounds: list[tuple[int, int]] = []
    while True:
        start = time.perf_counter()
        now = stand(given, book, day, measures=measures)
        seconds.append(time.perf_counter() - start)
        bounds.append((now.at_least, now.at_most))
        if now.fact is None:
            break
        facts.append(now.fact.id)
        topics.append(now.topic)
        value = person.get(now.fact.id)
        given = answered(given, now.fact.id, value, book, day).given
    held = all(
        least <= len(facts) - number <= most
        for number, (least, most) in enumerate(bounds)
    )
    return Asked(given, tuple(facts), tuple(seconds), held, tuple(topics))


def advised(
    values: Values, book: Rulebook, day: date, measures: Collection[str] | None = None
) -> Advised:
    """The advice for somebody."""
    profile = book.profile(values, day)
    return advise(assess(profile, book, on=day, measures=measures), profile)


def told(plan: Collection[Planned]) -> list[tuple[object, ...]]:
    """What two equal plans have in common."""
    return [
        (
            *(one.measure, one.act, one.start, one.by, one.serves, one.after, one.pays),
            *(one.ends, one.rivals),
        )
        for one in plan
    ]


def faults(advice: Advised, book: Rulebook, profile: Profile) -> Iterator[str]:
    """What is wrong with the advice for somebody."""
    places = {one.measure or f"act {one.act}": n for n, one in enumerate(advice.plan)}
    for id_, one in advice.items():
        yield from (f"{id_}: {it}" for it in _walked(one.path, book, profile))
        if one.path and one.path[-1].measure != id_:
            yield f"{id_}: the path does not end there"
        if all(step.name in places for step in one.path):
            walked = _in_turn(sorted(one.path, key=lambda it: places[it.name]))
            yield from (
                f"{id_}, as planned: {it}" for it in _walked(walked, book, profile)
            )
        granted = {fact for step in one.path[:-1] for fact in _grants(step, book)}
        for change in one.changes:
            if not change.values.keys() <= granted:
                yield f"{id_}: a change that no step makes"
    for number, planned in enumerate(advice.plan):
        if any(before >= number for before in planned.after):
            yield f"{planned}: comes before what it needs"
        if planned.by is not None and planned.by < planned.start:
            yield f"{planned}: ends before it begins"


def _in_turn(path: Sequence[Step]) -> tuple[Step, ...]:
    """Steps one after another, none before those that it follows."""
    days = accumulate((step.day for step in path), max)
    return tuple(replace(one, day=day) for one, day in zip(path, days, strict=True))


def _walked(path: tuple[Step, ...], book: Rulebook, profile: Profile) -> Iterator[str]:
    """What goes wrong where the steps of a path are taken on their days."""
    codes = dict(profile.codes)
    for step in path:
        plans = book.plans(step.day)
        if step.measure is not None:
            now = assess(Profile(codes), book, on=step.day, measures=[step.measure])
            if now[step.measure].status is not Status.ELIGIBLE:
                yield f"{step}: not eligible on its day"
        elif step.act is not None:
            act = book.facts[step.act].act
            if act is None:
                yield f"{step}: no such act"
        codes |= {
            id_: step.day.toordinal() if isinstance(code, Today) else code
            for id_, code in _grants(step, book).items()
        }
        for id_, program in plans.applies.items():
            if id_ in codes and program.truth(codes) is Truth.FALSE:
                del codes[id_]


def _grants(step: Step, book: Rulebook) -> Mapping[str, Code | Today]:
    if step.act is not None:
        act = book.facts[step.act].act
        return act.grants if act is not None else {}
    version = book.measures[step.measure or ""].on(step.day)
    return version.grants if version is not None else {}

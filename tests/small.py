"""Rulebooks so small that everybody can be tried: people, and the best order of all."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from eligibility import Rulebook
from eligibility.inquiries.interview import Given, Stand, answered, stand
from eligibility.law.conditions import BoundLeaf, facts_of, walk
from eligibility.law.facts import Code
from eligibility.law.population import weights
from eligibility.readings.classes import classes
from eligibility.readings.evaluation import Codes, Plans
from eligibility.truth import Truth

TEXT = {"zh": "条件", "en": "condition"}
CITE = [{"source": "law", "at": "1"}]
DAY = date(2021, 7, 27)


def _fact(type_: str, **more: object) -> dict[str, object]:
    return {"type": type_, "heading": TEXT, "question": TEXT, "help": TEXT, **more}


FACTS = {
    "a": _fact("bool"),
    "b": _fact("bool"),
    "c": _fact("bool", only_if="a == true"),
    "region": _fact("choice", values={"east": TEXT, "west": TEXT, "none": TEXT}),
    "grade": _fact("bool", only_if='region != "none"'),
    "low": _fact("integer", least=0, most=2),
    "high": _fact("integer", least=0, most=2, only_if="b == true"),
}
TESTS = (
    *("a == true", "a == false", "b == true", "b == false", "c == true"),
    *('region == "east"', 'region != "west"', 'region in ["east", "none"]'),
    *("grade == true", "grade == false", "low >= 1", "low >= 2", "low == 1"),
    *("high >= 1", "high < 2", "low + high >= 3"),
)
SHAPES = ("all", "any", "all", "any", "not", "contested", "test")


def files(chance: random.Random, *, contradiction: bool = False) -> dict[str, Any]:
    """The files of a made-up rulebook of up to three measures."""
    ids = [f"m{n}" for n in range(chance.randint(1, 3))]
    contradictions = [{"id": "upside-down", "text": TEXT, "test": "high < low"}]
    head = {"name": "small", "version": "1", "title": TEXT, "first_day": "2020-01-01"}
    day = {"verified_on": "2020-01-01", "review_by": "2099-01-01"}
    return {
        "rulebook.yaml": {**head, "measures": ids},
        "facts.yaml": {
            "facts": FACTS,
            "contradictions": contradictions if contradiction else [],
        },
        "parameters.yaml": {},
        "sources.yaml": {"law": {"title": TEXT, "basis": "official", **day}},
        **{f"measures/{id_}.yaml": _measure(id_, chance) for id_ in ids},
    }


def _measure(id_: str, chance: random.Random) -> dict[str, object]:
    version = {"from": "2020-01-01", "cite": CITE, "requires": _tree(chance, [], 3)}
    kind = {"kind": "service", "audience": "person"}
    return {"id": id_, "title": TEXT, "summary": TEXT, **kind, "versions": [version]}


def _tree(chance: random.Random, names: list[str], depth: int) -> dict[str, object]:
    shape = chance.choice(SHAPES) if depth else "test"
    names.append(f"c{len(names)}")
    named = {"id": names[-1], "text": TEXT}
    count = 2 if shape == "contested" else chance.randint(1, 3)
    if shape == "test":
        return {**named, "test": chance.choice(TESTS)}
    if shape == "not":
        return {**named, "not": _tree(chance, names, depth - 1)}
    below = [_tree(chance, names, depth - 1) for _ in range(count)]
    decided_by = {"decided_by": TEXT} if shape == "contested" else {}
    return {**named, shape: below, **decided_by}


def written(of: Mapping[str, Any], folder: Path) -> Rulebook:
    """The rulebook of some files, laid in a folder (JSON is YAML)."""
    for name, content in of.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return Rulebook.load(str(folder))


def in_order(plans: Plans) -> tuple[str, ...]:
    """The facts, each after those that tell whether it makes sense."""
    found: dict[str, None] = {}

    def add(id_: str) -> None:
        program = plans.applies.get(id_)
        if program is not None and id_ not in found:
            for node in walk(program.root.condition):
                if isinstance(node, BoundLeaf):
                    for one in facts_of(node):
                        add(one)
        found[id_] = None

    for id_ in plans.book.contents.facts:
        add(id_)
    return tuple(found)


def makes_sense(fact: str, codes: Codes, plans: Plans) -> bool:
    """Whether a fact is known to make sense."""
    program = plans.applies.get(fact)
    return program is None or program.truth(codes) is Truth.TRUE


@dataclass(frozen=True)
class World:
    """One of all people: what could be told, how many are like that, and what they get.

    What is declined is not told, and what hangs on it neither.
    """

    codes: Codes
    share: float
    outcomes: tuple[Truth, ...]


def worlds(
    book: Rulebook, day: date, known: Codes, declined: frozenset[str] = frozenset()
) -> Iterator[World]:
    """Everybody of whom all that is known is true: one of each class of values."""
    plans = book.plans(day)
    programs = [one.condition for one in plans.measures.values() if one.condition]
    bound = [one.root.condition for one in programs]
    beside = (*plans.book.applies.values(), *plans.book.contradictions.values())
    cut = classes([*bound, *beside], plans.book)
    order = [id_ for id_ in in_order(plans) if id_ in cut]
    population = book.contents.population

    def tried(id_: str) -> Iterator[tuple[Code, float]]:
        if id_ in known:
            yield known[id_], 1.0
            return
        shares = weights(book.facts[id_], cut[id_], population, day)
        for one, share in zip(cut[id_], shares, strict=True):
            yield one[0], share

    def spread(rest: Sequence[str], codes: Codes, share: float) -> Iterator[World]:
        if not rest:
            if not any(
                one.truth(codes) is Truth.TRUE for one in plans.contradictions.values()
            ):
                outcomes = tuple(one.truth(codes) for one in programs)
                yield World(codes, share, outcomes)
            return
        id_, *others = rest
        if id_ in declined or not makes_sense(id_, codes, plans):
            if id_ not in known:
                yield from spread(others, codes, share)
            return
        for code, part in tried(id_):
            yield from spread(others, {**codes, id_: code}, share * part)

    return spread(order, {}, 1.0)


def optimum(book: Rulebook, day: date) -> float:
    """The least number of questions, on average, until nobody who fits what was told
    has another outcome: by trying every order.
    """
    everybody = tuple(worlds(book, day, {}))
    facts = tuple(dict.fromkeys(chain.from_iterable(one.codes for one in everybody)))

    @cache
    def least(told: frozenset[tuple[str, Code]]) -> float:
        known = dict(told)
        fitting = [one for one in everybody if known.items() <= one.codes.items()]
        if len({one.outcomes for one in fitting}) <= 1:
            return 0.0
        whole = sum(one.share for one in fitting)
        best = float("inf")
        for fact in facts:
            if fact in known or any(fact not in one.codes for one in fitting):
                continue
            parts: dict[Code, float] = {}
            for one in fitting:
                code = one.codes[fact]
                parts[code] = parts.get(code, 0.0) + one.share / whole
            if len(parts) == 1 or best <= 1:
                continue
            cost = 1.0
            for code, share in parts.items():
                cost += share * least(told | {(fact, code)})
                if cost >= best:
                    break
            best = min(best, cost)
        return best

    return least(frozenset())


def interview(
    book: Rulebook, chance: random.Random
) -> Iterator[tuple[Stand, list[World]]]:
    """An interview with somebody who can tell most things: each stand, and all who fit
    it.
    """
    someone = chance.choice(list(worlds(book, DAY, {})))
    told: Given = {}
    while True:
        now = stand(told, book, DAY)
        profile = now.profile
        yield now, list(worlds(book, DAY, profile.codes, profile.declined))
        if now.fact is None:
            return
        code = someone.codes.get(now.fact.id)
        can_tell = code is not None and chance.random() < 0.8
        text = str(code).lower() if can_tell else None
        told = answered(told, now.fact.id, text, book, DAY).given

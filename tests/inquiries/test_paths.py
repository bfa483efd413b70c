"""A path can be walked, ends as early as any does, and is as short as can be."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eligibility import FactError, Rulebook, Session, Status, assess
from eligibility.inquiries.paths import MOST, Step, path
from eligibility.law import conditions
from eligibility.law.contents import Version
from eligibility.law.terms import FactTerm, Today, holds
from eligibility.profiles import Profile
from eligibility.truth import Truth
from tests import generated
from tests.generated import TEXT

DAY = date(2024, 2, 26)
DAYS = 10
NAMES = ["a", "b", "c", "d"]
DONE = "e"
"""What an act makes so."""


def _fact(type_: str, **more: object) -> dict[str, object]:
    return {"type": type_, "heading": TEXT, "question": TEXT, "help": TEXT, **more}


FACTS = {
    name: fact
    for one in (*NAMES, DONE)
    for name, fact in (
        (one, _fact("bool")),
        (f"{one}_on", _fact("date", only_if=f"{one} == true")),
    )
} | {"city": _fact("choice", values={"port": TEXT, "hill": TEXT})}


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, object]:
    """A test about what is granted, since when, and what day it is."""
    one, other, *_ = draw(st.permutations([*NAMES, DONE]))
    n = draw(st.integers(0, 6))
    day = DAY + timedelta(draw(st.integers(0, DAYS)))
    test = draw(
        st.sampled_from(
            [
                f"{one} == true",
                f"{one} == true",
                f"today >= {one}_on + {n} * days",
                f"today >= {one}_on + {n} * days",
                f"today <= {one}_on + {n} * days",
                f"{one}_on >= {other}_on + {n} * days",
                f'today >= "{day}"',
                f'today <= "{day}"',
                'city == "port"',
            ]
        )
    )
    return {"test": test}


@st.composite
def required(draw: st.DrawFn, names: Iterator[str]) -> dict[str, object]:
    """A condition of one to three tests."""
    parts = [
        {"id": next(names), "text": TEXT, **draw(comparisons())}
        for _ in range(draw(st.integers(1, 3)))
    ]
    shape = draw(st.sampled_from(["all", "all", "all", "any"]))
    if draw(st.integers(0, 4)) == 0:
        parts[0] = {"id": next(names), "text": TEXT, "not": parts[0]}
    return {shape: parts}


def _names() -> Iterator[str]:
    n = 0
    while True:
        n += 1
        yield f"c{n}"


@st.composite
def acts(draw: st.DrawFn) -> dict[str, Any]:
    """A fact that a person can make so, perhaps in one city only; or none."""
    if draw(st.booleans()):
        return {}
    act: dict[str, object] = {
        "to": "true",
        "with": {f"{DONE}_on": "today"},
        "text": TEXT,
        "where": TEXT,
    }
    if draw(st.booleans()):
        act["when"] = {"test": draw(st.sampled_from(['city == "port"', "a == true"]))}
    return {DONE: {**FACTS[DONE], "act": act}}


@st.composite
def rulebooks(draw: st.DrawFn) -> dict[str, Any]:
    """Measures that grant what others ask for."""
    count = draw(st.integers(2, 4))
    ids = [f"m{n}" for n in range(count)]
    files: dict[str, Any] = {
        "rulebook.yaml": {
            "name": "made-up",
            "version": "1",
            "title": TEXT,
            "first_day": "2020-01-01",
            "measures": ids,
        },
        "facts.yaml": {
            "facts": FACTS | draw(acts()),
            "contradictions": [
                {"id": "clash", "text": TEXT, "test": "b_on < a_on"},
            ]
            if draw(st.booleans())
            else [],
        },
        "parameters.yaml": {},
        "sources.yaml": generated.SOURCES,
    }
    for id_, name in zip(ids, NAMES, strict=False):
        names = _names()
        grants: dict[str, object] = {name: "true", f"{name}_on": "today"}
        if draw(st.integers(0, 4)) == 0:
            grants["city"] = "port"
        if draw(st.integers(0, 4)) == 0:
            other = draw(st.sampled_from([one for one in NAMES if one != name]))
            grants["when"] = {"test": f"{other} != true"}
        versions: list[dict[str, object]] = [
            {
                "from": "2020-01-01",
                "cite": generated.CITE,
                "requires": draw(required(names)),
                "grants": grants,
            }
        ]
        if draw(st.integers(0, 3)) == 0:
            start = DAY + timedelta(draw(st.integers(1, DAYS)))
            versions.append(
                {**versions[0], "from": str(start), "grants": {name: "true"}}
            )
        measure: dict[str, object] = {
            "id": id_,
            "title": TEXT,
            "summary": TEXT,
            "kind": "service",
            "audience": "person",
            "versions": versions,
        }
        if draw(st.booleans()):
            measure["held"] = {"test": f"{name} == true"}
        files[f"measures/{id_}.yaml"] = measure
    return files


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, object]:
    """Who holds some things, mostly none."""
    values: dict[str, object] = {"city": draw(st.sampled_from(["port", "hill"]))}
    for name in (*NAMES, DONE):
        held = draw(st.sampled_from([False, False, False, True, None]))
        if held is not None:
            values[name] = held
        if held:
            values[f"{name}_on"] = DAY - timedelta(draw(st.integers(0, 4)))
    return values


@given(files=rulebooks(), values=profiles())
def test_a_path_is_the_earliest_and_then_the_shortest_of_all(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    values: dict[str, object],
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    try:
        profile = book.profile(values, DAY)
    except FactError:
        return
    every = _earliest(book, profile)
    for id_ in book.measures:
        found = path(id_, profile, book, DAY).steps
        last = DAY + timedelta(DAYS)
        if not found or found[-1].day > last:
            assert id_ not in every
        else:
            assert (found[-1].day, len(found)) == every[id_]
        if found:
            _walk(found, id_, profile, book)


def _earliest(book: Rulebook, profile: Profile) -> dict[str, tuple[date, int]]:
    """The earliest day of each measure and the fewest steps, trying every way."""
    found: dict[str, tuple[date, int]] = {}
    states = {(frozenset(profile.codes.items()), frozenset[str](), 0)}
    for number in range(DAYS + 1):
        day = DAY + timedelta(number)
        ahead = list(states)
        while ahead:
            codes, obtained, steps = ahead.pop()
            if steps == MOST:
                continue
            for id_ in (*book.measures, DONE):
                if not _open(id_, dict(codes), book, day):
                    continue
                before = found.get(id_, (day, MOST + 1))
                if (day, steps + 1) < before:
                    found[id_] = day, steps + 1
                after = _after(id_, dict(codes), book, day)
                if after is None or id_ in obtained:
                    continue
                state = frozenset(after.items()), obtained | {id_}, steps + 1
                if state not in states:
                    states.add(state)
                    ahead.append(state)
    return found


def _open(id_: str, codes: Mapping[str, Any], book: Rulebook, day: date) -> bool:
    if id_ == DONE:
        act = book.facts[DONE].act
        if act is None or codes.get(DONE) is not False:
            return False
        return act.when is None or _holds(act.when, codes, book, day)
    plan = book.plans(day).measures[id_]
    if plan.held is not None and plan.held.truth(codes) is Truth.TRUE:
        return False
    return plan.condition is not None and plan.condition.truth(codes) is Truth.TRUE


def _after(
    id_: str, codes: Mapping[str, Any], book: Rulebook, day: date
) -> dict[str, Any] | None:
    granted: Mapping[str, Any]
    if id_ == DONE:
        act = book.facts[DONE].act
        assert act is not None
        granted = act.grants
    else:
        version: Version | None = book.measures[id_].on(day)
        assert version is not None
        granted = version.grants
        when = version.grants_when
        if when is not None and not _holds(when, codes, book, day):
            granted = {}
    after = {
        **codes,
        **{
            fact: day.toordinal() if isinstance(code, Today) else code
            for fact, code in granted.items()
        },
    }
    values = {fact: book.facts[fact].decode(code) for fact, code in after.items()}
    try:
        book.profile(values, day)
    except FactError:
        return None
    return after


def _holds(
    condition: conditions.Condition, codes: Mapping[str, Any], book: Rulebook, day: date
) -> bool:
    """Whether a plain test of one fact holds."""
    assert isinstance(condition, conditions.Test)
    comparison = condition.comparison
    assert isinstance(comparison.left, FactTerm)
    fact = comparison.left.fact
    if fact not in codes:
        return False
    known = {fact: book.facts[fact].decode(codes[fact])}
    return holds(comparison, known, day)


def _walk(found: tuple[Step, ...], id_: str, profile: Profile, book: Rulebook) -> None:
    """Take each step on its day."""
    assert found[-1].measure == id_
    assert len({step.name for step in found}) == len(found)
    assert all(one.day <= other.day for one, other in pairwise(found))
    codes: Mapping[str, Any] | None = profile.codes
    for step in found:
        assert codes is not None
        thing = step.measure or DONE
        if step.measure is not None:
            status = assess(Profile(codes), book, on=step.day)[step.measure].status
            assert status is Status.ELIGIBLE
        assert _open(thing, codes, book, step.day)
        codes = _after(thing, codes, book, step.day)


def test_a_card_opens_what_asks_for_one(checkout: Path) -> None:
    folder = checkout / "examples" / "library-card"
    book = Rulebook.load(str(folder))
    day = date(2024, 3, 1)
    pupil = yaml.safe_load((folder / "profiles" / "pupil.yaml").read_text("utf-8"))
    found = path("book-money", book.profile(pupil, day), book, day).steps
    assert [step.measure for step in found] == ["library-card", "book-money"]


def test_a_measure_that_is_open_is_its_own_path() -> None:
    book = Rulebook.load("guangdong")
    day = date(2021, 7, 27)
    profile = book.profile({"seeking_work": True, "birth_date": "1990-01-01"}, day)
    found = path("public-employment-services", profile, book, day)
    assert found.steps == (Step("public-employment-services", day),)


@given(files=generated.rulebooks(), values=generated.profiles())
def test_whatever_a_chain_opens_today_a_path_opens_today(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    values: dict[str, object],
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    profile = book.profile(values, DAY)
    for id_, first in Session(book, on=DAY, profile=values).chains().items():
        found = path(id_, profile, book, DAY).steps
        assert found
        assert found[-1] == Step(id_, DAY)
        assert len(found) <= len(first) + 1

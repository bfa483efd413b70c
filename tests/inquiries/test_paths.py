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
from eligibility.law.contents import Version
from eligibility.law.terms import Today
from eligibility.profiles import Profile
from eligibility.truth import Truth
from tests import generated
from tests.generated import TEXT

DAY = date(2024, 2, 26)
DAYS = 10
NAMES = ["a", "b", "c", "d"]


def _fact(type_: str, **more: object) -> dict[str, object]:
    return {"type": type_, "heading": TEXT, "question": TEXT, "help": TEXT, **more}


FACTS = {
    name: fact
    for one in NAMES
    for name, fact in (
        (one, _fact("bool")),
        (f"{one}_on", _fact("date", only_if=f"{one} == true")),
    )
} | {"city": _fact("choice", values={"port": TEXT, "hill": TEXT})}


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, object]:
    """A test about what is granted, since when, and what day it is."""
    one, other, *_ = draw(st.permutations(NAMES))
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
def conditions(draw: st.DrawFn, names: Iterator[str]) -> dict[str, object]:
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
            "facts": FACTS,
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
        versions: list[dict[str, object]] = [
            {
                "from": "2020-01-01",
                "cite": generated.CITE,
                "requires": draw(conditions(names)),
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
    for name in NAMES:
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
        found = path(id_, profile, book, DAY)
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
            for id_ in book.measures:
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
    plan = book.plans(day).measures[id_]
    if plan.held is not None and plan.held.truth(codes) is Truth.TRUE:
        return False
    return plan.condition is not None and plan.condition.truth(codes) is Truth.TRUE


def _after(
    id_: str, codes: Mapping[str, Any], book: Rulebook, day: date
) -> dict[str, Any] | None:
    version: Version | None = book.measures[id_].on(day)
    assert version is not None
    after = {
        **codes,
        **{
            fact: day.toordinal() if isinstance(code, Today) else code
            for fact, code in version.grants.items()
        },
    }
    values = {fact: book.facts[fact].decode(code) for fact, code in after.items()}
    try:
        book.profile(values, day)
    except FactError:
        return None
    return after


def _walk(found: tuple[Step, ...], id_: str, profile: Profile, book: Rulebook) -> None:
    """Take each step on its day."""
    assert found[-1].measure == id_
    assert len({step.measure for step in found}) == len(found)
    assert all(one.day <= other.day for one, other in pairwise(found))
    codes: Mapping[str, Any] | None = profile.codes
    for step in found:
        assert codes is not None
        status = assess(Profile(codes), book, on=step.day)[step.measure].status
        assert status is Status.ELIGIBLE
        assert _open(step.measure, codes, book, step.day)
        codes = _after(step.measure, codes, book, step.day)


def test_a_card_opens_what_asks_for_one(checkout: Path) -> None:
    folder = checkout / "examples" / "library-card"
    book = Rulebook.load(str(folder))
    day = date(2024, 3, 1)
    pupil = yaml.safe_load((folder / "profiles" / "pupil.yaml").read_text("utf-8"))
    found = path("book-money", book.profile(pupil, day), book, day)
    assert [step.measure for step in found] == ["library-card", "book-money"]


def test_a_measure_that_is_open_is_its_own_path() -> None:
    book = Rulebook.load("guangdong")
    day = date(2021, 7, 27)
    profile = book.profile({"seeking_work": True, "birth_date": "1990-01-01"}, day)
    found = path("public-employment-services", profile, book, day)
    assert found == (Step("public-employment-services", day),)


@given(files=generated.rulebooks(), values=generated.profiles())
def test_whatever_a_chain_opens_today_a_path_opens_today(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    values: dict[str, object],
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    profile = book.profile(values, DAY)
    for id_, first in Session(book, on=DAY, profile=values).chains().items():
        found = path(id_, profile, book, DAY)
        assert found
        assert found[-1] == Step(id_, DAY)
        assert len(found) <= len(first) + 1

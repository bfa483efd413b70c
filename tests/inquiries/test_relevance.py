"""Only questions that can change an outcome are asked, and none of them is left out.

Small rulebooks are made up, and everybody is tried.
"""

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.inquiries.interview import stand
from tests import small
from tests.small import DAY, World, interview

chances = st.randoms(use_true_random=False)


def apart(people: list[World], fact: str) -> Iterator[tuple[World, World]]:
    """Pairs who differ in a fact and in what hangs on it."""
    for one, other in combinations(people, 2):
        both = one.codes.keys() & other.codes.keys()
        if {id_ for id_ in both if one.codes[id_] != other.codes[id_]} == {fact}:
            yield one, other


def matters(people: list[World], fact: str) -> bool:
    return any(one.outcomes != other.outcomes for one, other in apart(people, fact))


@given(chance=chances)
def test_each_question_can_change_an_outcome_and_none_is_left_out(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    book = small.written(small.files(chance), tmp_path_factory.mktemp("book"))
    for now, people in interview(book, chance):
        if now.fact is not None:
            assert matters(people, now.fact.id)
        else:
            assert len({one.outcomes for one in people}) == 1


@given(chance=chances)
def test_where_facts_contradict_each_other_none_is_left_out(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    files = small.files(chance, contradiction=True)
    book = small.written(files, tmp_path_factory.mktemp("book"))
    for now, people in interview(book, chance):
        outcomes = {one.outcomes for one in people}
        if now.fact is None:
            # What somebody cannot tell is not asked for by way of another fact, though
            # one of two facts that may contradict each other tells of the other.
            assert len(outcomes) == 1 or now.profile.declined
        else:
            assert len(outcomes) > 1
        if now.fact is not None and not matters(people, now.fact.id):
            facts = {id_ for one in people for id_ in one.codes}
            unknown = facts - now.profile.codes.keys()
            assert not any(matters(people, id_) for id_ in unknown)


def test_what_comes_out_alike_either_way_is_not_asked(tmp_path: Path) -> None:
    either = {
        "id": "either-way",
        "text": small.TEXT,
        "any": [
            {
                "id": f"if-a-is-{truth}",
                "text": small.TEXT,
                "all": [
                    {"id": f"a-{truth}", "text": small.TEXT, "test": f"a == {truth}"},
                    {"id": f"b-{truth}", "text": small.TEXT, "test": "b == true"},
                ],
            }
            for truth in ("true", "false")
        ],
    }
    files = small.files(random.Random(1))  # noqa: S311 - nothing secret
    files["rulebook.yaml"]["measures"] = ["m0"]
    files = {
        name: one
        for name, one in files.items()
        if "/m1" not in name and "/m2" not in name
    }
    files["measures/m0.yaml"]["versions"][0]["requires"] = either
    book = small.written(files, tmp_path)
    now = stand({}, book, DAY)
    assert now.fact is not None
    assert now.fact.id == "b"
    assert stand({"b": "true"}, book, DAY).fact is None


def test_what_cannot_be_told_may_still_be_told_of_by_a_fact_that_matters(
    tmp_path: Path,
) -> None:
    """No `high` of 0 lies beneath a `low`: so it settles that `low` is 0 as well."""

    def test(id_: str, comparison: str) -> dict[str, object]:
        return {"id": id_, "text": small.TEXT, "test": comparison}

    readings = [test("by-high", "high >= 1"), test("by-a", "a == true")]
    either = [
        {
            "id": "unclear",
            "text": small.TEXT,
            "contested": readings,
            "decided_by": small.TEXT,
        },
        test("not-a", "a == false"),
    ]
    parts = [
        {"id": "either", "text": small.TEXT, "any": either},
        test("low-enough", "low >= 1"),
    ]
    files = small.files(random.Random(1), contradiction=True)  # noqa: S311
    files["rulebook.yaml"]["measures"] = ["m0"]
    files = {name: one for name, one in files.items() if name[:-6] != "measures/m"}
    files["measures/m0.yaml"] = {
        "id": "m0",
        "title": small.TEXT,
        "summary": small.TEXT,
        "kind": "service",
        "audience": "person",
        "versions": [
            {
                "from": "2020-01-01",
                "cite": small.CITE,
                "requires": {"id": "all", "text": small.TEXT, "all": parts},
            }
        ],
    }
    book = small.written(files, tmp_path)
    now = stand({"b": "true", "low": None}, book, DAY)
    assert now.fact is not None
    assert now.fact.id == "high"

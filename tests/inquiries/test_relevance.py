"""Only questions that can change an outcome are asked, and as many as was said.

Small rulebooks are made up, and everybody is tried.
"""

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Rulebook
from eligibility.inquiries.interview import Given, Stand, answered, stand
from tests import small
from tests.small import DAY, World

chances = st.randoms(use_true_random=False)


def apart(people: list[World], fact: str) -> Iterator[tuple[World, World]]:
    """Pairs who differ in a fact and in what hangs on it."""
    for one, other in combinations(people, 2):
        both = one.codes.keys() & other.codes.keys()
        if {id_ for id_ in both if one.codes[id_] != other.codes[id_]} == {fact}:
            yield one, other


def matters(people: list[World], fact: str) -> bool:
    return any(one.outcomes != other.outcomes for one, other in apart(people, fact))


def interview(
    book: Rulebook, chance: random.Random
) -> Iterator[tuple[Stand, list[World]]]:
    """An interview with somebody who can tell most things: each stand, and all who fit
    it.
    """
    someone = chance.choice(list(small.worlds(book, DAY, {})))
    told: Given = {}
    while True:
        now = stand(told, book, DAY)
        profile = now.profile
        yield now, list(small.worlds(book, DAY, profile.codes, profile.declined))
        if now.fact is None:
            return
        code = someone.codes.get(now.fact.id)
        can_tell = code is not None and chance.random() < 0.8
        text = str(code).lower() if can_tell else None
        told = answered(told, now.fact.id, text, book, DAY).given


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
        assert (now.fact is None) == (len(outcomes) == 1)
        if now.fact is not None and not matters(people, now.fact.id):
            facts = {id_ for one in people for id_ in one.codes}
            unknown = facts - now.profile.codes.keys()
            assert not any(matters(people, id_) for id_ in unknown)


@given(chance=chances, contradiction=st.booleans())
def test_as_many_questions_come_as_was_said(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, contradiction: bool
) -> None:
    files = small.files(chance, contradiction=contradiction)
    book = small.written(files, tmp_path_factory.mktemp("book"))
    stands = [now for now, _ in interview(book, chance)]
    for number, now in enumerate(stands):
        assert now.at_least <= len(stands) - 1 - number <= now.at_most
    bounds = [now.at_most for now in stands]
    assert bounds == sorted(set(bounds), reverse=True)


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

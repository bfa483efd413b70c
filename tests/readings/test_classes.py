"""Classes: no test tells two values of one apart, and together they are all values."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Rulebook
from eligibility.law.conditions import BoundLeaf, Relation, walk
from eligibility.readings.classes import Class, classes
from eligibility.readings.evaluation import program
from eligibility.truth import Truth
from tests import generated

DAY = date(2024, 2, 29)


@given(files=generated.rulebooks(), data=st.data())
def test_no_test_tells_two_values_of_a_class_apart(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, Any], data: st.DataObject
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    bound = [one.condition for one in book.on(DAY).measures.values() if one.condition]
    found = classes(bound, book.on(DAY))
    leaves = [
        node
        for condition in bound
        for node in walk(condition)
        if isinstance(node, BoundLeaf) and not isinstance(node, Relation)
    ]
    whole = book.profile(data.draw(generated.whole_profiles()), DAY).codes
    for fact, cut in found.items():
        chosen: Class = data.draw(st.sampled_from(cut))
        codes = [data.draw(st.sampled_from(chosen)) for _ in range(3)]
        for leaf in leaves:
            reading = program(leaf, book.facts)
            assert len({reading.truth({**whole, fact: one}) for one in codes}) == 1


def test_the_classes_of_a_fact_hold_each_of_its_values_once() -> None:
    book = Rulebook.load("guangdong")
    bound = [one.condition for one in book.on(DAY).measures.values() if one.condition]
    for id_, cut in classes(bound, book.on(DAY)).items():
        fact = book.facts[id_]
        if not fact.kind.ordered:
            assert sorted(map(str, sum(map(tuple, cut), ()))) == sorted(
                map(str, fact.domain)
            )
            continue
        last = DAY.toordinal() if fact.latest_is_today else fact.most
        assert (cut[0][0], cut[-1][-1]) == (fact.least, last)
        for one, following in pairwise(cut):
            assert one[-1] == int(following[0]) - 1


def test_comparing_two_days_comes_out_both_ways_between_the_ends_of_classes() -> None:
    book = Rulebook.load("guangdong")
    contradiction = book.on(DAY).contradictions["graduated-before-birth"]
    bound = book.on(DAY).measures["public-employment-services"].condition
    assert bound is not None
    cut = classes([bound, contradiction], book.on(DAY))
    reading = program(contradiction, book.facts)
    adult = cut["birth_date"][-1]
    for born in (adult[0], adult[-1]):
        ends = [code for one in cut["graduated_on"] for code in (one[0], one[-1])]
        truths = [
            reading.truth(
                {"birth_date": born, "graduated_on": code, "education": "university"}
            )
            for code in ends
        ]
        assert {Truth.TRUE, Truth.FALSE} == set(truths)

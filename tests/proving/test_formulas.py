"""The solver reads conditions as the reference does, unknowns included."""

from datetime import date
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import FactError, Rulebook
from eligibility.law.conditions import Bound
from eligibility.readings.evaluation import Plans
from tests import generated
from tests.people import drawn
from tests.solving import Reader


def requirements(plans: Plans) -> dict[str, Bound]:
    return {
        id_: one.condition
        for id_, one in plans.book.measures.items()
        if one.condition is not None
    }


@given(
    files=generated.rulebooks(),
    people=st.lists(generated.profiles(), min_size=1, max_size=5),
    day=generated.DAYS,
)
def test_made_up_rules_are_read_as_the_reference_reads_them(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    people: list[dict[str, object]],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    plans = book.plans(day)
    reader = Reader(plans.book, requirements(plans))
    for values in people:
        codes = book.profile(values, day).codes
        if any(id_ not in book.facts for id_ in codes):
            continue  # a day known to a month or a year is not modelled
        said = reader.truths(codes)
        for id_, truth in said.items():
            program = plans.measures[id_].condition
            assert program is not None
            assert truth is program.truth(codes), id_


@given(
    people=st.lists(generated.profiles(), min_size=1, max_size=5), day=generated.DAYS
)
def test_whoever_has_a_profile_is_possible_to_the_solver(
    tmp_path_factory: pytest.TempPathFactory,
    people: list[dict[str, object]],
    day: date,
) -> None:
    book = generated.written(FILES, tmp_path_factory.mktemp("book"))
    reader = Reader(book.on(day), {})
    for values in people:
        codes = book.profile(values, day).codes
        if all(id_ in book.facts for id_ in codes):
            assert reader.possible(codes)


@given(
    values=st.fixed_dictionaries({}, optional=dict(generated.VALUES)),
    day=generated.DAYS,
)
def test_whoever_cannot_be_is_not_possible_to_the_solver(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object], day: date
) -> None:
    book = generated.written(FILES, tmp_path_factory.mktemp("book"))
    codes = {
        id_: book.profile({id_: value}, day).codes[id_]
        for id_, value in values.items()
        if id_ != "born" or value <= day  # type: ignore[operator]
    }
    if "born" in values and "born" not in codes:
        return
    try:
        book.profile(values, day)
    except FactError:
        assert not Reader(book.on(day), {}).possible(codes)


@pytest.mark.parametrize(
    "day", [date(2020, 1, 1), date(2022, 7, 1), date(2026, 11, 23)]
)
def test_the_rules_of_guangdong_are_read_as_the_reference_reads_them(day: date) -> None:
    book = Rulebook.load("guangdong")
    plans = book.plans(day)
    reader = Reader(plans.book, requirements(plans))
    for profile in islice(drawn(book, day, 7), 12):
        assert reader.possible(profile.codes)
        for id_, truth in reader.truths(profile.codes).items():
            program = plans.measures[id_].condition
            assert program is not None
            assert truth is program.truth(profile.codes), id_


FILES = generated.of_one(
    {
        "from": "2020-01-01",
        "cite": generated.CITE,
        "requires": {
            "all": [
                {"id": "c", "text": generated.TEXT, "test": "wage >= 100"},
                {"id": "d", "text": generated.TEXT, "test": 'grade == "low"'},
            ]
        },
    }
)

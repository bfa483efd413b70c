"""Many people at once are answered as each of them alone, by the reference."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import FactError, Rulebook
from eligibility.law.facts import Code
from eligibility.readings.columns import Columns
from eligibility.screening.checking import checked
from eligibility.screening.deciding import Decider
from tests import generated
from tests.crowds import crowd, expected

FEW = st.lists(generated.profiles(), min_size=1, max_size=5)


def coded(profile: dict[str, object], book: Rulebook, day: date) -> dict[str, Code]:
    """The codes of a profile, whether or not they can be so together."""
    return {
        id_: book.profile({id_: value}, day).codes[id_]
        for id_, value in profile.items()
    }


@given(files=generated.rulebooks(), people=FEW, day=generated.DAYS)
def test_each_row_is_what_assessing_that_person_gives(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    people: list[dict[str, object]],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    profiles = [book.profile(one, day) for one in people]
    decider = Decider(book.plans(day))
    whole = crowd([one.codes for one in profiles], book.facts)
    rows = decider.decided(whole).to_dicts()
    for profile, row in zip(profiles, rows, strict=True):
        wanted = expected(profile, book, day)
        assert {id_: row[id_] for id_ in wanted} == wanted
    # What was learnt of one batch serves the next.
    again = crowd([one.codes for one in reversed(profiles)], book.facts)
    assert decider.decided(again).to_dicts() == rows[::-1]


@given(
    files=generated.rulebooks(measures=1, depth=1),
    people=st.lists(
        st.fixed_dictionaries({}, optional=dict(generated.VALUES)), max_size=5
    ),
    day=generated.DAYS,
)
def test_whoever_is_refused_alone_is_refused_among_others(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    people: list[dict[str, object]],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    plans = book.plans(day)
    given_codes = [coded(one, book, day) for one in people]
    left, faults = checked(crowd(given_codes, book.facts), plans.once(Columns))
    rows = Decider(plans).decided(left).to_dicts()
    told = faults.rows_by_key("person", named=True)
    for person, profile in enumerate(people):
        try:
            alone = book.profile(profile, day)
        except FactError as error:
            texts = {fault.text.en for fault in error.faults}
            assert {one["en"] for one in told[person]} <= texts
            assert told[person]
        else:
            wanted = expected(alone, book, day)
            assert {id_: rows[person][id_] for id_ in wanted} == wanted
            assert person not in told


def test_two_facts_are_compared_where_one_who_does_not_count_has_no_codes(
    tmp_path: Path,
) -> None:
    test = {"id": "c1", "text": generated.TEXT, "test": "born + 20 * years < wed_on"}
    version = {"from": "2020-01-01", "cite": generated.CITE, "requires": test}
    book = generated.written(generated.of_one(version), tmp_path)
    day = date(2024, 2, 29)
    people: list[dict[str, object]] = [
        {"married": True, "born": "1990-01-01", "wed_on": "2020-02-29"},
        {"married": False, "grade": "low", "region": "none"},
        {"married": True, "born": "2004-01-01", "wed_on": "2020-02-29"},
    ]
    codes = [coded(one, book, day) for one in people]
    plans = book.plans(day)
    left, faults = checked(crowd(codes, book.facts), plans.once(Columns))
    assert faults.get_column("person").to_list() == [1]
    rows = Decider(plans).decided(left).get_column("m").to_list()
    assert [rows[0], rows[2]] == ["eligible", "ineligible"]

"""What is counted batch by batch is what one would count row by row."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.assessment import Status
from eligibility.errors import CallError
from eligibility.screening.summary import MOST_GROUPS, Counting, Missing, only

STATUSES = [one.value for one in Status]
FACTS = ["low", "high", "grade"]
SCHEMA = {
    "m": pl.Enum(STATUSES),
    "n": pl.Enum(STATUSES),
    "ask": pl.Categorical(),
    "ask.settles": pl.UInt32(),
    "city": pl.String(),
}
ROWS = st.lists(
    st.tuples(
        st.sampled_from(STATUSES),
        st.sampled_from(STATUSES),
        st.none() | st.sampled_from(FACTS),
        st.integers(0, 2),
        st.none() | st.sampled_from(["east", "west"]),
    ),
    max_size=30,
)


def table(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@given(st.lists(ROWS, max_size=4), st.integers(0, 5))
def test_each_row_counts_once(
    batches: list[list[tuple[str, str, str | None, int, str | None]]], rejected: int
) -> None:
    counting = Counting(["m", "n"], by="city")
    for batch in batches:
        counting.add(table([*batch]))
    counting.reject(rejected)
    found = counting.summary()
    rows = [row for batch in batches for row in batch]
    still_open = [row for row in rows if "undetermined" in row[:2]]
    assert found.rejected == rejected
    assert found.undetermined == len(still_open)
    assert found.rows == len(rows) + rejected
    for place, measure in enumerate(("m", "n")):
        told = Counter(row[place] for row in rows)
        assert found.statuses[measure] == {it: told[it.value] for it in Status}
        for city, counts in found.by.items():
            told = Counter(row[place] for row in rows if row[4] == city)
            assert counts[measure] == {it: told[it.value] for it in Status}
    assert set(found.by) == {row[4] for row in rows}
    assert dict(found.missing) == {
        fact: Missing(
            sum(row[2] == fact for row in rows),
            sum(row[3] for row in rows if row[2] == fact),
        )
        for fact in {row[2] for row in rows if row[2] is not None}
    }


def test_what_settles_most_is_told_first() -> None:
    counting = Counting(["m"])
    rows = [("undetermined", "eligible", "low", 1, None)] * 3
    counting.add(table([*rows, ("undetermined", "eligible", "high", 7, None)]))
    assert list(counting.summary().missing) == ["high", "low"]


def test_the_largest_group_comes_first() -> None:
    counting = Counting(["m"], by="city")
    for city, count in (("west", 1), ("east", 2)):
        counting.add(table([("eligible", "eligible", None, 0, city)] * count))
    assert list(counting.summary().by) == ["east", "west"]


def test_nothing_is_counted_by_a_column_of_names() -> None:
    rows: list[tuple[object, ...]] = [
        ("eligible", "eligible", None, 0, str(number)) for number in range(MOST_GROUPS)
    ]
    counting = Counting(["m"], by="city")
    counting.add(table(rows))
    with pytest.raises(CallError, match='"city" has more than'):
        counting.add(table([("eligible", "eligible", None, 0, "one more")]))


def test_no_rows_are_a_summary_too() -> None:
    counting = Counting(["m"])
    counting.add(table([]))
    assert counting.summary().rows == 0
    assert counting.summary().statuses["m"] == dict.fromkeys(Status, 0)


def test_it_may_be_counted_by_what_is_no_column_of_the_decisions() -> None:
    counting = Counting(["m"], by="Town")
    decisions = table([("eligible", "eligible", None, 0, None)] * 2).drop("city")
    counting.add(decisions, pl.Series(["east", None]))
    assert list(counting.summary().by) == ["east", None]


def test_decisions_that_tell_of_nothing_to_ask_are_counted_too() -> None:
    counting = Counting(["m"])
    counting.add(table([("eligible", "eligible", None, 0, None)]).select("m"))
    assert counting.summary().rows == 1
    assert counting.summary().missing == {}


def test_what_is_the_same_for_all_is_told_apart_from_what_is_judged() -> None:
    none = dict.fromkeys(Status, 0)
    assert only({**none, Status.NOT_IN_FORCE: 3}) is Status.NOT_IN_FORCE
    assert only({**none, Status.INELIGIBLE: 3}) is None
    assert only({**none, Status.NOT_IN_FORCE: 3, Status.ELIGIBLE: 1}) is None
    assert only(none) is None

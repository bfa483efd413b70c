"""Kleene's tables, written out."""

import pytest

from eligibility import Truth
from eligibility.truth import agreement, conjunction, disjunction, negation

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
AND = {(T, T): T, (T, U): U, (T, F): F, (U, U): U, (U, F): F, (F, F): F}
OR = {(T, T): T, (T, U): T, (T, F): T, (U, U): U, (U, F): U, (F, F): F}
ALIKE = {(T, T): T, (T, U): U, (T, F): U, (U, U): U, (U, F): U, (F, F): F}


@pytest.mark.parametrize("pair", AND)
def test_each_cell_of_the_tables_whichever_comes_first(
    pair: tuple[Truth, Truth],
) -> None:
    for order in (pair, pair[::-1]):
        assert conjunction(order) is AND[pair]
        assert disjunction(order) is OR[pair]
        assert agreement(order) is ALIKE[pair]


def test_negation_leaves_the_unknown_unknown() -> None:
    assert [negation(one) for one in (T, U, F)] == [F, U, T]


def test_nothing_holds_together_and_nothing_is_there_to_hold() -> None:
    assert conjunction([]) is T
    assert disjunction([]) is F

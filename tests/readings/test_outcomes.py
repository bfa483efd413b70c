"""The truths that a condition may come to: none that somebody reaches is left out."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.readings.outcomes import outcomes
from tests import small
from tests.small import DAY


@given(chance=st.randoms(use_true_random=False))
def test_no_outcome_is_left_out(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    book = small.written(small.files(chance), tmp_path_factory.mktemp("book"))
    someone = chance.choice(list(small.worlds(book, DAY, {}))).codes
    codes = {id_: code for id_, code in someone.items() if chance.random() < 0.3}
    declined = frozenset(
        id_ for id_ in book.facts if id_ not in codes and chance.random() < 0.2
    )
    people = list(small.worlds(book, DAY, codes, declined))
    for number, one in enumerate(book.plans(DAY).measures.values()):
        assert one.condition is not None
        truths = one.condition.truths(codes)
        said = outcomes(one.condition.root, truths, codes, declined)
        assert {each.outcomes[number] for each in people} <= said

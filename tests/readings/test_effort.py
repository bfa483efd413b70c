"""The effort of a condition: nothing once it is known, and what it takes before."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.readings.effort import effort
from eligibility.readings.openness import missing_facts, open_facts
from tests import small
from tests.small import DAY


@given(chance=st.randoms(use_true_random=False))
def test_what_is_left_is_nothing_if_and_only_if_no_answer_is_missing(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    book = small.written(small.files(chance), tmp_path_factory.mktemp("book"))
    someone = chance.choice(list(small.worlds(book, DAY, {}))).codes
    codes = {id_: code for id_, code in someone.items() if chance.random() < 0.5}
    for one in book.plans(DAY).measures.values():
        assert one.condition is not None
        truths = one.condition.truths(codes)
        root = one.condition.root
        left = effort(root, truths, codes, (), lambda *_: 0.5)
        missing = missing_facts(root, truths, codes)
        assert set(missing) == open_facts(root, truths, codes).keys()
        assert (left > 0) == bool(missing)

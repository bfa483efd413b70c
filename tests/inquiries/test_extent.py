"""As many questions come as was said, whatever is answered."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import small
from tests.small import interview

chances = st.randoms(use_true_random=False)


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

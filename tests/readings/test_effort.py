"""The effort of a condition: nothing once it is known, and what it takes before."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.inquiries.prospects import Prospects
from eligibility.profiles import Profile
from eligibility.readings.effort import effort
from eligibility.readings.openness import missing_facts, open_facts
from eligibility.readings.outcomes import outcomes
from eligibility.truth import Truth
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


def test_no_answer_promises_more_than_is_left(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    for seed in range(20):
        files = small.files(random.Random(seed))  # noqa: S311 - nothing secret
        book = small.written(files, tmp_path_factory.mktemp("book"))
        prospects = Prospects(book.plans(DAY))
        for id_ in book.measures:
            prospect = prospects[id_].of(Profile({}))
            if prospect.truth is Truth.UNKNOWN:
                for fact in prospect.askable:
                    assert prospect.promise(fact) <= prospect.left

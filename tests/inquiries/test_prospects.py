"""What an answer promises."""

import random

import pytest

from eligibility.inquiries.prospects import Prospects
from eligibility.profiles import Profile
from eligibility.truth import Truth
from tests import small
from tests.small import DAY


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

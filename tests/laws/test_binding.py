"""Binding a day and then reading is the same as working out the law day by day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given

from eligibility import Status, assess
from tests import generated
from tests.slow import Slow

STATUS = {
    True: Status.ELIGIBLE,
    False: Status.INELIGIBLE,
    None: Status.UNDETERMINED,
}


@given(
    files=generated.rulebooks(),
    profile=generated.whole_profiles(),
    day=generated.DAYS,
)
def test_a_bound_rulebook_answers_as_the_unbound_law_does(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    found = assess(profile, book, on=day)
    slow = Slow(book.contents, day)
    assume("grade" in profile)  # a parameter by a fact that does not apply stays open
    for determination in found:
        requirement = determination.measure.versions[0].requirement
        assert requirement is not None
        assert determination.status is STATUS[slow.answer(requirement, profile)]


@given(files=generated.rulebooks(), profile=generated.profiles(), day=generated.DAYS)
def test_with_facts_missing_binding_knows_all_that_the_unbound_law_knows(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    found = assess(profile, book, on=day)
    slow = Slow(book.contents, day)
    for determination in found:
        requirement = determination.measure.versions[0].requirement
        assert requirement is not None
        answer = slow.answer(requirement, profile)
        if answer is not None:
            assert determination.status is STATUS[answer]

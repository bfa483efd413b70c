"""Knowing more never reverses an answer,
and what is missing is what could change it.
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Status, assess
from tests import generated

DEFINITE = {Status.ELIGIBLE, Status.INELIGIBLE}


@given(
    files=generated.rulebooks(),
    whole=generated.whole_profiles(),
    day=generated.DAYS,
    data=st.data(),
)
def test_filling_an_unknown_never_reverses_a_definite_answer(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    whole: dict[str, object],
    day: date,
    data: st.DataObject,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    order = data.draw(st.permutations(sorted(whole)))
    known: dict[str, object] = {}
    before = {one.measure.id: one for one in assess({}, book, on=day)}
    for fact in order:
        known[fact] = whole[fact]
        if fact in {"grade", "wed_on"}:
            known |= {k: whole[k] for k in ("region", "married")}
        now = {one.measure.id: one for one in assess(known, book, on=day)}
        for id_, determination in now.items():
            if before[id_].status in DEFINITE:
                assert determination.status is before[id_].status
            if not before[id_].missing:
                assert determination.status is before[id_].status
        before = now


@given(files=generated.rulebooks(), profile=generated.profiles(), day=generated.DAYS)
def test_only_unknown_facts_of_undetermined_measures_are_missing(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    for determination in assess(profile, book, on=day):
        assert not set(determination.missing) & set(profile)
        if determination.status is not Status.UNDETERMINED:
            assert determination.missing == ()

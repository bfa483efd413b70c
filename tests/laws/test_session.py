"""A session answers as the reference does, whatever the order in which facts come."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Session, Status, assess
from tests import generated


@given(
    files=generated.rulebooks(),
    profile=generated.profiles(),
    day=generated.DAYS,
    data=st.data(),
)
def test_facts_in_any_order_lead_to_the_reference_answer(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
    day: date,
    data: st.DataObject,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    order = data.draw(st.permutations(sorted(profile)))
    known: dict[str, object] = {}
    session = Session(book, on=day)
    for fact in order:
        known[fact] = profile[fact]
        session.tell({fact: profile[fact]})
        expected = {one.measure.id: one.status for one in assess(known, book, on=day)}
        assert session.statuses == expected
    for fact in order:
        del known[fact]
        session.withdraw(fact)
        expected = {one.measure.id: one.status for one in assess(known, book, on=day)}
        assert session.statuses == expected


@given(files=generated.rulebooks(), profile=generated.profiles(), day=generated.DAYS)
def test_a_chain_ends_in_eligible_and_every_link_is_needed(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    chains = Session(book, on=day, profile=profile).chains()
    for measure, first in chains.items():
        for left_out in (None, *first):
            session = Session(book, on=day, profile=profile)
            followed = True
            for link in first:
                if link == left_out or session.status(link) is not Status.ELIGIBLE:
                    followed = followed and link == left_out
                    continue
                session.obtain(link)
            opened = followed and session.status(measure) is Status.ELIGIBLE
            assert opened is (left_out is None)

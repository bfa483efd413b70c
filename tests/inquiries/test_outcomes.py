"""The outcomes that people can have are what trying every way to be shows."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given

from eligibility import FactError, Rulebook, Truth, assess
from eligibility.inquiries.relevance import Relevance
from eligibility.profiles import Profile
from eligibility.readings.classes import classes
from tests import generated

DAY = date(2024, 2, 29)
WAYS = 3000
TRUTHS = {"eligible": Truth.TRUE, "ineligible": Truth.FALSE}


def ways(book: Rulebook, profile: Profile, measure: str) -> Iterator[Profile]:
    """Each way to give the facts that a measure rests on: all of them, but for those
    that make no sense.
    """
    bound = book.on(DAY)
    whole = [bound.measures[measure].condition, *bound.applies.values()]
    cut = classes([one for one in whole if one], bound)
    open_ = [id_ for id_ in cut if id_ not in profile.codes]
    tried = [
        [None, *dict.fromkeys(code for one in cut[id_] for code in (one[0], one[-1]))]
        for id_ in open_
    ]
    size = 1
    for one in tried:
        size *= len(one)
    assume(size <= WAYS)
    for codes in product(*tried):
        told = dict(zip(open_, codes, strict=True))
        whole_ = {**profile.codes, **{k: v for k, v in told.items() if v is not None}}
        values = {id_: book.facts[id_].decode(code) for id_, code in whole_.items()}
        try:
            filled = book.profile(values, DAY)
        except FactError:
            continue
        applies = book.plans(DAY).applies
        if all(
            id_ in filled.codes
            or (id_ in applies and applies[id_].truth(filled.codes) is Truth.FALSE)
            for id_ in open_
        ):
            yield filled


@given(files=generated.rulebooks(measures=1), profile=generated.profiles())
def test_the_outcomes_that_can_be_are_reached(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    told = book.profile(profile, DAY)
    found = book.once(DAY, Relevance).reached("m0", told)
    shown = {
        TRUTHS.get(assess(one, book, on=DAY)["m0"].status, Truth.UNKNOWN)
        for one in ways(book, told, "m0")
    }
    assert found <= shown
    assert len(found) == min(2, len(shown))

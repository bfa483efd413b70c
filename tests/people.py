"""People made up for a real rulebook: values of
every class that its rules tell apart.
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date

from hypothesis import strategies as st

from eligibility import FactError, Rulebook
from eligibility.law.facts import Code
from eligibility.profiles import Profile
from eligibility.readings.classes import classes


def codes_of(book: Rulebook, day: date) -> dict[str, list[Code]]:
    """For each fact that some measure rests on, the first and the last code of each
    class of its values.
    """
    bound = book.on(day)
    conditions = [one.condition for one in bound.measures.values() if one.condition]
    cut = classes([*conditions, *bound.applies.values()], bound)
    return {
        id_: list(dict.fromkeys(code for one in cut[id_] for code in (one[0], one[-1])))
        for id_ in book.facts
        if id_ in cut
    }


def people(book: Rulebook, day: date) -> st.SearchStrategy[Profile]:
    """Profiles that may be so on a day, some facts of each unknown."""
    codes = codes_of(book, day)
    ids = st.sets(st.sampled_from(sorted(codes)), min_size=1)

    @st.composite
    def person(draw: st.DrawFn) -> Profile:
        share = draw(st.booleans())
        chosen = sorted(codes) if share else sorted(draw(ids))
        values = {
            id_: book.facts[id_].decode(draw(st.sampled_from(codes[id_])))
            for id_ in chosen
        }
        return possible(values, book, day)

    return person()


def possible(values: Mapping[str, object], book: Rulebook, day: date) -> Profile:
    """The profile of some values, less those that cannot be so together."""
    left = dict(values)
    while True:
        try:
            return book.profile(left, day)
        except FactError as error:
            for fault in error.faults:
                if left.pop(fault.subject or "", None) is None:
                    for id_ in [one for one in left if one in fault.text.en]:
                        del left[id_]


def drawn(book: Rulebook, day: date, seed: int) -> Iterator[Profile]:
    """Partial profiles without end, the same for the same seed: each has a share of
    unknown facts of its own, and each value stands at the edge of a class.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    codes = codes_of(book, day)
    while True:
        share = chance.random()
        values: dict[str, object] = {
            id_: book.facts[id_].decode(chance.choice(codes[id_]))
            for id_ in codes
            if chance.random() < share
        }
        yield possible(values, book, day)

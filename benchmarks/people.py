"""People drawn at random for a rulebook, each with some facts unknown."""

import random
from collections.abc import Iterator
from datetime import date

from eligibility import Rulebook
from eligibility.profiles import Profile
from tests.people import codes_of, possible


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

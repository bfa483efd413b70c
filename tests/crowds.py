"""Many people made of profiles, and what the reference says of each of them."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from eligibility import Rulebook, assess
from eligibility.facts import Code, Fact
from eligibility.people import Column, People, bits, number
from eligibility.profiles import Profile


def crowd(people: Sequence[Mapping[str, Code]], facts: Mapping[str, Fact]) -> People:
    """People of some codes."""
    columns = {}
    for id_, fact in facts.items():
        known = np.array([id_ in one for one in people], bool)
        numbers = [number(fact, one[id_]) if id_ in one else 0 for one in people]
        if known.any():
            columns[id_] = Column(np.array(numbers, np.int64), bits(known))
    return People(len(people), columns, facts)


def expected(profile: Profile, book: Rulebook, day: date) -> dict[str, object]:
    """The row of a person, as assessing that person alone gives it."""
    row: dict[str, object] = {}
    for one in assess(profile, book, on=day):
        id_ = one.measure.id
        row[id_] = one.status.value
        row[f"{id_}.because"] = [finding.id for finding in one.because]
        row[f"{id_}.missing"] = list(one.missing)
    return row

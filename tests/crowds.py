"""Many people made of profiles, and what the reference says of each of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from eligibility import Rulebook, assess
from eligibility.law.facts import Code, Fact
from eligibility.law.spans import bounded
from eligibility.profiles import Profile
from eligibility.sets.people import Column, People, bits, number


def crowd(people: Sequence[Mapping[str, Code]], facts: Mapping[str, Fact]) -> People:
    """People of some codes."""
    columns = {}
    for id_ in dict.fromkeys(id_ for one in people for id_ in one):
        fact = facts[bounded(id_)]
        known = np.array([id_ in one for one in people], bool)
        numbers = [number(fact, one[id_]) if id_ in one else 0 for one in people]
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
    return row | asked(row, book)


def asked(row: Mapping[str, object], book: Rulebook) -> dict[str, object]:
    """The fact to ask for, and how many measures wait for nothing else."""
    lists = [value for name, value in row.items() if name.endswith(".missing")]
    missing = [one for one in lists if isinstance(one, list) and one]
    sole, first = (
        Counter(one[0] for one in missing if len(one) == 1),
        Counter(one[0] for one in missing),
    )
    if not missing:
        return {"ask": None, "ask.settles": 0}
    best = max(
        (id_ for id_ in book.facts if id_ in first),
        key=lambda id_: (sole[id_], first[id_]),
    )
    return {"ask": best, "ask.settles": sole[best]}

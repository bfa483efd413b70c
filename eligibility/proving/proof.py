"""All that is claimed of a rulebook, tried one after another."""

from collections.abc import Iterator

from eligibility.proving.chains import chains
from eligibility.proving.claims import Claim, Verdict
from eligibility.proving.exclusives import exclusive
from eligibility.proving.measures import (
    Seen,
    Shown,
    decided,
    following_versions,
    inapplicable,
    seen,
    settled,
    useful,
)
from eligibility.proving.spots import Spot, spots
from eligibility.proving.stages import Stages
from eligibility.proving.tables import tables
from eligibility.rulebook import Rulebook

TIMEOUT = 10.0
"""Seconds for one question."""


def steps(book: Rulebook) -> int:
    """How many steps a proof of a rulebook takes."""
    return len(book.measures) + len(book.contents.exclusive) + len(("chains", "tables"))


def proof(book: Rulebook, *, timeout: float = TIMEOUT) -> Iterator[tuple[Claim, ...]]:
    """The claims of each step, as it is done: a measure each, and what measures have
    with one another. What is said of conditions comes with the last measure.
    """
    stages = Stages(book, timeout=timeout)
    found: dict[object, Spot] = {}
    shows: dict[int, Seen] = {}
    *_, last = book.measures
    for id_ in book.measures:
        claims = list(_measure(id_, stages, found, shows))
        if id_ == last:
            claims += _conditions(found, shows, book)
        yield tuple(claims)
    for group in book.contents.exclusive:
        yield tuple(exclusive(group, stages))
    yield tuple(chains(stages))
    yield tuple(tables(stages))


def _measure(
    id_: str, stages: Stages, found: dict[object, Spot], shows: dict[int, Seen]
) -> Iterator[Claim]:
    measure = stages.book.measures[id_]
    yield from following_versions(measure)
    for version in measure.versions:
        laid_out = stages.of(id_, version)
        if not laid_out:
            continue
        shown: list[Shown] = []
        both = list(decided(version, laid_out, shown))
        yield from both
        yield settled(version, laid_out)
        spots(
            laid_out,
            found,
            decided=all(one.verdict is Verdict.PROVED for one in both),
        )
        for key, what in seen(found.values(), shown).items():
            known = shows.setdefault(key, Seen())
            known.truths |= what.truths
            known.matters |= what.matters


def _conditions(
    found: dict[object, Spot], shows: dict[int, Seen], book: Rulebook
) -> Iterator[Claim]:
    for spot in found.values():
        yield useful(spot, shows.get(id(spot), Seen()))
        yield from inapplicable(spot, book)

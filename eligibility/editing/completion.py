"""What may be written at a position: keys by their place, and names by their key."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from eligibility.editing.names import Name
from eligibility.editing.places import Spot, keys, spot, values
from eligibility.law.facts import Fact
from eligibility.loading.syntax import FUNCTIONS
from eligibility.loading.types import UNITS
from eligibility.texts import Language

TERMS = (
    "test",
    "amount",
    "months",
    "claims",
    "only_if",
    "asked_if",
    "held",
    "concerns",
    "when",
)
"""Keys whose value is a test or a term."""
NAMED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(TERMS, ("fact", "parameter")),
    "use": ("definition",),
    "source": ("source",),
    "by": ("fact",),
    "of": ("fact",),
    "missing": ("fact",),
    "without": ("fact",),
    "measures": ("measure",),
    "measure": ("measure",),
    "instead": ("measure",),
    "topic": ("topic",),
}
"""The names that a key's value, or the items of its list, are made of."""
KEYED = ("grants", "with", "profiles", "when")
"""Keys beneath which names of facts are keys themselves."""
ABOVE = {"profiles": 1}
"""So many names of the rulebook's own stand between such a key and the facts."""
COMPARED = re.compile(
    r'(?P<fact>\w+)\s*(?:==|!=|(?:not\s+)?in)\s*\[?\s*(?:"[^"]*"\s*,\s*)*"?\w*$'
)
"""The end of a comparison of a choice, whose value is being written."""


class Proposal(NamedTuple):
    """What may be written: `kind` is what it is, as a name has it, or key or value."""

    text: str
    kind: str
    title: str = ""


def proposals(  # noqa: PLR0913 - a position in a rulebook, and the words for it
    kind: str | None,
    lines: Sequence[str],
    position: tuple[int, int],
    names: Sequence[Name],
    facts: Mapping[str, Fact],
    *,
    language: Language,
) -> tuple[Proposal, ...]:
    """What may be written at a line and a column of a file of some kind."""
    if kind is None:
        return ()
    where = spot(lines, *position)
    found = (*_chosen(where, facts, language), *_named(where, names))
    if not found or where.at_key:
        found = (*found, *_by_schema(kind, where))
    return tuple(dict.fromkeys(found))


def _chosen(
    where: Spot, facts: Mapping[str, Fact], language: Language
) -> Iterator[Proposal]:
    """The values of a choice that something is compared with."""
    compared = COMPARED.search(where.before)
    fact = facts.get(compared["fact"]) if compared is not None else None
    for value, text in fact.values.items() if fact is not None else ():
        yield Proposal(value, "value", text.in_language(language))


def _named(where: Spot, names: Sequence[Name]) -> Iterator[Proposal]:
    """The names that belong there."""
    last = where.path[-1] if where.path else ""
    compared = COMPARED.search(where.before)
    if compared is not None and not where.at_key:
        known = {one.name for one in names if one.kind == "fact"}
        if compared["fact"] in known and '"' in where.before[compared.start() :]:
            return
    kinds = NAMED.get(last, ())
    if where.at_key and any(
        where.path[-1 - ABOVE.get(key, 0) :][:1] == (key,) for key in KEYED
    ):
        kinds = (*kinds, "fact")
    for one in names:
        if one.kind in kinds:
            yield Proposal(one.name, one.kind, one.title)
    if last in TERMS and not where.at_key:
        yield from (Proposal(name, "function") for name in FUNCTIONS)
        yield from (Proposal(name, "value") for name in ("today", *UNITS))


def _by_schema(kind: str, where: Spot) -> Iterator[Proposal]:
    if where.at_key:
        yield from (Proposal(key, "key") for key in keys(kind, where.path))
    yield from (Proposal(value, "value") for value in values(kind, where.path))

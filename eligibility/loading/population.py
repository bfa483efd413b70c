"""What a rulebook says of the people who ask (population.yaml)."""

from collections.abc import Mapping as Names
from datetime import date
from itertools import pairwise

from eligibility.law.facts import Code, Fact, Kind
from eligibility.law.population import Groups, Population, Shares, codes
from eligibility.law.terms import Literal, Term
from eligibility.loading.catalogue import key_place
from eligibility.loading.entries import Entries
from eligibility.loading.resolution import Scope, constant, term
from eligibility.loading.source import Node, Scalar
from eligibility.loading.types import TRUTHS
from eligibility.periods import iso_day
from eligibility.texts import Text

NOTHING = Scope({}, {})
FEWEST = 2


def population(
    node: Node | None, facts: Names[str, Fact], first_day: date, entries: Entries
) -> Population:
    """Shares of the values of choices and truths, groups of those on a line."""
    found: dict[str, Shares | Groups] = {}
    for id_, entry in entries.named(node).items():
        if id_ not in facts:
            entries.unknown("fact", id_, key_place(node, id_), tuple(facts))
            continue
        fact = facts[id_]
        read = (
            _groups(entry, fact, first_day, entries)
            if fact.kind.ordered
            else _shares(entry, fact, entries)
        )
        if read is not None:
            found[id_] = read
    return found


def _shares(node: Node, fact: Fact, entries: Entries) -> Shares | None:
    names: dict[str, Code] = (
        dict(TRUTHS) if fact.kind is Kind.BOOL else {one: one for one in fact.values}
    )
    of: dict[Code, int] = {}
    for name, entry in entries.named(node).items():
        if name not in names:
            place = key_place(node, name)
            entries.unknown("value", name, place, names, declared=fact.place)
            continue
        of[names[name]] = entries.whole(entry, 0)
    if not of or min(of.values()) < 0 or not sum(of.values()):
        _refuse(
            node,
            Text(
                "各值的份数不能小于 0，总和要大于 0",
                "No share may be below 0, and one must be above it",
            ),
            entries,
        )
        return None
    return Shares(of)


def _groups(node: Node, fact: Fact, first_day: date, entries: Entries) -> Groups | None:
    items = entries.items(node)
    points = [
        point for item in items if (point := _point(item, fact, entries)) is not None
    ]
    if len(points) < len(items):
        return None
    groups = Groups(tuple(points))
    line = codes(groups, fact, first_day)
    if len(line) < FEWEST or any(after < one for one, after in pairwise(line)):
        _refuse(
            node,
            Text("至少写两个值，从小到大", "At least two values are needed, rising"),
            entries,
        )
        return None
    if line[0] < fact.least or line[-1] > fact.most:
        low, high = fact.decode(fact.least), fact.decode(fact.most)
        _refuse(
            node,
            Text(f"应在 {low} 到 {high} 之间", f"They lie between {low} and {high}"),
            entries,
        )
        return None
    return groups


def _point(node: Node, fact: Fact, entries: Entries) -> Term | None:
    if not isinstance(node, Scalar):
        entries.expected(node, "一个值", "a value")
        return None
    if fact.kind is not Kind.DATE:
        return constant(node, fact.kind.value, {}, entries)
    day = iso_day(node.text)
    return Literal(day) if day else term(node, "date", NOTHING, entries)


def _refuse(node: Node, text: Text, entries: Entries) -> None:
    entries.fault("bad-population", node.place, text)

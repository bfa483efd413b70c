"""Classes: the values of a fact that no test can tell apart.

Once bound to a day, everything is finite: the constants in a condition cut each fact's
values into a few classes. Whoever asks what would be so for other values tries one
value of each class, and has tried them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from eligibility.binding.bound import BoundRulebook
from eligibility.binding.lines import half_line
from eligibility.law.conditions import (
    Among,
    Bound,
    BoundLeaf,
    Relation,
    Stairs,
    Within,
    facts_of,
    walk,
)
from eligibility.law.facts import Code, Fact

Class = Sequence[Code]
"""The codes of one class: a tuple of choices, or a range of an ordered fact's codes."""
Classes = Mapping[str, tuple[Class, ...]]


def classes(conditions: Iterable[Bound], book: BoundRulebook) -> Classes:
    """The classes of each fact that some conditions rest on, in the order of its
    values, over all of them together.

    A day that must not lie after the day asked has no class beyond it. Two ordered
    facts that are compared with each other (`Relation`) are cut where the comparison
    turns for the ends of the other's classes, so for them each class has two telling
    values, its first and its last; for all others, any will do.
    """
    leaves = list(
        dict.fromkeys(
            node
            for condition in conditions
            for node in walk(condition)
            if isinstance(node, BoundLeaf)
        )
    )
    facts = book.contents.facts
    named = dict.fromkeys(fact for leaf in leaves for fact in facts_of(leaf))
    cuts = {id_: _line(facts[id_], book) for id_ in named if facts[id_].kind.ordered}
    for leaf in leaves:
        _cut(leaf, cuts)
    turns = [
        (fact, turn)
        for leaf in leaves
        if isinstance(leaf, Relation)
        for fact, turn in _turns(leaf, cuts, facts)
    ]
    for fact, turn in turns:
        cuts[fact].add(turn)
    groups = {
        id_: _groups(facts[id_], leaves) for id_ in named if not facts[id_].kind.ordered
    }
    return {
        id_: groups[id_] if id_ in groups else _ranges(facts[id_], cuts[id_], book)
        for id_ in named
    }


def compared(conditions: Iterable[Bound]) -> frozenset[str]:
    """The facts that are compared with each other: those of whose classes both ends
    tell.
    """
    return frozenset(
        fact
        for condition in conditions
        for node in walk(condition)
        if isinstance(node, Relation)
        for fact in node.facts
    )


def _end(fact: Fact, book: BoundRulebook) -> int:
    """The first code that cannot be given."""
    end = fact.most + 1
    return min(end, book.day.toordinal() + 1) if fact.latest_is_today else end


def _line(fact: Fact, book: BoundRulebook) -> set[int]:
    return {fact.least, _end(fact, book)}


def _ranges(fact: Fact, cuts: set[int], book: BoundRulebook) -> tuple[Class, ...]:
    end = _end(fact, book)
    inside = sorted(cut for cut in cuts if fact.least <= cut <= end)
    return tuple(range(first, after) for first, after in pairwise(inside))


def _cut(leaf: BoundLeaf, cuts: dict[str, set[int]]) -> None:
    """Mark each code at which a leaf may begin to answer otherwise."""
    match leaf:
        case Among():
            return
        case Within(fact, least, most):
            cuts[fact] |= _edges([(least, most)])
        case Stairs(fact, few, first, spans):
            cuts[fact] |= _edges(span for span in spans if span is not None)
            cuts[few] |= {
                first + n
                for n, (one, next_) in enumerate(pairwise(spans), 1)
                if one != next_
            }
        case Relation():
            return
        case _:
            assert_never(leaf)


def _edges(spans: Iterable[tuple[int | None, int | None]]) -> set[int]:
    found: set[int] = set()
    for least, most in spans:
        if least is not None:
            found.add(least)
        if most is not None:
            found.add(most + 1)
    return found


def _turns(
    leaf: Relation, cuts: Mapping[str, set[int]], facts: Mapping[str, Fact]
) -> Iterable[tuple[str, int]]:
    """Where a comparison of two ordered facts turns, for the ends of the other's
    classes.
    """
    for fact, other in (leaf.facts, leaf.facts[::-1]):
        line = facts[other]
        ends = {end for cut in cuts[other] for end in (cut - 1, cut)}
        for end in sorted(ends):
            if line.least <= end <= line.most:
                span = half_line(leaf.comparison, fact, {other: end}, facts, leaf.today)
                if span is not None:
                    yield from ((fact, edge) for edge in _edges([span]))


def _groups(fact: Fact, leaves: Iterable[BoundLeaf]) -> tuple[Class, ...]:
    """The values of a choice or a truth that belong to the same sets."""
    sets = [
        leaf.values
        for leaf in leaves
        if isinstance(leaf, Among) and leaf.fact == fact.id
    ]
    found: dict[tuple[bool, ...], list[Code]] = {}
    for code in fact.domain:
        found.setdefault(tuple(code in one for one in sets), []).append(code)
    return tuple(map(tuple, found.values()))

"""Many people at once: for whom each condition is known to hold, or not to hold.

For each person it is what evaluation says of that person alone. A truth is two sets of
people, held as bits (see `people`), so a condition costs a few machine instructions for
64 people. A node that several measures share is worked out once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any, assert_never

import numpy as np
from numpy.typing import NDArray

from eligibility.binding.bound import BoundRulebook
from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Bound,
    BoundLeaf,
    Contested,
    Not,
    Relation,
    Span,
    Stairs,
    Within,
    children,
    facts_of,
    in_span,
)
from eligibility.law.spans import earliest, latest
from eligibility.law.terms import RELATIONS, FactTerm
from eligibility.readings.evaluation import Plans, Program, program, related
from eligibility.sets.people import Bits, Numbers, People, bits, code, flags
from eligibility.sets.splits import (
    Split,
    Splitter,
    all_alike,
    all_hold,
    any_holds,
    holds_not,
)
from eligibility.truth import Truth

NO_LEAST, NO_MOST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


class Columns:
    """A bound rulebook laid out for many people.

    `measures`, `applies` and `contradictions` give the places of their conditions
    among what `splits` returns; a measure's, one for each slot of its program.
    """

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self._splitters: list[Splitter] = []
        self._parts: list[tuple[int, ...]] = []
        self._places: dict[object, int] = {}
        self._laid: dict[int, tuple[Bound, int]] = {}
        self.applies = self._roots(plans.applies)
        self.contradictions = self._roots(plans.contradictions)
        self._checks = len(self._splitters)
        self._has = self._roots(
            {id_: one.held for id_, one in plans.measures.items() if one.held}
        )
        self._before_measures = len(self._splitters)
        self.measures: Mapping[str, tuple[int, ...]] = {
            id_: self._slots(one.condition)
            for id_, one in plans.measures.items()
            if one.condition is not None
        }

    @property
    def checks(self) -> tuple[int, ...]:
        """The places of the conditions that tell whether facts make sense and agree."""
        return tuple(range(self._checks))

    def beneath(self, measures: Iterable[str]) -> tuple[int, ...]:
        """The places of the conditions of some measures, parts before wholes."""
        found: set[int] = set()
        ahead = [place for id_ in measures for place in self.measures.get(id_, ())]
        while ahead:
            place = ahead.pop()
            if place not in found:
                found.add(place)
                ahead += self._parts[place]
        return tuple(sorted(found))

    def splits(self, people: People, places: Iterable[int]) -> dict[int, Split]:
        """What is known of the conditions at some places, parts before wholes."""
        found = people.splits.setdefault(self, {})
        for place in places:
            if place not in found:
                found[place] = self._splitters[place](people, found)
        return found

    def having(self, people: People) -> dict[str, Bits]:
        """Who is known to have a measure already, by each measure that one can have."""
        found = self.splits(people, range(self._before_measures))
        return {id_: found[place][0] for id_, place in self._has.items()}

    def _slots(self, program: Program) -> tuple[int, ...]:
        return tuple(self._place(plan.condition) for plan in program.plans)

    def _roots(self, programs: Mapping[str, Program]) -> Mapping[str, int]:
        return {id_: self._place(one.root.condition) for id_, one in programs.items()}

    def _place(self, node: Bound) -> int:
        if id(node) in self._laid:
            return self._laid[id(node)][1]
        key: object = (
            replace(node, label=None)
            if isinstance(node, BoundLeaf)
            else (type(node), tuple(self._place(part) for part in children(node)))
        )
        if key not in self._places:
            splitter = _splitter(
                node, tuple(map(self._place, children(node))), self.plans.book
            )
            self._places[key] = len(self._splitters)
            self._splitters.append(splitter)
            self._parts.append(tuple(map(self._place, children(node))))
        # The node is kept beside its place, so that its identity is not used again.
        self._laid[id(node)] = node, self._places[key]
        return self._places[key]


def _splitter(node: Bound, parts: tuple[int, ...], book: BoundRulebook) -> Splitter:
    match node:
        case AllOf(parts=()):
            return lambda people, _: (people.whole, people.none)
        case AnyOf(parts=()):
            return lambda people, _: (people.none, people.whole)
        case AllOf():
            return all_hold(parts)
        case AnyOf():
            return any_holds(parts)
        case Not():
            return holds_not(parts[0])
        case Contested():
            return all_alike(parts)
        case Among():
            return _leaf(lambda people: _among(people, node))
        case Within():
            return _leaf(lambda people: _within(people, node))
        case Stairs():
            stairs = _Stairs(node)
            return _leaf(lambda people: _by_span(people, node, stairs.split(people)))
        case Relation():
            return _leaf(
                lambda people: _by_span(people, node, _relation(people, node, book))
            )
        case _:
            assert_never(node)


def _leaf(split: Callable[[People], Split]) -> Splitter:
    return lambda people, _: split(people)


def _among(people: People, node: Among) -> Split:
    true = people.among(node.fact, node.values)
    known = people.known(node.fact)
    return _told(people, node, true, known & ~true)


def _within(people: People, node: Within) -> Split:
    known = people.known(node.fact)
    true = people.between(node.fact, node.least, node.most)
    false = known & ~true
    if node.after or node.before or earliest(node.fact) in people.columns:
        narrower, apart = _bounded(people, node)
        true = true | (narrower & ~known)
        false = false | (apart & ~narrower & ~known)
    return _told(people, node, true, false)


def _told(people: People, node: Among | Within, true: Bits, false: Bits) -> Split:
    """The truth of a test, and where its fact is not known, what others tell."""
    if not node.met_by and not node.barred_by:
        return true, false
    open_ = people.whole & ~(true | false | people.known(node.fact))
    met = people.saying(node.met_by) & open_
    barred = people.saying(node.barred_by) & open_ & ~met
    return true | met, false | barred


def _bounded(people: People, node: Within) -> tuple[Bits, Bits]:
    """For whom its own span, or facts that an ordered one cannot lie before or beyond,
    say that it lies within a test's span, and for whom outside it: of those of whom it
    is not known.
    """
    open_ = people.whole & ~people.known(node.fact)
    some = np.flatnonzero(flags(open_, people.count))
    own = (node.fact, 0)
    least = _bound(people, (own, *node.after), 1, NO_LEAST, some)
    most = _bound(people, (own, *node.before), -1, NO_MOST, some)
    inside, outside = np.ones(len(some), bool), np.zeros(len(some), bool)
    if node.least is not None:
        inside &= least >= node.least
        outside |= most < node.least
    if node.most is not None:
        inside &= most <= node.most
        outside |= least > node.most
    return _placed(inside, some, people), _placed(outside, some, people)


def _placed(met: NDArray[np.bool_], some: NDArray[np.int64], people: People) -> Bits:
    """Those among some people for whom something is met."""
    found = np.zeros(people.count, bool)
    found[some[met]] = True
    return bits(found)


def _bound(
    people: People,
    others: Sequence[tuple[str, int]],
    sign: int,
    nowhere: int,
    some: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The narrowest bound that other facts of some people give,
    with their distances.
    """
    ends = np.full(len(some), nowhere, np.int64)
    narrower = np.maximum if sign > 0 else np.minimum
    bound = earliest if sign > 0 else latest
    for fact, gap in others:
        for id_, whom in (
            (fact, people.known(fact)),
            (bound(fact), people.spanned(fact)),
        ):
            column = people.columns.get(id_)
            if column is not None:
                told = np.where(
                    flags(whom, people.count)[some],
                    column.numbers[some] + np.int64(sign * gap),
                    nowhere,
                )
                ends = narrower(ends, told)
    return ends


def _by_span(people: People, node: Stairs | Relation, split: Split) -> Split:
    """The truth of a test of two facts, by the reference for whom it is known of one of
    them only that it lies in a span.
    """
    spanned = people.none
    for fact in facts_of(node):
        spanned = spanned | people.spanned(fact)
    if not spanned.any():
        return split
    test = program(node, people.facts)
    met, unmet = np.zeros(people.count, bool), np.zeros(people.count, bool)
    for person in np.flatnonzero(flags(spanned, people.count)):
        truth = test.truth(people.codes(int(person), test.read))
        met[person], unmet[person] = truth is Truth.TRUE, truth is Truth.FALSE
    true, false = split
    return (true & ~spanned) | bits(met), (false & ~spanned) | bits(unmet)


class _Stairs:
    """A span of one ordered fact for each code of another, as tables."""

    def __init__(self, node: Stairs) -> None:
        self._node = node
        spans = node.spans
        self._least = np.array([_least(span) for span in spans], np.int64)
        self._most = np.array([_most(span) for span in spans], np.int64)
        distinct = tuple(dict.fromkeys(spans))
        edges = sorted({edge for span in distinct for edge in _edges(span)})
        self._edges = np.array(edges, np.int64)
        answers = [
            {in_span(at, span) for span in distinct}
            for at in ([edges[0] - 1, *edges] if edges else [0])
        ]
        self._all = np.array([one == {True} for one in answers])
        self._no = np.array([one == {False} for one in answers])
        self._of_few = (
            np.array([span == (None, None) for span in spans]),
            np.array([span is None for span in spans]),
        )

    def split(self, people: People) -> Split:
        """For whom the one lies in the span of the other, and for whom not."""
        fact, few = self._node.fact, self._node.few
        true, false = people.none, people.none
        known, few_known = people.known(fact), people.known(few)
        if few in people.columns:
            # Where it is not known, the number says nothing, but may be no place.
            at = people.columns[few].numbers - self._node.first
            at = np.clip(at, 0, len(self._least) - 1)
            always, never = (bits(table[at]) & few_known for table in self._of_few)
            true, false = always & ~known, never & ~known
            if fact in people.columns:
                numbers = people.columns[fact].numbers
                inside = (numbers >= self._least[at]) & (numbers <= self._most[at])
                both = known & few_known
                met = bits(inside) & both
                true, false = true | met, false | (both & ~met)
        if fact in people.columns:
            alone = known & ~few_known
            at = np.searchsorted(self._edges, people.columns[fact].numbers, "right")
            true = true | (bits(self._all[at]) & alone)
            false = false | (bits(self._no[at]) & alone)
        return true, false


def _least(span: Span) -> int:
    if span is None:
        return NO_MOST
    return NO_LEAST if span[0] is None else span[0]


def _most(span: Span) -> int:
    if span is None:
        return NO_LEAST
    return NO_MOST if span[1] is None else span[1]


def _edges(span: Span) -> list[int]:
    """The codes from which on an answer may be another."""
    if span is None:
        return []
    low, high = span
    return [*([] if low is None else [low]), *([] if high is None else [high + 1])]


def _relation(people: People, node: Relation, book: BoundRulebook) -> Split:
    """Two ordered facts compared; what is not known may be either end of its line."""
    declared = book.contents.facts
    ends = [
        _ends(people, id_, declared[id_].least, declared[id_].most)
        for id_ in node.facts
    ]
    answers = [_compared(node, numbers, book) for numbers in product(*ends)]
    true, *others = map(bits, answers)
    some = true
    for one in others:
        true, some = true & one, some | one
    return true & people.whole, people.whole & ~some


def _ends(people: People, fact: str, least: int, most: int) -> list[Numbers]:
    column = people.columns.get(fact)
    if column is None:
        return [np.full(people.count, end, np.int64) for end in (least, most)]
    # Of somebody who does not count, the number may be no code at all.
    known = flags(people.known(fact), people.count)
    if known.all():
        return [column.numbers]
    return [np.where(known, column.numbers, end) for end in (least, most)]


def _compared(
    node: Relation, numbers: Sequence[Numbers], book: BoundRulebook
) -> NDArray[np.bool_]:
    """Whether a comparison holds, person by person."""
    facts = book.contents.facts
    by_fact = dict(zip(node.facts, numbers, strict=True))
    left, right = node.comparison.left, node.comparison.right
    if isinstance(left, FactTerm) and isinstance(right, FactTerm):
        one, other = facts[left.fact], facts[right.fact]
        if one.decimals == other.decimals:
            relation: Callable[[Numbers, Numbers], Any] = RELATIONS[
                node.comparison.operator
            ]
            return np.asarray(relation(by_fact[one.id], by_fact[other.id]), bool)
    pairs, place = np.unique(np.stack(numbers, axis=1), axis=0, return_inverse=True)
    answers = [
        related(
            node,
            {
                id_: code(facts[id_], int(value))
                for id_, value in zip(node.facts, pair, strict=True)
            },
            facts,
        )
        is Truth.TRUE
        for pair in pairs
    ]
    return np.array(answers, bool)[place.ravel()]

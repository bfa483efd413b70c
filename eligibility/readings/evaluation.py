"""The reference reading: the truth of each condition for one person.

It defines what a tree means; every other reading is tested equal to it. A condition
is laid out once as a `Plan`, a tree of slots; running the plan writes the truth of
each node, without stopping at the first that decides, so that all can be explained.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import assert_never

from eligibility import terms
from eligibility.binding import BoundMeasure, BoundRulebook
from eligibility.conditions import (
    AllOf,
    Among,
    AnyOf,
    Bound,
    Contested,
    Label,
    Not,
    Relation,
    Role,
    Within,
    children,
    facts_of,
)
from eligibility.contents import WrittenCaution
from eligibility.facts import Code, Fact
from eligibility.truth import Truth, agreement, conjunction, disjunction, negation

Codes = Mapping[str, Code]
Truths = list[Truth]
Run = Callable[[Codes, Truths], Truth]

_TRUE, _FALSE, _UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Plan:
    """A condition laid out for evaluation.

    `slot` is where `run` writes its truth. `facts` are those its own tests rest on,
    `named` the nearest named conditions beneath it, each with the slot of the guard
    without which it is beside the point (None: always to the point).
    """

    condition: Bound
    slot: int
    parts: "tuple[Plan, ...]"
    run: Run
    size: int
    facts: tuple[str, ...]
    named: "tuple[tuple[int | None, Plan], ...]"

    @property
    def label(self) -> Label | None:
        """What the rulebook says about the condition."""
        return self.condition.label

    def truths(self, codes: Codes) -> Truths:
        """The truth of each node, by slot."""
        out = [_UNKNOWN] * self.size
        self.run(codes, out)
        return out


def plan(condition: Bound, facts: Mapping[str, Fact]) -> Plan:
    """The plan of a condition over declared facts."""
    slots = count()

    def laid_out(node: Bound) -> Plan:
        parts = tuple(laid_out(child) for child in children(node))
        slot = next(slots)
        return Plan(
            node,
            slot,
            parts,
            _run(node, slot, tuple(part.run for part in parts), facts),
            slot + 1,
            tuple(dict.fromkeys(_own_facts(node, parts))),
            _named(node, parts),
        )

    return laid_out(condition)


def _own_facts(node: Bound, parts: tuple[Plan, ...]) -> tuple[str, ...]:
    if isinstance(node, Among | Within | Relation):
        return facts_of(node)
    return tuple(
        fact
        for part in parts
        if part.label is None and not _consensus(part.condition)
        for fact in part.facts
    )


def _named(
    node: Bound, parts: tuple[Plan, ...]
) -> tuple[tuple[int | None, Plan], ...]:
    found: dict[str, tuple[int | None, Plan]] = {}
    guard = parts[0].slot if isinstance(node, AllOf) and node.role is Role.BRANCH else None
    for part in parts:
        if _consensus(part.condition):
            continue
        for inner, named in ((None, part),) if part.label else part.named:
            label = named.label
            if label is not None and part.slot != guard:
                found.setdefault(label.id, (guard if inner is None else inner, named))
    return tuple(found.values())


def _consensus(node: Bound) -> bool:
    return isinstance(node, AllOf) and node.role is Role.CONSENSUS


def _run(
    node: Bound, slot: int, parts: tuple[Run, ...], facts: Mapping[str, Fact]
) -> Run:
    match node:
        case AllOf():
            return _all(slot, parts)
        case AnyOf():
            return _any(slot, parts)
        case Not():
            return _not(slot, parts[0])
        case Contested():
            return _contested(slot, parts)
        case Among(fact, values):
            return _among(slot, fact, values)
        case Within(fact, least, most):
            return _within(slot, fact, least, most)
        case Relation():
            return _relation(slot, node, facts)
        case _:
            assert_never(node)


def _all(slot: int, parts: tuple[Run, ...]) -> Run:
    def run(codes: Codes, out: Truths) -> Truth:
        result = _TRUE
        for part in parts:
            truth = part(codes, out)
            if truth is not _TRUE and result is not _FALSE:
                result = truth
        out[slot] = result
        return result

    return run


def _any(slot: int, parts: tuple[Run, ...]) -> Run:
    def run(codes: Codes, out: Truths) -> Truth:
        result = _FALSE
        for part in parts:
            truth = part(codes, out)
            if truth is not _FALSE and result is not _TRUE:
                result = truth
        out[slot] = result
        return result

    return run


def _not(slot: int, part: Run) -> Run:
    def run(codes: Codes, out: Truths) -> Truth:
        out[slot] = result = negation(part(codes, out))
        return result

    return run


def _contested(slot: int, parts: tuple[Run, ...]) -> Run:
    def run(codes: Codes, out: Truths) -> Truth:
        out[slot] = result = agreement([part(codes, out) for part in parts])
        return result

    return run


def _among(slot: int, fact: str, values: frozenset[Code]) -> Run:
    def run(codes: Codes, out: Truths) -> Truth:
        code = codes.get(fact)
        if code is None:
            result = _UNKNOWN
        else:
            result = _TRUE if code in values else _FALSE
        out[slot] = result
        return result

    return run


def _within(slot: int, fact: str, least: int | None, most: int | None) -> Run:
    low = float("-inf") if least is None else least
    high = float("inf") if most is None else most

    def run(codes: Codes, out: Truths) -> Truth:
        code = codes.get(fact)
        if code is None:
            result = _UNKNOWN
        else:
            result = _TRUE if low <= code <= high else _FALSE  # type: ignore[operator]
        out[slot] = result
        return result

    return run


def _relation(slot: int, node: Relation, facts: Mapping[str, Fact]) -> Run:
    declared = [facts[fact] for fact in node.facts]

    def run(codes: Codes, out: Truths) -> Truth:
        known = {
            fact.id: fact.decode(codes[fact.id])
            for fact in declared
            if fact.id in codes
        }
        if len(known) < len(declared):
            result = _UNKNOWN
        else:
            result = Truth.of(terms.holds(node.comparison, known, node.today))
        out[slot] = result
        return result

    return run


def settled_with(laid_out: Plan, truths: Truths, fixed: Mapping[int, Truth]) -> Truth:
    """The truth of a condition where those in the slots of `fixed` are taken so."""
    if laid_out.slot in fixed:
        return fixed[laid_out.slot]
    node = laid_out.condition
    below = (settled_with(part, truths, fixed) for part in laid_out.parts)
    match node:
        case AllOf():
            return conjunction(below)
        case AnyOf():
            return disjunction(below)
        case Not():
            return negation(next(below))
        case Contested():
            return agreement(below)
        case Among() | Within() | Relation():
            return truths[laid_out.slot]
        case _:
            assert_never(node)


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """What is evaluated for one measure: None where there is nothing to."""

    bound: BoundMeasure
    condition: Plan | None
    held: Plan | None
    cautions: tuple[tuple[WrittenCaution, Plan], ...]


@dataclass(frozen=True, slots=True)
class Plans:
    """A bound rulebook laid out for evaluation."""

    book: BoundRulebook
    measures: Mapping[str, MeasurePlan]
    applies: Mapping[str, Plan]
    contradictions: Mapping[str, Plan]


def plans(book: BoundRulebook) -> Plans:
    """Every condition of a bound rulebook, laid out."""
    facts = book.contents.facts
    return Plans(
        book,
        {
            id_: MeasurePlan(
                bound,
                plan(bound.condition, facts) if bound.condition else None,
                plan(bound.held, facts) if bound.held else None,
                tuple((caution, plan(when, facts)) for caution, when in bound.cautions),
            )
            for id_, bound in book.measures.items()
        },
        {id_: plan(condition, facts) for id_, condition in book.applies.items()},
        {id_: plan(one, facts) for id_, one in book.contradictions.items()},
    )

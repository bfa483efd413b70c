"""The reference reading: the truth of each condition for one person.

It defines what a tree means; every other reading is tested equal to it. A condition
is laid out once as a `Program`, an instruction a node; running it writes the truth of
each node, without stopping at the first that decides, so that all can be explained.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import product
from operator import or_
from threading import RLock
from typing import Any, TypeVar, assert_never

from eligibility.binding.bound import BoundMeasure, BoundRulebook
from eligibility.binding.lines import apart, between, narrower
from eligibility.keeping.demand import OnDemand
from eligibility.law import terms
from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Bound,
    BoundLeaf,
    Contested,
    Label,
    Not,
    Relation,
    Role,
    Stairs,
    Within,
    children,
    facts_of,
    implied,
    in_span,
    tellers_of,
)
from eligibility.law.contents import WrittenCaution
from eligibility.law.facts import Code, Fact, Kind
from eligibility.law.spans import bounds, ends_of, is_said, value_ends
from eligibility.readings.classes import Classes, classes
from eligibility.truth import Truth, agreement, conjunction, disjunction, negation

T = TypeVar("T")
OPEN = (None, None)
Codes = Mapping[str, Code]
Truths = list[Truth]
Instruction = Callable[[Codes, Truths], None]

_TRUE, _FALSE, _UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Plan:
    """One condition laid out: `slot` is where its truth is written.

    `facts` are those its own tests rest on, `tellers` what may tell of them where they
    are not known, `named` the nearest named conditions
    beneath it, each with the slot of the guard without which it is beside the point
    (None: always to the point).
    """

    condition: Bound
    slot: int
    parts: "tuple[Plan, ...]"
    facts: tuple[str, ...]
    named: "tuple[tuple[int | None, Plan], ...]"
    tellers: Mapping[str, tuple[str, ...]]

    @property
    def label(self) -> Label | None:
        """What the rulebook says about the condition."""
        return self.condition.label

    @property
    def written(self) -> bool:
        """Whether the rulebook has words for it."""
        return self.label is not None and self.label.text is not None


@dataclass(frozen=True)
class Program:
    """A whole condition laid out: an instruction a node, parts before wholes.

    A node that stands in several places of the tree is evaluated once. `plans` are all
    of them, by slot; `dates` are the facts read that may be known to a span of days.
    """

    root: Plan
    plans: tuple[Plan, ...]
    instructions: tuple[Instruction, ...]
    dates: frozenset[str]

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts that the whole rests on."""
        return tuple(dict.fromkeys(fact for plan in self.plans for fact in plan.facts))

    @cached_property
    def read(self) -> tuple[str, ...]:
        """The facts that can bear on its truth: those, what may tell of them, and the
        bounds of their spans.
        """
        tellers = (
            teller
            for plan in self.plans
            for of in plan.tellers.values()
            for teller in of
        )
        return self._spanned(dict.fromkeys((*self.facts, *tellers)))

    def _spanned(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Some facts, and the bounds of those that are days."""
        own = tuple(facts)
        return (*own, *(id_ for one in own if one in self.dates for id_ in bounds(one)))

    @cached_property
    def bits(self) -> Mapping[str, int]:
        """A bit for each fact that is read, to stand for it in sets of facts."""
        return {fact: 1 << n for n, fact in enumerate(self.read)}

    @cached_property
    def rests(self) -> tuple[int, ...]:
        """For each node, by slot, the facts that the tests beneath it rest on."""
        return self._beneath(facts_of)

    @cached_property
    def reads(self) -> tuple[int, ...]:
        """For each node, by slot, the facts that can bear on its truth."""
        return self._beneath(
            lambda leaf: self._spanned((*facts_of(leaf), *tellers_of(leaf)))
        )

    def _beneath(self, own: Callable[[BoundLeaf], tuple[str, ...]]) -> tuple[int, ...]:
        found: list[int] = []
        for plan in self.plans:
            node = plan.condition
            leaf = own(node) if isinstance(node, BoundLeaf) else ()
            parts = (found[part.slot] for part in plan.parts)
            found.append(reduce(or_, parts, self.among(leaf)))
        return tuple(found)

    def among(self, facts: Iterable[str]) -> int:
        """The set of those facts that are read, as bits."""
        bits = self.bits
        found = 0
        for fact in facts:
            found |= bits.get(fact, 0)
        return found

    @cached_property
    def _reading(self) -> Mapping[str, tuple[int, ...]]:
        """For each fact, the slots of the nodes on whose truth it can bear."""
        return {
            fact: tuple(slot for slot, read in enumerate(self.reads) if read & bit)
            for fact, bit in self.bits.items()
        }

    def truths(self, codes: Codes) -> Truths:
        """The truth of each node, by slot."""
        out = [_UNKNOWN] * len(self.instructions)
        for instruction in self.instructions:
            instruction(codes, out)
        return out

    def truths_again(
        self, before: Truths, codes: Codes, touched: Collection[str]
    ) -> Truths:
        """The truth of each node, from the truths of codes that differ from these for
        some facts only.
        """
        reading = self._reading
        slots = sorted({slot for fact in touched for slot in reading.get(fact, ())})
        out = before.copy()
        for slot in slots:
            out[slot] = _UNKNOWN
            self.instructions[slot](codes, out)
        return out

    def answer(self, slot: int, codes: Codes) -> Truth:
        """The truth of one of the tests."""
        out = [_UNKNOWN] * (slot + 1)
        self.instructions[slot](codes, out)
        return out[slot]

    def truth(self, codes: Codes) -> Truth:
        """The truth of the whole."""
        return self.truths(codes)[self.root.slot]


def program(condition: Bound, facts: Mapping[str, Fact]) -> Program:
    """The program of a condition over declared facts."""
    laid: dict[int | Bound, Plan] = {}
    instructions: list[Instruction] = []

    def laid_out(node: Bound) -> Plan:
        key = node if isinstance(node, BoundLeaf) else id(node)
        if key in laid:
            return laid[key]
        parts = tuple(laid_out(child) for child in children(node))
        slot = len(instructions)
        instructions.append(
            _instruction(node, slot, tuple(part.slot for part in parts), facts)
        )
        laid[key] = Plan(
            node,
            slot,
            parts,
            tuple(dict.fromkeys(_own_facts(node, parts))),
            _named(node, parts),
            _tellers(node, parts),
        )
        return laid[key]

    root = laid_out(condition)
    dates = frozenset(id_ for id_, one in facts.items() if one.kind is Kind.DATE)
    return Program(root, tuple(laid.values()), tuple(instructions), dates)


def _own_facts(node: Bound, parts: tuple[Plan, ...]) -> tuple[str, ...]:
    if isinstance(node, BoundLeaf):
        return facts_of(node)
    return tuple(
        fact
        for part in parts
        if part.label is None and not implied(part.condition)
        for fact in part.facts
    )


def _tellers(node: Bound, parts: tuple[Plan, ...]) -> dict[str, tuple[str, ...]]:
    """For each fact of a condition's own tests, those that may tell of it."""
    if isinstance(node, Among | Within):
        tellers = tellers_of(node)
        return {node.fact: tellers} if tellers else {}
    found: dict[str, tuple[str, ...]] = {}
    for part in parts:
        if part.label is None and not implied(part.condition):
            for fact, tellers in part.tellers.items():
                found[fact] = (*found.get(fact, ()), *tellers)
    return found


def _named(node: Bound, parts: tuple[Plan, ...]) -> tuple[tuple[int | None, Plan], ...]:
    labelled: dict[str, tuple[int | None, Plan]] = {}
    guard = (
        parts[0].slot if isinstance(node, AllOf) and node.role is Role.BRANCH else None
    )
    for part in parts:
        if implied(part.condition):
            continue
        for inner, named in ((None, part),) if part.label else part.named:
            label = named.label
            if label is None or part.slot == guard:
                continue
            # What is open where a figure is not known has the words of a whole around.
            around = node.label.id if node.label and not isinstance(node, Not) else ""
            open_ = isinstance(named.condition, Contested) and named.condition.office
            if not open_ or not f"{around}.".startswith(f"{label.id}."):
                labelled.setdefault(
                    label.id, (guard if inner is None else inner, named)
                )
    return tuple(labelled.values())


def _instruction(
    node: Bound, slot: int, parts: tuple[int, ...], facts: Mapping[str, Fact]
) -> Instruction:
    match node:
        case AllOf():
            return _all(slot, parts)
        case AnyOf():
            return _any(slot, parts)
        case Not():
            return _not(slot, parts[0])
        case Contested():
            return _contested(slot, parts)
        case Among():
            return _among(slot, node)
        case Within():
            return _within(slot, node, dated=facts[node.fact].kind is Kind.DATE)
        case Stairs():
            return _stairs(slot, node)
        case Relation():
            return _relation(slot, node, facts)
        case _:
            assert_never(node)


def _all(slot: int, parts: tuple[int, ...]) -> Instruction:
    def instruction(_: Codes, out: Truths) -> None:
        result = _TRUE
        for part in parts:
            truth = out[part]
            if truth is _FALSE:
                result = _FALSE
                break
            if truth is _UNKNOWN:
                result = _UNKNOWN
        out[slot] = result

    return instruction


def _any(slot: int, parts: tuple[int, ...]) -> Instruction:
    def instruction(_: Codes, out: Truths) -> None:
        result = _FALSE
        for part in parts:
            truth = out[part]
            if truth is _TRUE:
                result = _TRUE
                break
            if truth is _UNKNOWN:
                result = _UNKNOWN
        out[slot] = result

    return instruction


def _not(slot: int, part: int) -> Instruction:
    def instruction(_: Codes, out: Truths) -> None:
        out[slot] = negation(out[part])

    return instruction


def _contested(slot: int, parts: tuple[int, ...]) -> Instruction:
    def instruction(_: Codes, out: Truths) -> None:
        out[slot] = agreement(out[part] for part in parts)

    return instruction


def _among(slot: int, node: Among) -> Instruction:
    fact, values = node.fact, node.values

    def instruction(codes: Codes, out: Truths) -> None:
        if fact in codes:
            out[slot] = _TRUE if codes[fact] in values else _FALSE

    return _told(slot, node, instruction)


def _within(slot: int, node: Within, *, dated: bool) -> Instruction:
    fact = node.fact
    low = float("-inf") if node.least is None else node.least
    high = float("inf") if node.most is None else node.most

    def instruction(codes: Codes, out: Truths) -> None:
        if fact in codes:
            code = codes[fact]
            out[slot] = _TRUE if low <= code <= high else _FALSE  # type: ignore[operator]

    span = node.least, node.most
    after, before = node.after, node.before
    if not after and not before and not dated:
        return _told(slot, node, instruction)

    def step_with_bounds(codes: Codes, out: Truths) -> None:
        if fact in codes:
            instruction(codes, out)
            return
        ends = between(fact, codes, after, before)
        if ends != OPEN:
            if narrower(ends, span):
                out[slot] = _TRUE
            elif apart(ends, span):
                out[slot] = _FALSE

    return _told(slot, node, step_with_bounds)


def _told(slot: int, node: Among | Within, instruction: Instruction) -> Instruction:
    """The instruction of a test, and where its fact is not known, what others tell."""
    fact, met_by, barred_by = node.fact, node.met_by, node.barred_by
    if not met_by and not barred_by:
        return instruction

    def step_with_others(codes: Codes, out: Truths) -> None:
        instruction(codes, out)
        if fact in codes or out[slot].known:
            return
        if any(is_said(id_, codes) for id_ in met_by):
            out[slot] = _TRUE
        elif any(is_said(id_, codes) for id_ in barred_by):
            out[slot] = _FALSE

    return step_with_others


def _stairs(slot: int, node: Stairs) -> Instruction:
    fact, few, first, spans = node.fact, node.few, node.first, node.spans
    # They grow in one direction, so the first and the last say what all say.
    every = (spans[0], spans[-1])

    def instruction(codes: Codes, out: Truths) -> None:
        if fact in codes and few in codes:
            span = spans[int(codes[few]) - first]
            out[slot] = _TRUE if in_span(int(codes[fact]), span) else _FALSE
            return
        told = every
        low, high = ends_of(few, codes)
        if low is not None and high is not None:
            told = (spans[low - first], spans[high - first])
        ends = ends_of(fact, codes)
        if all(span is not None and narrower(ends, span) for span in told):
            out[slot] = _TRUE
        elif all(span is None or apart(ends, span) for span in told):
            out[slot] = _FALSE

    return instruction


def _relation(slot: int, node: Relation, facts: Mapping[str, Fact]) -> Instruction:
    def instruction(codes: Codes, out: Truths) -> None:
        out[slot] = related(node, codes, facts)

    return instruction


def related(node: Relation, codes: Codes, facts: Mapping[str, Fact]) -> Truth:
    """The truth of a comparison of two ordered facts.

    It only rises or falls with each of them, so where one is missing, what is so for
    both ends of its span, or else of its line, is so in any case.
    """
    sides = [value_ends(facts[id_], codes) for id_ in node.facts]
    met = unmet = False
    for values in product(*sides):
        told = dict(zip(node.facts, values, strict=True))
        if terms.holds(node.comparison, told, node.today):
            met = True
        else:
            unmet = True
        if met and unmet:
            return _UNKNOWN
    return Truth.of(met)


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
        case Among() | Within() | Stairs() | Relation():
            return truths[laid_out.slot]
        case _:
            assert_never(node)


@dataclass(frozen=True)
class MeasurePlan:
    """What is evaluated for one measure: None where there is nothing to."""

    book: BoundRulebook
    bound: BoundMeasure
    condition: Program | None
    held: Program | None
    cautions: tuple[tuple[WrittenCaution, Program], ...]
    concerns: Program | None = None
    grants_when: Program | None = None

    @cached_property
    def classes(self) -> Classes:
        """The classes of the facts that the condition rests on."""
        if self.bound.condition is None:
            return {}
        return classes([self.bound.condition], self.book)


@dataclass(frozen=True, slots=True)
class Plans:
    """A bound rulebook laid out for evaluation."""

    book: BoundRulebook
    measures: Mapping[str, MeasurePlan]
    applies: Mapping[str, Program]
    asked: Mapping[str, Program]
    contradictions: Mapping[str, Program]
    _made: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    _lock: RLock = field(default_factory=RLock, repr=False, compare=False)

    def may_ask(self, fact: str, codes: Codes) -> bool:
        """Whether a question makes sense, and is not known to be beside the point."""
        applies, asked = self.applies.get(fact), self.asked.get(fact)
        if applies is not None and applies.truth(codes) is not Truth.TRUE:
            return False
        return asked is None or asked.truth(codes) is not Truth.FALSE

    def once(self, make: "Callable[[Plans], T]") -> T:
        """What `make` makes of the plans, made once and kept with them, whatever number
        of threads ask.
        """
        if make not in self._made:
            with self._lock:  # one that a thread may take again: makers use others
                if make not in self._made:
                    self._made[make] = make(self)
        made: T = self._made[make]
        return made


def plans(book: BoundRulebook) -> Plans:
    """The conditions of a bound rulebook, each laid out when it is first asked for."""
    facts = book.contents.facts

    def measure(id_: str) -> MeasurePlan:
        bound = book.measures[id_]
        return MeasurePlan(
            book,
            bound,
            program(bound.condition, facts) if bound.condition else None,
            program(bound.held, facts) if bound.held else None,
            tuple((caution, program(when, facts)) for caution, when in bound.cautions),
            program(bound.concerns, facts) if bound.concerns else None,
            program(bound.grants_when, facts) if bound.grants_when else None,
        )

    return Plans(
        book,
        OnDemand(book.measures, measure),
        {id_: program(condition, facts) for id_, condition in book.applies.items()},
        {id_: program(condition, facts) for id_, condition in book.asked.items()},
        {id_: program(one, facts) for id_, one in book.contradictions.items()},
    )

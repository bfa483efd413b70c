"""Rules for durable-rules: each condition as productions that fire when it is known.

A production system has no third truth value, so a condition becomes two expressions:
what must be known for it to be true, and for it to be false. A missing fact meets
neither, and the outcome stays open because no rule fires.

The engine limits the size of a rule (error 113). A condition too large for one rule is
therefore cut into units: each is fed by one message, which carries the codes of its
facts and the truths of the units beneath it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from typing import assert_never

from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Bound,
    Contested,
    Not,
    Relation,
    Span,
    Stairs,
    Within,
)
from eligibility.law.facts import Fact, Kind
from eligibility.truth import Truth

Expression = Mapping[str, object]
UNIT = "unit"
OF_ALL: Expression = {"$ex": {UNIT: 1}}
"""What every message matches."""
OF_NONE: Expression = {"$nex": {UNIT: 1}}
"""What no message matches."""
OPERATORS = 13
"""The most `$and` and `$or` put into one rule: each takes two places of its 31."""
LEAVES = 40
"""The most comparisons put into one rule, lest a message meet more than 64 nodes."""
STEPS = 4
"""The most steps of stairs put into one rule."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A condition that one message decides.

    `rules` are the expressions, by truth, of which any makes it known; `facts`,
    `inputs` and `relations` are what its message carries: facts, units beneath it,
    and comparisons of two facts, worked out beforehand, by the name they go by.
    """

    name: str
    rules: Mapping[Truth, tuple[Expression, ...]]
    facts: frozenset[str]
    inputs: tuple[str, ...]
    relations: Mapping[str, Relation]


def units(name: str, condition: Bound, facts: Mapping[str, Fact]) -> tuple[Unit, ...]:
    """The units of a condition, each after those that feed it; the last, which bears
    the name, is the whole.
    """
    cutter = _Cutter(name, facts)
    whole = cutter.form(condition)
    cutter.add(name, whole)
    return tuple(cutter.units)


@dataclass(frozen=True, slots=True)
class _Form:
    """A condition as expressions: any of `true`, any of `false`."""

    true: tuple[Expression, ...]
    false: tuple[Expression, ...]
    facts: frozenset[str] = frozenset()
    inputs: tuple[str, ...] = ()
    relations: Mapping[str, Relation] = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int]:
        """The operators and the comparisons of its longest rule."""
        sizes = [_size(one) for one in (*self.true, *self.false)]
        return max(n for n, _ in sizes), max(n for _, n in sizes)

    @property
    def fits(self) -> bool:
        """Whether each truth takes one rule, and the rule is not too large."""
        operators, leaves = self.size
        single = len(self.true) == len(self.false) == 1
        return single and operators <= OPERATORS and leaves <= LEAVES


class _Cutter:
    """Cuts one condition into units."""

    def __init__(self, name: str, facts: Mapping[str, Fact]) -> None:
        self._name = name
        self._facts = facts
        self._seen: dict[int | Among | Within, _Form] = {}
        self._numbers = count(1)
        self.units: list[Unit] = []

    def add(self, name: str, form: _Form) -> None:
        """Make a form a unit of its own."""
        rules = {Truth.TRUE: form.true, Truth.FALSE: form.false}
        self.units.append(
            Unit(name, rules, form.facts, form.inputs, dict(form.relations))
        )

    def form(self, node: Bound) -> _Form:
        """The form of a condition; one that stands in several places is cut once."""
        key = (
            replace(node, label=None) if isinstance(node, Among | Within) else id(node)
        )
        if key not in self._seen:
            self._seen[key] = self._form(node)
        return self._seen[key]

    def _form(self, node: Bound) -> _Form:
        match node:
            case AllOf(parts=parts):
                return self._joined([self.form(part) for part in parts])
            case AnyOf(parts=parts):
                opposite = self._joined([_opposite(self.form(part)) for part in parts])
                return _opposite(opposite)
            case Not(part=part):
                return _opposite(self.form(part))
            case Contested(readings=readings):
                return self._agreed([self.form(one) for one in readings])
            case Among():
                return self._among(node)
            case Within(fact, least, most):
                return self._told(node, _within(fact, (least, most)))
            case Stairs():
                return self._unit(_stairs(node))
            case Relation(facts=facts):
                name = f"relation_{next(self._numbers)}_{'_'.join(facts)}"
                compared = {name: node}
                return _Form(({name: "true"},), ({name: "false"},), relations=compared)
            case _:
                assert_never(node)

    def _joined(self, forms: Sequence[_Form]) -> _Form:
        """The conjunction of forms, with as many made units as the limits ask for."""
        fitting = [form if form.fits else self._unit(form) for form in forms]
        while not (joined := _conjunction(fitting)).fits:
            largest = max(fitting, key=lambda form: form.size)
            if largest.size == (0, 1):
                first, fitting = fitting[:LEAVES], fitting[LEAVES:]
                fitting.append(self._unit(_conjunction(first)))
            else:
                fitting[fitting.index(largest)] = self._unit(largest)
        return joined

    def _agreed(self, forms: Sequence[_Form]) -> _Form:
        """True where all are, false where all are: contested readings."""
        units = [self._unit(form) for form in forms]
        true = _and(_or(form.true) for form in units)
        false = _and(_or(form.false) for form in units)
        return _with((true,), (false,), units)

    def _unit(self, form: _Form) -> _Form:
        if form.fits and form.size == (0, 1):
            return form
        name = f"{self._name}#{len(self.units)}"
        self.add(name, form)
        return _Form(({name: "true"},), ({name: "false"},), inputs=(name,))

    def _among(self, node: Among) -> _Form:
        fact, values = node.fact, node.values
        domain = self._facts[fact].domain
        inside = [code for code in domain if code in values]
        outside = [code for code in domain if code not in values]
        true, false = _one_of(fact, inside, outside), _one_of(fact, outside, inside)
        return self._told(node, _Form((true,), (false,), frozenset({fact})))

    def _told(self, node: Among | Within, form: _Form) -> _Form:
        """A test, and where its fact is not known, what others tell."""
        tellers = {*node.met_by, *node.barred_by}
        true = [*form.true, *map(self._said, node.met_by)]
        false = [*form.false, *map(self._said, node.barred_by)]
        if isinstance(node, Within) and (node.after or node.before):
            tellers |= {id_ for id_, _ in (*node.after, *node.before)}
            true.append(_bounded_within(node))
            false += _bounded_outside(node)
        if not tellers:
            return form
        others = _Form((_or(true),), (_or(false),), frozenset({node.fact, *tellers}))
        # The engine multiplies out what stands in one rule.
        return self._unit(others)

    def _said(self, fact: str) -> Expression:
        """That a fact is known and says more than "none"."""
        if self._facts[fact].kind is Kind.BOOL:
            return {fact: True}
        nothing = "none" if self._facts[fact].kind is Kind.CHOICE else 0
        return _and([{"$ex": {fact: 1}}, {"$neq": {fact: nothing}}])


def _opposite(form: _Form) -> _Form:
    return _Form(form.false, form.true, form.facts, form.inputs, form.relations)


def _with(
    true: tuple[Expression, ...],
    false: tuple[Expression, ...],
    forms: Sequence[_Form],
) -> _Form:
    relations = {name: one for form in forms for name, one in form.relations.items()}
    return _Form(
        true,
        false,
        frozenset().union(*(form.facts for form in forms)),
        tuple(dict.fromkeys(name for form in forms for name in form.inputs)),
        relations,
    )


def _conjunction(forms: Sequence[_Form]) -> _Form:
    true = _and(_or(form.true) for form in forms)
    false = _or(_or(form.false) for form in forms)
    return _with((true,), (false,), forms)


def _one_of(fact: str, codes: Sequence[object], others: Sequence[object]) -> Expression:
    if len(codes) <= len(others):
        return _or({fact: code} for code in codes)
    return _and([{"$ex": {fact: 1}}, *({"$neq": {fact: code}} for code in others)])


def _within(fact: str, span: Span) -> _Form:
    inside, outside = _inside(fact, span), _outside(fact, span)
    return _Form((inside,), (outside,), frozenset({fact}))


def _bounded_within(node: Within) -> Expression:
    """That facts on either side leave a third no place but within a stretch."""
    sides = []
    if node.least is not None:
        least = node.least
        sides.append(_or({"$gte": {id_: least - gap}} for id_, gap in node.after))
    if node.most is not None:
        most = node.most
        sides.append(_or({"$lte": {id_: most + gap}} for id_, gap in node.before))
    return _and(sides)


def _bounded_outside(node: Within) -> Iterator[Expression]:
    """That a fact on one side leaves another no place within a stretch."""
    if node.most is not None:
        yield from ({"$gt": {id_: node.most - gap}} for id_, gap in node.after)
    if node.least is not None:
        yield from ({"$lt": {id_: node.least + gap}} for id_, gap in node.before)


def _inside(fact: str, span: Span) -> Expression:
    if span is None:
        return OF_NONE
    least, most = span
    low = [{"$gte": {fact: least}}] if least is not None else []
    return _and(low + ([{"$lte": {fact: most}}] if most is not None else []))


def _outside(fact: str, span: Span) -> Expression:
    if span is None:
        return OF_ALL
    least, most = span
    low = [{"$lt": {fact: least}}] if least is not None else []
    return _or(low + ([{"$gt": {fact: most}}] if most is not None else []))


def _stairs(node: Stairs) -> _Form:
    """Each stretch of steps with its span, and what all steps have in common."""
    stretches: list[tuple[Span, Expression]] = []
    for span, steps in groupby(enumerate(node.spans), key=lambda step: step[1]):
        codes = [node.first + n for n, _ in steps]
        stretches.append((span, _inside(node.few, (codes[0], codes[-1]))))
    true = [_and([where, _inside(node.fact, span)]) for span, where in stretches]
    false = [_and([where, _outside(node.fact, span)]) for span, where in stretches]
    spans = [span for span, _ in stretches]
    true.append(_and(_inside(node.fact, span) for span in (spans[0], spans[-1])))
    false.append(_and(_outside(node.fact, span) for span in (spans[0], spans[-1])))
    facts = frozenset({node.fact, node.few})
    return _Form(_rules(true), _rules(false), facts)


def _rules(steps: Sequence[Expression]) -> tuple[Expression, ...]:
    chunks = (steps[n : n + STEPS] for n in range(0, len(steps), STEPS))
    return tuple(_or(chunk) for chunk in chunks)


def _and(parts: Iterable[Expression]) -> Expression:
    kept = [part for part in parts if part is not OF_ALL]
    if any(part is OF_NONE for part in kept):
        return OF_NONE
    return _nested("$and", kept) if kept else OF_ALL


def _or(parts: Iterable[Expression]) -> Expression:
    kept = [part for part in parts if part is not OF_NONE]
    if any(part is OF_ALL for part in kept):
        return OF_ALL
    return _nested("$or", kept) if kept else OF_NONE


def _nested(operator: str, parts: Sequence[Expression]) -> Expression:
    """The parts under one operator, without the same operator right beneath it."""
    flat: list[Expression] = []
    for part in parts:
        inner = part.get(operator)
        flat += inner if isinstance(inner, list) else [part]
    return flat[0] if len(flat) == 1 else {operator: flat}


def _size(expression: Expression) -> tuple[int, int]:
    """The operators and the comparisons in an expression."""
    for operator in ("$and", "$or"):
        parts = expression.get(operator)
        if isinstance(parts, list):
            sizes = [_size(part) for part in parts]
            return 1 + sum(n for n, _ in sizes), sum(n for _, n in sizes)
    return 0, 1


def definitions(unit: Unit) -> Iterator[tuple[str, Truth, dict[str, object]]]:
    """The rules of a unit, without consequents: a name, the truth that firing means,
    and the rule.
    """
    for truth, expressions in unit.rules.items():
        for n, expression in enumerate(expressions):
            if expression is not OF_NONE:
                told = _and([{UNIT: unit.name}, expression])
                yield f"{unit.name}:{truth.value}:{n}", truth, {"all": [{"m": told}]}

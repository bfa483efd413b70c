"""Rules for durable-rules: each condition as productions that fire when it is known.

A production system has no third truth value, so a condition becomes two expressions:
what must be known for it to be true, and for it to be false. A missing fact meets
neither, and the outcome stays open because no rule fires.

The engine limits the expressions of a rule (error 113 beyond 32). A condition too large
for one rule is therefore cut into units: each is fed by one message, which carries the
codes of its facts and the truths of the units beneath it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import assert_never

from eligibility.conditions import (
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
from eligibility.facts import Code, Fact
from eligibility.truth import Truth

Expression = Mapping[str, object]
UNIT = "unit"
ALWAYS: Expression = {"$ex": {UNIT: 1}}
NEVER: Expression = {"$nex": {UNIT: 1}}
LIMIT = 20
"""The most expressions put into one rule."""
STEPS = 5
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
    size: int
    facts: frozenset[str] = frozenset()
    inputs: tuple[str, ...] = ()
    relations: Mapping[str, Relation] = field(default_factory=dict)


class _Cutter:
    """Cuts one condition into units."""

    def __init__(self, name: str, facts: Mapping[str, Fact]) -> None:
        self._name = name
        self._facts = facts
        self._seen: dict[int, _Form] = {}
        self.units: list[Unit] = []

    def add(self, name: str, form: _Form) -> None:
        """Make a form a unit of its own."""
        rules = {Truth.TRUE: form.true, Truth.FALSE: form.false}
        self.units.append(
            Unit(name, rules, form.facts, form.inputs, dict(form.relations))
        )

    def form(self, node: Bound) -> _Form:
        """The form of a condition; one that stands in several places is cut once."""
        if id(node) not in self._seen:
            self._seen[id(node)] = self._form(node)
        return self._seen[id(node)]

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
            case Among(fact, values):
                return self._among(fact, values)
            case Within(fact, least, most):
                return _within(fact, (least, most))
            case Stairs():
                return self._unit(_stairs(node))
            case Relation(facts=facts):
                name = f"relation_{len(self.units)}_{'_'.join(facts)}"
                return _Form(
                    ({name: "true"},), ({name: "false"},), 1, relations={name: node}
                )
            case _:
                assert_never(node)

    def _joined(self, forms: Sequence[_Form]) -> _Form:
        """The conjunction of forms, with as many made units as the limit asks for."""
        fitting = list(forms)
        while sum(form.size for form in fitting) > LIMIT:
            largest = max(fitting, key=lambda form: form.size)
            if largest.size == 1:
                half = fitting[: LIMIT - 1]
                fitting = [self._unit(_conjunction(half)), *fitting[LIMIT - 1 :]]
            else:
                fitting[fitting.index(largest)] = self._unit(largest)
        return _conjunction(fitting)

    def _agreed(self, forms: Sequence[_Form]) -> _Form:
        """True where all are, false where all are: contested readings."""
        small = [form if form.size == 1 else self._unit(form) for form in forms]
        true = _and(_or(form.true) for form in small)
        false = _and(_or(form.false) for form in small)
        return _with((true,), (false,), small)

    def _unit(self, form: _Form) -> _Form:
        if form.size <= 1 and len(form.true) <= 1 and len(form.false) <= 1:
            return form
        name = f"{self._name}#{len(self.units)}"
        self.add(name, form)
        return _Form(({name: "true"},), ({name: "false"},), 1, inputs=(name,))

    def _among(self, fact: str, values: frozenset[Code]) -> _Form:
        domain = self._facts[fact].domain
        inside = [code for code in domain if code in values]
        outside = [code for code in domain if code not in values]
        true, false = _one_of(fact, inside, outside), _one_of(fact, outside, inside)
        size = min(len(inside), len(outside)) + 1
        form = _Form((true,), (false,), size, frozenset({fact}))
        return self._unit(form) if size > LIMIT // 2 else form


def _opposite(form: _Form) -> _Form:
    return _Form(
        form.false, form.true, form.size, form.facts, form.inputs, form.relations
    )


def _with(
    true: tuple[Expression, ...],
    false: tuple[Expression, ...],
    forms: Sequence[_Form],
) -> _Form:
    relations = {name: one for form in forms for name, one in form.relations.items()}
    return _Form(
        true,
        false,
        sum(form.size for form in forms),
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
    return _Form((inside,), (outside,), 2, frozenset({fact}))


def _inside(fact: str, span: Span) -> Expression:
    if span is None:
        return NEVER
    least, most = span
    low = [{"$gte": {fact: least}}] if least is not None else []
    return _and(low + ([{"$lte": {fact: most}}] if most is not None else []))


def _outside(fact: str, span: Span) -> Expression:
    if span is None:
        return ALWAYS
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
    return _Form(_rules(true), _rules(false), LIMIT, facts)


def _rules(steps: Sequence[Expression]) -> tuple[Expression, ...]:
    chunks = (steps[n : n + STEPS] for n in range(0, len(steps), STEPS))
    return tuple(_or(chunk) for chunk in chunks)


def _and(parts: Iterable[Expression]) -> Expression:
    kept = [part for part in parts if part is not ALWAYS]
    if any(part is NEVER for part in kept):
        return NEVER
    if not kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else {"$and": kept}


def _or(parts: Iterable[Expression]) -> Expression:
    kept = [part for part in parts if part is not NEVER]
    if any(part is ALWAYS for part in kept):
        return ALWAYS
    if not kept:
        return NEVER
    return kept[0] if len(kept) == 1 else {"$or": kept}


def definitions(unit: Unit) -> Iterator[tuple[str, Truth, dict[str, object]]]:
    """The rules of a unit, without consequents: a name, the truth that firing means,
    and the rule.
    """
    for truth, expressions in unit.rules.items():
        for n, expression in enumerate(expressions):
            if expression is not NEVER:
                told = _and([{UNIT: unit.name}, expression])
                yield f"{unit.name}:{truth.value}:{n}", truth, {"all": [{"m": told}]}

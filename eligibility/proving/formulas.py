"""Bound conditions as formulas of Z3: where each is known to hold, and where not to.

Each fact has a variable that says whether it is known, and others for its code. So the
truth of a condition is two formulas, as in Kleene's tables; where neither holds, it is
unknown. Days known to the month or the year are not modelled: they are decided where
all their days agree, so what holds of every day holds of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

import z3

from eligibility.binding.bound import BoundRulebook
from eligibility.binding.lines import half_line
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
    facts_of,
    tellers_of,
    walk,
)
from eligibility.law.facts import Code, Fact, Kind
from eligibility.law.terms import FactTerm
from eligibility.readings.evaluation import related
from eligibility.truth import Truth

Formula = Any
"""A formula of Z3, which ships no types."""
TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)


@dataclass(frozen=True, slots=True)
class Split:
    """Where a condition is known to hold, and where it is known not to."""

    true: Formula
    false: Formula

    @property
    def open(self) -> Formula:
        """Where it is neither."""
        return z3.Not(z3.Or(self.true, self.false))


def differ(one: Split, other: Split) -> Formula:
    """Where two truths are not the same."""
    return z3.Or(z3.Xor(one.true, other.true), z3.Xor(one.false, other.false))


def all_hold(splits: Iterable[Split]) -> Split:
    """The conjunction."""
    found = tuple(splits)
    return Split(
        z3.And([one.true for one in found]), z3.Or([one.false for one in found])
    )


def any_holds(splits: Iterable[Split]) -> Split:
    """The disjunction."""
    found = tuple(splits)
    return Split(
        z3.Or([one.true for one in found]), z3.And([one.false for one in found])
    )


def denied(split: Split) -> Split:
    """The negation."""
    return Split(split.false, split.true)


def agreed(splits: Iterable[Split]) -> Split:
    """What all readings of an unclear passage say."""
    found = tuple(splits)
    return Split(
        z3.And([one.true for one in found]), z3.And([one.false for one in found])
    )


class Person:
    """Anybody: a variable for whether each fact is known, and for its code.

    The names of the variables tell facts and values, so that what two rulebooks say of
    one person can be held together.
    """

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts

    def known(self, fact: str) -> Formula:
        """Whether a fact is known."""
        return z3.Bool(f"{fact}?")

    def code(self, fact: str) -> Formula:
        """The code of an ordered fact."""
        return z3.Int(fact)

    def has(self, fact: str, code: Code) -> Formula:
        """Whether a choice or a truth has a value."""
        if self.facts[fact].kind is Kind.BOOL:
            return z3.Bool(fact) if code else z3.Not(z3.Bool(fact))
        return z3.Bool(f"{fact}={code}")

    def among(self, fact: str, codes: Iterable[Code]) -> Formula:
        """Whether a choice or a truth has one of some values."""
        inside = set(codes)
        domain = self.facts[fact].domain
        if 2 * len(inside) > len(domain):
            outside = [self.has(fact, one) for one in domain if one not in inside]
            return z3.Not(z3.Or(outside))
        return z3.Or([self.has(fact, one) for one in domain if one in inside])

    def inside(self, fact: str, span: Span) -> Formula:
        """Whether the code of an ordered fact lies in a span."""
        if span is None:
            return FALSE
        least, most = span
        code = self.code(fact)
        return z3.And(
            TRUE if least is None else code >= least,
            TRUE if most is None else code <= most,
        )

    def says(self, fact: str) -> Formula:
        """Whether a fact is known to be more than false, 0 or `none`."""
        declared = self.facts[fact]
        if declared.kind.ordered:
            return z3.And(self.known(fact), self.code(fact) != 0)
        something = [one for one in declared.domain if one not in (False, "none")]
        return z3.And(self.known(fact), self.among(fact, something))

    def codes(self, model: Any, facts: Iterable[str]) -> dict[str, Code]:
        """The codes of a model, of those facts that it says are known."""

        def holds(formula: Formula) -> bool:
            return bool(z3.is_true(model.eval(formula, model_completion=True)))

        found: dict[str, Code] = {}
        for id_ in facts:
            if not holds(self.known(id_)):
                continue
            if self.facts[id_].kind.ordered:
                value = model.eval(self.code(id_), model_completion=True)
                found[id_] = value.as_long()
            else:
                found[id_] = next(
                    one for one in self.facts[id_].domain if holds(self.has(id_, one))
                )
        return found


class Formulas:
    """The conditions of a rulebook on a day, as formulas over a person.

    With `closed`, an unclear passage says what its first reading says, and an office
    grants: then nothing but facts leaves a condition open.
    """

    def __init__(self, book: BoundRulebook, *, closed: bool = False) -> None:
        self.book = book
        self._closed = closed
        self.facts = book.contents.facts
        self.person = Person(self.facts)
        self.relations: dict[str, Relation] = {}
        self._splits: dict[object, tuple[Bound, Split]] = {}

    def split(self, node: Bound) -> Split:
        """Where a condition is known to hold, and known not to; made once."""
        key: object = node if isinstance(node, BoundLeaf) else id(node)
        if key not in self._splits:
            self._splits[key] = node, self._made(node)
        return self._splits[key][1]

    def _made(self, node: Bound) -> Split:
        match node:
            case AllOf(parts=parts):
                return all_hold(map(self.split, parts))
            case AnyOf(parts=parts):
                return any_holds(map(self.split, parts))
            case Not(part=part):
                return denied(self.split(part))
            case Contested(readings=readings):
                taken = readings[:1] if self._closed else readings
                return agreed(map(self.split, taken))
            case Among():
                return self._among(node)
            case Within():
                return self._within(node)
            case Stairs():
                return self._stairs(node)
            case Relation():
                return self._relation(node)
            case _:
                assert_never(node)

    def _among(self, node: Among) -> Split:
        known = self.person.known(node.fact)
        inside = self.person.among(node.fact, node.values)
        split = Split(z3.And(known, inside), z3.And(known, z3.Not(inside)))
        return self._told(node, split)

    def _within(self, node: Within) -> Split:
        """As the reference has it: by its own code, else by facts that bound it."""
        person, fact = self.person, node.fact
        known, inside = person.known(fact), person.inside(fact, (node.least, node.most))

        def some(bounds: Iterable[tuple[str, int]], side: int, met: Any) -> Formula:
            return z3.Or(
                [
                    z3.And(person.known(id_), met(person.code(id_) + side * gap))
                    for id_, gap in bounds
                ]
            )

        least, most = node.least, node.most
        from_, until = TRUE, TRUE
        early, late = FALSE, FALSE
        if least is not None:
            from_ = some(node.after, 1, lambda end: end >= least)
            early = some(node.before, -1, lambda end: end < least)
        if most is not None:
            until = some(node.before, -1, lambda end: end <= most)
            late = some(node.after, 1, lambda end: end > most)
        within = z3.And(from_, until)
        apart = z3.And(z3.Not(within), z3.Or(early, late))
        split = Split(
            z3.Or(z3.And(known, inside), z3.And(z3.Not(known), within)),
            z3.Or(z3.And(known, z3.Not(inside)), z3.And(z3.Not(known), apart)),
        )
        return self._told(node, split)

    def _told(self, node: Among | Within, split: Split) -> Split:
        """A test, with what other facts tell where its own is not known."""
        if not node.met_by and not node.barred_by:
            return split
        unknown = z3.Not(self.person.known(node.fact))
        met = z3.Or([self.person.says(id_) for id_ in node.met_by])
        barred = z3.Or([self.person.says(id_) for id_ in node.barred_by])
        told = z3.And(unknown, split.open)
        return Split(
            z3.Or(split.true, z3.And(told, met)),
            z3.Or(split.false, z3.And(told, z3.Not(met), barred)),
        )

    def _stairs(self, node: Stairs) -> Split:
        person, spans = self.person, node.spans
        ends = (spans[0], spans[-1])
        both = z3.And(person.known(node.fact), person.known(node.few))
        inside = self._on_stairs(node)
        fact_alone = z3.And(person.known(node.fact), z3.Not(person.known(node.few)))
        few_alone = z3.And(z3.Not(person.known(node.fact)), person.known(node.few))
        neither = z3.Not(z3.Or(person.known(node.fact), person.known(node.few)))

        def few(wanted: Span) -> Formula:
            codes = [node.first + n for n, one in enumerate(spans) if one == wanted]
            return z3.Or([person.code(node.few) == code for code in codes])

        def always(wanted: Span) -> Formula:
            return z3.BoolVal(all(span == wanted for span in ends))

        met = [person.inside(node.fact, span) for span in ends]
        whole = (None, None)
        return Split(
            z3.Or(
                z3.And(both, inside),
                z3.And(fact_alone, *met),
                z3.And(few_alone, few(whole)),
                z3.And(neither, always(whole)),
            ),
            z3.Or(
                z3.And(both, z3.Not(inside)),
                z3.And(fact_alone, *map(z3.Not, met)),
                z3.And(few_alone, few(None)),
                z3.And(neither, always(None)),
            ),
        )

    def _on_stairs(self, node: Stairs) -> Formula:
        """Whether the one code lies in the span of the other, step by step."""
        steps: list[tuple[Span, int, int]] = []
        for number, span in enumerate(node.spans, node.first):
            if steps and steps[-1][0] == span:
                steps[-1] = (span, steps[-1][1], number)
            else:
                steps.append((span, number, number))
        return z3.Or(
            [
                z3.And(
                    self.person.inside(node.few, (first, last)),
                    self.person.inside(node.fact, span),
                )
                for span, first, last in steps
            ]
        )

    def _relation(self, node: Relation) -> Split:
        """Two facts compared: with one of them missing, by both ends of its line."""
        one, other = node.facts
        known = [self.person.known(id_) for id_ in node.facts]
        holds = self.related(node)
        missing = related(node, {}, self.facts)
        true = [z3.And(*known, holds)]
        false = [z3.And(*known, z3.Not(holds))]
        for (told, open_), (is_told, is_open) in (
            ((one, other), (known[0], known[1])),
            ((other, one), (known[1], known[0])),
        ):
            alone = z3.And(is_told, z3.Not(is_open))
            spans = [
                half_line(node.comparison, told, {open_: end}, self.facts, node.today)
                for end in (self.facts[open_].least, self.facts[open_].most)
            ]
            met = [self.person.inside(told, span) for span in spans]
            true.append(z3.And(alone, *met))
            false.append(z3.And(alone, *map(z3.Not, met)))
        neither = z3.Not(z3.Or(known))
        true.append(z3.And(neither, z3.BoolVal(missing is Truth.TRUE)))
        false.append(z3.And(neither, z3.BoolVal(missing is Truth.FALSE)))
        return Split(z3.Or(true), z3.Or(false))

    def related(self, node: Relation) -> Formula:
        """Whether two known facts compare so: on their codes, where these mean the same
        thing; else a variable, of which `solving` learns what it needs.
        """
        left, right = node.comparison.left, node.comparison.right
        if isinstance(left, FactTerm) and isinstance(right, FactTerm):
            one, other = self.facts[left.fact], self.facts[right.fact]
            if (one.kind, one.decimals) == (other.kind, other.decimals):
                codes = self.person.code(left.fact), self.person.code(right.fact)
                match node.comparison.operator:
                    case "<":
                        return codes[0] < codes[1]
                    case "<=":
                        return codes[0] <= codes[1]
                    case ">":
                        return codes[0] > codes[1]
                    case _:
                        return codes[0] >= codes[1]
        name = relation_name(node)
        self.relations[name] = node
        return z3.Bool(name)

    def around(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Facts, and all that says when these make sense or what they contradict."""
        found = dict.fromkeys(facts)
        ahead = list(found)
        touching = self._touching()
        while ahead:
            for id_ in touching.get(ahead.pop(), ()):
                if id_ not in found:
                    found[id_] = None
                    ahead.append(id_)
        return tuple(id_ for id_ in self.facts if id_ in found)

    def _touching(self) -> dict[str, set[str]]:
        touching: dict[str, set[str]] = {}
        for id_, applies in self.book.applies.items():
            touching.setdefault(id_, set()).update(facts_under(applies))
        for contradiction in self.book.contradictions.values():
            together = facts_under(contradiction)
            for id_ in together:
                touching.setdefault(id_, set()).update(together)
        return touching

    def possible(self, facts: Iterable[str]) -> Iterable[Formula]:
        """What holds of some facts of anybody: each as it can be, none where it does
        not apply, and no contradiction among them.
        """
        person, among = self.person, set(facts)
        for id_ in among:
            yield from self._declared(self.facts[id_])
        for id_, applies in self.book.applies.items():
            if id_ in among:
                yield z3.Not(z3.And(person.says(id_), self.split(applies).false))
        for contradiction in self.book.contradictions.values():
            if facts_under(contradiction) <= among:
                yield z3.Not(self.split(contradiction).true)

    def following(self, facts: Iterable[str]) -> Iterable[Formula]:
        """That what follows from some known facts is known too, as profiles have it."""
        person, among = self.person, set(facts)
        for id_ in among:
            for other, left in self.book.implied.get(id_, {}).items():
                if isinstance(left, frozenset) and len(left) == 1 and other in among:
                    yield z3.Implies(person.says(id_), person.known(other))
            for code, told in self.facts[id_].tells.items():
                fact = self.facts[id_]
                so = (
                    person.code(id_) == int(code)
                    if fact.kind.ordered
                    else person.has(id_, code)
                )
                for other in told:
                    if other in among:
                        both = z3.And(person.known(id_), so)
                        yield z3.Implies(both, person.known(other))

    def whole(self, facts: Iterable[str]) -> Iterable[Formula]:
        """That of some facts all are known that apply, and no others."""
        for id_ in facts:
            applies = self.book.applies.get(id_)
            is_so = TRUE if applies is None else self.split(applies).true
            yield self.person.known(id_) == is_so

    def _declared(self, fact: Fact) -> Iterable[Formula]:
        person = self.person
        if fact.kind.ordered:
            most = fact.most
            if fact.latest_is_today:
                most = min(most, self.book.day.toordinal())
            yield person.inside(fact.id, (fact.least, most))
        elif fact.kind is Kind.CHOICE:
            values = [person.has(fact.id, code) for code in fact.domain]
            yield z3.Or(values)
            if len(values) > 1:
                yield z3.AtMost(*values, 1)


def relation_name(node: Relation) -> str:
    """The name of the variable that says whether two facts compare so."""
    return f"{node.comparison} {node.today}"


def facts_under(node: Bound) -> set[str]:
    """The facts that can bear on a condition."""
    leaves = [one for one in walk(node) if isinstance(one, BoundLeaf)]
    return {id_ for one in leaves for id_ in (*facts_of(one), *tellers_of(one))}

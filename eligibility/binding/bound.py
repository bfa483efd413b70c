"""A rulebook on a day: what every reading reads.

Binding picks each measure's version in force and the parameters of the day, folds all
calendar arithmetic into constants, and wraps each test in the conditions under which
its facts make sense. What is left of a comparison is one of three things: a choice
among values, an ordered fact between two codes, or (rarely) two ordered facts.

The threshold of a test is found by searching the line of codes, not by inverting
formulas: any monotone term will do, and the ends of months are right by construction.
A test whose threshold depends on facts of few values becomes a small table, written so
that it is decided as soon as each value that remains would give the same answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cmp_to_key
from itertools import pairwise, product
from typing import Never, assert_never

from eligibility.binding.consequences import Consequences
from eligibility.binding.lines import Left, apart, half_line, narrower
from eligibility.keeping.demand import OnDemand
from eligibility.law.conditions import (
    ALWAYS,
    NEVER,
    AllOf,
    Among,
    AnyOf,
    Bound,
    Condition,
    Contested,
    Label,
    Not,
    Relation,
    Role,
    Span,
    Stairs,
    Test,
    Within,
    parts_of,
)
from eligibility.law.contents import Contents, Measure, Version, WrittenCaution
from eligibility.law.facts import Code, Fact
from eligibility.law.sources import Citation
from eligibility.law.terms import (
    Comparison,
    Term,
    facts_in,
    halves,
    holds,
    parameters_in,
    replaced,
)

NOTHING: Mapping[str, Code] = {}
FEW = 200
"""Up to so many values, a fact's line is tabulated when it meets another fact."""


@dataclass(frozen=True, slots=True)
class BoundMeasure:
    """A measure on a day. `version` is None where none is in force; `condition` is None
    where there is nothing to judge.
    """

    measure: Measure
    version: Version | None
    condition: Bound | None
    held: Bound | None
    cautions: tuple[tuple[WrittenCaution, Bound], ...]
    concerns: Bound | None = None
    grants_when: Bound | None = None


@dataclass(frozen=True, slots=True)
class BoundRulebook:
    """A rulebook on a day.

    `asked` says of each fact that is not always to the point when it is; `applies` says
    of each fact that does not always make sense when it does, `implied`
    the values of others that are left then; `contradictions` are conditions that no
    profile may meet.
    """

    contents: Contents
    day: date
    measures: Mapping[str, BoundMeasure]
    applies: Mapping[str, Bound]
    asked: Mapping[str, Bound]
    implied: Mapping[str, Mapping[str, Left]]
    contradictions: Mapping[str, Bound]


Lines = dict[tuple[Comparison, str, date], tuple[Span, ...]]
"""Where comparisons hold on the line of a fact, on a day, as far as they were sought:
for each code of another fact, where they rest on two.
"""


def bind(contents: Contents, day: date, lines: Lines | None = None) -> BoundRulebook:
    """The rulebook as it stands on a day; measures are bound when first looked up.

    Rulebooks whose facts have the same values may share their `lines`.
    """
    lines = {} if lines is None else lines
    binder = _Binder(contents, day, lines)
    given = _Binder(contents, day, lines, guarded=False)
    return BoundRulebook(
        contents,
        day,
        OnDemand(contents.measures, lambda id_: binder.measure(contents.measures[id_])),
        {
            id_: binder.applicability(id_)
            for id_, fact in contents.facts.items()
            if fact.only_if is not None
        },
        {
            id_: binder.condition(fact.asked_if)
            for id_, fact in contents.facts.items()
            if fact.asked_if is not None
        },
        binder.tellers.implied,
        {
            contradiction.id: given.condition(contradiction.condition)
            for contradiction in contents.contradictions
        },
    )


def bound_whole(book: BoundRulebook) -> BoundRulebook:
    """The rulebook with every measure bound, as plain values that can be kept."""
    return replace(book, measures=dict(book.measures))


class _Binder:
    """Binds conditions of one rulebook to one day.

    Not `guarded`, facts are taken to make sense: as they are where they are given.
    """

    def __init__(
        self, contents: Contents, day: date, lines: Lines, *, guarded: bool = True
    ) -> None:
        self._guarded = guarded
        self._lines = lines
        self._facts = contents.facts
        self._parameters = contents.parameters
        self._day = day
        self._follows = Consequences(contents, day)
        self.tellers = self._follows.tellers()
        self._applies: dict[str, Bound] = {}
        self._bound: dict[int, tuple[Condition, Bound]] = {}

    def measure(self, measure: Measure) -> BoundMeasure:
        version = measure.on(self._day)
        if version is None:
            return BoundMeasure(measure, None, None, None, (), self._concerns(measure))
        return BoundMeasure(
            measure,
            version,
            self.condition(self._follows.followed(version.requirement))
            if version.requirement
            else None,
            self.condition(measure.held) if measure.held else None,
            tuple(
                (caution, self.condition(caution.when) if caution.when else ALWAYS)
                for caution in version.cautions_on(self._day)
            ),
            self._concerns(measure),
            self.condition(version.grants_when) if version.grants_when else None,
        )

    def _concerns(self, measure: Measure) -> Bound | None:
        return self.condition(measure.concerns) if measure.concerns else None

    def condition(self, node: Condition) -> Bound:
        """The bound condition; one that stands in several places is bound once."""
        if id(node) not in self._bound:
            # The node is kept beside, so that its identity is not used again.
            self._bound[id(node)] = node, self._grounded(node)
        return self._bound[id(node)][1]

    def _grounded(self, node: Condition) -> Bound:
        """The bound condition, resting on the parameter values of the day as well."""
        bound, label = self._condition(node), node.label
        if label is None or label.text is None:
            return bound
        values = dict.fromkeys([*self._value_citations(node), *label.citations])
        return replace(bound, label=replace(label, citations=tuple(values)))

    def _value_citations(self, node: Condition) -> Iterator[Citation]:
        """Where the parameter values of a condition's own tests are written: not of
        those under a condition below it that has words of its own.
        """
        if isinstance(node, Test):
            for id_ in parameters_in(node.comparison):
                table = self._parameters[id_].on(self._day)
                if table is not None:
                    yield from table.citations
        for part in parts_of(node):
            if part.label is None or part.label.text is None:
                yield from self._value_citations(part)

    def _condition(self, node: Condition) -> Bound:
        match node:
            case AllOf(parts, label, role):
                return AllOf(tuple(map(self.condition, parts)), label, role)
            case AnyOf(parts, label, at_least):
                return AnyOf(tuple(map(self.condition, parts)), label, at_least)
            case Not(part, label):
                return Not(self.condition(part), label)
            case Contested(readings, label, decided_by, office):
                bound = tuple(map(self.condition, readings))
                return Contested(bound, label, decided_by, office)
            case Test(comparison, label, guarded, unvalued):
                facts = facts_in(comparison) if guarded else ()
                guards = [self.applicability(fact) for fact in facts]
                whole = all_of([*guards, self._test(comparison, unvalued)])
                return _labelled(whole, label)
            case _:
                assert_never(node)

    def applicability(self, fact: str) -> Bound:
        """When a fact makes sense, with what it rests on in turn."""
        if not self._guarded:
            return ALWAYS
        if fact not in self._applies:
            only_if = self._facts[fact].only_if
            self._applies[fact] = (
                ALWAYS if only_if is None else _bare(self.condition(only_if))
            )
        return self._applies[fact]

    def _test(self, comparison: Comparison, unvalued: Contested[Never] | None) -> Bound:
        parameters = {
            id_: self._parameters[id_].on(self._day)
            for id_ in parameters_in(comparison)
        }
        by = tuple(
            dict.fromkeys(
                fact for id_ in parameters for fact in self._parameters[id_].by
            )
        )
        memo: dict[tuple[Term, ...], Bound] = {}
        open_: set[tuple[Code, ...]] = set()

        def bound(choices: Mapping[str, Code]) -> Bound:
            values = {
                id_: table.value(choices) if table else None
                for id_, table in parameters.items()
            }
            known = {id_: value for id_, value in values.items() if value is not None}
            if len(known) < len(values):
                if unvalued is None or None in parameters.values():
                    # The loader refuses it.
                    raise AssertionError(f"no value on {self._day}: {sorted(values)}")
                open_.add(tuple(choices.values()))
                return NEVER
            key = tuple(known.values())
            if key not in memo:
                memo[key] = self._comparison(
                    Comparison(
                        replaced(comparison.left, known),
                        comparison.operator,
                        replaced(comparison.right, known),
                    )
                )
            return memo[key]

        valued = self._tabulated(by, bound)
        if unvalued is None or not open_:
            return valued
        return any_of([valued, all_of([self._one_of(by, frozenset(open_)), unvalued])])

    def _tabulated(
        self, by: tuple[str, ...], bound: Callable[[Mapping[str, Code]], Bound]
    ) -> Bound:
        """A table over the values of `by`.

        Where its outcomes lie one within the other, it is written in layers: the
        narrowest, or the next where the choice is not one of the narrowest, and so on;
        each stands once. Else fact by fact, with what the outcomes have in common.
        """
        outcomes: dict[Bound, set[tuple[Code, ...]]] = {}
        for codes in product(*(self._facts[fact].domain for fact in by)):
            outcome = bound(dict(zip(by, codes, strict=True)))
            outcomes.setdefault(outcome, set()).add(codes)
        ordered = sorted(outcomes, key=cmp_to_key(self._wider))
        if any(not _lies_in(one, other) for one, other in pairwise(ordered)):
            return self._fact_by_fact(by, bound)
        layers = [ordered[0]]
        for n, outcome in enumerate(ordered[1:], 1):
            reached = frozenset().union(*(outcomes[wider] for wider in ordered[n:]))
            layers.append(all_of([self._one_of(by, reached), outcome]))
        return any_of(layers)

    def _one_of(
        self, by: tuple[str, ...], chosen: frozenset[tuple[Code, ...]]
    ) -> Bound:
        """That the values of `by` are among the chosen combinations."""

        def is_chosen(choices: Mapping[str, Code]) -> Bound:
            return ALWAYS if tuple(choices.values()) in chosen else NEVER

        return self._fact_by_fact(by, is_chosen)

    def _fact_by_fact(
        self, by: tuple[str, ...], bound: Callable[[Mapping[str, Code]], Bound]
    ) -> Bound:
        def choose(rest: tuple[str, ...], choices: Mapping[str, Code]) -> Bound:
            if not rest:
                return bound(choices)
            fact, *others = rest
            return _chosen(
                fact,
                {
                    code: choose(tuple(others), {**choices, fact: code})
                    for code in self._facts[fact].domain
                },
            )

        return choose(by, {})

    def _wider(self, one: Bound, other: Bound) -> int:
        if one == other:
            return 0
        return -1 if _lies_in(one, other) else 1

    def _comparison(self, comparison: Comparison) -> Bound:
        facts = facts_in(comparison)
        if not facts:
            return ALWAYS if holds(comparison, {}, self._day) else NEVER
        if any(not self._facts[fact].kind.ordered for fact in facts):
            return self._choices(comparison, facts)
        if comparison.operator in {"==", "!="}:
            both = all_of(self._ordered(half, facts) for half in halves(comparison))
            return both if comparison.operator == "==" else negated(both)
        return self._ordered(comparison, facts)

    def _choices(self, comparison: Comparison, facts: tuple[str, ...]) -> Bound:
        """A test over choices: all but the last are tabulated."""
        *others, last = facts

        def among(choices: Mapping[str, Code]) -> Bound:
            domain = self._facts[last].domain
            values: frozenset[Code] = frozenset(
                code
                for code in domain
                if holds(comparison, {**choices, last: code}, self._day)
            )
            if not values:
                return NEVER
            if len(values) == len(domain):
                return ALWAYS
            return Among(last, values) if others else self._among(last, values)

        return self._tabulated(tuple(others), among)

    def _among(self, fact: str, values: frozenset[Code]) -> Bound:
        """A test over one choice, with what else tells whether it holds."""
        left = {
            id_: one
            for id_, implied in self.tellers.implied.items()
            if isinstance(one := implied.get(fact), frozenset) and len(one) > 1
        }
        return Among(
            fact,
            values,
            met_by=tuple(id_ for id_, one in left.items() if one <= values),
            barred_by=tuple(id_ for id_, one in left.items() if not one & values),
        )

    def _told(self, node: Bound) -> Bound:
        """A test over one line, with what else tells whether it holds."""
        if not isinstance(node, Within):
            return node
        span = node.least, node.most
        left = {
            id_: one
            for id_, implied in self.tellers.implied.items()
            if isinstance(one := implied.get(node.fact), tuple)
        }
        return replace(
            node,
            met_by=tuple(id_ for id_, one in left.items() if narrower(one, span)),
            barred_by=tuple(id_ for id_, one in left.items() if apart(one, span)),
            after=tuple(
                (first, gap)
                for first, last, gap in self.tellers.ordered
                if last == node.fact
            ),
            before=tuple(
                (last, gap)
                for first, last, gap in self.tellers.ordered
                if first == node.fact
            ),
        )

    def _ordered(self, comparison: Comparison, facts: tuple[str, ...]) -> Bound:
        if len(facts) == 1:
            return self._told(self._half_line(comparison, facts[0]))
        many, few = sorted(facts, key=lambda fact: -_size(self._facts[fact]))
        if _size(self._facts[few]) > FEW:
            return Relation(comparison, facts, self._day)
        return self._stairs(comparison, many, few)

    def _half_line(self, comparison: Comparison, fact: str) -> Bound:
        (span,) = self._spans(comparison, fact, [NOTHING])
        return _of_span(fact, span)

    def _stairs(self, comparison: Comparison, many: str, few: str) -> Bound:
        """Two ordered facts: a span of the one for each code of the other."""
        declared = self._facts[few]
        codes = range(declared.least, declared.most + 1)
        spans = self._spans(comparison, many, ({few: code} for code in codes))
        if len(set(spans)) == 1:
            return _of_span(many, spans[0])
        return Stairs(many, few, declared.least, spans)

    def _spans(
        self, comparison: Comparison, fact: str, each: Iterable[Mapping[str, Code]]
    ) -> tuple[Span, ...]:
        """Where a comparison holds on the line of a fact, for each of other codes."""
        key = comparison, fact, self._day
        if key not in self._lines:
            self._lines[key] = tuple(
                half_line(comparison, fact, others, self._facts, self._day)
                for others in each
            )
        return self._lines[key]


def all_of(parts: Iterable[Bound]) -> Bound:
    """The unlabelled conjunction, without parts that say nothing."""
    kept: list[Bound] = []
    for part in parts:
        if part == NEVER:
            return NEVER
        inner = _parts(part)
        kept += [one for one in inner if one not in kept]
    return kept[0] if len(kept) == 1 else AllOf(tuple(kept))


def any_of(parts: Iterable[Bound]) -> Bound:
    """The unlabelled disjunction, without parts that say nothing."""
    kept: list[Bound] = []
    for part in parts:
        if part == ALWAYS:
            return ALWAYS
        if part != NEVER and part not in kept:
            kept.append(part)
    return kept[0] if len(kept) == 1 else AnyOf(tuple(kept))


def negated(part: Bound) -> Bound:
    """The unlabelled negation."""
    if part == ALWAYS:
        return NEVER
    return ALWAYS if part == NEVER else Not(part)


def _parts(node: Bound) -> tuple[Bound, ...]:
    """The parts of an unlabelled conjunction; else the condition alone."""
    if isinstance(node, AllOf) and node.label is None and node.role is Role.PLAIN:
        return node.parts
    return (node,)


def _chosen(fact: str, outcomes: Mapping[Code, Bound]) -> Bound:
    """As the outcome of the fact's value, or of all of them where they agree."""
    groups: dict[Bound, list[Code]] = {}
    for code, outcome in outcomes.items():
        groups.setdefault(outcome, []).append(code)
    if len(groups) == 1:
        return next(iter(groups))
    branches = (
        all_of([Among(fact, frozenset(codes)), outcome])
        for outcome, codes in groups.items()
    )
    return any_of([*branches, all_of(groups)])


def _span(node: Bound) -> Span:
    if isinstance(node, Within):
        return node.least, node.most
    return (None, None) if node == ALWAYS else None


def _of_span(fact: str, span: Span) -> Bound:
    if span is None:
        return NEVER
    return ALWAYS if span == (None, None) else Within(fact, *span)


def _lies_in(one: Bound, other: Bound) -> bool:
    """Whether one test holds only where the other does, as far as can be seen."""
    if one in (NEVER, other) or other == ALWAYS:
        return True
    match one, other:
        case Within(fact, least, most), Within(another):
            return fact == another and _narrower((least, most), _span(other))
        case Stairs(spans=spans), Stairs(spans=others):
            same = (one.fact, one.few) == (other.fact, other.few)
            return same and all(map(_narrower, spans, others))
        case _:
            return False


def _narrower(span: Span, other: Span) -> bool:
    if span is None or other is None:
        return span is None
    return narrower(span, other)


def _size(fact: Fact) -> int:
    return fact.most - fact.least + 1


def _labelled(node: Bound, label: Label | None) -> Bound:
    return replace(node, label=label) if label else node


def _bare(node: Bound) -> Bound:
    """The condition without labels: it explains nothing, it only decides."""
    match node:
        case AllOf(parts, _, role):
            return AllOf(tuple(map(_bare, parts)), None, role)
        case AnyOf(parts):
            return AnyOf(tuple(map(_bare, parts)))
        case Not(part):
            return Not(_bare(part))
        case Among() | Within() | Stairs() | Relation():
            return replace(node, label=None)
        case Contested():
            raise AssertionError(node.label.id)  # the loader refuses it here

"""What the parts of a condition settle for one another.

Kleene's tables look at each part alone. Of `all(f is a, not (f is a and g))`, with `g`
known and `f` not, they say "unknown", though no value of `f` makes it true. Here such a
condition gets one more part, which follows from its siblings: what is left of one part
where the others are as they must be. It changes no answer where all is known; it closes
some that a missing fact would leave open for no reason. Explanations leave it out.

Only choices and truths are followed: which of their values pass a test is the same on
all days between two changes of the law.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from eligibility.binding.lines import Left, half_line
from eligibility.law.conditions import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Condition,
    Contested,
    Not,
    Role,
    Test,
    tests_in,
)
from eligibility.law.contents import Contents
from eligibility.law.facts import Code, Fact
from eligibility.law.spans import Ends
from eligibility.law.terms import (
    Comparison,
    FactTerm,
    Literal,
    Term,
    facts_in,
    holds,
    leaves,
    parameters_in,
    replaced,
)

ORDERING = {"<", "<=", ">", ">="}
Values = Mapping[str, frozenset[Code]]
"""For each fact of which something is known, the choices that it can still have."""
Rest = tuple[int, frozenset[tuple[str, frozenset[Code]]], bool]


@dataclass(frozen=True, slots=True)
class Tellers:
    """What facts tell of others that are not known: `implied`, for each fact that does
    not always make sense, the values of others that are left where it does; `ordered`,
    pairs of which the first cannot lie beyond the second, less a distance.
    """

    implied: Mapping[str, Mapping[str, Left]]
    ordered: tuple[tuple[str, str, int], ...]

    def of(self, fact: str) -> tuple[str, ...]:
        """The facts that may tell of one."""
        found = [id_ for id_, left in self.implied.items() if fact in left]
        for first, last, _ in self.ordered:
            found += [last] if first == fact else [first] if last == fact else []
        return tuple(found)


class Consequences:
    """Adds what follows to the conditions of a rulebook, as they stand on a day."""

    def __init__(self, contents: Contents, day: date) -> None:
        self._facts = contents.facts
        self._parameters = contents.parameters
        self._contradictions = contents.contradictions
        self.day = day
        self._done: dict[int, tuple[Condition, Condition]] = {}
        self._bared: dict[int, tuple[Condition, Condition]] = {}
        self._named: dict[int, tuple[Condition, frozenset[str]]] = {}
        self._rests: dict[Rest, tuple[Condition, Condition]] = {}
        self._passing: dict[Comparison, tuple[str, frozenset[Code]] | None] = {}

    def followed(self, node: Condition) -> Condition:
        """The condition, with what its parts settle for one another."""
        if id(node) not in self._done:
            self._done[id(node)] = (node, self._followed(node))
        return self._done[id(node)][1]

    def tellers(self) -> Tellers:
        """What facts tell of others."""
        return Tellers(self._implied(), tuple(self._ordered()))

    def _implied(self) -> dict[str, dict[str, Left]]:
        found: dict[str, dict[str, Left]] = {}
        for id_, fact in self._facts.items():
            if fact.only_if is not None:
                left: dict[str, Left] = {**self._forced(fact.only_if, truth=True)}
                left |= dict(self._stretches(fact.only_if))
                if left:
                    found[id_] = left
        return found

    def _ordered(self) -> Iterator[tuple[str, str, int]]:
        for contradiction in self._contradictions:
            node = contradiction.condition
            if not isinstance(node, Test) or node.comparison.operator not in ORDERING:
                continue
            one, operator = node.comparison.left, node.comparison.operator
            other = node.comparison.right
            if not isinstance(one, FactTerm) or not isinstance(other, FactTerm):
                continue
            if self._facts[one.fact].kind is not self._facts[other.fact].kind:
                continue
            gap = int(operator in {"<=", ">="})
            if operator in {"<", "<="}:  # one is never less: the other comes first
                yield other.fact, one.fact, gap
            else:
                yield one.fact, other.fact, gap

    def _stretches(self, node: Condition) -> Iterator[tuple[str, Ends]]:
        """Where on their lines facts must lie for a condition to hold."""
        match node:
            case AllOf(parts=parts):
                for part in parts:
                    yield from self._stretches(part)
            case Test(comparison):
                for guard in self._guards(node):
                    yield from self._stretches(guard)
                facts = facts_in(comparison)
                terms = (*leaves(comparison.left), *leaves(comparison.right))
                lasting = all(isinstance(one, FactTerm | Literal) for one in terms)
                if len(facts) == 1 and lasting and comparison.operator in ORDERING:
                    fact, *_ = facts
                    if self._facts[fact].kind.ordered:
                        span = half_line(comparison, fact, {}, self._facts, self.day)
                        if span is not None:
                            yield fact, span
            case AnyOf() | Not() | Contested():
                return
            case _:
                assert_never(node)

    def _followed(self, node: Condition) -> Condition:
        match node:
            case AllOf(parts, label, role):
                parts = tuple(map(self.followed, parts))
                if role is not Role.BRANCH:
                    parts = (*parts, *self._more(parts, whole=True))
                return AllOf(parts, label, role)
            case AnyOf(parts, label, at_least):
                parts = tuple(map(self.followed, parts))
                more = self._more(parts, whole=False)
                return AnyOf((*parts, *more), label, at_least)
            case Not(part, label):
                return Not(self.followed(part), label)
            case Contested(readings, label, decided_by, office):
                readings = tuple(map(self.followed, readings))
                return Contested(readings, label, decided_by, office)
            case Test():
                return node
            case _:
                assert_never(node)

    def _more(self, parts: tuple[Condition, ...], *, whole: bool) -> list[Condition]:
        """What is left of each part where its siblings are as they must be."""
        told = [self._forced(part, truth=whole) for part in parts]
        found: list[Condition] = []
        for number, part in enumerate(parts):
            others = _together(one for n, one in enumerate(told) if n != number)
            left = self._left(part, others, lower=whole) if others else part
            if left is not part and left not in (*found, *parts):
                found.append(left)
        return [AllOf((self._bare(one),), role=Role.CONSENSUS) for one in found]

    def _forced(self, node: Condition, *, truth: bool) -> Values:
        """What each fact must be where a condition has a truth."""
        match node:
            case AllOf(parts=parts) if truth:
                return _together(self._forced(part, truth=truth) for part in parts)
            case AnyOf(parts=parts) if not truth:
                return _together(self._forced(part, truth=truth) for part in parts)
            case AllOf() | AnyOf() | Contested():
                return {}
            case Not(part=part):
                return self._forced(part, truth=not truth)
            case Test(comparison):
                guards, own = self._guards(node), self._own(comparison)
                if truth:
                    each = (self._forced(guard, truth=True) for guard in guards)
                    return _together([*each, *([dict([own])] if own else [])])
                if guards or own is None:
                    return {}
                fact, values = own
                return {fact: frozenset(self._facts[fact].domain) - values}
            case _:
                assert_never(node)

    def _left(self, node: Condition, known: Values, *, lower: bool) -> Condition:
        """What is left of a condition for facts of these values: with `lower`, each
        test that they cannot meet is never so; else each that they must is always so.

        The same is left for the same values of the facts in it, and is made once.
        """
        told = frozenset(
            (id_, known[id_]) for id_ in self._facts_in(node) & known.keys()
        )
        if not told:
            return node
        key = id(node), told, lower
        if key not in self._rests:
            self._rests[key] = (node, self._made(node, dict(told), lower=lower))
        return self._rests[key][1]

    def _facts_in(self, node: Condition) -> frozenset[str]:
        """The facts in a condition, and those that tell whether they make sense."""
        if id(node) not in self._named:
            found: set[str] = set()
            for test in tests_in(node):
                found |= set(facts_in(test.comparison))
                for guard in self._guards(test):
                    found |= self._facts_in(guard)
            self._named[id(node)] = (node, frozenset(found))
        return self._named[id(node)][1]

    def _made(self, node: Condition, known: Values, *, lower: bool) -> Condition:
        match node:
            case AllOf(parts, label, role):
                left = tuple(self._left(part, known, lower=lower) for part in parts)
                if NEVER in left:
                    return NEVER
                return node if _same(left, parts) else AllOf(left, label, role)
            case AnyOf(parts, label, at_least):
                left = tuple(self._left(part, known, lower=lower) for part in parts)
                if ALWAYS in left:
                    return ALWAYS
                return node if _same(left, parts) else AnyOf(left, label, at_least)
            case Not(part, label):
                below = self._left(part, known, lower=not lower)
                if below in (ALWAYS, NEVER):
                    return NEVER if below == ALWAYS else ALWAYS
                return node if below is part else Not(below, label)
            case Contested():
                return node
            case Test(comparison):
                return self._rest(node, comparison, known, lower=lower)
            case _:
                assert_never(node)

    def _rest(
        self, node: Test, comparison: Comparison, known: Values, *, lower: bool
    ) -> Condition:
        guards, own = self._guards(node), self._own(comparison)
        left = tuple(self._left(guard, known, lower=lower) for guard in guards)
        if lower:
            barred = own is not None and own[0] in known and not own[1] & known[own[0]]
            return NEVER if barred or NEVER in left else node
        open_ = tuple(guard for guard in left if guard != ALWAYS)
        if own is not None and own[0] in known and known[own[0]] <= own[1]:
            return AllOf(open_) if open_ else ALWAYS
        if _same(left, tuple(guards)):
            return node
        return AllOf((*open_, replace(node, guarded=False)))

    def _bare(self, node: Condition) -> Condition:
        """The condition without words: it decides, and explains nothing."""
        if id(node) not in self._bared:
            self._bared[id(node)] = (node, self._without_words(node))
        return self._bared[id(node)][1]

    def _without_words(self, node: Condition) -> Condition:
        match node:
            case AllOf(parts, _, role):
                return AllOf(tuple(map(self._bare, parts)), None, role)
            case AnyOf(parts):
                return AnyOf(tuple(map(self._bare, parts)))
            case Not(part):
                return Not(self._bare(part))
            case Contested(readings):
                return replace(node, readings=tuple(map(self._bare, readings)))
            case Test():
                return replace(node, label=None)
            case _:
                assert_never(node)

    def _guards(self, test: Test) -> list[Condition]:
        """When the facts of a test make sense."""
        facts = facts_in(test.comparison) if test.guarded else ()
        only_if = (self._facts[fact].only_if for fact in facts)
        return [one for one in only_if if one is not None]

    def _own(self, comparison: Comparison) -> tuple[str, frozenset[Code]] | None:
        """The fact of a test and the values that pass; None where it is not one choice
        alone.
        """
        if comparison not in self._passing:
            facts = facts_in(comparison)
            fact = self._facts[facts[0]] if len(facts) == 1 else None
            alone = fact is not None and not fact.kind.ordered
            self._passing[comparison] = (
                self._passed(comparison, fact) if fact is not None and alone else None
            )
        return self._passing[comparison]

    def _passed(
        self, comparison: Comparison, fact: Fact
    ) -> tuple[str, frozenset[Code]] | None:
        values: dict[str, Term] = {}
        for id_ in parameters_in(comparison):
            parameter = self._parameters[id_]
            table = parameter.on(self.day)
            value = None if table is None or parameter.by else table.value({})
            if value is None:
                return None
            values[id_] = value
        whole = Comparison(
            replaced(comparison.left, values),
            comparison.operator,
            replaced(comparison.right, values),
        )
        passing = (
            code for code in fact.domain if holds(whole, {fact.id: code}, self.day)
        )
        return fact.id, frozenset(passing)


def _together(found: Iterable[Values]) -> dict[str, frozenset[Code]]:
    """For each fact, the values that meet all of what is said of it."""
    allowed: dict[str, frozenset[Code]] = {}
    for values in found:
        for fact, one in values.items():
            allowed[fact] = allowed[fact] & one if fact in allowed else one
    return allowed


def _same(left: tuple[Condition, ...], parts: tuple[Condition, ...]) -> bool:
    return all(one is other for one, other in zip(left, parts, strict=True))

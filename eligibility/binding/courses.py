"""The course of a comparison over a span of days: on which days it is so.

What binding does for one day stands here for many: parameters take the values of each
day, and all that depends on the day is searched for where it turns. On each day a
comparison says just what its bound leaf says on that day: with facts missing, it is
known where each of their values would give the same answer.
"""

import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, product

from eligibility.binding.consequences import Consequences, Tellers
from eligibility.binding.lines import Left, between
from eligibility.law.conditions import Condition, tests_in
from eligibility.law.contents import Contents, Version
from eligibility.law.facts import Code, Fact, Kind
from eligibility.law.parameters import Parameter, Table
from eligibility.law.spans import bounds, is_said, value_ends
from eligibility.law.terms import (
    Comparison,
    Quantity,
    Term,
    Today,
    facts_in,
    halves,
    holds,
    parameters_in,
    replaced,
    turn,
)
from eligibility.sets.days import DaySet, Span

Codes = Mapping[str, Code]
DaySplit = tuple[DaySet, DaySet]
"""The days on which a condition is known to hold, and known not to."""
Course = Callable[[Codes], DaySplit]
Required = tuple[Condition | None, DaySet]


class Law:
    """A rulebook over a span of days: what is worked out once for all who ask of it."""

    def __init__(self, contents: Contents, span: Span) -> None:
        self.contents = contents
        self.span = span
        starts = _turns(contents, span)
        self._follows = [Consequences(contents, start) for start in starts]
        ends = [start - timedelta(1) for start in starts[1:]]
        self._stretches = [
            span.between(start, end)
            for start, end in zip(starts, [*ends, None], strict=True)
        ]
        self._tellers = self._follows[0].tellers()
        self._memory = _Memory()
        self._courses: dict[Comparison, Course] = {}
        self._required: dict[int, tuple[Version, tuple[Required, ...]]] = {}

    def course(self, comparison: Comparison) -> Course:
        """What a comparison says on each day, for a person's codes."""
        if comparison not in self._courses:
            self._courses[comparison] = _course(
                comparison, self.contents, self._tellers, self.span, self._memory
            )
        return self._courses[comparison]

    @contextmanager
    def remembering(self) -> Generator[None]:
        """Keep what is found of people for as long as this lasts, in this thread: for
        several questions about one of them.
        """
        before = self._memory.found
        self._memory.found = {} if before is None else before
        try:
            yield
        finally:
            self._memory.found = before

    def required(self, version: Version) -> tuple[Required, ...]:
        """What a version requires, with what follows from it, and on which days; None
        where there is nothing to judge.
        """
        if id(version) not in self._required:
            self._required[id(version)] = (version, tuple(self._followed(version)))
        return self._required[id(version)][1]

    def _followed(self, version: Version) -> Iterator[Required]:
        whole = self.span.between(version.start, version.end)
        required = version.requirement
        if required is None:
            yield None, whole
            return
        now, told, met = required, None, 0
        for follows, stretch in zip(self._follows, self._stretches, strict=True):
            days = whole & stretch
            if not days:
                continue
            tables = self._tables(required, follows.day)
            if tables != told:
                then = follows.followed(required)
                if met and then != now:
                    yield now, met
                    met = 0
                now, told = then, tables
            met |= days
        if met:
            yield now, met

    def _tables(self, required: Condition, day: date) -> tuple[Table | None, ...]:
        """What decides on a day which choices pass the tests of a condition."""
        parameters, facts = self.contents.parameters, self.contents.facts
        conditions: list[Condition] = [required]
        conditions += [one.only_if for one in facts.values() if one.only_if is not None]
        named = dict.fromkeys(
            id_
            for condition in conditions
            for test in tests_in(condition)
            for id_ in parameters_in(test.comparison)
            if parameters[id_].of is not None
        )
        return tuple(parameters[id_].on(day) for id_ in named)


class _Memory(threading.local):
    """What was found, by the pieces of a comparison and the codes; None: keep none."""

    found: dict[tuple[object, ...], DaySplit] | None = None


def _turns(contents: Contents, span: Span) -> list[date]:
    """The days from which a choice may pass another test than before."""
    last = span.day(span.count - 1)
    starts = {
        table.start
        for parameter in contents.parameters.values()
        if parameter.of is not None
        for table in parameter.tables
    }
    return sorted({span.first, *(day for day in starts if span.first < day <= last)})


def _course(
    comparison: Comparison,
    contents: Contents,
    tellers: Tellers,
    span: Span,
    memory: _Memory,
) -> Course:
    facts = contents.facts
    pieces = tuple(_pieces(comparison, contents, tellers, span))
    rests = tuple(
        dict.fromkeys(
            fact
            for piece in pieces
            for fact in (*piece.by, *piece.facts, *piece.told_by)
        )
    )
    spans = [bounds(id_) for id_ in rests if facts[id_].kind is Kind.DATE]
    lasting = tuple(id_ for id_ in rests if facts[id_].kind.ordered)
    lasting = (*lasting, *chain.from_iterable(spans))
    read = dict.fromkeys((*rests, *lasting))
    kept: dict[tuple[object, ...], DaySplit] = {}

    def split(codes: Codes) -> DaySplit:
        # With no day or number known, there are few combinations, and all are kept.
        found = kept
        if any(id_ in codes for id_ in lasting):
            if memory.found is None:
                return _joined(pieces, codes)
            found = memory.found
        key = (id(pieces), *map(codes.get, read))
        if key not in found:
            found[key] = _joined(pieces, codes)
        return found[key]

    return split


def _joined(pieces: "tuple[_Piece, ...]", codes: Codes) -> DaySplit:
    true = false = 0
    for piece in pieces:
        one, other = piece.split(codes)
        true |= one
        false |= other
    return true, false


def _pieces(
    comparison: Comparison, contents: Contents, tellers: Tellers, span: Span
) -> "Iterator[_Piece]":
    """The comparison on each stretch of days on which its parameters stay the same."""
    used = [contents.parameters[id_] for id_ in parameters_in(comparison)]
    last = span.day(span.count - 1)
    starts = {table.start for one in used for table in one.tables}
    cuts = sorted({span.first, *(day for day in starts if span.first < day <= last)})
    by = tuple(dict.fromkeys(fact for one in used for fact in one.by))
    for start, after in zip(cuts, [*cuts[1:], None], strict=True):
        end = None if after is None else after - timedelta(1)
        outcomes = _outcomes(comparison, used, by, contents, start)
        if outcomes:
            days = span.between(start, end)
            yield _Piece(days, by, outcomes, contents.facts, tellers, span)


def _outcomes(
    comparison: Comparison,
    used: list[Parameter],
    by: tuple[str, ...],
    contents: Contents,
    start: date,
) -> "dict[tuple[Code, ...], _Part | None]":
    """The comparison for each choice that its parameters depend on, None where their
    value for it is not known; empty before they have values.
    """
    tables = {one.id: table for one in used if (table := one.on(start)) is not None}
    outcomes: dict[tuple[Code, ...], _Part | None] = {}
    if len(tables) < len(used):
        return outcomes  # no version that is in force uses them
    made: dict[tuple[Term, ...], _Part] = {}
    for codes in product(*(contents.facts[fact].domain for fact in by)):
        choices = dict(zip(by, codes, strict=True))
        values = {
            id_: value
            for id_, table in tables.items()
            if (value := table.value(choices)) is not None
        }
        if len(values) < len(tables):
            outcomes[codes] = None
            continue
        key = tuple(values.values())
        if key not in made:
            left = replaced(comparison.left, values)
            right = replaced(comparison.right, values)
            made[key] = _part(Comparison(left, comparison.operator, right), contents)
        outcomes[codes] = made[key]
    return outcomes


@dataclass(frozen=True, slots=True)
class _Part:
    """A comparison without parameters, as one or two that turn once at most."""

    turning: tuple[tuple[Comparison, int | None], ...]
    facts: tuple[str, ...]
    negated: bool


def _part(comparison: Comparison, contents: Contents) -> _Part:
    facts = facts_in(comparison)
    ordered = bool(facts) and all(contents.facts[id_].kind.ordered for id_ in facts)
    equal = ordered and comparison.operator in {"==", "!="}
    whole = halves(comparison) if equal else (comparison,)
    return _Part(
        tuple((one, turn(one, Today())) for one in whole),
        facts,
        equal and comparison.operator == "!=",
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A comparison on days that follow one another, with the parameters of the time."""

    days: DaySet
    by: tuple[str, ...]
    outcomes: Mapping[tuple[Code, ...], _Part | None]
    declared: Mapping[str, Fact]
    tellers: Tellers
    span: Span

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts in it, for whatever choice."""
        parts = self.outcomes.values()
        return tuple(fact for part in parts if part is not None for fact in part.facts)

    @property
    def told_by(self) -> tuple[str, ...]:
        """Facts that tell of those in it."""
        return tuple(id_ for fact in self.facts for id_ in self.tellers.of(fact))

    def split(self, codes: Codes) -> DaySplit:
        """The days on which all choices that may be so say the same."""
        true = false = self.days
        for part in self._possible(codes):
            if part is None:
                return 0, 0
            one, other = self._part(part, codes)
            true &= one
            false &= other
        return true, false

    def _possible(self, codes: Codes) -> Iterator[_Part | None]:
        if all(id_ in codes for id_ in self.by):
            yield self.outcomes[tuple([codes[id_] for id_ in self.by])]
            return
        domains = (
            (codes[id_],) if id_ in codes else self.declared[id_].domain
            for id_ in self.by
        )
        yield from {
            id(one): one for one in map(self.outcomes.__getitem__, product(*domains))
        }.values()

    def _part(self, part: _Part, codes: Codes) -> DaySplit:
        true, false = self.days, 0
        for comparison, turned in part.turning:
            one, other = self._agreed(comparison, turned, part.facts, codes)
            true &= one
            false |= other
        return (false, true) if part.negated else (true, false)

    def _agreed(
        self,
        comparison: Comparison,
        turned: int | None,
        facts: tuple[str, ...],
        codes: Codes,
    ) -> DaySplit:
        """Where it says the same for each value that a missing fact may have: what only
        rises or falls with a fact is so for all if it is so at both ends.
        """
        declared = self.declared
        known = {id_: declared[id_].decode(codes[id_]) for id_ in facts if id_ in codes}
        open_ = [id_ for id_ in facts if id_ not in codes]
        true = false = 0
        for lines in self._lines(open_, facts, codes):
            met = all_ = self.days
            unmet = 0
            for values in product(*lines):
                whole = {**known, **dict(zip(open_, values, strict=True))}
                now = self._met(comparison, turned, whole)
                met &= now
                unmet |= now
            true |= met
            false |= all_ & ~unmet
        return true, false

    def _lines(
        self, open_: list[str], facts: tuple[str, ...], codes: Codes
    ) -> Iterator[list[tuple[Quantity, ...]]]:
        """The values to try for the missing facts: all, or those that a fact which
        makes sense for some of them only has left.
        """
        yield [_ends(self.declared[id_], codes) for id_ in open_]
        if len(facts) != 1 or not open_:
            return
        fact = self.declared[facts[0]]
        ends = between(
            fact.id,
            codes,
            ((low, gap) for low, high, gap in self.tellers.ordered if high == fact.id),
            ((high, gap) for low, high, gap in self.tellers.ordered if low == fact.id),
        )
        if ends != (None, None):
            yield [_tried(fact, ends)]
        for teller, left in self.tellers.implied.items():
            if fact.id in left and is_said(teller, codes):
                yield [_tried(fact, left[fact.id])]

    def _met(
        self,
        comparison: Comparison,
        turned: int | None,
        facts: Mapping[str, Quantity],
    ) -> DaySet:
        span, days = self.span, self.days
        if turned == 0:
            return days if holds(comparison, facts, span.first) else 0
        if turned is not None:
            return span.turning(days, lambda day: holds(comparison, facts, day))
        met = 0
        for number in range(span.count):
            if days >> number & 1 and holds(comparison, facts, span.day(number)):
                met |= 1 << number
        return met


def _tried(fact: Fact, left: Left) -> tuple[Quantity, ...]:
    """The choices that are left, or the ends of a stretch."""
    if isinstance(left, frozenset):
        return tuple(left)
    least, most = left
    codes = (
        fact.least if least is None else least,
        fact.most if most is None else most,
    )
    return tuple(fact.decode(code) for code in codes)


def _ends(fact: Fact, codes: Codes) -> tuple[Quantity, ...]:
    return value_ends(fact, codes) if fact.kind.ordered else fact.domain

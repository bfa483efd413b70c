"""Whether two rulebooks say the same of some measures, where that is cheap to prove.

What stands in them is compared without places and words that decide nothing, stretch of
days by stretch of days. Where conditions differ that hang on no day, everybody whom
they tell apart is tried, on each day on which anything turns.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from itertools import chain, product
from typing import Any

from eligibility.law.conditions import Condition, tests_in
from eligibility.law.contents import Contents, Measure, Version, WrittenCaution
from eligibility.law.facts import Code
from eligibility.law.parameters import Parameter, Table
from eligibility.law.sources import Citation
from eligibility.law.terms import Age, Comparison, Term, Today, parts
from eligibility.places import Place
from eligibility.readings.classes import classes
from eligibility.readings.evaluation import Codes, MeasurePlan, Plans, Program
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

MOST_PEOPLE = 20_000
"""So many people at most are tried, on all days together."""
MOST_CHOICES = 5_000


def equivalent(
    before: Rulebook, after: Rulebook, measures: Collection[str]
) -> bool | None:
    """Whether two rulebooks answer alike on some measures: True where it is proved,
    None where it is not known. A prover may say False as well.
    """
    if not measures:  # what nothing names says nothing
        return True
    said = [Said(one.contents, measures).all() for one in (before, after)]
    if said[0] == said[1]:
        return True
    differing = [id_ for id_ in measures if said[0][id_] != said[1][id_]]
    beside = [Said(one.contents, differing).beside() for one in (before, after)]
    if beside[0] != beside[1]:
        return None
    tried = _Tried(before, after)
    return True if all(map(tried.same, differing)) else None


class Said:
    """What the contents of a rulebook say of some measures, to be compared."""

    def __init__(self, contents: Contents, measures: Collection[str]) -> None:
        self._contents = contents
        self._measures = measures

    def all(self) -> dict[str, object]:
        """Everything, by measure; and what concerns all of them."""
        return {
            **{
                id_: self._measure(self._contents.measures[id_])
                for id_ in self._measures
            },
            **self._common(),
        }

    def beside(self) -> object:
        """Everything but the conditions: figures, cautions, what is granted."""
        measures = (self._contents.measures[id_] for id_ in self._measures)
        return [
            [
                (
                    bare(v.gives),
                    bare(v.grants),
                    [self._caution(c)[:-1] for c in v.cautions],
                )
                for v in one.versions
            ]
            for one in measures
        ], self._common()

    def _common(self) -> dict[str, object]:
        contents = self._contents
        return {
            "": (
                {id_: self._parameter(one) for id_, one in contents.parameters.items()},
                {id_: bare(one.only_if) for id_, one in contents.facts.items()},
                bare(contents.exclusive),
            )
        }

    def _measure(self, measure: Measure) -> object:
        stretches = [
            (*self._span(one.start, one.end), self._version(one))
            for one in measure.versions
        ]
        return bare(measure.held), bare(measure.concerns), _joined(stretches)

    def _version(self, version: Version) -> object:
        return (
            bare(version.requirement),
            bare(version.planned),
            bare(version.informs),
            [self._caution(one) for one in version.cautions],
            bare(version.gives),
            bare(version.grants),
            bare(version.grants_when),
            bare(version.application),
        )

    def _caution(self, caution: WrittenCaution) -> tuple[object, ...]:
        span = self._span(caution.start or date.min, caution.end)
        return caution.kind, caution.text, span, bare(caution.when)

    def _parameter(self, parameter: Parameter) -> object:
        starts = [table.start for table in parameter.tables]
        ends = [*(day - timedelta(1) for day in starts[1:]), None]
        stretches = [
            (*self._span(table.start, end), self._table(table, parameter))
            for table, end in zip(parameter.tables, ends, strict=True)
        ]
        return _joined(stretches)

    def _table(self, table: Table, parameter: Parameter) -> object:
        domains = [self._contents.facts[fact].domain for fact in parameter.by]
        count = 1
        for domain in domains:
            count *= len(domain)
        if parameter.tests or count > MOST_CHOICES:
            return bare(table)
        return [
            bare(table.value(dict(zip(parameter.by, codes, strict=True))))
            for codes in product(*domains)
        ]

    def _span(self, start: date, end: date | None) -> tuple[date, date]:
        first, last = self._contents.first_day, self._contents.last_day
        return max(start, first), min(end or last, last)


def _joined(stretches: list[tuple[date, date, object]]) -> list[tuple[Any, ...]]:
    """Stretches of days that are there, those in a row that say the same as one."""
    found: list[tuple[date, date, object]] = []
    for start, end, said in stretches:
        if start > end:
            continue
        if found and found[-1][2] == said and found[-1][1] + timedelta(1) == start:
            found[-1] = (found[-1][0], end, said)
        else:
            found.append((start, end, said))
    return found


def bare(value: Any) -> Any:
    """A value without places and, of citations, with what an answer can tell of."""
    if isinstance(value, Citation):
        return value.basis, value.source.review_by
    if isinstance(value, Place):
        return None
    if is_dataclass(value):
        parts = (bare(getattr(value, field.name)) for field in fields(value))
        return (type(value).__name__, *parts)
    if isinstance(value, Mapping):
        return {key: bare(one) for key, one in value.items()}
    if type(value) in {tuple, list}:
        return [bare(one) for one in value]
    return value


class _Tried:
    """Everybody tried on two rulebooks."""

    def __init__(self, before: Rulebook, after: Rulebook) -> None:
        self._books = (before, after)
        self._left = MOST_PEOPLE

    def same(self, measure: str) -> bool:
        """Whether a measure is answered alike, as far as that could be tried."""
        if any(_hangs_on_day(book.contents, measure) for book in self._books):
            return False
        return all(self._same(measure, day) for day in self._turns(measure))

    def _turns(self, measure: str) -> list[date]:
        """The first of each stretch of days on which nothing can change."""
        days: set[date] = set()
        for book in self._books:
            contents = book.contents
            days.add(contents.first_day)
            versions = contents.measures[measure].versions
            cautions = [one for version in versions for one in version.cautions]
            days |= {one.start for one in versions}
            for start, end in (
                *((one.start, one.end) for one in versions),
                *((one.start, one.end) for one in cautions),
            ):
                days |= {start} if start is not None else set()
                days |= {end + timedelta(1)} if end is not None else set()
            for parameter in contents.parameters.values():
                days |= {table.start for table in parameter.tables}
        first = self._books[0].contents.first_day
        last = self._books[0].contents.last_day
        return sorted(day for day in days if first <= day <= last)

    def _same(self, measure: str, day: date) -> bool:
        one, other = (book.plans(day) for book in self._books)
        plans = one.measures[measure], other.measures[measure]
        programs = [tuple(_programs(plan)) for plan in plans]
        if len(programs[0]) != len(programs[1]):
            return False
        pairs = [
            (a, b)
            for a, b in zip(*programs, strict=True)
            if bare(a.root.condition) != bare(b.root.condition)
        ]
        return all(self._alike(a, b, one) for a, b in pairs)

    def _alike(self, one: Program, other: Program, plans: Plans) -> bool:
        book = plans.book
        cut = classes([one.root.condition, other.root.condition], book)
        tried = [(id_, [None, *(of[0] for of in each)]) for id_, each in cut.items()]
        count = 1
        for _, codes in tried:
            count *= len(codes)
        self._left -= count
        if self._left < 0:
            return False
        return all(
            one.truth(codes) is other.truth(codes)
            for codes in _people(tried)
            if _possible(codes, plans)
        )


def _people(tried: list[tuple[str, list[Code | None]]]) -> Iterator[Codes]:
    for chosen in product(*(codes for _, codes in tried)):
        named = zip((id_ for id_, _ in tried), chosen, strict=True)
        yield {id_: code for id_, code in named if code is not None}


def _possible(codes: Codes, plans: Plans) -> bool:
    """Whether somebody can be so."""
    senseless = any(
        plans.applies[id_].truth(codes) is Truth.FALSE
        for id_ in codes
        if id_ in plans.applies
    )
    return not senseless and not any(
        one.truth(codes) is Truth.TRUE for one in plans.contradictions.values()
    )


def _programs(plan: MeasurePlan) -> Iterator[Program]:
    for one in (plan.condition, plan.held, plan.concerns, plan.grants_when):
        if one is not None:
            yield one
    yield from (when for _, when in plan.cautions)


def _hangs_on_day(contents: Contents, measure: str) -> bool:
    """Whether the answer to a measure may change with the day, but for its text."""
    return any(
        _dated(term)
        for condition in _conditions(contents, measure)
        for test in tests_in(condition)
        for term in _terms(test.comparison)
    ) or any(
        _dated(row.value)
        for parameter in contents.parameters.values()
        for table in parameter.tables
        for row in table.rows
        if row.value is not None
    )


def _conditions(contents: Contents, measure: str) -> Iterator[Condition]:
    found = contents.measures[measure]
    for version in found.versions:
        cautions = (caution.when for caution in version.cautions)
        for one in (version.requirement, version.grants_when, *cautions):
            if one is not None:
                yield one
    facts = (fact.only_if for fact in contents.facts.values())
    for one in (found.held, found.concerns, *facts):
        if one is not None:
            yield one


def _terms(comparison: Comparison) -> Iterator[Term]:
    return chain((comparison.left,), (comparison.right,))


def _dated(term: Term) -> bool:
    return isinstance(term, Today | Age) or any(map(_dated, parts(term)))

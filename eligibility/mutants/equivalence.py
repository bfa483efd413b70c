"""Whether two rulebooks say the same of some measures, where that is cheap to prove.

What stands in them is compared without places and words that decide nothing, stretch of
days by stretch of days. Where conditions differ that hang on no day, everybody whom
they tell apart is tried, on each day on which anything turns.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import product

from eligibility.law.conditions import Condition, tests_in
from eligibility.law.contents import Contents
from eligibility.law.facts import Code
from eligibility.law.terms import Age, Term, Today, parts
from eligibility.mutants.said import Said, bare
from eligibility.readings.classes import classes
from eligibility.readings.evaluation import Codes, MeasurePlan, Plans, Program
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

MOST_PEOPLE = 20_000
"""So many people at most are tried, on all days together."""


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
        for term in (test.comparison.left, test.comparison.right)
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


def _dated(term: Term) -> bool:
    return isinstance(term, Today | Age) or any(map(_dated, parts(term)))

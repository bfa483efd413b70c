"""What a rulebook says of measures, to be compared: without places, and without words
and ways of writing that decide nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from eligibility.law.conditions import Condition, tests_in
from eligibility.law.contents import (
    Contents,
    Gives,
    Measure,
    Version,
    WrittenCaution,
)
from eligibility.law.facts import MONEY_DECIMALS, Kind
from eligibility.law.parameters import Parameter, Table
from eligibility.law.sources import Citation
from eligibility.law.terms import (
    Difference,
    Extreme,
    FactTerm,
    Literal,
    ParameterTerm,
    Product,
    Sum,
    Term,
    leaves,
    parameters_in,
    parts,
)
from eligibility.particulars.amounts import FEN
from eligibility.places import Place

MOST_CHOICES = 5_000
"""A table of more combinations of choices is compared as it is written."""


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
            (
                [
                    (
                        self._given(version.gives),
                        bare(version.grants),
                        [self._caution(caution)[:-1] for caution in version.cautions],
                    )
                    for version in one.versions
                ],
                self._figures(one, _pays),
            )
            for one in measures
        ], self._common()

    def _common(self) -> dict[str, object]:
        facts = self._contents.facts.items()
        return {
            "": (
                {id_: bare(one.only_if) for id_, one in facts},
                bare(self._contents.exclusive),
            )
        }

    def _measure(self, measure: Measure) -> object:
        always = [one for one in (measure.held, measure.concerns) if one is not None]
        named = {name for one in always for name in _named(one)}
        first, last = self._contents.first_day, self._contents.last_day
        return (
            [bare(one) for one in (measure.held, measure.concerns)],
            {name: self._parameter(name, first, last) for name in named},
            _joined(
                [
                    (*self._span(one.start, one.end), self._version(one))
                    for one in measure.versions
                ]
            ),
            self._figures(measure, _decides),
            self._figures(measure, _pays),
        )

    def _figures(
        self, measure: Measure, names: Callable[[Version], set[str]]
    ) -> dict[str, object]:
        """The parameters that its versions name, each on the days of those."""
        spans: dict[str, list[tuple[date, date, object]]] = {}
        for version in measure.versions:
            for name in names(version):
                span = (*self._span(version.start, version.end), None)
                spans.setdefault(name, []).append(span)
        return {
            name: [self._parameter(name, start, end) for start, end, _ in _joined(of)]
            for name, of in spans.items()
        }

    def _version(self, version: Version) -> object:
        return (
            bare(version.requirement),
            bare(version.planned),
            bare(version.informs),
            [self._caution(one) for one in version.cautions],
            self._given(version.gives),
            bare(version.grants),
            bare(version.grants_when),
            bare(version.application),
        )

    def _given(self, gives: Gives | None) -> object:
        """What is given; how whole fen are rounded says nothing."""
        if gives is None or gives.amount is None or not self._whole(gives.amount):
            return bare(gives)
        return bare(replace(gives, rounding=""))

    def _whole(self, term: Term) -> bool:
        """Whether a sum is one of whole fen, whoever it is for."""
        match term:
            case Literal(value):
                return isinstance(value, int | Decimal) and value * FEN % 1 == 0
            case ParameterTerm(parameter):
                tables = self._contents.parameters[parameter].tables
                values = [row.value for table in tables for row in table.rows]
                return all(self._whole(value) for value in values if value is not None)
            case FactTerm(fact):
                return self._contents.facts[fact].decimals <= MONEY_DECIMALS
            case Sum() | Difference() | Extreme():
                return all(map(self._whole, parts(term)))
            case Product(left, right):
                # Of two, one counts: so many times a sum.
                return any(
                    self._counts(one) and self._whole(other)
                    for one, other in ((left, right), (right, left))
                )
            case _:
                return False

    def _counts(self, term: Term) -> bool:
        """Whether a term is a whole number."""
        match term:
            case Literal(value):
                return isinstance(value, int)
            case ParameterTerm(parameter):
                return self._contents.parameters[parameter].kind == "integer"
            case FactTerm(fact):
                return self._contents.facts[fact].kind is Kind.INTEGER
            case Sum() | Difference() | Extreme():
                return all(map(self._counts, parts(term)))
            case _:
                return False

    def _caution(self, caution: WrittenCaution) -> tuple[object, ...]:
        span = self._span(caution.start or date.min, caution.end)
        return caution.kind, caution.text, span, bare(caution.when)

    def _parameter(self, name: str, first: date, last: date) -> object:
        """What a parameter is worth from one day to another."""
        parameter = self._contents.parameters[name]
        starts = [table.start for table in parameter.tables]
        ends = [*(day - timedelta(1) for day in starts[1:]), None]
        stretches = [
            (
                max(table.start, first),
                min(end or last, last),
                self._table(table, parameter),
            )
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


def _decides(version: Version) -> set[str]:
    """The parameters that the conditions of a version name."""
    conditions = (
        version.requirement,
        version.grants_when,
        *(caution.when for caution in version.cautions),
    )
    return {name for one in conditions if one is not None for name in _named(one)}


def _pays(version: Version) -> set[str]:
    """The parameters that the sums and months of a version name."""
    gives = version.gives
    terms = (gives.amount, gives.months, gives.claims) if gives is not None else ()
    ends = (end for term in terms if term is not None for end in leaves(term))
    return {one.parameter for one in ends if isinstance(one, ParameterTerm)}


def _named(condition: Condition) -> Iterator[str]:
    for test in tests_in(condition):
        yield from parameters_in(test.comparison)


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

"""What each case of a rulebook has shown: which tests, cautions, amounts and rows."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from eligibility.assessment import Determination
from eligibility.inquiries.trials import answered, confirmed
from eligibility.law.conditions import AllOf, Condition, Label, Test, parts_of, tests_in
from eligibility.law.contents import Version
from eligibility.law.facts import Code
from eligibility.law.parameters import Parameter, Row, Table
from eligibility.law.terms import ParameterTerm, leaves, parameters_in
from eligibility.loading.cases import Case
from eligibility.loading.expectations import NONE
from eligibility.readings.evaluation import MeasurePlan, Truths
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

ByPlace = Mapping[str, Truth]
"""The truth of each test of a measure, by the place where it is written."""


@dataclass(frozen=True)
class Answer:
    """A confirmed case, and what the engine answers to it."""

    case: Case
    found: Determination

    @property
    def codes(self) -> Mapping[str, Code]:
        """The codes of the case's facts."""
        return self.found.codes

    @cached_property
    def tests(self) -> ByPlace:
        """The truth of each test."""
        return test_truths(self.found.plan, self.found.truths)

    @property
    def outcome(self) -> Truth | None:
        """What the whole comes to; None where there is nothing to judge."""
        program = self.found.plan.condition
        return None if program is None else self.found.truths[program.root.slot]


def answers(
    book: Rulebook, measures: Collection[str] | None = None
) -> dict[str, list[Answer]]:
    """The confirmed cases of some measures, of all by default, answered; FactError for
    a profile that cannot be so.
    """
    asked = book.measures if measures is None else measures
    found: dict[str, list[Answer]] = {id_: [] for id_ in asked}
    for case in confirmed(book):
        if case.measure not in found:
            continue
        profile = book.profile(case.profile, case.day)
        found[case.measure].append(Answer(case, answered(case, profile, book)[0]))
    return found


def written_tests(version: Version) -> dict[str, Label]:
    """The tests of a version, by the places where they are written."""
    if version.requirement is None:
        return {}
    return {str(one.place): one for one in _tests(version.requirement) if one.place}


def _tests(node: Condition) -> Iterator[Label]:
    """The labels of the tests; one written as a chain is several beneath one label."""
    label = node.label
    chained = isinstance(node, AllOf) and all(
        isinstance(part, Test) and part.label is None for part in node.parts
    )
    if label is not None and (isinstance(node, Test) or chained):
        yield label
        return
    for part in parts_of(node):
        yield from _tests(part)


def test_truths(plan: MeasurePlan, truths: Truths) -> ByPlace:
    """The truth of each condition that has a place, by that place."""
    if plan.condition is None:
        return {}
    return {
        str(one.label.place): truths[one.slot]
        for one in plan.condition.plans
        if one.label is not None and one.label.place is not None
    }


def both_ways(tests: Mapping[str, Label], found: list[Answer]) -> set[str]:
    """The tests that some case makes true, and another false."""
    return {
        place
        for place in tests
        if {Truth.TRUE, Truth.FALSE} <= {one.tests.get(place) for one in found}
    }


def paired(tests: Mapping[str, Label], found: list[Answer]) -> set[str]:
    """The tests of which two cases differ in that test alone, and in the outcome."""
    met: set[str] = set()
    known = [one for one in found if one.outcome in {Truth.TRUE, Truth.FALSE}]
    for place in tests:
        rest: dict[
            tuple[Truth | None, ...], set[tuple[Truth | None, Truth | None]]
        ] = {}
        for one in known:
            others = tuple(one.tests.get(other) for other in tests if other != place)
            rest.setdefault(others, set()).add((one.tests.get(place), one.outcome))
        if any(_decides(group) for group in rest.values()):
            met.add(place)
    return met


def _decides(group: set[tuple[Truth | None, Truth | None]]) -> bool:
    """Whether the test goes with the outcome, or against it."""
    yes, no = Truth.TRUE, Truth.FALSE
    return {(yes, yes), (no, no)} <= group or {(yes, no), (no, yes)} <= group


def amount_shown(version: Version, found: list[Answer]) -> bool:
    """Whether some case expects a figure of a version's amount."""
    return any(
        one.found.version == version and one.case.beside.amount not in {None, NONE}
        for one in found
    )


def cautions_shown(version: Version, found: list[Answer]) -> list[bool]:
    """For each caution of a version, whether a case that expects cautions has met it,
    and where it is not always due, another has not.
    """
    looked = [one for one in found if one.case.beside.cautions is not None]
    shown: list[bool] = []
    for caution in version.cautions:
        due = {
            any(other.text == caution.text for other in one.found.cautions)
            for one in looked
        }
        always = caution.when is None and caution.start is None and caution.end is None
        shown.append(due >= ({True} if always else {True, False}))
    return shown


RowKey = tuple[str, str, int]
"""A parameter, the first day of a table, and the number of a row in it, from 1."""


def rows(parameter: Parameter) -> Iterator[RowKey]:
    """The rows of a parameter, period by period."""
    for table in parameter.tables:
        for number, _ in enumerate(table.rows, 1):
            yield parameter.id, table.start.isoformat(), number


def rows_shown(book: Rulebook, found: Mapping[str, list[Answer]]) -> set[RowKey]:
    """The rows that the cases of measures which name the parameter have used."""
    parameters = book.contents.parameters
    shown: set[RowKey] = set()
    for of in found.values():
        for one in of:
            if one.found.version is None:
                continue
            for id_ in named(one.found.version):
                parameter = parameters[id_]
                table = parameter.on(one.case.day)
                row = _used(parameter, table, one.codes)
                if table is not None and row is not None:
                    number = [id(other) for other in table.rows].index(id(row)) + 1
                    shown.add((id_, table.start.isoformat(), number))
    return shown


def named(version: Version) -> set[str]:
    """The parameters that a version names, as they are written."""
    tests = tests_in(version.requirement) if version.requirement is not None else ()
    found = {id_ for test in tests for id_ in parameters_in(test.comparison)}
    gives = version.gives
    for term in (gives.amount, gives.months, gives.claims) if gives else ():
        ends = leaves(term) if term is not None else ()
        found |= {one.parameter for one in ends if isinstance(one, ParameterTerm)}
    return {id_.partition("[")[0] for id_ in found}


def _used(
    parameter: Parameter, table: Table | None, codes: Mapping[str, Code]
) -> Row | None:
    """The one row for somebody; None where it hangs on what is not known."""
    if table is None or parameter.tests:
        return None
    fitting = [
        row
        for row in table.rows
        if all(codes[fact] in of for fact, of in row.when.items() if fact in codes)
    ]
    first = fitting[0] if fitting else None
    return first if first is not None and first.when.keys() <= codes.keys() else None

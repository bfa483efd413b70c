"""How much of the law is encoded, and how much of what is encoded a case has shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from eligibility.inquiries.shown import (
    Answer,
    amount_shown,
    answers,
    both_ways,
    cautions_shown,
    named,
    paired,
    rows,
    rows_shown,
    written_tests,
)
from eligibility.law.conditions import Label, labels_in, tests_in
from eligibility.law.contents import Measure
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth


@dataclass(frozen=True, slots=True)
class Shown:
    """How many conditions some case has shown true, false and unknown."""

    true: int
    false: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Part:
    """How many of some things cases have shown, and the names of the others."""

    whole: int
    without: tuple[str, ...]

    @property
    def shown(self) -> int:
        """How many were shown."""
        return self.whole - len(self.without)


@dataclass(frozen=True, slots=True)
class MeasureCoverage:
    """What stands in a measure, and how its confirmed cases show it.

    `conditions` are the named ones, counted in each version; `never` are those that no
    case shows both true and false, as `version/condition`. Of tests, `pairs` are those
    of which two cases differ in the test alone and in the outcome; each is named by its
    place. `waiting` cases are not confirmed.
    """

    measure: Measure
    versions: int
    conditions: int
    tests: int
    cases: int
    shown: Shown
    never: tuple[str, ...]
    grades: dict[str, int]
    ways: Part
    pairs: Part
    amounts: Part
    cautions: Part
    waiting: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of each measure, in the rulebook's order, and of the rows of all
    parameters, period by period.
    """

    measures: tuple[MeasureCoverage, ...]
    rows: Part


def coverage(book: Rulebook) -> Coverage:
    """What the confirmed cases of a rulebook show of it."""
    found = answers(book)
    measures = tuple(
        _covered(measure, found[id_], book) for id_, measure in book.measures.items()
    )
    asked = {
        id_
        for measure in book.measures.values()
        for version in measure.versions
        for id_ in named(version)
    }
    written = [
        key
        for parameter in book.contents.parameters.values()
        if parameter.id in asked
        for key in rows(parameter)
    ]
    shown = rows_shown(book, found)
    never = (
        f"{id_} {day}/{n}" for id_, day, n in written if (id_, day, n) not in shown
    )
    return Coverage(measures, Part(len(written), tuple(never)))


def _covered(measure: Measure, found: list[Answer], book: Rulebook) -> MeasureCoverage:
    wanted = {
        f"{version.start}/{label.id}": label
        for version in measure.versions
        if version.requirement is not None
        for label in labels_in(version.requirement)
        if label.text is not None
    }
    truths: dict[str, set[Truth]] = {name: set() for name in wanted}
    for one in found:
        version, whole = one.found.version, one.found.finding
        if version is not None and whole is not None:
            for finding in whole.walk():
                name = f"{version.start}/{finding.id}"
                if name in truths:
                    truths[name].add(finding.truth)
    count = {truth: sum(truth in one for one in truths.values()) for truth in Truth}
    return MeasureCoverage(
        measure,
        len(measure.versions),
        len(wanted),
        sum(
            1
            for version in measure.versions
            if version.requirement is not None
            for _ in tests_in(version.requirement)
        ),
        len(found),
        Shown(count[Truth.TRUE], count[Truth.FALSE], count[Truth.UNKNOWN]),
        tuple(
            name for name, one in truths.items() if not {Truth.TRUE, Truth.FALSE} <= one
        ),
        _grades(wanted),
        *_parts(measure, found),
        sum(
            1
            for case in book.cases
            if case.measure == measure.id and not case.confirmed
        ),
    )


def _parts(measure: Measure, found: list[Answer]) -> tuple[Part, Part, Part, Part]:
    """The tests shown both ways and by a pair, the amounts, the cautions."""
    tests: dict[str, Label] = {}
    ways, pairs = set[str](), set[str]()
    amounts: dict[str, bool] = {}
    cautions: dict[str, bool] = {}
    for version in measure.versions:
        of = written_tests(version)
        of_version = [one for one in found if one.found.version == version]
        tests |= of
        ways |= both_ways(of, of_version)
        pairs |= paired(of, of_version)
        if version.gives is not None and version.gives.amount is not None:
            amounts[version.start.isoformat()] = amount_shown(version, found)
        due = cautions_shown(version, found)
        for caution, shown in zip(version.cautions, due, strict=True):
            name = f"{caution.kind}: {caution.text.zh}"
            cautions[name] = cautions.get(name, False) or shown
    return (
        _part(tests, ways),
        _part(tests, pairs),
        _part(amounts, {name for name, shown in amounts.items() if shown}),
        _part(cautions, {name for name, shown in cautions.items() if shown}),
    )


def _part(names: Iterable[str], shown: set[str]) -> Part:
    listed = tuple(names)
    return Part(len(listed), tuple(name for name in listed if name not in shown))


def _grades(labels: dict[str, Label]) -> dict[str, int]:
    """How many citations there are of each grade."""
    counted: dict[str, int] = {}
    for label in labels.values():
        for citation in label.citations:
            counted[citation.basis.id] = counted.get(citation.basis.id, 0) + 1
    return counted

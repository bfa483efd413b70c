"""How much of the law is encoded, and how much of what is encoded a case has shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility.assessment import assess
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
class MeasureCoverage:
    """What stands in a measure, and how its cases show it.

    `conditions` are the named ones, counted in each version; `never` are those that no
    case shows both true and false, as `version/condition`.
    """

    measure: Measure
    versions: int
    conditions: int
    tests: int
    cases: int
    shown: Shown
    never: tuple[str, ...]
    grades: dict[str, int]


def measure_coverage(book: Rulebook) -> Iterator[MeasureCoverage]:
    """The coverage of each measure, in the rulebook's order."""
    for measure in book.measures.values():
        yield _covered(measure, book)


def _covered(measure: Measure, book: Rulebook) -> MeasureCoverage:
    wanted = {
        f"{version.start}/{label.id}": label
        for version in measure.versions
        if version.requirement is not None
        for label in labels_in(version.requirement)
        if label.text is not None
    }
    cases = [case for case in book.cases if case.measure == measure.id]
    truths: dict[str, set[Truth]] = {name: set() for name in wanted}
    for case in cases:
        profile = book.profile(case.profile, case.day)
        found = assess(profile, book, on=case.day, measures=[measure.id])[measure.id]
        if found.version is not None and found.finding is not None:
            for finding in found.finding.walk():
                name = f"{found.version.start}/{finding.id}"
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
        len(cases),
        Shown(count[Truth.TRUE], count[Truth.FALSE], count[Truth.UNKNOWN]),
        tuple(
            name for name, one in truths.items() if not {Truth.TRUE, Truth.FALSE} <= one
        ),
        _grades(wanted),
    )


def _grades(labels: dict[str, Label]) -> dict[str, int]:
    """How many citations there are of each grade."""
    counted: dict[str, int] = {}
    for label in labels.values():
        for citation in label.citations:
            counted[citation.basis.id] = counted.get(citation.basis.id, 0) + 1
    return counted

"""Trials: the cases of a rulebook, each held against what the engine answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility.assessment import Determination, assess
from eligibility.errors import FactError, Fault
from eligibility.inquiries.advice import Advised
from eligibility.inquiries.advising import advise
from eligibility.inquiries.differences import (
    Culprit,
    Difference,
    culprit,
    differences,
)
from eligibility.loading.cases import Case
from eligibility.places import Place
from eligibility.profiles import Profile, values_in
from eligibility.rulebook import Rulebook
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Trial:
    """A case and the faults found with it: none where it passes."""

    case: Case
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.faults


def trials(book: Rulebook) -> Iterator[Trial]:
    """Each confirmed case of a rulebook, tried; RulebookError where the cases cannot be
    read.
    """
    for case in confirmed(book):
        yield trial(case, book)


def confirmed(book: Rulebook) -> tuple[Case, ...]:
    """The cases that somebody stands for."""
    return tuple(case for case in book.cases if case.confirmed)


def impossible(book: Rulebook) -> Iterator[Fault]:
    """The values in the cases that are none of their facts', on whatever day.

    What cannot be so together shows only on a day, when the case is tried.
    """
    for case in book.cases:
        yield from values_in(case.profile, book.facts, book.profile_model, case.places)[
            1
        ]


def trial(case: Case, book: Rulebook) -> Trial:
    """One case, tried."""
    try:
        profile = book.profile(case.profile, case.day, places=case.places)
    except FactError as error:
        return Trial(case, error.faults)
    found, advised = answered(case, profile, book)
    return Trial(
        case,
        tuple(
            _unlike(case, one, culprit(one, case, found))
            for one in differences(case, found, advised)
        ),
    )


def fails(case: Case, book: Rulebook) -> bool:
    """Whether a case finds anything otherwise than it expects."""
    try:
        profile = book.profile(case.profile, case.day)
    except FactError:
        return True
    return any(differences(case, *answered(case, profile, book)))


def answered(
    case: Case, profile: Profile, book: Rulebook
) -> tuple[Determination, Advised | None]:
    """What the engine answers to a case, with the advice where it expects some.

    Measures of which only one may be drawn are answered together: each is warned of the
    others.
    """
    rivals = {
        id_
        for group in book.contents.exclusive
        if case.measure in group.measures
        for id_ in group.measures
    }
    asked = None if case.beside.plan is not None else {case.measure, *rivals}
    assessment = assess(profile, book, on=case.day, measures=asked)
    advised = advise(assessment, profile) if case.beside.advised else None
    return assessment[case.measure], advised


def _unlike(case: Case, one: Difference, did: Culprit | None) -> Fault:
    other: tuple[Place, Text] | None = None
    if did is not None:
        more = Text(f"，还有 {did.others} 处", f", and {did.others} more")
        zh, en = more if did.others else ("", "")
        other = (
            did.place,
            Text(f"“{did.condition}”定的{zh}", f'"{did.condition}" did it{en}'),
        )
    return Fault(
        "unlike",
        Text(
            f"案例“{case.id}”的 {one.what}：应为 {one.expected}，实为 {one.found}",
            f'{one.what} of the case "{case.id}": expected {one.expected}, '
            f"found {one.found}",
        ),
        case.place,
        case.why,
        other,
        subject=case.id,
    )

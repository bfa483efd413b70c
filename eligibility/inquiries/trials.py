"""Trials: the cases of a rulebook, each held against what the engine answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eligibility.assessment import Determination, assess
from eligibility.errors import FactError, Fault
from eligibility.loading.cases import Case
from eligibility.profiles import values_in
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
    """Each case of a rulebook, tried; RulebookError where the cases cannot be read."""
    for case in book.cases:
        yield trial(case, book)


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
    assessment = assess(profile, book, on=case.day, measures=[case.measure])
    return Trial(case, tuple(_differences(case, assessment[case.measure])))


def _differences(case: Case, found: Determination) -> Iterator[Fault]:
    if found.status != case.expected:
        yield _unlike(case, "expect", case.expected, found.status.value)
    if case.missing is not None and case.missing != frozenset(found.missing):
        yield _unlike(case, "missing", _listed(case.missing), _listed(found.missing))
    kinds = frozenset(caution.kind for caution in found.cautions)
    if case.cautions is not None and case.cautions != kinds:
        yield _unlike(case, "cautions", _listed(case.cautions), _listed(kinds))
    amount = found.amount
    paid = str(amount.value) if amount and amount.value is not None else "none"
    if case.amount is not None and case.amount != paid:
        yield _unlike(case, "amount", case.amount, paid)
    whole = found.finding
    truths = {one.id: one.truth for one in whole.walk()} if whole else {}
    for id_, truth in case.conditions.items():
        if truths.get(id_) is not truth:
            known = truths.get(id_)
            yield _unlike(case, id_, truth.value, known.value if known else "—")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "—"


def _unlike(case: Case, what: str, expected: str, found: str) -> Fault:
    return Fault(
        "unlike",
        Text(
            f"案例“{case.id}”的 {what}：应为 {expected}，实为 {found}",
            f'{what} of the case "{case.id}": expected {expected}, found {found}',
        ),
        case.place,
        case.why,
        subject=case.id,
    )

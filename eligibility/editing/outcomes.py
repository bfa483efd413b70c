"""What an edit means for the cases: those that fail, and those that come out otherwise
than before.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from eligibility.assessment import Status, assess
from eligibility.errors import CallError, FactError, Fault
from eligibility.inquiries.trials import Trial, trial
from eligibility.loading.cases import Case, cases
from eligibility.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Turned:
    """A case whose outcome is another than before."""

    case: Case
    before: Status
    after: Status


Meaning = Callable[[Rulebook, Rulebook, Collection[str]], Iterable[str]]
"""What may say more of an edit: from the rulebook before it and after it, and the
measures it touches, sentences.
"""


@dataclass(slots=True)
class Baseline:
    """A rulebook as it was, and what came out of cases by it: each is asked once."""

    book: Rulebook
    _found: dict[tuple[object, ...], Status | None] = field(default_factory=dict)

    def status(self, case: Case) -> Status | None:
        """The outcome of a case; None where the rulebook had no answer for it."""
        key = (case.measure, case.day, *sorted(case.profile.items()))
        if key not in self._found:
            self._found[key] = status(case, self.book)
        return self._found[key]


def status(case: Case, book: Rulebook) -> Status | None:
    """What comes out of a case by a rulebook; None where it has no answer for it."""
    if case.measure not in book.measures:
        return None
    try:
        found = assess(case.profile, book, on=case.day, measures=[case.measure])
    except (FactError, CallError):
        return None
    return found[case.measure].status


@dataclass(frozen=True, slots=True)
class Tried:
    """One case, tried after an edit; `turned` where its outcome is another now."""

    trial: Trial
    turned: Turned | None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is not as the case expects."""
        return self.trial.faults


def tried(
    book: Rulebook, folder: Path, measures: Collection[str], before: Baseline
) -> Iterator[Tried]:
    """The cases of some measures, tried, the latest day first: what holds today is
    edited most. RulebookError where they cannot be read.
    """
    found = cases(folder, book.contents, only=measures)
    for case in sorted(found, key=lambda case: case.day, reverse=True):
        now, then = status(case, book), before.status(case)
        turned = None
        if now is not None and then is not None and now is not then:
            turned = Turned(case, then, now)
        yield Tried(trial(case, book), turned)

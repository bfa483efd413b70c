"""What is claimed of a rulebook, what became of each claim, and who shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eligibility.assessment import Status
from eligibility.law.facts import Value
from eligibility.places import Place
from eligibility.texts import Text


class Verdict(StrEnum):
    """What became of a claim. A `str`, as in JSON."""

    PROVED = "proved"
    FAILED = "failed"
    WARNING = "warning"
    """It does not hold, and yet may be meant: it fails nothing."""
    NOT_PROVED = "not_proved"
    """The solver gave up before it knew."""
    TOLD = "told"
    """Nothing is wrong either way; whoever keeps the rules may want to know."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who shows what a claim says: what they have to tell, and what assessing
    them gives.
    """

    day: date
    values: Mapping[str, Value]
    outcomes: Mapping[str, Status]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing claimed: `kind` names it for programs, `text` says how it turned out,
    `place` is where in the rulebook.
    """

    kind: str
    verdict: Verdict
    text: Text
    measure: str | None = None
    place: Place | None = None
    witness: Witness | None = None

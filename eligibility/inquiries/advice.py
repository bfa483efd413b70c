"""Advice on one measure, and the plan over all of them: what `advise` finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from eligibility.assessment import Determination, Finding
from eligibility.inquiries.paths import Step
from eligibility.inquiries.windows import Window
from eligibility.law.applying import Application, Contact
from eligibility.law.contents import Measure
from eligibility.law.facts import Value
from eligibility.particulars.amounts import Amount
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Change:
    """What the steps to a measure make otherwise: facts with the values they take;
    `through` are the measures that grant some of them, `dropped` the facts of the
    person that no longer make sense then.
    """

    values: Mapping[str, Value]
    through: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """Why, until when, what next, for one determination.

    `reasons` are the fewest conditions that settle it, `within_reach` the facts that
    steps could make otherwise where none of them leads out of a no; `windows` cover the
    horizon once; `apply_by` is the last day of the window that is open, and
    `holds_until` that of whoever applies in time, each None where it goes on beyond the
    horizon; `path` are the steps to it,
    empty where none lead there, `claim_by` the last day of the last of them, `delay` by
    how many days the whole can be put off, `pays` what it pays then; `changes` says the
    same of facts. `instead` are measures of a like kind that are open to the person,
    and `beside` those of which only one may be drawn, with what each pays. `held` says
    that the person has it already; of a no without a path, `open` tells which facts to
    ask for could still lead to one, or tell whether what leads to it concerns them.
    """

    determination: Determination
    reasons: tuple[Finding, ...]
    windows: tuple[Window, ...]
    apply_by: date | None = None
    holds_until: date | None = None
    changes: tuple[Change, ...] = ()
    path: tuple[Step, ...] = ()
    claim_by: date | None = None
    delay: int | None = None
    pays: Amount | None = None
    instead: tuple[Measure, ...] = ()
    beside: tuple[tuple[Measure, Amount | None], ...] = ()
    held: bool = False
    within_reach: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of the plan: a `measure` to obtain, or the `act` that makes a fact so.

    `start` is the earliest day, `by` the last one, None where it may be later than the
    horizon; `serves` are the measures that it leads to, `after` the numbers of the
    steps of the plan, from 0, that must come before; `pays` what a measure pays, and
    `how` where it is done and whom to ask. `ends` are facts of the person that are so
    and no longer will be, `rivals` measures that may not be drawn beside this one, and
    were not chosen.
    """

    measure: str | None
    act: str | None
    start: date
    by: date | None
    serves: tuple[str, ...]
    text: Text
    how: Application | None = None
    waits: bool = False
    after: tuple[int, ...] = ()
    pays: Amount | None = None
    ends: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def where(self) -> Text | None:
        """Where it is done; None where there is no place to go."""
        return self.how.where if self.how is not None else None

    @property
    def bring(self) -> tuple[Text, ...]:
        """What to bring."""
        return self.how.bring if self.how is not None else ()

    @property
    def contact(self) -> Contact | None:
        """Whom to ask; None where nobody is written down."""
        return self.how.contact if self.how is not None else None


@dataclass(frozen=True, slots=True)
class Advised(Mapping[str, Advice]):
    """The advice on each measure of an assessment, by its id, and the plan over all."""

    plan: tuple[Planned, ...]
    _advice: Mapping[str, Advice] = field(repr=False)

    def __getitem__(self, measure: str) -> Advice:
        """The advice on a measure; KeyError where it was not assessed."""
        return self._advice[measure]

    def __iter__(self) -> Iterator[str]:
        """The measures, in the rulebook's order."""
        return iter(self._advice)

    def __len__(self) -> int:
        """How many measures there is advice on."""
        return len(self._advice)

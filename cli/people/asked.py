"""What the commands about tables were asked for, by who needs it."""

from collections.abc import Mapping
from dataclasses import dataclass

from eligibility.rulebook import Rulebook
from eligibility.screening.mapping import Meaning, from_file

from ..options import View


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: a table, and what its words mean."""

    table: str | None
    mapping: str | None
    sheet: str | None

    def meanings(self, book: Rulebook) -> Mapping[str, Meaning] | None:
        """What the table's own words stand for, where a file says it."""
        return from_file(self.mapping, book.facts) if self.mapping else None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is written of each row, and where."""

    out: str | None
    rejects: str | None
    columns: str
    carry: tuple[str, ...]
    by: str | None


@dataclass(frozen=True, slots=True)
class Beside:
    """The files that are wanted beside the decisions;
    `label` names rows in a report.
    """

    report: str | None = None
    label: str | None = None
    letters: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether there are any."""
        return self.report is not None or self.letters is not None


@dataclass(frozen=True, slots=True)
class Shown:
    """How the counts are shown."""

    view: View
    as_json: bool

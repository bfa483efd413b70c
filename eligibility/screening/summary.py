"""How many people got what: counted batch by batch, as decisions pass."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from eligibility.assessment import Status
from eligibility.errors import CallError, Fault
from eligibility.screening.asking import ASK, SETTLES
from eligibility.texts import Text

MOST_GROUPS = 500
BY = "."
"""The column to count by, under a name that no measure has."""

Counts = Mapping[str, Mapping[Status, int]]
"""By measure, how many rows have each status; all statuses are there."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is known of a fact that is missing: in how many rows it is the one to ask
    for, and how many of their determinations the answers settle for certain.
    """

    rows: int
    settles: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All rows of a table, counted.

    `rejected` are those with faults, `undetermined` those in which some measure is
    undetermined; `missing` has the facts to ask for, those that settle most first, and
    nothing where it was not found out; `by` has the counts for each value of the column
    `by_column`, the largest first, and None where it was empty.
    """

    rejected: int
    decided: int
    undetermined: int
    statuses: Counts
    missing: Mapping[str, Missing]
    by_column: str | None
    by: Mapping[str | None, Counts]

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return self.rejected + self.decided + self.undetermined


class Counting:
    """Counts decisions as they pass."""

    def __init__(self, measures: Iterable[str], *, by: str | None = None) -> None:
        self._measures = tuple(measures)
        self._by_column = by
        self._rejected = 0
        self._rows = 0
        self._undetermined = 0
        self._statuses: Counter[tuple[str, Status]] = Counter()
        self._asked: Counter[str] = Counter()
        self._settles: Counter[str] = Counter()
        self._groups: dict[str | None, Counter[tuple[str, Status]]] = {}
        self._sizes: Counter[str | None] = Counter()

    def add(self, decisions: pl.DataFrame, by: pl.Series | None = None) -> None:
        """Count a batch of decisions; `by` holds what to count by, row by row, where it
        is no column of theirs.

        Raises CallError where that has too many values.
        """
        self._rows += decisions.height
        (counted,) = decisions.select(self._counts(), open=self._open()).to_dicts()
        self._undetermined += counted.pop("open")
        self._statuses.update(self._named(counted))
        if ASK in decisions.columns:  # where missing facts are wanted
            self._ask(decisions)
        if self._by_column is not None:
            values = decisions.get_column(self._by_column) if by is None else by
            self._group(decisions, self._by_column, values)

    def reject(self, rows: int) -> None:
        """Count rows with faults."""
        self._rejected += rows

    def summary(self) -> Summary:
        """What was counted so far."""
        settled = [(fact, self._settles[fact]) for fact in self._asked]
        return Summary(
            rejected=self._rejected,
            decided=self._rows - self._undetermined,
            undetermined=self._undetermined,
            statuses=self._by_measure(self._statuses),
            missing={
                fact: Missing(self._asked[fact], settles)
                for fact, settles in sorted(settled, key=lambda it: (-it[1], it[0]))
            },
            by_column=self._by_column,
            by={
                value: self._by_measure(self._groups[value])
                for value, _ in self._sizes.most_common()
            },
        )

    def _counts(self) -> list[pl.Expr]:
        return [
            (pl.col(measure) == status.value).sum().alias(f"{place}:{status.value}")
            for place, measure in enumerate(self._measures)
            for status in Status
        ]

    def _open(self) -> pl.Expr:
        if not self._measures:
            return pl.lit(0)
        undetermined = Status.UNDETERMINED.value
        return pl.any_horizontal(pl.col(self._measures) == undetermined).sum()

    def _named(self, counted: Mapping[str, int]) -> dict[tuple[str, Status], int]:
        found: dict[tuple[str, Status], int] = {}
        for name, count in counted.items():
            place, _, status = name.partition(":")
            found[self._measures[int(place)], Status(status)] = count
        return found

    def _ask(self, decisions: pl.DataFrame) -> None:
        if ASK not in decisions.columns:
            return
        asked = decisions.lazy().filter(pl.col(ASK).is_not_null()).group_by(ASK)
        settles = pl.col(SETTLES).cast(pl.UInt64).sum()
        counted = asked.agg(pl.len(), settles).collect()
        for fact, rows, verdicts in counted.iter_rows():
            self._asked[fact] += rows
            self._settles[fact] += verdicts

    def _group(self, decisions: pl.DataFrame, column: str, by: pl.Series) -> None:
        named = by.cast(pl.String).alias(BY)
        grouped = decisions.select(*self._measures, named).lazy().group_by(BY)
        counted = grouped.agg(pl.len().alias("size"), *self._counts()).collect()
        values = counted.get_column(BY).to_list()
        if len({*values, *self._sizes}) > MOST_GROUPS:
            raise _too_many(column)
        for group in counted.to_dicts():
            value = group.pop(BY)
            self._sizes[value] += group.pop("size")
            self._groups.setdefault(value, Counter()).update(self._named(group))

    def _by_measure(self, counted: Mapping[tuple[str, Status], int]) -> Counts:
        return {
            measure: {status: counted.get((measure, status), 0) for status in Status}
            for measure in self._measures
        }


def only(counts: Mapping[Status, int]) -> Status | None:
    """The one status that all rows have without being judged;
    None for other measures.
    """
    told = [status for status, count in counts.items() if count]
    unjudged = {Status.NOT_IN_FORCE, Status.INFORMATIONAL}
    return told[0] if len(told) == 1 and told[0] in unjudged else None


def _too_many(column: str) -> CallError:
    return CallError(
        [
            Fault(
                "too-many-groups",
                Text(
                    f"“{column}”这一列有 {MOST_GROUPS} 种以上的值，不能按它统计",
                    f'Column "{column}" has more than {MOST_GROUPS} values, too many to '
                    "count by",
                ),
                hint=Text(
                    "请用城市、街道这样的列。",
                    "Name a column such as the city or the district.",
                ),
                subject=column,
            )
        ]
    )

"""Two answers for everybody in a table: who gains, who loses, and why.

The two are of different days, or of different rulebooks. Whoever loses what is open
before the change is told the last day to apply, where only the day differs.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from eligibility.assessment import Status
from eligibility.law.facts import Code
from eligibility.periods import age
from eligibility.profiles import completed
from eligibility.rulebook import Rulebook
from eligibility.screening.batches import Batch, Table
from eligibility.screening.faults import SCHEMA
from eligibility.screening.headings import Headings
from eligibility.screening.lastdays import MOST_DATED, last_day, told
from eligibility.screening.screener import (
    Output,
    Screened,
    Screener,
    Wanted,
)
from eligibility.truth import Truth

LONGEST = 20
"""So many years apart two days may lie for a last day to be worked out."""
CHANGES = pl.Schema(
    {
        "measure": pl.String(),
        "change": pl.String(),
        "before": pl.String(),
        "after": pl.String(),
        "because": pl.List(pl.String()),
        "apply_by": pl.Date(),
    }
)
GAIN, LOSS = "gain", "loss"


@dataclass(frozen=True, slots=True)
class Why:
    """Conditions that together settle a new status, each with whether it holds, and for
    how many.
    """

    because: tuple[tuple[str, bool], ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a rulebook on a day, and which column of the table is which of
    its facts.
    """

    book: Rulebook
    day: date
    headings: Headings


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one measure: how many gain it, lose it, or have another status
    that is neither; and what settles the new status, for the most people first.
    """

    gains: int
    losses: int
    others: int
    why_gained: tuple[Why, ...]
    why_lost: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The whole table, compared. `rejected` rows cannot be read for one of the two;
    `undated` losses have no last day, as there are too many or the rulebooks differ.
    """

    rows: int
    rejected: int
    measures: Mapping[str, Moved]
    apply_before: int
    undated: int


@dataclass
class Comparison:
    """Compares batch by batch, and counts."""

    before: Side
    after: Side
    table: Table
    carried: Sequence[str] = ()
    measures: Sequence[str] | None = None
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _why: dict[tuple[str, str], Counter[tuple[str, ...]]] = field(default_factory=dict)
    _shown: dict[tuple[str, tuple[str, ...]], Mapping[str, Code]] = field(
        default_factory=dict
    )
    _rows: int = 0
    _rejected: int = 0
    _dated: int = 0
    _undated: int = 0

    def schema(self, frame: pl.DataFrame | None) -> pl.Schema:
        """The columns of what `changes` gives."""
        types = frame.schema if frame is not None else {}
        carried = {name: types.get(name, pl.String()) for name in self.carried}
        return pl.Schema({"row": pl.UInt64(), **carried, **CHANGES})

    def changes(
        self, batches: Iterator[Batch], passed: Callable[[int], None]
    ) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """Of each batch, a row for each gain and each loss, and the faults."""
        sides = (self.before, self.after)
        one, other = (self._screener(side) for side in sides)
        for batch in batches:
            yield self._compared(batch, one.screened(batch), other.screened(batch))
            passed(batch.count)

    def difference(self) -> Difference:
        """What was counted."""
        return Difference(
            self._rows,
            self._rejected,
            {
                id_: Moved(
                    self._counts[id_, GAIN],
                    self._counts[id_, LOSS],
                    self._counts[id_, "other"],
                    self._whys(id_, GAIN),
                    self._whys(id_, LOSS),
                )
                for id_ in self.compared
            },
            self._dated,
            self._undated,
        )

    @property
    def compared(self) -> tuple[str, ...]:
        """The measures that both rulebooks have."""
        return tuple(
            id_
            for id_ in self.before.book.measures
            if id_ in self.after.book.measures
            if self.measures is None or id_ in self.measures
        )

    def _screener(self, side: Side) -> Screener:
        output = Output(measures=self.compared, wanted=Wanted.BECAUSE)
        plans = side.book.plans(side.day)
        return Screener(plans, side.headings, output, epoch=self.table.epoch)

    def _compared(
        self, batch: Batch, one: Screened, other: Screened
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        both = one.sound & other.sound
        before = one.decisions.filter(both.filter(one.sound))
        after = other.decisions.filter(both.filter(other.sound))
        kept = pl.DataFrame([batch.rows.alias("row")]).hstack(
            batch.frame.select(self.carried)
        )
        rows = kept.filter(both)
        self._rows += batch.count
        self._rejected += batch.count - rows.height
        found = [
            self._of_measure(id_, rows, before, after, one.codes.filter(both))
            for id_ in self.compared
        ]
        faults = pl.concat([one.rejects, other.rejects]).unique(maintain_order=True)
        changed = pl.concat(found) if found else pl.DataFrame(schema=CHANGES)
        return changed.sort("row", maintain_order=True), faults.select(SCHEMA.names())

    def _of_measure(
        self,
        id_: str,
        rows: pl.DataFrame,
        before: pl.DataFrame,
        after: pl.DataFrame,
        codes: pl.DataFrame,
    ) -> pl.DataFrame:
        was, is_ = (side.get_column(id_).cast(pl.String) for side in (before, after))
        open_before, open_after = (one == Status.ELIGIBLE.value for one in (was, is_))
        gains, losses = open_after & ~open_before, open_before & ~open_after
        self._counts[id_, "other"] += int(((was != is_) & ~gains & ~losses).sum())
        why = after.get_column(f"{id_}.because").cast(pl.List(pl.String))
        tables = [pl.DataFrame(schema=pl.Schema({**rows.schema, **CHANGES}))]
        for name, moved in ((GAIN, gains), (LOSS, losses)):
            reasons = why.filter(moved)
            self._counts[id_, name] += len(reasons)
            people = list(told(codes.filter(moved)))
            self._note(id_, name, reasons.to_list(), people)
            days: list[date | None] = [None] * len(reasons)
            if name == LOSS:
                days = [self._last_day(id_, one) for one in people]
            tables.append(
                rows.filter(moved).with_columns(
                    pl.lit(id_).alias("measure"),
                    pl.lit(name).alias("change"),
                    was.filter(moved).alias("before"),
                    is_.filter(moved).alias("after"),
                    reasons.alias("because"),
                    pl.Series("apply_by", days, dtype=pl.Date),
                )
            )
        return pl.concat(tables)

    def _note(
        self,
        id_: str,
        change: str,
        reasons: Sequence[list[str]],
        people: Sequence[Mapping[str, Code]],
    ) -> None:
        """Count what settles the new status, and keep somebody for whom it does."""
        counted = self._why.setdefault((id_, change), Counter())
        for ids, codes in zip(map(tuple, reasons), people, strict=True):
            counted[ids] += 1
            self._shown.setdefault((id_, ids), codes)

    def _whys(self, id_: str, change: str) -> tuple[Why, ...]:
        counted = self._why.get((id_, change), Counter())
        ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        return tuple(Why(self._truths(id_, ids), rows) for ids, rows in ranked)

    def _truths(self, id_: str, ids: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
        side = self.after
        plans = side.book.plans(side.day)
        program = plans.measures[id_].condition
        if program is None:
            return ()
        profile, _ = completed(self._shown[id_, ids], plans, {})
        truths = program.truths(profile.codes)
        found = {
            plan.label.id: truths[plan.slot] is Truth.TRUE
            for plan in reversed(program.plans)
            if plan.label is not None
        }
        return tuple((one, found[one]) for one in ids)

    def _last_day(self, id_: str, codes: Mapping[str, Code]) -> date | None:
        """The last day to apply for somebody who loses a measure."""
        side, until = self.before, self.after.day
        years = age(side.day, until) + 1 if until > side.day else LONGEST + 1
        same = self.before.book is self.after.book
        if not same or years > LONGEST or self._dated >= MOST_DATED:
            self._undated += 1
            return None
        self._dated += 1
        return last_day(id_, codes, side.book, side.day, years=years)

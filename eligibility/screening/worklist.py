"""What is to be done about a table: who lacks what is due, what closes, whom to ask.

Everybody is counted, however long the table is; by row, only so many are kept.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from eligibility.assessment import Status
from eligibility.errors import CallError, Fault
from eligibility.readings.columns import Columns
from eligibility.rulebook import Rulebook
from eligibility.screening.asking import ASK, SETTLES
from eligibility.screening.batches import Batch
from eligibility.screening.deciding import Decider
from eligibility.screening.lastdays import MOST_DATED, last_day, told
from eligibility.screening.screener import Screened
from eligibility.sets.people import Bits, flags
from eligibility.texts import Text

SOON = timedelta(days=90)
"""A window that closes within so many days closes soon."""
ROW, LABEL = "row", "label"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table by its number, and what one column says of it."""

    number: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Those who are entitled to a measure and are not known to have it: how many, and
    the first of them. `tells` is whether facts can tell that somebody has it.
    """

    count: int
    rows: tuple[Row, ...]
    tells: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """Somebody for whom a measure closes, and the last day to apply."""

    measure: str
    day: date
    row: Row


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask somebody for, and how many results the answer settles."""

    fact: str
    settles: int
    row: Row


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is to be done.

    `due` is by measure, in the rulebook's order. `closing` has the soonest first; by
    measure, `closes` counts all of them, and `closing_rows` the rows concerned;
    `undated` are those of whom the last day was not worked out. `ask`
    has those first whose answer settles most, `asked` counts all of them. `until` is
    the day by which a window closes soon.
    """

    due: Mapping[str, Due]
    closing: tuple[Closing, ...]
    closes: Mapping[str, int]
    closing_rows: int
    undated: int
    ask: tuple[Question, ...]
    asked: int
    until: date


class Collecting:
    """Collects what is to be done from batches as they pass.

    At most `most` rows of each kind, and of each measure, are kept. `label` is the
    column that names rows beside their numbers.
    """

    def __init__(
        self,
        book: Rulebook,
        day: date,
        *,
        measures: Collection[str] | None = None,
        label: str | None = None,
        most: int,
    ) -> None:
        self._book, self._day, self._label, self._most = book, day, label, most
        plans = book.plans(day)
        self._columns = plans.once(Columns)
        self._later = Decider(
            book.plans(day + SOON), measures=measures, grounds=False, missing=False
        )
        self._due = {
            id_: _Kept(most, tells=plan.held is not None)
            for id_, plan in plans.measures.items()
            if plan.condition is not None
            if measures is None or id_ in measures
        }
        self._closing: list[Closing] = []
        self._closes: Counter[str] = Counter()
        self._closing_rows = 0
        self._dated = 0
        self._ask: pl.DataFrame | None = None
        self._asked = 0

    def add(self, batch: Batch, screened: Screened) -> None:
        """See a batch and what became of it.

        Raises CallError where the column that names rows was not handed through.
        """
        decisions, sound = screened.decisions, screened.sound
        named = batch.rows.filter(sound).alias(ROW).to_frame()
        if self._label is not None:
            if self._label not in decisions.columns:
                raise withheld("--label", self._label)
            label = decisions.get_column(self._label).cast(pl.String)
            named = named.with_columns(label.alias(LABEL))
        due = self._those_due(named, screened)
        self._those_closing(due, named, screened)
        self._those_to_ask(named, decisions)

    def worklist(self) -> Worklist:
        """What was found so far."""
        asked = [] if self._ask is None else self._ask.iter_rows(named=True)
        ask = (Question(one[ASK], one[SETTLES], _row(one)) for one in asked)
        order = {id_: place for place, id_ in enumerate(self._due)}
        closing = sorted(
            self._closing, key=lambda it: (it.day, order[it.measure], it.row.number)
        )
        return Worklist(
            {id_: kept.due() for id_, kept in self._due.items()},
            tuple(closing[: self._most]),
            {id_: self._closes[id_] for id_ in self._due if self._closes[id_]},
            self._closing_rows,
            self._closes.total() - self._dated,
            tuple(ask),
            self._asked,
            self._day + SOON,
        )

    def _those_due(
        self, named: pl.DataFrame, screened: Screened
    ) -> dict[str, pl.Series]:
        """Which of the sound rows are due each measure."""
        has = self._columns.having(screened.people)
        found: dict[str, pl.Series] = {}
        for id_, kept in self._due.items():
            due = screened.decisions.get_column(id_) == Status.ELIGIBLE.value
            if id_ in has:
                due &= ~_sound(has[id_], screened)
            kept.add(named, due)
            found[id_] = due
        return found

    def _those_closing(
        self, due: Mapping[str, pl.Series], named: pl.DataFrame, screened: Screened
    ) -> None:
        later = self._later.decided(screened.people)
        codes: pl.DataFrame | None = None
        some = pl.Series(np.zeros(named.height, bool))
        for id_, those in due.items():
            open_later = later.get_column(id_) == Status.ELIGIBLE.value
            closing = those & ~open_later.filter(screened.sound)
            count = int(closing.sum())
            if not count:
                continue
            some |= closing
            self._closes[id_] += count
            codes = screened.codes.filter(screened.sound) if codes is None else codes
            self._date(id_, named, codes, closing)
        self._closing_rows += int(some.sum())

    def _date(
        self, id_: str, named: pl.DataFrame, codes: pl.DataFrame, closing: pl.Series
    ) -> None:
        left = MOST_DATED - self._dated
        whom = closing.arg_true().head(left)
        self._dated += len(whom)
        rows = named[whom].iter_rows(named=True)
        for row, person in zip(rows, told(codes[whom]), strict=True):
            day = last_day(id_, person, self._book, self._day, years=1)
            if day is not None:
                self._closing.append(Closing(id_, day, _row(row)))

    def _those_to_ask(self, named: pl.DataFrame, decisions: pl.DataFrame) -> None:
        if ASK not in decisions.columns:
            return
        asked = decisions.get_column(ASK).is_not_null()
        self._asked += int(asked.sum())
        fresh = pl.concat(
            [
                named,
                decisions.select(pl.col(ASK).cast(pl.String), SETTLES),
            ],
            how="horizontal",
        ).filter(asked)
        kept = [fresh] if self._ask is None else [self._ask, fresh]
        order = [pl.col(SETTLES), pl.col(ROW)]
        self._ask = pl.concat(kept).sort(order, descending=[True, False])[: self._most]


class _Kept:
    """How many rows there are of a kind, and the first of them."""

    def __init__(self, most: int, *, tells: bool) -> None:
        self._most, self._tells = most, tells
        self._count = 0
        self._held = 0
        self._parts: list[pl.DataFrame] = []

    def add(self, named: pl.DataFrame, which: pl.Series) -> None:
        """Take in those of a batch."""
        self._count += int(which.sum())
        left = self._most - self._held
        if left > 0:
            part = named.filter(which).head(left)
            self._held += part.height
            self._parts.append(part)

    def due(self) -> Due:
        """What was found."""
        rows = (row for part in self._parts for row in part.iter_rows(named=True))
        return Due(self._count, tuple(map(_row, rows)), self._tells)


def shares(counts: Iterable[int], most: int) -> list[int]:
    """How many of each kind to show so that they are `most` at most: none gives up to
    another what it could show itself within an equal share.

    >>> shares([5, 100, 30], 60)
    [5, 28, 27]
    """
    wanted = list(counts)
    given = [0] * len(wanted)
    left = most
    order = sorted(range(len(wanted)), key=lambda it: (wanted[it], -it))
    for done, place in enumerate(order):
        equal = left // (len(wanted) - done)
        given[place] = min(wanted[place], equal)
        left -= given[place]
    return given


def withheld(option: str, column: str) -> CallError:
    """The error for a column that is to be shown, but holds ID or phone numbers."""
    text = Text(
        f"{option}：“{column}”这一列里有证件或电话号码，没有带上",
        f'{option}: the column "{column}" holds ID or phone numbers, and was not '
        "handed through",
    )
    hint = Text(
        "换一列；确实要用它，请加 --carry。",
        "Name another; if it must be this one, add --carry.",
    )
    return CallError([Fault("withheld", text, hint=hint, subject=column)])


def _sound(of: Bits, screened: Screened) -> pl.Series:
    """Whether each of the sound rows is in a set of people."""
    return pl.Series(flags(of, screened.people.count)).filter(screened.sound)


def _row(values: Mapping[str, object]) -> Row:
    label = values.get(LABEL)
    return Row(int(str(values[ROW])), None if label is None else str(label))

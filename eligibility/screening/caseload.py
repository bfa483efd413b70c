"""A whole table screened: decisions to one file, rejects to another, every row in one.

Both files appear when all is done, or neither. Rows pass in batches, so that a table
larger than memory goes through.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import polars as pl

from eligibility.errors import CallError, Fault
from eligibility.keeping.filing import Filing, together
from eligibility.rulebook import Rulebook
from eligibility.screening.batches import Batch, Table
from eligibility.screening.grouping import Grouping, refuse_unknown
from eligibility.screening.headings import Headings
from eligibility.screening.personal import personal
from eligibility.screening.screener import (
    BATCH,
    Output,
    Screened,
    Screener,
    Wanted,
)
from eligibility.screening.summary import Counting, Summary
from eligibility.screening.writing import Sink, refuse_impossible, written
from eligibility.texts import Language, Text

REJECTS = pl.Schema(
    {
        "row": pl.UInt64(),
        "column": pl.String(),
        "value": pl.String(),
        "reason": pl.String(),
    }
)


class Watcher(Protocol):
    """Whoever looks on as batches pass."""

    def add(self, batch: Batch, screened: Screened) -> None:
        """See a batch and what became of it."""


@dataclass(frozen=True)
class Task:
    """What is to be screened, and how.

    `carry` names columns that are handed through although they hold ID or phone
    numbers; `by` one to count by, and `label` one that is carried and names rows.
    `rejects` is the file for faults. Where it is None, one is named after the
    decisions, and written only where there are faults.
    """

    table: Table
    headings: Headings
    book: Rulebook
    day: date
    out: str
    rejects: str | None = None
    measures: Collection[str] | None = None
    wanted: Wanted = Wanted.ALL
    carry: Collection[str] = ()
    by: str | None = None
    label: str | None = None
    language: Language = "zh"
    watchers: Sequence[Watcher] = field(default_factory=tuple)

    @property
    def rejects_file(self) -> str:
        """Where faults go."""
        return rejects_beside(self.out) if self.rejects is None else self.rejects


@dataclass(frozen=True)
class Done:
    """What came of a task: `withheld` are columns that were not carried, as they hold
    ID or phone numbers.
    """

    summary: Summary
    withheld: tuple[str, ...]
    rejects_file: str | None


def refuse_early(task: Task) -> None:
    """Say before any work is done what of a task cannot be; CallError."""
    refuse_impossible(task.out, rows=task.table.rows)
    refuse_impossible(task.rejects_file)
    refuse_same_file([task.table.name, task.out, task.rejects_file])
    others = [task.headings.names[index] for index in task.headings.others]
    for option, names in (("--carry", task.carry), ("--label", [task.label])):
        for name in names:
            if name is not None and name not in others:
                raise CallError([_no_such_column(option, name, sorted(others))])
    if task.by is not None:
        refuse_unknown(task.by, task.headings)


def rejects_beside(out: str) -> str:
    """The file for faults that goes with a file of results."""
    return str(Path(out).with_name(f"{Path(out).stem}.rejects.csv"))


def refuse_same_file(names: Sequence[str | None]) -> None:
    """Refuse to write over the table, or two files under one name; CallError."""
    places = [Path(name).resolve() for name in names if name is not None]
    if len(set(places)) < len(places):
        text = Text(
            "结果不能写进表格本身，也不能和错误名单是同一个文件",
            "The table itself, what is written of it and the rejects are three files",
        )
        raise CallError([Fault("same-file", text)])


def screen_table(task: Task, passed: Callable[[int], None]) -> Done:
    """Screen a table; `passed` is told the number of rows of each batch that is done.

    Raises CallError and TableError for what cannot be read or written; then no file is
    left.
    """
    refuse_early(task)
    first, batches = task.table.begun(BATCH)
    handed, withheld = carried(task.headings, task.carry, first)
    plans = task.book.plans(task.day)
    output = Output(handed, task.measures, task.wanted)
    screener = Screener(plans, task.headings, output, epoch=task.table.epoch)
    measures = [id_ for id_ in plans.measures if id_ in screener.schema]
    grouping = Grouping(task.by, task.headings, task.book.facts, task.language)
    counting = Counting(measures, by=grouping.heading)
    types = first.frame.schema if first else pl.Schema()
    schema = pl.Schema(
        {name: types.get(name, pl.String()) for name in handed} | dict(screener.schema)
    )
    with together() as files, ExitStack() as open_:
        sink = open_.enter_context(
            written(task.out, schema, files=files, rows=task.table.rows)
        )
        rejects = Rejects(
            task.rejects_file,
            task.language,
            files,
            open_,
            asked=task.rejects is not None,
        )
        for batch in batches:
            screened = screener.screened(batch)
            sink.add(screened.decisions)
            rejects.add(screened.rejects)
            counting.add(screened.decisions, grouping.of(screened))
            counting.reject(screened.rejected)
            for watcher in task.watchers:
                watcher.add(batch, screened)
            passed(batch.count)
    return Done(counting.summary(), withheld, rejects.name)


class Rejects:
    """The file of faults, begun with the first of them unless it was asked for."""

    def __init__(
        self,
        name: str,
        language: Language,
        files: Filing,
        open_: ExitStack,
        *,
        asked: bool,
    ) -> None:
        self._name = name
        self._language = language
        self._files = files
        self._open = open_
        self._sink: Sink | None = None
        if asked:
            self._begin()

    @property
    def name(self) -> str | None:
        """The file; None where there is none."""
        return None if self._sink is None else self._name

    def add(self, found: pl.DataFrame) -> None:
        """Write the faults of a batch."""
        if found.height:
            sink = self._sink or self._begin()
            reason = pl.col(self._language).alias("reason")
            sink.add(found.select("row", "column", "value", reason))

    def _begin(self) -> Sink:
        self._sink = self._open.enter_context(
            written(self._name, REJECTS, files=self._files)
        )
        return self._sink


def carried(
    headings: Headings, carry: Collection[str], first: Batch | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns to hand through, and those withheld: they hold ID or phone numbers,
    as far as the first batch tells, and are not in `carry`.
    """
    others = [headings.names[index] for index in headings.others]
    asked = [name for name in others if name not in carry]
    private: tuple[str, ...] = ()
    if asked and first is not None:
        private = personal(first.frame.select(asked))
    return tuple(name for name in others if name not in private), private


def _no_such_column(option: str, name: str, others: Sequence[str]) -> Fault:
    return Fault(
        "no-such-column",
        Text(
            f"{option}：表格里没有“{name}”这一列，或者它是规则要用的列",
            f'{option}: there is no column "{name}" beside those of facts',
        ),
        hint=Text("可以写：" + "、".join(others), "Possible: " + ", ".join(others))
        if others
        else None,
    )

"""Tables in memory or lazily read, screened as part of a Polars query.

Nothing is collected but the first rows of columns that are no facts, to see whether
they hold ID or phone numbers.
"""

from collections.abc import Collection, Mapping
from datetime import date
from threading import Lock
from typing import Any

import polars as pl

from eligibility.assessment import chosen, day_of
from eligibility.errors import CallError, Fault
from eligibility.rulebook import Rulebook
from eligibility.screening.batches import Batch, no_faults
from eligibility.screening.headings import Headings, headings
from eligibility.screening.mapping import Meaning
from eligibility.screening.personal import personal
from eligibility.screening.screener import Output, Screener, Wanted
from eligibility.texts import Text

FAULTS = "faults"
FAULT = pl.Struct(
    {"column": pl.String(), "value": pl.String(), "zh": pl.String(), "en": pl.String()}
)
LOOKED_AT = 1000


def screen(  # noqa: PLR0913 - each keyword is a choice of its own
    frame: Any,
    book: Rulebook,
    *,
    on: date | str,
    measures: Collection[str] | None = None,
    columns: str = "all",
    mapping: Mapping[str, Meaning] | None = None,
    carry: Collection[str] = (),
) -> pl.LazyFrame:
    """The determinations of everybody in a table, as a lazy table, a row a person.

    `frame` is a Polars LazyFrame or anything that Polars makes a DataFrame of (eager,
    pandas, Arrow). Its columns are named by fact ids or headings. Of the others, those
    that hold ID or phone numbers are left out unless `carry` names them; the rest come
    first. Then each measure has three columns: `ID`, a status; `ID.because`, the ids of
    conditions that settle it; `ID.missing`, the facts that could change it. `columns`
    is `status`, `because` (both of the first) or `all`. `ask` is the fact to ask that
    person for, and `ask.settles` how many measures the answer settles for certain.

    A row with a fault has no determinations, and its faults in the column `faults`,
    which is empty for all others. Raises CallError for a day or a measure that cannot
    be had, TableError for a table in which no column is a fact.
    """
    lazy = frame if isinstance(frame, pl.LazyFrame) else pl.DataFrame(frame).lazy()
    if columns not in set(Wanted):
        text = Text(
            f"columns 没有 {columns}", f"There is no {columns} among the columns"
        )
        names = "、".join(Wanted), ", ".join(Wanted)
        hint = Text(f"可以写：{names[0]}", f"Possible: {names[1]}")
        raise CallError([Fault("call", text, hint=hint)])
    day = day_of(on)
    schema = lazy.collect_schema()
    named = headings(schema.names(), book.facts, mapping=mapping)
    carried = _carried(lazy, named, carry)
    output = Output(carried, chosen(book, measures), Wanted(columns))
    screener = Screener(book.plans(day), named, output)
    found = {name: schema[name] for name in carried} | dict(screener.schema)
    # A screener learns as it goes, and Polars may call from several threads.
    lock = Lock()

    def decided(batch: pl.DataFrame) -> pl.DataFrame:
        with lock:
            return _decided(batch, screener)

    return lazy.map_batches(
        decided,
        schema=pl.Schema(found | {FAULTS: pl.List(FAULT)}),
        streamable=True,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=True,
    )


def _carried(
    lazy: pl.LazyFrame, named: Headings, carry: Collection[str]
) -> tuple[str, ...]:
    others = [named.names[index] for index in named.others]
    asked = [name for name in others if name not in carry]
    private: tuple[str, ...] = ()
    if asked:
        private = personal(lazy.select(asked).head(LOOKED_AT).collect())
    return tuple(name for name in others if name not in private)


def _decided(frame: pl.DataFrame, screener: Screener) -> pl.DataFrame:
    rows = pl.int_range(frame.height, dtype=pl.UInt64, eager=True).alias("row")
    screened = screener.screened(Batch(frame, rows, no_faults(), no_faults()))
    decisions = screened.decisions
    if screened.sound.all():
        nothing = pl.Series(FAULTS, [[]], dtype=pl.List(FAULT))
        return decisions.with_columns(nothing.new_from_index(0, frame.height))
    reasons = screened.rejects.group_by("row", maintain_order=True).agg(
        pl.struct("column", "value", "zh", "en").alias(FAULTS)
    )
    found = decisions.select(screener.schema.names())
    return pl.concat(
        [
            frame.select(decisions.columns[: -found.width]),
            rows.to_frame()
            .join(
                found.with_columns(rows.filter(screened.sound)),
                on="row",
                how="left",
                maintain_order="left",
            )
            .join(reasons, on="row", how="left", maintain_order="left")
            .with_columns(pl.col(FAULTS).fill_null([]))
            .drop("row"),
        ],
        how="horizontal",
    )

"""What is wrong with the rows of a table: one line for each fault.

A fault quotes the value as it stands in the table, for whoever mends it there; faults
go to the rejects file and nowhere else.
"""

from collections.abc import Iterable

import polars as pl

from eligibility.texts import Text

SCHEMA = pl.Schema(
    {
        "row": pl.UInt64(),
        "column": pl.String(),
        "value": pl.String(),
        "zh": pl.String(),
        "en": pl.String(),
    }
)
"""`row` counts from the first row of data as 1; `column` is the table's own heading,
null where the whole row is at fault; `zh` and `en` give the reason.
"""


def faults(rows: Iterable[tuple[int, str | None, str | None, Text]]) -> pl.DataFrame:
    """A table of faults: row, column, value and reason of each."""
    found = [(row, column, value, why.zh, why.en) for row, column, value, why in rows]
    return pl.DataFrame(found, schema=SCHEMA, orient="row")

"""What a table's columns become where a cell holds one text, number or day.

Lists are joined by `;`. No text may work as a formula: where a file does not itself say
what is text, as CSV does not, a text that a spreadsheet could take for one is led by an
apostrophe.
"""

import polars as pl

from eligibility.errors import CallError, Fault
from eligibility.texts import Text

JOINED_BY = ";"
APOSTROPHE = "'"
STARTS_A_FORMULA = (
    r"^(?:[\s\p{Cc}\p{Cf}]*[=+\-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}"
    r"\u{FE66}\u{FE62}\u{FE63}\u{FE6B}\u{2212}]|[\t\r\n])"
)
"""The signs that start a formula, also full-width or small, after blanks or what is not
to be seen; and what a spreadsheet may drop to find one behind it.
"""


def is_text(kind: pl.DataType) -> bool:
    """Whether the values are texts."""
    return isinstance(kind, pl.String | pl.Categorical | pl.Enum)


def is_plain(kind: pl.DataType) -> bool:
    """Whether a value, or each in a list of them,
    is one text, number, truth or time.
    """
    inner = kind.inner if isinstance(kind, pl.List) else kind
    if not isinstance(inner, pl.DataType):
        return False
    return (
        is_text(inner)
        or inner.is_numeric()
        or inner.is_temporal()
        or isinstance(inner, pl.Boolean | pl.Null)
    )


def refuse_nested(schema: pl.Schema, ending: str) -> None:
    """CallError where a column has values that no cell can hold."""
    nested = [name for name, kind in schema.items() if not is_plain(kind)]
    if nested:
        raise CallError(
            [
                Fault(
                    "nested-column",
                    Text(
                        f"{ending} 的一格放不下“{name}”这一列的值",
                        f'No cell of {ending} can hold the values of column "{name}"',
                    ),
                    hint=Text(
                        "请改写 .parquet，或不带这一列。",
                        "Write .parquet, or leave this column out.",
                    ),
                    subject=name,
                )
                for name in nested
            ]
        )


def flat(schema: pl.Schema) -> list[pl.Expr]:
    """The columns of a table with every list joined (an empty one is an empty cell),
    and every moment that has a time zone written with it.
    """
    return [_flat(name, kind) for name, kind in schema.items()]


def _flat(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    match kind:
        case pl.List():
            return _joined(name)
        case pl.Datetime() if kind.time_zone is not None:
            return column.dt.to_string("%Y-%m-%d %H:%M:%S%.f%:z")
        case pl.Enum() | pl.Categorical():
            return column.cast(pl.String)
        case _:
            return column


def _joined(name: str) -> pl.Expr:
    texts = pl.col(name).cast(pl.List(pl.String))
    return pl.when(texts.list.len() > 0).then(texts.list.join(JOINED_BY)).alias(name)


def disarmed(texts: pl.Expr) -> pl.Expr:
    """Texts of which none can be taken for a formula."""
    return texts.str.replace(STARTS_A_FORMULA, APOSTROPHE + "${0}")

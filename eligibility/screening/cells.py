"""The cells of a batch as codes of facts, a column at once.

Days and numbers that are written as most are, and typed columns, are coded by Polars;
whatever is left is read once for each text that occurs. Both give the same codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from eligibility.errors import Fault, TableError
from eligibility.law import spans
from eligibility.law.facts import Code, Fact, Kind
from eligibility.periods import SomeDay
from eligibility.screening.batches import Batch, no_faults
from eligibility.screening.faults import SCHEMA
from eligibility.screening.headings import Headings
from eligibility.screening.values import Reader
from eligibility.texts import Text

DAY_0 = date(1970, 1, 1).toordinal()
LARGEST_EXACT = 2**53  # up to here each whole number is a float of its own
# So many digits that a float still tells their hundredths apart.
USUAL = r"^-?[0-9]{1,9}(\.[0-9]{1,%d})?$"
WHOLE = r"^-?[0-9]{1,12}$"


@dataclass(frozen=True, slots=True)
class Coded:
    """The codes of a batch, a column a fact, null where nothing is known or at fault;
    a column each for the bounds of days known to a span only, where there are any.

    `rows` are the numbers of its rows, `faults` of cells that cannot be read: a row
    that has one is not to be decided.
    """

    codes: pl.DataFrame
    rows: pl.Series
    faults: pl.DataFrame

    @property
    def sound(self) -> pl.Series:
        """Which of the rows have no fault."""
        return ~self.rows.is_in(self.faults.get_column("row").unique().implode())


def readers(
    columns: Headings,
    facts: Mapping[str, Fact],
    *,
    day: date,
    epoch: date | None = None,
) -> dict[str, Reader]:
    """What reads the cells of each fact's column, on a day.

    `epoch` is the table's: day 0 of a workbook's serial numbers.
    """
    return {
        id_: Reader(facts[id_], day, epoch, columns.meanings.get(id_, {}))
        for id_ in columns.facts
    }


def dtype_of(fact: Fact) -> pl.DataType:
    """The type of a column of a fact's codes."""
    match fact.kind:
        case Kind.BOOL:
            return pl.Boolean()
        case Kind.CHOICE:
            return pl.Enum(list(fact.values))
        case Kind.DATE | Kind.INTEGER | Kind.NUMBER | Kind.MONEY:
            return pl.Int64()


def coded(batch: Batch, columns: Headings, by: Mapping[str, Reader]) -> Coded:
    """The codes of the facts in a batch, and every cell that cannot be read.

    Raises TableError where a column is of a type that no fact can be read from.
    """
    frame = _without_doubts(batch, columns)
    cells = {
        id_: frame.to_series(index).alias(id_) for id_, index in columns.facts.items()
    }
    for id_, column in cells.items():
        _refuse_nested(column, columns.names[columns.facts[id_]])
    table = pl.DataFrame(list(cells.values()))
    quick = table.with_columns(
        _quick(by[id_], column.dtype).alias(id_) for id_, column in cells.items()
    )
    found, wrong = [], [_doubts(batch, columns)]
    for id_, column in cells.items():
        heading = columns.names[columns.facts[id_]]
        codes, refused = _read(quick.get_column(id_), column, by[id_])
        found += codes
        wrong.append(_told(refused, column, batch.rows, heading))
    faults = pl.concat(wrong).sort("row", maintain_order=True)
    return Coded(pl.DataFrame(found), batch.rows, faults)


def _doubts(batch: Batch, columns: Headings) -> pl.DataFrame:
    told = [columns.names[index] for index in columns.facts.values()]
    return batch.doubts.filter(pl.col("column").is_in(told))


def _without_doubts(batch: Batch, columns: Headings) -> pl.DataFrame:
    """The batch's columns, empty where a cell is not to be relied on."""
    frame = batch.frame
    for heading, told in (
        _doubts(batch, columns).partition_by("column", as_dict=True).items()
    ):
        doubtful = batch.rows.is_in(told.get_column("row").implode())
        name = str(heading[0])
        frame = frame.with_columns(pl.when(~doubtful).then(pl.col(name)).alias(name))
    return frame


def _refuse_nested(column: pl.Series, heading: str) -> None:
    if column.dtype.is_nested() or isinstance(column.dtype, pl.Binary | pl.Object):
        raise TableError(
            [
                Fault(
                    "column-type",
                    Text(
                        f"“{heading}”这一列的类型是 {column.dtype}，读不成事实",
                        f'The column "{heading}" is of the type {column.dtype}, '
                        "which no fact can be read from",
                    ),
                    hint=Text("写成文字或数字。", "Write it as text or numbers."),
                    subject=heading,
                )
            ]
        )


def _quick(reader: Reader, dtype: pl.DataType) -> pl.Expr:
    """The codes of cells that are certain at a glance; null for all others."""
    fact, cell = reader.fact, pl.col(reader.fact.id)
    nothing = pl.lit(None, dtype_of(fact))
    if fact.kind is Kind.BOOL and dtype == pl.Boolean:
        return cell
    if fact.kind is Kind.CHOICE and dtype == pl.String and not reader.meanings:
        return cell.cast(dtype_of(fact), strict=False)
    if not fact.kind.ordered:
        return nothing
    dated = fact.kind is Kind.DATE
    codes = _day(cell, dtype) if dated else _number(cell, dtype, fact.decimals)
    if codes is None:
        return nothing
    today = reader.day.toordinal()
    latest = min(today, fact.most) if fact.latest_is_today else fact.most
    sure = codes.is_between(fact.least, latest)
    return pl.when(sure).then(codes).otherwise(nothing)


def _day(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    if dtype == pl.Date:
        return cell.to_physical().cast(pl.Int64) + DAY_0
    if dtype == pl.String:
        iso = cell.str.to_date("%Y-%m-%d", strict=False)
        iso = pl.when(cell.str.len_bytes() == len("2020-01-01")).then(iso)
        return iso.to_physical().cast(pl.Int64) + DAY_0
    return None


def _number(cell: pl.Expr, dtype: pl.DataType, decimals: int) -> pl.Expr | None:
    scale = 10**decimals
    if dtype.is_integer():
        held = cell.cast(pl.Int64, strict=False)
        small = held.is_between(-LARGEST_EXACT // scale, LARGEST_EXACT // scale)
        return pl.when(small).then(held * scale)
    if dtype.is_float():
        value = cell.cast(pl.Float64)
        codes = (value * scale).round()
        # A float is a number of so many decimals if it is the one nearest to it. Polars
        # divides by a constant inexactly, by a column exactly.
        divisor = value * 0 + scale
        exact = (codes.abs() < LARGEST_EXACT) & (codes / divisor == value)
        return pl.when(exact).then(codes).cast(pl.Int64)
    if dtype == pl.String:
        form = cell.str.contains(USUAL % decimals if decimals else WHOLE)
        written = pl.when(form).then(cell).cast(pl.Float64)
        return (written * pl.lit(scale)).round().cast(pl.Int64)
    return None


def _read(
    quick: pl.Series, cells: pl.Series, reader: Reader
) -> tuple[list[pl.Series], dict[str, Text]]:
    """The codes of a column, with the bounds of its days known to a span only, and why
    some of its texts are refused.
    """
    left = cells.filter(quick.is_null() & cells.is_not_null())
    if left.is_empty():
        return [quick], {}
    known: dict[str, Code] = {}
    spanned: dict[str, dict[str, Code]] = {}
    wrong: dict[str, Text] = {}
    for text in _texts(left).unique():
        read = reader.read(text)
        if isinstance(read, Text):
            wrong[text] = read
        elif isinstance(read, SomeDay):
            for id_, code in spans.coded(reader.fact, read, reader.day).items():
                spanned.setdefault(id_, {})[text] = code
        elif read is not None:
            known[text] = read
    if known:
        read_so = _replaced(cells, known, quick.dtype)
        quick = quick.zip_with(quick.is_not_null(), read_so).alias(quick.name)
    bounds = (
        _replaced(cells, codes, quick.dtype).alias(id_)
        for id_, codes in spanned.items()
    )
    return [quick, *bounds], wrong


def _replaced(
    cells: pl.Series, codes: Mapping[str, Code], dtype: pl.DataType
) -> pl.Series:
    """The codes of some texts, null for all others."""
    return _texts(cells).replace_strict(
        list(codes),
        pl.Series(list(codes.values()), dtype=dtype),
        default=None,
        return_dtype=dtype,
    )


def _texts(cells: pl.Series) -> pl.Series:
    """Cells of any type as texts, a whole number without decimals."""
    if cells.dtype.is_float():
        whole = cells.cast(pl.Int64, strict=False)
        same = (whole.cast(pl.Float64) == cells).fill_null(value=False)
        return whole.cast(pl.String).zip_with(same, cells.cast(pl.String))
    if isinstance(cells.dtype, pl.Datetime):
        return cells.dt.to_string("%Y-%m-%d %H:%M:%S%.f")
    if cells.dtype == pl.Time or isinstance(cells.dtype, pl.Duration):
        return cells.dt.to_string()
    return cells.cast(pl.String)


def _told(
    wrong: Mapping[str, Text], cells: pl.Series, rows: pl.Series, heading: str
) -> pl.DataFrame:
    """The faults of a column."""
    if not wrong:
        return no_faults()
    reasons = pl.DataFrame(
        _lines(wrong),
        schema={one: SCHEMA[one] for one in ("value", "zh", "en")},
        orient="row",
    )
    texts = _texts(cells).alias("value")
    found = pl.DataFrame([rows.alias("row"), texts]).filter(
        pl.col("value").is_in(list(wrong))
    )
    return found.join(reasons, on="value", how="left", maintain_order="left").select(
        "row", pl.lit(heading).alias("column"), "value", "zh", "en"
    )


def _lines(wrong: Mapping[str, Text]) -> Iterable[tuple[str, str, str]]:
    return [(text, why.zh, why.en) for text, why in wrong.items()]

"""Columns of any type become the codes that a profile of the same answers has."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Rulebook, TableError
from eligibility.law.facts import Code, Fact
from eligibility.profiles import Profile
from eligibility.screening import cells, headings
from eligibility.screening.batches import Batch, no_faults
from eligibility.screening.cells import Coded
from eligibility.screening.faults import faults
from eligibility.screening.values import Reader
from eligibility.texts import Text
from tests.people import people

BOOK = Rulebook.load("guangdong")
DAY = date(2026, 7, 27)
EPOCH = date(1899, 12, 30)
MIDNIGHT = datetime.fromisoformat("2020-06-30T00:00")


def coded(
    frame: pl.DataFrame,
    *,
    epoch: date | None = None,
    doubts: pl.DataFrame | None = None,
) -> Coded:
    rows = pl.int_range(1, frame.height + 1, dtype=pl.UInt64, eager=True).alias("row")
    batch = Batch(frame, rows, no_faults(), no_faults() if doubts is None else doubts)
    columns = headings.headings(frame.columns, BOOK.facts)
    by = cells.readers(columns, BOOK.facts, day=DAY, epoch=epoch)
    return cells.coded(batch, columns, by)


def codes(fact: str, cells_: pl.Series, *, epoch: date | None = None) -> list[object]:
    """The codes of one column, a reason in place of each that is refused."""
    found = coded(cells_.alias(fact).to_frame(), epoch=epoch)
    assert found.codes.schema == {fact: cells.dtype_of(BOOK.facts[fact])}
    wrong = dict(found.faults.select("row", "en").rows())
    return [wrong.get(row, code) for row, code in enumerate(found.codes[fact], 1)]


@pytest.mark.parametrize(
    "cells_",
    [
        pl.Series([True, False, None]),
        pl.Series([1, 0, None], dtype=pl.Int8),
        pl.Series([1.0, 0.0, None]),
        pl.Series(["是", "no", " "]),
        pl.Series(["true", "false", None], dtype=pl.Categorical),
    ],
)
def test_a_truth_may_stand_in_a_column_of_any_type(cells_: pl.Series) -> None:
    assert codes("veteran", cells_) == [True, False, None]


@pytest.mark.parametrize(
    "cells_",
    [
        pl.Series(["female", "男", ""]),
        pl.Series(["female", "male", None], dtype=pl.Enum(["male", "female"])),
        pl.Series(["女", "Male", None], dtype=pl.Categorical),
    ],
)
def test_a_choice_may_stand_in_a_column_of_any_type(cells_: pl.Series) -> None:
    assert codes("sex", cells_) == ["female", "male", None]


@pytest.mark.parametrize(
    "cells_",
    [
        pl.Series([date(2020, 6, 30), None]),
        pl.Series([MIDNIGHT, None]),
        pl.Series([MIDNIGHT, None]).dt.replace_time_zone("Asia/Shanghai"),
        pl.Series(["2020-06-30", None]),
        pl.Series(["2020/6/30", ""]),
        pl.Series([20200630, None]),
        pl.Series([20200630.0, None]),
    ],
)
def test_a_day_may_stand_in_a_column_of_any_type(cells_: pl.Series) -> None:
    assert codes("graduated_on", cells_) == [date(2020, 6, 30).toordinal(), None]


def test_serial_numbers_are_days_in_a_workbook_only() -> None:
    day = date(2020, 6, 30)
    serial = (day - EPOCH).days
    for cells_ in (pl.Series([serial]), pl.Series([float(serial)])):
        assert codes("graduated_on", cells_, epoch=EPOCH) == [day.toordinal()]
        (why,) = codes("graduated_on", cells_)
        assert "number in Excel" in str(why)
    (why,) = codes("graduated_on", pl.Series([serial + 0.5]), epoch=EPOCH)
    assert "not readable" in str(why)


def test_a_moment_that_is_not_midnight_is_refused() -> None:
    for moment in (MIDNIGHT + timedelta(hours=8), MIDNIGHT + timedelta(microseconds=5)):
        (why,) = codes("graduated_on", pl.Series([moment]))
        assert "without a time" in str(why)


@pytest.mark.parametrize(
    ("dtype", "values"),
    [
        (pl.UInt8(), [12, 0, None]),
        (pl.Int64(), [12, 0, None]),
        (pl.UInt64(), [12, 0, None]),
        (pl.Float32(), [12.0, 0.0, None]),
        (pl.Float64(), [12.0, -0.0, None]),
        (pl.Decimal(20, 4), [Decimal(12), Decimal(0), None]),
        (pl.String(), ["12", "0.00", ""]),
    ],
)
def test_a_number_may_stand_in_a_column_of_any_type(
    dtype: pl.DataType, values: list[object]
) -> None:
    cells_ = pl.Series(values, dtype=dtype)
    assert codes("monthly_contribution", cells_) == [1200, 0, None]
    assert codes("hours_per_day", cells_) == [120, 0, None]
    assert codes("contribution_months", cells_) == [12, 0, None]


def test_a_number_is_exact_or_refused() -> None:
    found = codes("hours_per_day", pl.Series([12.1, 12.15, 0.1 + 0.2, 1e300]))
    assert found[0] == 121
    assert "At most 1 decimal" in str(found[1])
    assert all(isinstance(one, str) for one in found[1:])
    for odd in (float("nan"), float("inf"), -float("inf")):
        (why,) = codes("hours_per_day", pl.Series([odd]))
        assert "number is expected" in str(why)
    assert codes("hours_per_day", pl.Series([12.1], dtype=pl.Float32)) == [121]
    assert codes("hours_per_day", pl.Series([Decimal("12.10")])) == [121]
    (why,) = codes("contribution_months", pl.Series([2**64 - 1], dtype=pl.UInt64))
    assert isinstance(why, str)


@pytest.mark.parametrize(
    "cells_",
    [
        pl.Series([True]),
        pl.Series([date(2020, 1, 1)]),
        pl.Series([time(8)]),
        pl.Series([timedelta(hours=8)]),
    ],
)
def test_a_number_is_not_taken_from_something_else(cells_: pl.Series) -> None:
    (why,) = codes("hours_per_day", cells_)
    assert "number is expected" in str(why)


def test_a_column_of_lists_is_refused() -> None:
    with pytest.raises(TableError, match='"sex" is of the type List'):
        coded(pl.DataFrame({"sex": [["male"]]}))


def test_a_doubtful_cell_is_a_fault_only_where_the_column_is_a_fact() -> None:
    why = Text("存疑。", "In doubt.")
    doubts = faults([(1, "sex", "男", why), (2, "note", "x", why)])
    frame = pl.DataFrame({"sex": ["男", "女"], "note": ["", "x"]})
    found = coded(frame, doubts=doubts)
    assert found.codes["sex"].to_list() == [None, "female"]
    assert found.faults.rows() == [(1, "sex", "男", "存疑。", "In doubt.")]
    assert found.sound.to_list() == [False, True]


def test_the_faults_of_a_row_come_together_in_the_order_of_its_columns() -> None:
    frame = pl.DataFrame({"veteran": ["?", "?"], "sex": ["?", "男"]})
    found = coded(frame)
    order = [(1, "veteran", "?"), (1, "sex", "?"), (2, "veteran", "?")]
    assert found.faults.select("row", "column", "value").rows() == order
    assert not found.sound.any()


@given(st.lists(st.integers(0, 10**9), min_size=1), st.sampled_from([1, 2]))
def test_every_decimal_is_found_in_the_float_that_stands_for_it(
    numbers: list[int], decimals: int
) -> None:
    fact = {1: "hours_per_week", 2: "monthly_contribution"}[decimals]
    scale = 10**decimals
    most = BOOK.facts[fact].most
    numbers = [one % (most + 1) for one in numbers]
    assert codes(fact, pl.Series([one / scale for one in numbers])) == numbers


@given(st.lists(st.floats(0, 200), min_size=1))
def test_a_float_that_stands_for_no_such_decimal_is_refused(
    numbers: list[float],
) -> None:
    found = codes("monthly_contribution", pl.Series(numbers))
    for number, code in zip(numbers, found, strict=True):
        exact = Decimal(repr(number)) * 100
        assert (code == exact) if exact == int(exact) else isinstance(code, str)


TEXTS = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: f"{day.year}-{day.month}-{day.day}"),
    st.integers(-5, 10**13).map(str),
    st.decimals(-5, 3000, places=2).map(str),
    st.from_regex(r"[-+ ]?[0-9]{0,4}[-./,]?[0-9]{0,3}[-./]?[0-9]{0,3}", fullmatch=True),
    st.sampled_from(("true", "否", "male", "女", "none", "无", "", " ", "1.0")),
    st.text(max_size=5),
)


@given(st.sampled_from(sorted(BOOK.facts)), st.lists(TEXTS, min_size=1, max_size=30))
def test_columns_and_single_cells_are_read_alike(fact: str, texts: list[str]) -> None:
    reader = Reader(BOOK.facts[fact], DAY)
    single = [reader.read(text) for text in texts]
    expected = [one.en if isinstance(one, Text) else one for one in single]
    assert codes(fact, pl.Series(texts, dtype=pl.String)) == expected


def forms(fact: Fact, code: Code) -> list[str]:
    """Every way in which a table may write a value."""
    value = fact.decode(code)
    match value:
        case bool():
            return ["true", "是", "yes", "1"] if value else ["false", "否", "no", "0"]
        case str():
            return [value, value.upper(), *fact.values[value]]
        case date():
            year, month, day = value.year, value.month, value.day
            return [
                *(f"{value}", f"{value:%Y%m%d}", f"{year}/{month}/{day}"),
                *(f"{year}年{month}月{day}日", f"{value} 00:00:00"),
            ]
        case int() | Decimal():
            unit = fact.unit.zh if fact.unit else ""
            return [f"{value}", f"{value:,}", f" {value}{unit}"]


@given(st.data())
def test_a_profile_and_a_row_of_the_same_person_have_the_same_codes(
    data: st.DataObject,
) -> None:
    profile: Profile = data.draw(people(BOOK, DAY))
    facts = {id_: BOOK.facts[id_] for id_ in profile.codes}
    typed = {id_: [facts[id_].decode(code)] for id_, code in profile.codes.items()}
    told = {
        id_: [data.draw(st.sampled_from(forms(facts[id_], code)))]
        for id_, code in profile.codes.items()
    }
    for frame in (pl.DataFrame(typed), pl.DataFrame(told)):
        found = coded(frame)
        assert found.faults.is_empty()
        assert found.codes.row(0, named=True) == profile.codes

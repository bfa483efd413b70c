"""Tables are written whole, in order, and no cell of them works as a formula."""

import csv
import random
import resource
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from eligibility.errors import CallError
from eligibility.keeping.filing import together
from eligibility.keeping.formats import TABLES
from eligibility.screening import sheet
from eligibility.screening.writing import refuse_impossible, write, written

SEEN = datetime(2021, 7, 27, 9, 30)  # noqa: DTZ001 - Excel has no time zones
STATUS = pl.Enum(["eligible", "undetermined"])
TABLE = pl.DataFrame(
    {
        "name": ["=1+1", "a,b", 'say "x"', None],
        "m": ["eligible", None, "undetermined", "eligible"],
        "m.because": [["one", "two"], [], None, ["three"]],
        "n": [-5, 0, 3, None],
        "share": [1.5, -2.25, None, 0.0],
        "born": [date(1990, 2, 28), date(1890, 1, 1), None, date(2000, 2, 29)],
        "seen": [SEEN, None, None, None],
        "paid": [Decimal("12.50"), None, Decimal("-0.10"), None],
        "yes": [True, False, None, True],
    },
    schema_overrides={
        "m": STATUS,
        "m.because": pl.List(pl.Enum(["one", "two", "three"])),
    },
)
DANGEROUS = "=+-@＝＋－＠﹦﹢﹣﹫−"  # noqa: RUF001 - these are the signs
BLANKS = " \t\r\n\u3000\u00a0\u200b\ufeff\x00\x0b"
PAYLOADS = 10_000


def payloads() -> list[str]:
    """Texts that begin, perhaps after blanks, as formulas do, and a few that do not."""
    chance = random.Random(20210727)  # noqa: S311 - the same texts in each run
    rest = "ABC1(!|';\",\r\n\t 广\U0001f600\x00\x1b\ue000_x0041_=+-@\ufffe"
    return [
        "".join(chance.choices(BLANKS, k=chance.choice([0, 0, 0, 1, 3])))
        + chance.choice([*DANGEROUS, "", "'", '"', ";", ","])
        + "".join(chance.choices(rest, k=chance.randint(0, 8)))
        for _ in range(PAYLOADS)
    ]


def cells_of(file: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(file).active.iter_rows())  # type: ignore[union-attr]  # there is a sheet


def values_of(file: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in cells_of(file)]


def lines_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("ending", [one.ending for one in TABLES])
def test_batches_stand_in_their_order(tmp_path: Path, ending: str) -> None:
    frames = [pl.DataFrame({"n": range(at, at + 50)}) for at in range(0, 1000, 50)]
    file = tmp_path / f"table{ending}"
    write(str(file), frames[0].schema, frames)
    if ending == ".parquet":
        found = pl.read_parquet(file)["n"].to_list()
    else:
        rows = lines_of(file) if ending == ".csv" else values_of(file)
        found = [int(str(one)) for (one,) in rows[1:]]
    assert found == list(range(1000))


@pytest.mark.parametrize("ending", [one.ending for one in TABLES])
def test_a_table_without_rows_has_its_headings(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"table{ending}"
    write(str(file), TABLE.schema, [])
    if ending == ".parquet":
        found = pl.read_parquet(file).columns
    else:
        (heading,) = lines_of(file) if ending == ".csv" else values_of(file)
        found = [str(one) for one in heading]
    assert found == TABLE.columns


def test_parquet_keeps_every_type(tmp_path: Path) -> None:
    write(str(tmp_path / "a.parquet"), TABLE.schema, [TABLE, TABLE])
    found = pl.read_parquet(tmp_path / "a.parquet")
    assert found.equals(pl.concat([TABLE, TABLE]))
    assert found.schema == TABLE.schema


def test_csv_is_utf_8_with_a_mark_and_joins_lists(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write(str(file), TABLE.schema, [TABLE])
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    day = "2021-07-27 09:30:00"
    assert lines_of(file)[1:] == [
        [
            "'=1+1",
            "eligible",
            "one;two",
            "-5",
            "1.5",
            "1990-02-28",
            day,
            "12.50",
            "true",
        ],
        ["a,b", "", "", "0", "-2.25", "1890-01-01", "", "", "false"],
        ['say "x"', "undetermined", "", "3", "", "", "", "-0.10", ""],
        ["", "eligible", "three", "", "0.0", "2000-02-29", "", "", "true"],
    ]


def test_a_sheet_keeps_numbers_days_and_truths(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write(str(file), TABLE.schema, [TABLE])
    first, second = values_of(file)[1:3]
    assert first == [
        *("=1+1", "eligible", "one;two", -5, 1.5, SEEN.replace(1990, 2, 28, 0, 0)),
        *(SEEN, 12.5, True),
    ]
    assert second[5] == "1890-01-01"


def test_a_sheet_can_be_filtered_beneath_a_heading_that_stays(tmp_path: Path) -> None:
    write(str(tmp_path / "a.xlsx"), TABLE.schema, [TABLE])
    found = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert found is not None
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:I5"
    widths = [one.width for one in found.column_dimensions.values()]
    assert all(8 <= one <= 61 for one in widths)


def test_excel_gets_as_text_what_it_would_round(tmp_path: Path) -> None:
    long = 440106199901011234
    schema = {"n": pl.Int64(), "d": pl.Decimal(30, 2), "f": pl.Float64()}
    rows = [(long, Decimal("1234567890123456.78"), float("nan")), (5, Decimal(5), 5.0)]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    write(str(tmp_path / "a.xlsx"), frame.schema, [frame])
    assert values_of(tmp_path / "a.xlsx")[1:] == [
        [str(long), "1234567890123456.78", "nan"],
        [5, 5, 5],
    ]


def test_no_cell_of_a_sheet_is_a_formula(tmp_path: Path) -> None:
    texts = payloads()
    frame = pl.DataFrame({texts[0]: texts, "list": [[one] for one in texts]})
    write(str(tmp_path / "a.xlsx"), frame.schema, [frame])
    rows = cells_of(tmp_path / "a.xlsx")
    assert len(rows) == PAYLOADS + 1
    for row in rows:
        for cell in row:
            assert cell.data_type == "s" or cell.value is None


def test_no_cell_of_csv_begins_as_a_formula_does(tmp_path: Path) -> None:
    texts = payloads()
    frame = pl.DataFrame({texts[0]: texts, "list": [[one] for one in texts]})
    frame = frame.with_columns(pl.nth(0).cast(pl.Categorical).alias("category"))
    write(str(tmp_path / "a.csv"), frame.schema, [frame])
    (heading, *_), *lines = lines_of(tmp_path / "a.csv")
    for cells, text in zip(lines, texts, strict=True):
        for cell in cells:
            assert cell[:1] not in {*DANGEROUS, *"\t\r\n"}
            assert cell.lstrip(BLANKS)[:1] not in {*DANGEROUS}
            assert cell in {text, f"'{text}"}
    assert heading in {texts[0], f"'{texts[0]}"}


def test_no_heading_begins_as_a_formula_does(tmp_path: Path) -> None:
    frame = pl.DataFrame({text: ["x"] for text in payloads()[:1000]})
    write(str(tmp_path / "a.csv"), frame.schema, [frame])
    heading, row = lines_of(tmp_path / "a.csv")
    assert len(heading) == len(row) == frame.width
    for cell in heading:
        assert cell[:1] not in {*DANGEROUS, *"\t\r\n"}
        assert cell.lstrip(BLANKS)[:1] not in {*DANGEROUS}


def failing() -> Iterator[pl.DataFrame]:
    yield TABLE
    raise LookupError("made up")


@pytest.mark.parametrize("ending", [one.ending for one in TABLES])
def test_what_fails_while_batches_are_made_comes_out_as_it_is(
    tmp_path: Path, ending: str
) -> None:
    with pytest.raises(LookupError, match="made up"):
        write(str(tmp_path / f"a{ending}"), TABLE.schema, failing())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [one.ending for one in TABLES])
def test_an_interrupt_leaves_what_was_there(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a{ending}"
    file.write_text("old")

    def interrupted() -> Iterator[pl.DataFrame]:
        yield TABLE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(str(file), TABLE.schema, interrupted())
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_tables_of_one_run_appear_together(tmp_path: Path) -> None:
    one, two = str(tmp_path / "a.parquet"), str(tmp_path / "b.xlsx")
    with together() as files:
        with (
            written(one, TABLE.schema, files=files) as first,
            written(two, TABLE.schema, files=files) as second,
        ):
            for _ in range(3):
                first.add(TABLE)
                second.add(TABLE)
        assert not (tmp_path / "a.parquet").exists()
    assert pl.read_parquet(one).height == 12
    assert sorted(it.name for it in tmp_path.iterdir()) == ["a.parquet", "b.xlsx"]


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may be larger than 100,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("ending", [one.ending for one in TABLES])
@pytest.mark.usefixtures("small_files")
def test_a_file_that_the_disk_does_not_take_ends_in_a_sentence(
    tmp_path: Path, ending: str
) -> None:
    frame = pl.DataFrame({"n": pl.int_range(20_000, eager=True).shuffle(seed=1)})
    with pytest.raises(CallError, match="so large") as told:
        write(str(tmp_path / f"a{ending}"), frame.schema, [frame] * 20)
    (fault,) = told.value.faults
    assert fault.hint is not None
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_excel_has_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="1,048,575"):
        refuse_impossible(str(tmp_path / "a.xlsx"), TABLE.schema, rows=1_048_576)
    refuse_impossible(str(tmp_path / "a.xlsx"), TABLE.schema, rows=1_048_575)
    refuse_impossible(str(tmp_path / "a.csv"), TABLE.schema, rows=1_048_576)


def test_more_rows_than_excel_has_are_refused_when_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "ROWS", 8)
    write(str(tmp_path / "a.xlsx"), TABLE.schema, [TABLE, TABLE.head(3)])
    with pytest.raises(CallError, match="at most 7 rows"):
        write(str(tmp_path / "b.xlsx"), TABLE.schema, [TABLE, TABLE])
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_text_that_is_too_long_for_a_cell_is_not_cut(tmp_path: Path) -> None:
    frame = pl.DataFrame({"note": ["short", "x" * 32_768]})
    with pytest.raises(CallError, match='Row 2, column "note"'):
        write(str(tmp_path / "a.xlsx"), frame.schema, [frame])


def test_other_endings_and_values_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="ends in"):
        refuse_impossible(str(tmp_path / "a.xls"))
    schema = pl.Schema({"who": pl.Struct({"name": pl.String()})})
    with pytest.raises(CallError, match='"who"'):
        refuse_impossible(str(tmp_path / "a.csv"), schema)
    refuse_impossible(str(tmp_path / "a.parquet"), schema)

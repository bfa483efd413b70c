"""A table from a file to codes: its kind, and twenty and more faults, each named."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from eligibility import CallError, Rulebook
from eligibility.screening import cells, headings
from eligibility.screening.tables import opened

BOOK = Rulebook.load("guangdong")
DAY = date(2026, 7, 27)

HEAD = (
    "id,sex,birth_date,veteran,contribution_months,hours_per_day,monthly_contribution"
)
GOOD = "1,male,1990-01-01,true,3,7.5,600.50"
# Each line, and the column, the value and a word of the reason of its only fault.
FAULTS: tuple[tuple[str | bytes, str | None, str | None, str], ...] = (
    ("2,man,1990-01-01,true,3,7.5,600", "sex", "man", "Possible: male, female"),
    ("2,,1990-13-01,,,,", "birth_date", "1990-13-01", "no such day"),
    ("2,,1990-13,,,,", "birth_date", "1990-13", "no such day"),
    ("2,,2027年,,,,", "birth_date", "2027年", "Later than 2026-07-27"),
    ("2,,03/04/1990,,,,", "birth_date", "03/04/1990", "cannot be told apart"),
    ("2,,32874,,,,", "birth_date", "32874", "number in Excel"),
    ("2,,1990-01-01 07:30,,,,", "birth_date", "1990-01-01 07:30", "without a time"),
    ("2,,2026-07-28,,,,", "birth_date", "2026-07-28", "Later than 2026-07-27"),
    ("2,,1790-01-01,,,,", "birth_date", "1790-01-01", "Out of range"),
    ("2,,later,,,,", "birth_date", "later", "not readable"),
    ("2,,,无,,,", "veteran", "无", "Write yes or no"),
    ("2,,,#N/A,,,", "veteran", "#N/A", "an error"),
    ("2,,,,3.5,,", "contribution_months", "3.5", "whole number"),
    ("2,,,,1e2,,", "contribution_months", "1e2", "whole number"),
    ("2,,,,-1,,", "contribution_months", "-1", "Out of range"),
    ("2,,,,,7.55,", "hours_per_day", "7.55", "At most 1 decimal"),
    ("2,,,,,25,", "hours_per_day", "25", "between 0.0 and 24.0"),
    ("2,,,,,,lots", "monthly_contribution", "lots", "A number is expected"),
    ('2,,,,,,"1,5"', "monthly_contribution", "1,5", "odd place"),
    ("", None, None, "empty row"),
    (HEAD, None, "id", "headings once more"),
    ("2,male", None, "2,male", "2 cells where the headings have 7"),
    ("2,male,,,,,,", None, "2,male,,,,,,", "8 cells where the headings have 7"),
    (b"2,\xffmale,,,,,", None, "2,\ufffdmale,,,,,", "not text in UTF-8"),
    (b"2,\x00male,,,,,", None, "2,\x00male,,,,,", "a NUL character"),
    ('2,"male"x,,,,,', None, '2,"male"x,,,,,', "quotation mark"),
    ('2,"male,,,,,', None, '2,"male,,,,,', "quotation mark"),
)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_every_fault_is_told_and_no_row_is_lost(tmp_path: Path, size: int) -> None:
    lines: list[str | bytes] = [HEAD]
    for line, *_ in FAULTS:
        lines += [GOOD, line]
    lines.append(GOOD)
    data = b"\n".join(one.encode() if isinstance(one, str) else one for one in lines)
    file = tmp_path / "people.csv"
    file.write_bytes(data)
    table = opened(str(file))
    columns = headings.headings(table.headings, BOOK.facts)
    by = cells.readers(columns, BOOK.facts, day=DAY, epoch=table.epoch)
    sound, told = 0, []
    for batch in table.batches(size):
        coded = cells.coded(batch, columns, by)
        sound += int(coded.sound.sum())
        told += [*batch.faults.rows(), *coded.faults.rows()]
    told.sort()
    expected = [
        (2 * number, column, value)
        for number, (_, column, value, _) in enumerate(FAULTS, 1)
    ]
    assert [one[:3] for one in told] == expected
    for (*_, zh, en), (*_, word) in zip(told, FAULTS, strict=True):
        assert word in en
        assert zh.endswith("。")
    assert sound == len(FAULTS) + 1
    assert sound + len({row for row, *_ in told}) == len(lines) - 1


def test_the_ending_tells_what_a_table_is(tmp_path: Path) -> None:
    frame = pl.DataFrame({"sex": ["male"]})
    frame.write_csv(tmp_path / "a.CSV")
    frame.write_parquet(tmp_path / "a.parquet")
    frame.write_excel(tmp_path / "a.xlsx")
    for name in ("a.CSV", "a.parquet", "a.xlsx"):
        table = opened(str(tmp_path / name))
        assert table.headings == ("sex",)
        assert table.size == (tmp_path / name).stat().st_size
        (only,) = table.batches(10)
        assert only.frame.rows() == [("male",)]


def test_what_cannot_be_opened_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "people.ods").write_bytes(b"x")
    (tmp_path / "people.csv").write_bytes(b"sex\n")
    for name, why in (
        ("people.ods", "no telling what table"),
        ("none.csv", "no such file"),
        ("folder.csv", "this is a folder"),
    ):
        with pytest.raises(CallError, match=why):
            opened(str(tmp_path / name))
    with pytest.raises(CallError, match=r"only an \.xlsx has sheets"):
        opened(str(tmp_path / "people.csv"), sheet="one")

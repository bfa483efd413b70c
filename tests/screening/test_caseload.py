"""Every row of a table ends in the decisions or in the rejects."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from eligibility import CallError, Rulebook
from eligibility.screening.batches import Batch
from eligibility.screening.caseload import Task, screen_table
from eligibility.screening.headings import headings
from eligibility.screening.screener import Screened
from eligibility.screening.tables import opened

BOOK = Rulebook.load("guangdong")
DAY = date(2021, 7, 27)


def task(file: Path, out: Path, **more: object) -> Task:
    table = opened(str(file))
    named = headings(table.headings, BOOK.facts)
    return Task(table, named, BOOK, DAY, str(out), **more)  # type: ignore[arg-type]


def test_rows_in_are_decisions_and_rejects(checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = screen_table(
        task(checkout / "examples" / "applicants.csv", out), lambda _: None
    )
    assert (done.summary.rows, done.summary.rejected) == (9, 1)
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["编号"] for row in rows] == [f"{n:03}" for n in range(1, 9)]
    assert rows[0]["social-insurance-subsidy"] == "eligible"
    rejects = tmp_path / "out.rejects.csv"
    assert done.rejects_file == str(rejects)
    assert (
        rejects.read_text("utf-8-sig")
        .splitlines()[1]
        .startswith("9,出生日期,1995-06-31,")
    )


def test_without_a_fault_there_is_no_file_of_faults(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("sex\nmale\n", encoding="utf-8")
    done = screen_table(task(table, tmp_path / "out.parquet"), lambda _: None)
    assert done.rejects_file is None
    names = {one.name for one in tmp_path.iterdir()}
    assert names == {"people.csv", "out.parquet"}


def test_a_table_without_rows_gives_a_table_without_rows(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("case,sex\n", encoding="utf-8")
    done = screen_table(task(table, tmp_path / "out.parquet"), lambda _: None)
    assert done.summary.rows == 0
    assert pl.read_parquet(tmp_path / "out.parquet").columns[:2] == [
        "case",
        "employment-registration",
    ]


class _Interrupted:
    def add(self, batch: Batch, screened: Screened) -> None:
        del batch, screened
        raise KeyboardInterrupt


def test_when_it_is_interrupted_no_file_is_left(checkout: Path, tmp_path: Path) -> None:
    file = checkout / "examples" / "applicants.csv"
    asked = task(file, tmp_path / "out.xlsx", watchers=(_Interrupted(),))
    with pytest.raises(KeyboardInterrupt):
        screen_table(asked, lambda _: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda file: task(file, file),
        lambda file: task(file, file.with_name("o.csv"), rejects=str(file)),
        lambda file: task(file, file.with_name("o.txt")),
        lambda file: task(file, file.with_name("o.csv"), carry=("no such",)),
        lambda file: task(file, file.with_name("o.csv"), by="no such"),
    ],
    ids=["over itself", "rejects over it", "ending", "carry", "by"],
)
def test_what_cannot_be_is_told_before_any_work(
    wrong: Callable[[Path], Task], tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("case,sex\nx,male\n", encoding="utf-8")
    with pytest.raises(CallError):
        screen_table(wrong(table), lambda _: None)
    assert [one.name for one in tmp_path.iterdir()] == ["people.csv"]

"""Who gains and who loses from one day to another, by hand for a few people."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from eligibility import Rulebook
from eligibility.screening.comparing import Comparison, Side
from eligibility.screening.headings import Headings, headings
from eligibility.screening.screener import BATCH
from eligibility.screening.tables import opened

BOOK = Rulebook.load("guangdong")
BEFORE, AFTER = date(2021, 7, 27), date(2023, 1, 1)


def compared(
    file: Path,
    *,
    measures: Sequence[str] | None = None,
    days: tuple[date, date] = (BEFORE, AFTER),
) -> tuple[Comparison, pl.DataFrame, pl.DataFrame]:
    table = opened(str(file))
    named: Headings = headings(table.headings, BOOK.facts)
    before, after = (Side(BOOK, day, named) for day in days)
    comparison = Comparison(before, after, table, ("编号",), measures)
    _, batches = table.begun(BATCH)
    found = list(comparison.changes(batches, lambda _: None))
    return (
        comparison,
        pl.concat([changes for changes, _ in found]),
        pl.concat([faults for _, faults in found]),
    )


def test_a_graduate_loses_the_subsidy_two_years_after_graduating(
    checkout: Path,
) -> None:
    # 001 graduated on 2020-06-30 and has used no month of the subsidy, so the first
    # claim must come within two years, and four months have been paid already.
    file = checkout / "examples" / "applicants.csv"
    comparison, changes, faults = compared(file, measures=["social-insurance-subsidy"])
    (row,) = changes.rows(named=True)
    assert (row["row"], row["编号"], row["change"]) == (1, "001", "loss")
    assert (row["before"], row["after"]) == ("eligible", "ineligible")
    assert row["apply_by"] == date(2022, 3, 1)
    assert faults["row"].to_list() == [9]
    difference = comparison.difference()
    assert (difference.rows, difference.rejected) == (9, 1)
    moved = difference.measures["social-insurance-subsidy"]
    assert (moved.gains, moved.losses) == (0, 1)
    (why,) = moved.why_lost
    assert why.rows == 1
    assert ("within-two-years", False) in why.because


def test_riders_gain_the_cover_that_began_in_between(checkout: Path) -> None:
    file = checkout / "examples" / "applicants.csv"
    _, changes, _ = compared(file, measures=["occupational-injury-protection"])
    assert changes["编号"].to_list() == ["001", "007"]
    assert set(changes["change"]) == {"gain"}
    assert set(changes["before"]) == {"not_in_force"}
    assert changes["apply_by"].null_count() == 2


def test_the_other_way_round_gains_are_losses(checkout: Path) -> None:
    file = checkout / "examples" / "applicants.csv"
    ids = ["social-insurance-subsidy", "occupational-injury-protection"]
    _, there, _ = compared(file, measures=ids)
    _, back, _ = compared(file, measures=ids, days=(AFTER, BEFORE))
    turned = {"gain": "loss", "loss": "gain"}
    assert [(row, id_, turned[change]) for row, id_, change in pairs(there)] == (
        pairs(back)
    )


def pairs(changes: pl.DataFrame) -> list[tuple[int, str, str]]:
    return changes.select("row", "measure", "change").rows()

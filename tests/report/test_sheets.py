"""The report as a workbook: the same lists, charts, and no formula."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eligibility import CallError, Rulebook
from eligibility.report import sheets
from eligibility.texts import Language
from tests.caseloads import PEOPLE, found, rulebook, task

Sheets = dict[str, list[tuple[Any, ...]]]
EVIL = '=cmd()|"x"'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("town"))


def written(
    tmp_path: Path, book: Rulebook, language: Language = "en", **more: Any
) -> Path:
    file = tmp_path / "report.xlsx"
    sheets.write(found(task(tmp_path, book, **more)), str(file), language)
    return file


def read(file: Path) -> Sheets:
    workbook = openpyxl.load_workbook(file)
    for sheet in workbook:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f"]
    return {one.title: list(one.iter_rows(values_only=True)) for one in workbook}


def test_each_list_is_a_sheet(tmp_path: Path, book: Rulebook) -> None:
    told = read(written(tmp_path, book, label="name"))
    assert list(told) == [
        "Totals",
        "Entitled, and not got yet",
        "Closing soon",
        "To ask again",
    ]
    assert told["Entitled, and not got yet"] == [
        ("Measure", "Row", "name"),
        ("Card", 1, "Ada"),
        ("Card", 3, "Cy"),
        ("Grant", 1, "Ada"),
        ("Grant", 2, "Bo"),
        ("Grant", 3, "Cy"),
        ("Grant", 7, "Gus"),
    ]
    assert told["Closing soon"] == [
        ("Apply by", "Measure", "Row", "name"),
        (datetime(2021, 7, 27), "Grant", 3, "Cy"),  # noqa: DTZ001 - as openpyxl reads days
        (datetime(2021, 8, 15), "Grant", 1, "Ada"),  # noqa: DTZ001 - as above
        (datetime(2021, 8, 15), "Grant", 7, "Gus"),  # noqa: DTZ001 - as above
    ]
    assert told["To ask again"] == [
        ("Settles", "Ask for", "Fact", "Row", "name"),
        (1, "Lives", "lives", 4, "Di"),
        (1, "Lives", "lives", 7, "Gus"),
    ]


def test_the_totals_are_a_table_and_a_chart(tmp_path: Path, book: Rulebook) -> None:
    file = written(tmp_path, book)
    rows = read(file)["Totals"]
    assert ("Card", 3, 2, 1, 0, 0) in rows
    assert ("Grant", 4, 1, 1, 0, 0) in rows
    with zipfile.ZipFile(file) as archive:
        charts = [name for name in archive.namelist() if "charts/chart" in name]
        assert len(charts) == 1
        assert b"pattFill" in archive.read(charts[0])


def test_a_column_splits_the_totals(tmp_path: Path, book: Rulebook) -> None:
    file = written(tmp_path, book, by="town")
    told = read(file)
    assert told["By column"][1:] == [
        ("Which town", "Card", "Grant"),
        ("East", 2, 3),
        ("West", 1, 1),
        ("(empty)", 0, 0),
    ]
    assert ("Card", "West", 1, 0, 1, 0, 0) in told["By column, each"]
    with zipfile.ZipFile(file) as archive:
        assert len([it for it in archive.namelist() if "charts/chart" in it]) == 2


def test_without_a_column_nobody_is_named(tmp_path: Path, book: Rulebook) -> None:
    told = read(written(tmp_path, book))
    assert told["To ask again"][1] == (1, "Lives", "lives", 4)
    assert "Ada" not in str(told)


def test_nothing_works_as_a_formula(tmp_path: Path, book: Rulebook) -> None:
    people = PEOPLE.replace("Ada", '"' + EVIL.replace('"', '""') + '"')
    file = written(tmp_path, book, people=people, label="name", by="name")
    assert ("Card", 1, EVIL) in read(file)["Entitled, and not got yet"]


def test_a_list_ends_and_says_what_it_leaves_out(
    tmp_path: Path, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "LISTED", 2)
    told = read(written(tmp_path, book))
    assert told["Entitled, and not got yet"][1:] == [
        ("Card", 1),
        ("Grant", 1),
        ("4 more, not listed", None),
    ]
    assert told["Closing soon"][-1][0] == "1 more, not listed"


def test_only_its_owner_can_read_it(tmp_path: Path, book: Rulebook) -> None:
    assert written(tmp_path, book, "zh").stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, book: Rulebook) -> None:
    told = found(task(tmp_path, book))
    with pytest.raises(CallError):
        sheets.write(told, str(tmp_path / "absent" / "report.xlsx"), "en")
    assert not (tmp_path / "absent").exists()


def test_the_head_tells_the_day_and_the_rulebook(
    tmp_path: Path, book: Rulebook
) -> None:
    head: dict[str, Any] = dict(
        row[:2] for row in read(written(tmp_path, book))["Totals"][:10]
    )
    assert head["Rules of"].date() == date(2021, 7, 27)
    assert head["SHA-256"] == book.sha256
    assert (head["Rows"], head["Assessed"], head["Rejected"]) == (7, 6, 1)

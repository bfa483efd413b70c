"""Counting by any column: one that is carried, and one that is a fact."""

from pathlib import Path
from typing import Any

import pytest

from eligibility import CallError, Rulebook
from eligibility.assessment import Status
from eligibility.screening.caseload import refuse_early
from eligibility.screening.summary import Summary
from tests.caseloads import collected, rulebook, task


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    folder = tmp_path / "town"
    folder.mkdir()
    return rulebook(folder)


def counted(tmp_path: Path, book: Rulebook, **more: Any) -> Summary:
    return collected(task(tmp_path, book, **more))[1].summary


def eligible(found: Summary, measure: str) -> dict[str | None, int]:
    return {value: one[measure][Status.ELIGIBLE] for value, one in found.by.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_fact_is_told_as_people_read_it(
    tmp_path: Path, book: Rulebook, language: str
) -> None:
    found = counted(tmp_path, book, by="town", language=language)
    east, west = ("东", "西") if language == "zh" else ("East", "West")
    assert eligible(found, "grant") == {east: 3, west: 1, None: 0}
    assert found.by_column == ("哪个镇" if language == "zh" else "Which town")


def test_a_carried_column_is_told_as_it_stands(tmp_path: Path, book: Rulebook) -> None:
    found = counted(tmp_path, book, by="name")
    assert eligible(found, "card")["Bo"] == 1
    assert "Fay" not in found.by
    assert found.by_column == "name"


def test_a_column_that_is_not_there_is_refused_early(
    tmp_path: Path, book: Rulebook
) -> None:
    with pytest.raises(CallError, match='no column "twon"') as caught:
        refuse_early(task(tmp_path, book, by="twon"))
    (fault,) = caught.value.faults
    assert fault.hint is not None
    assert "town" in fault.hint.en


def test_nothing_is_counted_by_id_numbers(tmp_path: Path, book: Rulebook) -> None:
    people = "number,lives\n11010519491231002X,yes\n"
    with pytest.raises(CallError, match="holds ID or phone numbers"):
        counted(tmp_path, book, people=people, by="number")

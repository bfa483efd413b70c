"""What is to be done about a table: told by row, counted for all, and bounded."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import CallError, Rulebook
from eligibility.screening import worklist
from eligibility.screening.screener import Wanted
from eligibility.screening.worklist import Row, Worklist, shares
from tests.caseloads import PEOPLE, collected, rulebook, task


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    folder = tmp_path / "town"
    folder.mkdir()
    return rulebook(folder)


def work(
    tmp_path: Path, book: Rulebook, people: str = PEOPLE, most: int = 100, **more: Any
) -> Worklist:
    return collected(task(tmp_path, book, people, **more), most=most)[0].worklist()


def numbers(rows: tuple[Row, ...]) -> list[int]:
    return [row.number for row in rows]


def test_those_who_have_it_already_are_due_nothing(
    tmp_path: Path, book: Rulebook
) -> None:
    found = work(tmp_path, book).due
    assert list(found) == ["card", "grant"]
    assert numbers(found["card"].rows) == [1, 3]
    assert found["card"].tells
    assert numbers(found["grant"].rows) == [1, 2, 3, 7]
    assert not found["grant"].tells


def test_what_closes_soonest_comes_first_with_its_last_day(
    tmp_path: Path, book: Rulebook
) -> None:
    found = work(tmp_path, book)
    assert [(one.day, one.measure, one.row.number) for one in found.closing] == [
        (date(2021, 7, 27), "grant", 3),
        (date(2021, 8, 15), "grant", 1),
        (date(2021, 8, 15), "grant", 7),
    ]
    assert found.closes == {"grant": 3}
    assert found.closing_rows == 3
    assert found.undated == 0
    assert found.until == date(2021, 10, 25)


@pytest.mark.parametrize(
    ("graduated", "closes"),
    [("2019-10-24", True), ("2019-10-25", False), ("2019-07-26", False)],
)
def test_a_window_closes_soon_if_it_is_open_today_and_shut_after_ninety_days(
    tmp_path: Path, book: Rulebook, graduated: str, *, closes: bool
) -> None:
    found = work(tmp_path, book, f"lives,graduated_on\nno,{graduated}\n")
    assert bool(found.closing) is closes
    assert found.closing_rows == int(closes)


def test_whoever_has_a_measure_is_told_of_no_last_day(
    tmp_path: Path, book: Rulebook
) -> None:
    people = "lives,has_card\nyes,yes\n"
    assert work(tmp_path, book, people).closing == ()


def test_each_open_row_is_asked_for_one_thing(tmp_path: Path, book: Rulebook) -> None:
    found = work(tmp_path, book)
    assert [(one.row.number, one.fact, one.settles) for one in found.ask] == [
        (4, "lives", 1),
        (7, "lives", 1),
    ]
    assert found.asked == 2


def test_without_missing_facts_nobody_is_asked(tmp_path: Path, book: Rulebook) -> None:
    found = work(tmp_path, book, wanted=Wanted.STATUS)
    assert (found.ask, found.asked) == ((), 0)
    assert numbers(found.due["card"].rows) == [1, 3]


def test_rows_have_a_name_only_where_a_column_is_named(
    tmp_path: Path, book: Rulebook
) -> None:
    nameless = work(tmp_path, book)
    assert {row.label for row in nameless.due["card"].rows} == {None}
    named = work(tmp_path, book, label="name")
    assert named.due["card"].rows == (Row(1, "Ada"), Row(3, "Cy"))
    assert named.closing[0].row == Row(3, "Cy")
    assert named.ask[1].row == Row(7, "Gus")


def test_a_column_of_id_numbers_names_no_row(tmp_path: Path, book: Rulebook) -> None:
    number = "11010519491231002X"
    people = f"number,lives\n{number},yes\n"
    with pytest.raises(CallError, match="holds ID or phone numbers") as caught:
        work(tmp_path, book, people, label="number")
    assert number not in str(caught.value)
    (fault,) = caught.value.faults
    assert fault.hint is not None
    assert "--carry" in fault.hint.en
    found = work(tmp_path, book, people, label="number", carry=("number",))
    assert found.due["card"].rows == (Row(1, number),)


def test_only_so_many_rows_are_kept_and_all_are_counted(
    tmp_path: Path, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eligibility.screening.caseload.BATCH", 2)
    found = work(tmp_path, book, most=1)
    assert (found.due["grant"].count, numbers(found.due["grant"].rows)) == (4, [1])
    assert [one.row.number for one in found.closing] == [3]
    assert found.closes == {"grant": 3}
    assert [one.row.number for one in found.ask] == [4]
    assert found.asked == 2


def test_a_last_day_is_worked_out_for_so_many_only(
    tmp_path: Path, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist, "MOST_DATED", 2)
    found = work(tmp_path, book)
    assert [one.row.number for one in found.closing] == [3, 1]
    assert (found.closes, found.undated) == ({"grant": 3}, 1)


@given(st.lists(st.integers(0, 50), max_size=8), st.integers(0, 100))
def test_shares_are_whole_fair_and_within_the_limit(
    counts: list[int], most: int
) -> None:
    found = shares(counts, most)
    assert sum(found) == min(sum(counts), most)
    assert all(one <= count for one, count in zip(found, counts, strict=True))
    cut = [one for one, count in zip(found, counts, strict=True) if one < count]
    assert not cut or max(found) - min(cut) <= 1

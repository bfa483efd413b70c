"""A question beside the point is left out, and its answer is no contradiction."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from eligibility import Rulebook, Session, Status, assess
from tests.edited import BASE, changed, with_test

DAY = date(2021, 7, 27)
BOOK = Rulebook.load("guangdong")


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    files = changed(
        "facts.yaml",
        "    help: {zh: 按人数算。, en: Counted by head.}",
        "    help: {zh: 按人数算。, en: Counted by head.}\n    asked_if: student == false",
    ) | with_test("children >= 1")
    copytree(BASE, tmp_path / "book")
    for name, text in files.items():
        (tmp_path / "book" / name).write_text(text, encoding="utf-8")
    return Rulebook.load(str(tmp_path / "book"))


@pytest.mark.parametrize(
    ("student", "question"), [(True, None), (False, "children"), (None, "children")]
)
def test_a_question_is_asked_unless_it_is_known_to_be_beside_the_point(
    book: Rulebook, student: bool | None, question: str | None
) -> None:
    known: dict[str, object] = {"born": "1990-01-01"}
    known |= {} if student is None else {"student": student}
    asked = Session(book, on=DAY, profile=known).question
    assert (asked.id if asked else None) == question


def test_its_answer_counts_all_the_same(book: Rulebook) -> None:
    person = {"born": "1990-01-01", "student": True, "children": 1}
    assert assess(person, book, on=DAY)["allowance"].status is Status.ELIGIBLE


@pytest.mark.parametrize("sells", ["own_farm_products", "convenience_labour", "other"])
@pytest.mark.parametrize("online", [True, False])
def test_a_stall_at_its_place_contradicts_no_goods(sells: str, online: bool) -> None:
    person = {
        "sells": sells,
        "sells_online": online,
        "designated_place": True,
        "designated_time": True,
    }
    status = assess(person, BOOK, on=DAY)["licence-exemption"].status
    assert status in set(Status)

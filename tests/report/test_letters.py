"""Letters: one for each sound row, all or none, for their owner only."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eligibility import CallError, Rulebook
from eligibility.report import letters
from eligibility.report.letters import Addressees
from eligibility.screening.caseload import screen_table
from tests.caseloads import rulebook, task


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("town"))


def addressees(
    tmp_path: Path, book: Rulebook, measures: tuple[str, ...] | None = None
) -> Addressees:
    work = task(tmp_path, book)
    found = Addressees(book, work.day, "en", measures)
    screen_table(replace(work, watchers=(found,)), lambda _: None)
    return found


def written(
    tmp_path: Path,
    book: Rulebook,
    measures: tuple[str, ...] | None = None,
    passed: Callable[[int], None] = lambda _: None,
) -> Path:
    folder = tmp_path / "letters"
    letters.write(addressees(tmp_path, book, measures), str(folder), passed=passed)
    return folder


def test_each_sound_row_gets_one(tmp_path: Path, book: Rulebook) -> None:
    passed: list[int] = []
    folder = written(tmp_path, book, passed=passed.append)
    names = sorted(one.name for one in folder.iterdir())
    assert names == [f"row-00000{number}.html" for number in (1, 2, 3, 4, 5, 7)]
    assert sum(passed) == 6


def test_a_letter_is_about_its_own_row(tmp_path: Path, book: Rulebook) -> None:
    folder = written(tmp_path, book)
    first = (folder / "row-000001.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in first
    assert "2021-08-15" in first  # a table has days in ISO form
    assert "15 August 2019" in first
    assert "Ada" not in first
    assert "15 August 2019" not in (folder / "row-000005.html").read_text("utf-8")


def test_only_some_measures_are_told_where_only_they_are_wanted(
    tmp_path: Path, book: Rulebook
) -> None:
    folder = written(tmp_path, book, measures=("card",))
    text = (folder / "row-000001.html").read_text(encoding="utf-8")
    assert 'id="card"' in text
    assert 'id="grant"' not in text


def test_only_their_owner_can_read_them(tmp_path: Path, book: Rulebook) -> None:
    folder = written(tmp_path, book)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {one.stat().st_mode & 0o777 for one in folder.iterdir()} == {0o600}


def test_an_interrupt_leaves_no_letter(tmp_path: Path, book: Rulebook) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(tmp_path, book, passed=stop)
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "decisions.csv",
        "decisions.rejects.csv",
        "people.csv",
    ]


def test_an_empty_folder_is_taken_and_a_full_one_is_refused(
    tmp_path: Path, book: Rulebook
) -> None:
    (tmp_path / "letters").mkdir()
    letters.refuse_early(str(tmp_path / "letters"), 6)
    folder = written(tmp_path, book)
    with pytest.raises(CallError, match="not empty"):
        letters.refuse_early(str(folder), 6)


def test_too_many_rows_are_refused_as_soon_as_they_are_known(
    tmp_path: Path, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CallError, match="at most 5,000") as caught:
        letters.refuse_early(str(tmp_path / "letters"), 5_001)
    (fault,) = caught.value.faults
    assert fault.hint is not None
    letters.refuse_early(str(tmp_path / "letters"), 5_000)
    monkeypatch.setattr(letters, "MOST", 6)
    with pytest.raises(CallError):
        addressees(tmp_path, book)
    assert [one.name for one in tmp_path.iterdir()] == ["people.csv"]

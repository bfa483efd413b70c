"""A new measure checks and tries its case at once, and harms nothing that is there."""

from pathlib import Path
from shutil import copytree

import pytest

from eligibility import CallError, Rulebook
from eligibility.inquiries.trials import trials
from eligibility.loading.beginning import begin
from tests.edited import BASE

LISTS = (
    "measures: [allowance]",
    "measures:\n  - allowance",
    "measures:\n- allowance\n",
    "measures:   [ allowance ]   # all of them",
)


def copied(folder: Path, listed: str = LISTS[0]) -> Path:
    copytree(BASE, folder / "book")
    head = folder / "book" / "rulebook.yaml"
    text = head.read_text(encoding="utf-8")
    assert LISTS[0] in text
    head.write_text(text.replace(LISTS[0], listed), encoding="utf-8")
    return folder / "book"


@pytest.mark.parametrize("listed", LISTS)
def test_it_is_listed_and_loads_and_its_case_passes(
    tmp_path: Path, listed: str
) -> None:
    folder = copied(tmp_path, listed)
    files = begin(folder, Rulebook.load(str(folder)).contents, "rent-subsidy")
    assert all(file.is_file() for file in files)
    book = Rulebook.load(str(folder))
    assert list(book.measures) == ["allowance", "rent-subsidy"]
    (trial,) = trials(book)
    assert trial.passed, trial.faults


def test_another_can_follow_in_an_empty_list_too(tmp_path: Path) -> None:
    folder = copied(tmp_path, "measures: []")
    (folder / "measures" / "allowance.yaml").unlink()
    for measure in ("one", "two"):
        begin(folder, Rulebook.load(str(folder)).contents, measure)
    assert list(Rulebook.load(str(folder)).measures) == ["one", "two"]


@pytest.mark.parametrize(
    "measure", ["Allowance", "a b", "../x", "", "-a", "a--b", "低保"]
)
def test_an_id_is_plain(tmp_path: Path, measure: str) -> None:
    folder = copied(tmp_path)
    before = {file: file.read_bytes() for file in folder.rglob("*.yaml")}
    with pytest.raises(CallError):
        begin(folder, Rulebook.load(str(folder)).contents, measure)
    assert {file: file.read_bytes() for file in folder.rglob("*.yaml")} == before


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = {file: file.read_bytes() for file in folder.rglob("*.yaml")}
    with pytest.raises(CallError):
        begin(folder, Rulebook.load(str(folder)).contents, "allowance")
    assert {file: file.read_bytes() for file in folder.rglob("*.yaml")} == before

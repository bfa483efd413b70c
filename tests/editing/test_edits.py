"""What an edit touches, and what comes out otherwise by it."""

import shutil
from pathlib import Path

import pytest

from eligibility import Rulebook, Status
from eligibility.editing.edits import Snapshot, snapshot, touched
from eligibility.editing.outcomes import Baseline, tried

EVERY = {"library-card", "book-money", "home-delivery"}


@pytest.fixture
def library(checkout: Path, tmp_path: Path) -> Path:
    """A rulebook to edit."""
    source = checkout / "examples" / "library-card"
    return Path(shutil.copytree(source, tmp_path / "book"))


def edit(folder: Path, name: str, old: str, new: str) -> tuple[Snapshot, Snapshot]:
    """A file with a text replaced; how the folder stood before and after."""
    before = snapshot(folder)
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return before, snapshot(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("measures/book-money.yaml", "kind: ", "kind:  ", {"book-money"}),
        ("cases/library-card.yaml", "expect: ", "expect:  ", {"library-card"}),
        # A figure, through a definition or not.
        ("parameters.yaml", "value: 3000", "value: 3001", {"book-money"}),
        ("parameters.yaml", "value: 2.5", "value: 2.6", {"home-delivery"}),
        ("sources.yaml", "basis: ", "basis:  ", set()),  # layout alone
        ("rulebook.yaml", "version: 2026.1", "version: 2026.2", EVERY),
        ("coverage.yaml", "says: ", "says:  ", set()),
        ("facts.yaml", "facts:", "facts: [", EVERY),  # nobody can tell
    ],
)
def test_an_edit_touches_what_it_may_change(
    library: Path, name: str, old: str, new: str, expected: set[str]
) -> None:
    assert touched(*edit(library, name, old, new)) == expected


def test_a_name_touches_through_other_names(checkout: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkout / "rules" / "guangdong", tmp_path / "book"))
    found = touched(*edit(folder, "parameters.yaml", "60 * years", "61 * years"))
    # The age of retirement is said by a definition, and that by measures.
    assert "unemployment-registration" in found
    assert "legal-aid" not in found


def test_a_contradiction_touches_all(checkout: Path, tmp_path: Path) -> None:
    folder = Path(
        shutil.copytree(checkout / "tests" / "editing" / "everything", tmp_path / "b")
    )
    old = "id: lessons-without-study"
    found = touched(*edit(folder, "facts.yaml", old, "id: other"))
    assert found == {"allowance", "advice"}


def test_files_that_come_and_go_are_noticed(library: Path) -> None:
    before = snapshot(library)
    (library / "measures" / "new.yaml").write_text("id: new\n", encoding="utf-8")
    (library / "cases" / "book-money.yaml").unlink()
    after = snapshot(library)
    assert {*after.changed(before)} == {"measures/new.yaml", "cases/book-money.yaml"}
    assert touched(before, after) == {"new", "book-money"}


def test_what_comes_out_otherwise_is_found_with_what_fails(library: Path) -> None:
    before = Baseline(Rulebook.load(str(library)))
    same = list(tried(before.book, library, ["library-card"], before))
    assert same
    assert all(one.turned is None and not one.faults for one in same)
    assert {one.trial.case.measure for one in same} == {"library-card"}
    days = [one.trial.case.day for one in same]
    assert days == sorted(days, reverse=True)

    edit(library, "parameters.yaml", "value: 6\n", "value: 60\n")
    book = Rulebook.load(str(library))
    found = list(tried(book, library, ["library-card"], before))
    turned = [one.turned for one in found if one.turned is not None]
    assert turned
    assert any(
        (one.before, one.after) == (Status.ELIGIBLE, Status.INELIGIBLE)
        for one in turned
    )
    assert all(one.faults for one in found if one.turned is not None)


def test_a_case_that_nothing_was_said_of_before_has_not_turned(library: Path) -> None:
    before = Baseline(Rulebook.load(str(library)))
    (case, *_) = before.book.cases
    before.book.contents.measures.pop(case.measure)  # type: ignore[attr-defined]  # a dictionary
    assert before.status(case) is None

"""A rulebook as it stands in an editor: its files, and what is not saved yet.

What is open in an editor is written beside the rest, and read as any rulebook is; so
whatever is told of it is what `rules check` would tell once all is saved.
"""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eligibility.errors import Fault, RulebookError
from eligibility.inquiries.lints import lints
from eligibility.inquiries.trials import impossible
from eligibility.law.contents import Contents
from eligibility.loading.folder import FIRST
from eligibility.loading.source import Node
from eligibility.loading.written import written
from eligibility.places import Place
from eligibility.rulebook import Rulebook

FOLDERS = ("measures", "cases")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: faults or, where there are none, warnings and the rulebook.
    Places name files as they are called within the rulebook's folder.
    """

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    contents: Contents | None
    roots: Mapping[str, Node]


def refuse_unreadable(book: Rulebook) -> None:
    """Read all files of a rulebook; RulebookError with every fault in them."""
    _ = book.sentences
    faults = dict.fromkeys(impossible(book))
    if faults:
        raise RulebookError(faults)


def root_of(file: Path) -> Path | None:
    """The folder of the rulebook that a file belongs to; None where it is in none."""
    return next((one for one in file.parents[:2] if (one / FIRST).is_file()), None)


def checked(folder: Path, unsaved: Mapping[str, str]) -> Checked:
    """A rulebook with some texts in place of files, by their names within it."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name).resolve()
        _copy(folder, copy, unsaved)
        try:
            book = Rulebook.load(str(copy))
            refuse_unreadable(book)
        except RulebookError as error:
            return Checked(tuple(_named(it, copy) for it in error.faults), (), None, {})
        warnings = tuple(_named(it, copy) for it in lints(book))
        return Checked((), warnings, book.contents, written(copy))


def name_of(place: Place, folder: Path) -> str:
    """What the file of a place is called within a folder."""
    file = Path(place.document.name)
    within = file.is_relative_to(folder)
    return file.relative_to(folder).as_posix() if within else place.document.name


def _copy(folder: Path, copy: Path, unsaved: Mapping[str, str]) -> None:
    files = [*folder.glob("*.yaml")]
    for name in FOLDERS:
        (copy / name).mkdir()
        files += (folder / name).glob("*.yaml")
    for file in files:
        name = file.relative_to(folder).as_posix()
        if name not in unsaved and file.is_file():
            shutil.copyfile(file, copy / name)
    for name, text in unsaved.items():
        (copy / name).write_text(text, encoding="utf-8")


def _named(fault: Fault, folder: Path) -> Fault:
    other = fault.other
    return Fault(
        fault.code,
        fault.text,
        _within(fault.place, folder),
        fault.hint,
        (_within(other[0], folder) or other[0], other[1]) if other else None,
        fault.subject,
    )


def _within(place: Place | None, folder: Path) -> Place | None:
    if place is None:
        return None
    document = place.document._replace(name=name_of(place, folder))
    return place._replace(document=document)

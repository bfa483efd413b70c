"""A letter for each person in a table: the plan that one person gets, a page each.

The folder appears with all letters in it, or not at all, and only its owner can open
it. Letters are worked out person by person, so there is a limit to how many.
"""

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from eligibility.assessment import assess
from eligibility.errors import CallError, Fault
from eligibility.inquiries.advising import advise
from eligibility.keeping.filing import refuse_unwritable, together, told
from eligibility.keeping.formats import LETTER
from eligibility.law.facts import Code
from eligibility.profiles import completed
from eligibility.report.extra import refuse_impossible
from eligibility.report.html import html
from eligibility.report.page import page
from eligibility.rulebook import Rulebook
from eligibility.screening import lastdays
from eligibility.screening.batches import Batch
from eligibility.screening.screener import Screened
from eligibility.texts import Language, Text

MOST = 5_000
"""How many letters are written at most; each takes part of a second."""


@dataclass
class Addressees:
    """The people of the sound rows of a table, by the number of their row, and what
    they are to be told of: by which rulebook, on which day, in which language.
    """

    book: Rulebook
    day: date
    language: Language
    measures: Collection[str] | None = None
    rows: dict[int, Mapping[str, Code]] = field(default_factory=dict)
    _seen: int = 0

    def add(self, batch: Batch, screened: Screened) -> None:
        """See a batch; CallError where there are more rows than letters may be."""
        self._seen += batch.count
        refuse_many(self._seen)
        numbers = batch.rows.filter(screened.sound)
        people = lastdays.told(screened.codes.filter(screened.sound))
        self.rows |= dict(zip(numbers.to_list(), people, strict=True))


def refuse_early(folder: str, rows: int | None) -> None:
    """Say before any work is done that no letters can be written; CallError."""
    refuse_impossible(LETTER)
    refuse_many(rows or 0)
    path = Path(folder)
    if path.is_dir() and not any(path.iterdir()):
        return
    if path.exists():
        raise _wrong(
            f"{folder} 已经有了，里面不是空的",
            f"{folder} is there already, and not empty",
            Text(
                "请给一个新的文件夹，免得新旧信混在一起。",
                "Name a new folder, so that old letters and new ones do not mix.",
            ),
        )
    refuse_unwritable(folder)


def refuse_many(rows: int) -> None:
    """CallError where a table has more rows than letters may be."""
    if rows > MOST:
        raise _wrong(
            f"--letters 最多写 {MOST:,} 封信，这张表的行更多",
            f"--letters writes at most {MOST:,} letters, and the table has more rows",
            Text(
                "把表分成几份，或者只留下要发信的人。",
                "Split the table, or keep only those who are to get a letter.",
            ),
        )


def write(
    addressees: Addressees, folder: str, *, passed: Callable[[int], None]
) -> None:
    """Write the letters; `passed` is told of each that is done.

    Raises CallError where they cannot be written; then there is none.
    """
    target = Path(folder)
    with together() as files:
        under_way = files.folder(folder)
        for number, codes in addressees.rows.items():
            text = _letter(codes, addressees)
            with told(folder):
                _put(under_way / f"row-{number:06}{LETTER.ending}", text)
            passed(1)
        with told(folder):
            if target.is_dir():
                target.rmdir()
            under_way.rename(target)


def _letter(codes: Mapping[str, Code], told_of: Addressees) -> str:
    book, day = told_of.book, told_of.day
    profile, _ = completed(codes, book.plans(day), {})
    assessment = assess(profile, book, on=day, measures=told_of.measures)
    advice = advise(assessment, profile)
    return html(page(assessment, profile, advice, told_of.language))


def _put(place: Path, text: str) -> None:
    """A file that only its owner can read, whatever the mask is."""
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)


def _wrong(zh: str, en: str, hint: Text) -> CallError:
    return CallError([Fault("letters", Text(zh, en), hint=hint)])

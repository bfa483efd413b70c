"""A handful of people before a rulebook of two measures,
so that all is plain by hand.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from eligibility import Rulebook
from eligibility.report.caseload import Found
from eligibility.screening.caseload import Done, Task, screen_table
from eligibility.screening.headings import headings
from eligibility.screening.tables import opened
from eligibility.screening.worklist import Collecting
from eligibility.texts import Language
from tests import small

DAY = date(2021, 7, 27)
PEOPLE = """name,lives,has_card,graduated_on,town
Ada,yes,no,2019-08-15,east
Bo,yes,yes,2020-06-30,west
Cy,yes,,2019-07-27,east
Di,,,,
Ed,no,,2010-01-01,west
Fay,perhaps,,2019-08-15,west
Gus,,,2019-08-15,east
"""
"""Ada lacks the card, and the grant closes for her; Bo has the card, and time; Cy may
have the card, and it is the last day; Di and Gus have not said where they live.
"""


def rulebook(folder: Path) -> Rulebook:
    """A card that one can have already, a grant for two years after graduation, and
    what is the same for all.
    """
    told = {"zh": "事", "en": "thing"}
    fact = {"question": told, "help": told}
    town = {"east": {"zh": "东", "en": "East"}, "west": {"zh": "西", "en": "West"}}
    day = {"verified_on": "2020-01-01", "review_by": "2099-01-01"}
    head = {"name": "town", "version": "1", "first_day": "2020-01-01"}
    files: dict[str, Any] = {
        "rulebook.yaml": {
            **head,
            "title": {"zh": "镇", "en": "Town"},
            "measures": ["card", "grant", "talk", "later"],
        },
        "facts.yaml": {
            "facts": {
                "lives": {"type": "bool", **fact, "heading": _text("住在", "Lives")},
                "has_card": {"type": "bool", **fact, "heading": _text("有证", "Card")},
                "graduated_on": {
                    "type": "date",
                    **fact,
                    "heading": _text("毕业日期", "Graduated"),
                },
                "town": {
                    "type": "choice",
                    "values": town,
                    **fact,
                    "heading": _text("哪个镇", "Which town"),
                },
            },
            "contradictions": [],
        },
        "parameters.yaml": {},
        "sources.yaml": {"law": {"title": told, "basis": "official", **day}},
        "measures/card.yaml": _measure(
            "card",
            _text("证", "Card"),
            {"requires": _test("lives == true")},
            held={"test": "has_card == true"},
        ),
        "measures/grant.yaml": _measure(
            "grant",
            _text("补贴", "Grant"),
            {"requires": _test("today <= graduated_on + 2 * years")},
        ),
        "measures/talk.yaml": _measure("talk", _text("谈", "Talk"), {"informs": told}),
        "measures/later.yaml": _measure(
            "later", _text("以后", "Later"), {"requires": _test("lives == true")}, 2030
        ),
    }
    return small.written(files, folder)


def task(folder: Path, book: Rulebook, people: str = PEOPLE, **more: Any) -> Task:
    """A table of people to be screened."""
    file = folder / "people.csv"
    file.write_text(people, encoding="utf-8")
    table = opened(str(file))
    found = Task(
        table=table,
        headings=headings(table.headings, book.facts),
        book=book,
        day=DAY,
        out=str(folder / "decisions.csv"),
        language="en",
    )
    return replace(found, **more)


def collected(work: Task, *, most: int = 100) -> tuple[Collecting, Done]:
    """What there is to do about a table."""
    collecting = Collecting(
        work.book, work.day, measures=work.measures, label=work.label, most=most
    )
    done = screen_table(replace(work, watchers=(collecting,)), lambda _: None)
    return collecting, done


def found(work: Task, *, most: int = 100) -> Found:
    """All that a report tells of a table."""
    collecting, done = collected(work, most=most)
    return Found(
        work.book,
        work.day,
        "people.csv",
        done.summary,
        collecting.worklist(),
        work.label,
    )


Reported = Callable[..., Found]
Languages: tuple[Language, ...] = ("zh", "en")


def _text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _test(test: str) -> dict[str, object]:
    return {"id": "so", "text": small.TEXT, "test": test}


def _measure(
    id_: str,
    title: dict[str, str],
    version: dict[str, object],
    year: int = 2020,
    **more: object,
) -> dict[str, object]:
    kind = {"kind": "service", "audience": "person"}
    versions = [{"from": f"{year}-01-01", "cite": small.CITE, **version}]
    return {
        "id": id_,
        "title": title,
        "summary": title,
        **kind,
        **more,
        "versions": versions,
    }

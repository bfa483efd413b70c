"""A folder for any web server, or for none: the rulebook for the public, in two
languages. No page asks anything of any other site.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from eligibility.inquiries.chains import chains
from eligibility.keeping.filing import together, told
from eligibility.keeping.formats import HTML
from eligibility.publishing.index import index
from eligibility.publishing.page import measure_page
from eligibility.report import looks
from eligibility.report.html import TAGS
from eligibility.rulebook import Rulebook
from eligibility.telling.wording import Wording
from eligibility.texts import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
PLAIN = ("search.js",)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many measures, files and bytes."""

    measures: int
    files: int
    size: int


def write(book: Rulebook, day: date, folder: Path) -> Written:
    """Write the site of a rulebook as it stands on a day.

    Raises CallError for a day that the rulebook does not answer for, for a folder that
    cannot be written, and where the library for templates is not installed.
    """
    book.on(day)
    with HTML.needed():
        environment = _environment()
    with told(str(folder)):
        for place in (folder, *(folder / language for language in LANGUAGES)):
            place.mkdir(parents=True, exist_ok=True)
    count = size = 0
    with together() as filing:
        for name, text in _contents(book, day, environment):
            data = text.encode()
            filing.publish(str(folder / name), data)
            count, size = count + 1, size + len(data)
    return Written(len(book.measures), count, size)


def _contents(book: Rulebook, day: date, environment: Any) -> Iterator[tuple[str, str]]:
    for name in PLAIN:
        yield name, _source(name)
    shared = {"day": day.isoformat(), "book": book, "looks": looks, "tags": TAGS}
    yield "style.css", environment.get_template("style.css").render(**shared)
    yield "index.html", environment.get_template("door.html").render(**shared)
    led = chains(book, day)
    for language in LANGUAGES:
        words = Wording(book.facts, language)
        beside = {**shared, "say": words.say, "language": language}
        pages = {
            id_: measure_page(id_, book, day, language, led) for id_ in book.measures
        }
        whole = index(book, day, language, pages)
        yield (
            f"{language}/index.html",
            environment.get_template("index.html").render(
                page=whole, other="index.html", **beside
            ),
        )
        for id_, page in pages.items():
            yield (
                f"{language}/{id_}.html",
                environment.get_template("measure.html").render(
                    page=page, other=f"{id_}.html", index=whole, **beside
                ),
            )


@cache
def _environment() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def _source(name: str) -> str:
    return files("eligibility.publishing").joinpath(name).read_text(encoding="utf-8")

"""A folder for any web server: the component, and the rules of each day of a span."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from eligibility.errors import CallError, Fault
from eligibility.keeping.filing import together, told
from eligibility.rulebook import Rulebook
from eligibility.texts import Text
from eligibility.web.export import exported

FILES = (
    "embed.js",
    "device.mjs",
    "clauses.mjs",
    "conditions.mjs",
    "evaluator.mjs",
    "filling.mjs",
    "reasons.mjs",
    "sentences.mjs",
    "spoken.mjs",
    "telling.mjs",
    "asking.mjs",
    "style.css",
    "icon.svg",
)
PAGES = ("index.html", "embed.html")
ELEMENT = "<eligibility-check "


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the days, how many files, how many bytes."""

    first: date
    last: date
    files: int
    size: int


def write(book: Rulebook, first: date, days: int, folder: Path) -> Written:
    """Write a folder that answers on the device, for so many days from the first on.

    Raises CallError for a folder that cannot be written, for a day before the
    rulebook's first, and for rules that need a calendar.
    """
    last = _last(first, days)
    count = size = 0
    with told(str(folder)):
        folder.mkdir(exist_ok=True)
    with together() as filing:
        for name, data in _contents(book, first, last):
            filing.publish(str(folder / name), data)
            count, size = count + 1, size + len(data)
    return Written(first, last, count, size)


def _last(first: date, days: int) -> date:
    try:
        return first + timedelta(days=days - 1)
    except OverflowError:
        text = Text("日期太晚", "The days go beyond the calendar")
        raise CallError([Fault("bad-day", text)]) from None


def _contents(book: Rulebook, first: date, last: date) -> Iterator[tuple[str, bytes]]:
    source = files("eligibility").joinpath("web")
    for name in FILES:
        yield name, source.joinpath(name).read_bytes()
    for name in PAGES:
        page = source.joinpath(name).read_text("utf-8")
        yield name, page.replace(ELEMENT, f'{ELEMENT}rules="./" ').encode()
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        yield f"{day}.json", _json(exported(book, day))
    span = {
        "rulebook": book.name,
        "first": str(first),
        "last": str(last),
        "timezone": book.contents.timezone,
    }
    yield "days.json", _json(span)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

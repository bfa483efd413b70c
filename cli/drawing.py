"""Faults as people read them: where, what, the line with the place marked, a hint.

Only the quoted line shows what the user's own file holds. Control characters are not
passed on to the terminal.
"""

import shutil
import sys
from collections.abc import Iterable, Iterator

from eligibility.errors import Fault
from eligibility.places import Place
from eligibility.sentences.wrapping import cells, wrapped
from eligibility.texts import Language

QUOTED = 100
CONTEXT = 40


def drawn(faults: Iterable[Fault], language: Language) -> str:
    """All faults, one after another, ready for stderr."""
    found = tuple(faults)
    blocks = ["\n".join(_lines(fault, language)) for fault in found]
    if len(found) > 1:
        count = f"共 {len(found)} 处。" if language == "zh" else f"{len(found)} faults."
        blocks.append(count)
    return "\n".join(blocks) + "\n"


def _lines(fault: Fault, language: Language) -> Iterator[str]:
    yield from _told(fault.message(language), "")
    if fault.place is not None:
        yield from _quoted(fault.place)
    if fault.other is not None:
        place, text = fault.other
        yield from _told(f"{place}: {text.in_language(language)}", "   ")
        yield from _quoted(place)
    if fault.hint is not None:
        yield from _told(fault.hint.in_language(language), "   ")


def _told(text: str, indent: str) -> Iterator[str]:
    """A sentence; on a terminal it is broken where words end."""
    clean = _clean(text)
    if not sys.stderr.isatty():
        yield indent + clean
        return
    width = shutil.get_terminal_size((80, 24)).columns - len(indent)
    yield from (indent + line for line in wrapped(clean, width))


def _quoted(place: Place) -> Iterator[str]:
    """The line, or the stretch of a very long one, with carets under the place."""
    line = place.text
    if not line.strip():
        return
    start = place.column - 1
    first = 0 if start + min(place.width, CONTEXT) <= QUOTED else start - CONTEXT
    last = first + QUOTED
    end = min(start + place.width, last)
    before = ("…" if first else "") + _clean(line[first:start])
    marked = _clean(line[start:end])
    after = _clean(line[end:last]) + ("…" if len(line) > last else "")
    gutter = " " * len(str(place.line))
    yield f"   {place.line} | {before}{marked}{after}"
    yield f"   {gutter} | {' ' * cells(before)}{'^' * max(1, cells(marked))}"


def _clean(text: str) -> str:
    return "".join(
        char if char.isprintable() else " " if char in "\t\n" else "\ufffd"
        for char in text
    )

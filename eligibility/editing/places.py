"""Where in a file of a rulebook a position lies: beneath which keys, at which word.

Read from the lines alone, by their indentation: while somebody types, a file is seldom
YAML. Columns count characters from 0; `character` and `units` go from and to the units
of UTF-16 in which the protocol of editors counts.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from eligibility.editing.schemas import KINDS_OF_FILES, schema
from eligibility.editing.shapes import Schema

KEY = re.compile(r"^\s*(?:- )*\s*(?P<key>[\w.-]+):(?:\s|$)")
WITHIN = re.compile(r"(?:^|[{,]|- |\s)(?P<key>[\w.-]+):\s+(?P<value>[^{}]*)$")
BEFORE_BRACE = re.compile(r"(?P<key>[\w.-]+):\s*(?:\[(?:\{[^{}]*\},\s*)*)?$")
WORD = re.compile(r"[\w-]+")
COMBINED = ("allOf", "anyOf", "oneOf")
BESIDE = ("then", "else")


class Spot(NamedTuple):
    """A position: the keys it lies beneath, and the text before it as far as it
    belongs to it; `at_key` says that a key is being written, not a value.
    """

    path: tuple[str, ...]
    before: str
    at_key: bool


def spot(lines: Sequence[str], line: int, column: int) -> Spot:
    """What a position in a text lies beneath."""
    text = lines[line][:column] if line < len(lines) else ""
    above = _above(lines, line, _indent(text))
    opened = _opened(text)
    if opened:
        path = (*above, *(key for _, key in opened if key))
        inner = text[opened[-1][0] + 1 :].rpartition(",")[2]
        key, colon, value = inner.partition(":")
        if colon:
            return Spot((*path, key.strip()), value.lstrip(), at_key=False)
        return Spot(path, inner.strip(), at_key=True)
    found = WITHIN.search(text)
    if found is not None:
        return Spot((*above, found["key"]), found["value"], at_key=False)
    rest = text.lstrip(" -")
    listed = text.lstrip().startswith("- ")
    return Spot(above, rest, at_key=not listed or not rest or rest.isidentifier())


def _indent(text: str) -> int:
    """How far in a line stands; what follows a dash stands further in."""
    return len(text) - len(text.lstrip(" -"))


def _opened(text: str) -> list[tuple[int, str]]:
    """The braces that are open at the end of a text, each with the key before it."""
    open_: list[tuple[int, str]] = []
    quote = ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "{":
            key = BEFORE_BRACE.search(text[:at])
            open_.append((at, key["key"] if key else ""))
        elif letter == "}" and open_:
            open_.pop()
    return open_


def _above(lines: Sequence[str], line: int, indent: int) -> tuple[str, ...]:
    """The keys beneath which a line of some indentation stands, the outermost first."""
    found: list[str] = []
    for text in reversed(lines[:line]):
        match = KEY.match(text)
        if match is None:
            continue
        start = match.start("key")
        if start < indent:
            found.append(match["key"])
            indent = start
    return tuple(reversed(found))


def word(text: str, column: int) -> tuple[int, str] | None:
    """The word at a position of a line, and where it begins."""
    for match in WORD.finditer(text):
        if match.start() <= column <= match.end():
            return match.start(), match[0]
    return None


def character(text: str, units: int) -> int:
    """How many characters so many units of UTF-16 are."""
    for count, letter in enumerate(text):
        if units <= 0:
            return count
        units -= 2 if ord(letter) > 0xFFFF else 1
    return len(text)


def units(text: str, characters: int) -> int:
    """How many units of UTF-16 so many characters are."""
    return len(text[:characters].encode("utf-16-le")) // 2


def kind_of(name: str) -> str | None:
    """Which kind of file one is, by its name within the rulebook's folder."""
    folder, _, _ = name.rpartition("/")
    for kind, (files, _) in KINDS_OF_FILES.items():
        pattern, _, last = files.rpartition("/")
        if name == files or (pattern == folder and last == "*.yaml"):
            return kind
    return None


def keys(kind: str, path: Sequence[str]) -> tuple[str, ...]:
    """The keys that may stand beneath some keys, in the order of the schema."""
    found = (key for one in _shapes(kind, path) for key in one.get("properties", ()))
    return tuple(dict.fromkeys(found))


def values(kind: str, path: Sequence[str]) -> tuple[str, ...]:
    """The values that may stand beneath some keys, where the list of them is closed."""
    found = (value for one in _shapes(kind, path) for value in one.get("enum", ()))
    return tuple(dict.fromkeys(_written(value) for value in found))


def _written(value: Any) -> str:
    named = {True: "true", False: "false", None: "null"}
    known = isinstance(value, bool) or value is None
    return named[value] if known else str(value)


def _shapes(kind: str, path: Sequence[str]) -> list[Schema]:
    """All shapes that what stands beneath some keys may have."""
    whole: Schema = dict(schema(kind))
    known = whole.get("$defs", {})
    shapes = [*_all(whole, known)]
    for key in path:
        shapes = [
            inner
            for shape in shapes
            for one in _beneath(shape, key)
            for inner in _all(one, known)
        ]
    return shapes


def _beneath(shape: Schema, key: str) -> Iterator[Schema]:
    own = shape.get("properties", {})
    if isinstance(own.get(key), dict):
        yield own[key]
    elif key not in own and isinstance(shape.get("additionalProperties"), dict):
        yield shape["additionalProperties"]


def _all(shape: Schema, known: Schema) -> Iterator[Schema]:
    """A shape with all that it refers to, and with what its lists hold."""
    yield shape
    if "$ref" in shape:
        yield from _all(known[shape["$ref"].rpartition("/")[2]], known)
    for name in COMBINED:
        for inner in shape.get(name, ()):
            if "if" not in inner:
                yield from _all(inner, known)
    for name in (*BESIDE, "items"):
        if isinstance(shape.get(name), dict):
            yield from _all(shape[name], known)

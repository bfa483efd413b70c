"""Typed dictionaries as declarations of TypeScript."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

WIDTH, BREAK = 88, "\n  "
NAMES = {str: "string", int: "number", bool: "boolean", NoneType: "null"}
UNIONS = (Literal, Union, UnionType)
Aliases = dict[object, str]
"""Unions that have a name of their own."""


def declared(whole: type, aliases: Aliases) -> str:
    """The declarations of a typed dictionary and of all that it is made of."""
    found = dict[str, str]()
    _declare(whole, aliases, found)
    return "\n".join(found.values())


def _declare(form: Any, aliases: Aliases, found: dict[str, str]) -> None:
    if form in aliases and aliases[form] not in found:
        name = aliases[form]
        found[name] = ""
        found[name] = _alias(name, [_written(one, aliases) for one in get_args(form)])
    if is_typeddict(form) and form.__name__ not in found:
        found[form.__name__] = ""
        found[form.__name__] = "\n".join(_interface(form, aliases)) + "\n"
        for hint in get_type_hints(form).values():
            _declare(hint, aliases, found)
    for part in get_args(form):
        _declare(part, aliases, found)


def _alias(name: str, parts: list[str]) -> str:
    line = f"export type {name} = {' | '.join(parts)};\n"
    if len(line) <= WIDTH:
        return line
    return f"export type {name} ={''.join(f'{BREAK}| {one}' for one in parts)};\n"


def _interface(form: Any, aliases: Aliases) -> Iterator[str]:
    yield f"/** {form.__doc__} */"
    yield f"export interface {form.__name__} {{"
    for name, hint in get_type_hints(form, include_extras=True).items():
        open_ = get_origin(hint) is NotRequired
        value = get_args(hint)[0] if open_ else hint
        yield f"  {name}{'?' if open_ else ''}: {_written(value, aliases)};"
    yield "}"


def _written(form: Any, aliases: Aliases) -> str:
    """A type as TypeScript writes it.

    >>> _written(list[tuple[int | None, str]], {})
    '[number | null, string][]'
    >>> _written(list[tuple[int] | None], {})
    '([number] | null)[]'
    >>> _written(dict[str, Literal["a", "b"]], {})
    'Record<string, "a" | "b">'
    """
    if form in aliases:
        return aliases[form]
    if form in NAMES:
        return NAMES[form]
    parts = get_args(form)
    match get_origin(form):
        case origin if origin in UNIONS:
            return _union(form, aliases)
        case origin if origin is list:
            (inner,) = (_written(one, aliases) for one in parts)
            loose = get_origin(parts[0]) in UNIONS and parts[0] not in aliases
            return f"({inner})[]" if loose else f"{inner}[]"
        case origin if origin is tuple:
            return f"[{', '.join(_written(one, aliases) for one in parts)}]"
        case origin if origin is dict:
            return f"Record<string, {_written(parts[1], aliases)}>"
        case _:
            return str(form.__name__)


def _union(form: Any, aliases: Aliases) -> str:
    literal = get_origin(form) is Literal
    return " | ".join(
        f'"{one}"' if literal else _written(one, aliases) for one in get_args(form)
    )

"""Changes within one comparison or term: its numbers, signs, lists and days."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from eligibility.loading.source import Scalar
from eligibility.mutants.changes import Change, Path, becomes
from eligibility.periods import iso_day
from eligibility.places import Place

TURNED: dict[str, tuple[str, ...]] = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "in": ("not in",),
    "not in": ("in",),
}
"""What each sign is turned into: the nearest one, and its opposite."""
RECKONED = {"+": "-", "-": "+", "*": "/", "/": "*"}
EXTREMES = {"min": "max", "max": "min"}
_SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


def expressions(
    scalar: Scalar, path: Path, kind: str | None = None, *, reckoned: bool = False
) -> Iterator[Change]:
    """The changes of an expression, all of one `kind` where it is given; `reckoned`
    ones have their signs of arithmetic changed too.
    """
    text = scalar.text
    try:
        whole = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        return
    lead = len(text) - len(text.lstrip())
    spans = _Spans(text.strip(), lead)
    for own, start, end, after in sorted(_edits(whole, spans, reckoned=reckoned)):
        written = text[:start] + after + text[end:]
        yield Change(
            kind or own,
            path,
            _place(scalar, start, end),
            becomes(text, written),
            replace(scalar, text=written),
        )


Edit = tuple[str, int, int, str]
"""Of which kind, from where to where, and what is written there instead."""


class _Spans:
    """Where the parts of an expression stand, in characters."""

    def __init__(self, text: str, lead: int) -> None:
        self._bytes = text.encode()
        self._lead = lead

    def start(self, node: ast.expr) -> int:
        return self._characters(node.col_offset)

    def end(self, node: ast.expr) -> int:
        return self._characters(node.end_col_offset or 0)

    def text(self, start: int, end: int) -> str:
        return self._bytes.decode()[start - self._lead : end - self._lead]

    def _characters(self, offset: int) -> int:
        return len(self._bytes[:offset].decode()) + self._lead


def _edits(whole: ast.expr, spans: _Spans, *, reckoned: bool) -> Iterator[Edit]:
    for node in ast.walk(whole):
        match node:
            case ast.Compare(left, _, comparators):
                sides = [left, *comparators]
                for before, after in pairwise(sides):
                    yield from _sign(spans, spans.end(before), spans.start(after))
            case ast.Constant(value=value) if isinstance(value, str):
                yield from _day(node, value, spans)
            case ast.Constant(value=bool()):
                continue
            case ast.Constant():
                yield from _number(node, spans)
            case ast.List(elts) | ast.Tuple(elts) if len(elts) > 1:
                yield from _shorter(elts, spans)
            case ast.BinOp(left, op, right) if reckoned:
                yield from _reckoned(spans, left, op, right)
            case ast.Call(ast.Name(name) as called) if reckoned and name in EXTREMES:
                start, end = spans.start(called), spans.end(called)
                yield "threshold", start, end, EXTREMES[name]
            case _:
                continue


def _sign(spans: _Spans, start: int, end: int) -> Iterator[Edit]:
    """The sign between two sides, which may stand in brackets."""
    between = spans.text(start, end)
    sign = between.strip(" ()")
    at = start + between.index(sign)
    for turned in TURNED.get(sign, ()):
        yield "comparison", at, at + len(sign), turned


def _number(node: ast.expr, spans: _Spans) -> Iterator[Edit]:
    start, end = spans.start(node), spans.end(node)
    number = Decimal(spans.text(start, end).replace("_", ""))
    for after in (number - 1, number + 1):
        yield "threshold", start, end, str(after)


def _day(node: ast.expr, value: str, spans: _Spans) -> Iterator[Edit]:
    day = iso_day(value)
    if day is not None:
        for after in (day - timedelta(1), day + timedelta(1)):
            written = f'"{after.isoformat()}"'
            yield "date", spans.start(node), spans.end(node), written


def _shorter(elements: list[ast.expr], spans: _Spans) -> Iterator[Edit]:
    """A list without each of its values."""
    for n, element in enumerate(elements):
        if n + 1 < len(elements):
            yield "value", spans.start(element), spans.start(elements[n + 1]), ""
        else:
            yield "value", spans.end(elements[n - 1]), spans.end(element), ""


def _reckoned(
    spans: _Spans, left: ast.expr, op: ast.operator, right: ast.expr
) -> Iterator[Edit]:
    start, end = spans.end(left), spans.start(right)
    sign = _SIGNS.get(type(op), "")
    if sign and sign in spans.text(start, end):
        at = start + spans.text(start, end).index(sign)
        yield "threshold", at, at + 1, RECKONED[sign]


def _place(scalar: Scalar, start: int, end: int) -> Place:
    quote = 0 if scalar.plain else 1
    return scalar.place.within(start + quote, end - start)

"""Changes of parameters: each row of each table, and the days from which they hold."""

from collections.abc import Iterator

from eligibility.loading.source import Mapping, Node, Scalar
from eligibility.mutants.changes import (
    Change,
    Path,
    days,
    dropped,
    entry,
    items,
    shifted,
)
from eligibility.mutants.expressions import expressions
from eligibility.periods import iso_day
from eligibility.texts import Text

KIND = "parameter"
SEVERAL = 2
TABLES = ("rows", "changes")
TEST = "test"


def parameters(root: Node) -> Iterator[Change]:
    """The changes of the file of parameters."""
    for name, parameter in root.entries.items() if isinstance(root, Mapping) else ():
        tables = items(entry(parameter, "values"))
        for n, table in enumerate(tables):
            path: Path = (name, "values", n)
            if len(tables) >= SEVERAL:
                what = Text("这一期", "this period")
                yield dropped(KIND, path, table, what)
            yield from days(table, path, KIND, KIND)
            yield from _row(table, path)
            for key in TABLES:
                yield from _rows(entry(table, key), (*path, key))


def _rows(node: Node | None, path: Path) -> Iterator[Change]:
    rows = items(node)
    for n, row in enumerate(rows):
        if len(rows) >= SEVERAL:
            yield dropped(KIND, (*path, n), row, Text("这一行", "this row"))
        yield from _row(row, (*path, n))
        when = entry(row, "when")
        for key, choice in when.entries.items() if isinstance(when, Mapping) else ():
            at: Path = (*path, n, "when", key)
            if key == TEST and isinstance(choice, Scalar):
                yield from expressions(choice, at, KIND)
            yield from _fewer(choice, at)


def _row(node: Node, path: Path) -> Iterator[Change]:
    """The changes of a value, and of how it rises."""
    value = entry(node, "value")
    if isinstance(value, Scalar) and not value.null:
        at: Path = (*path, "value")
        if iso_day(value.text) is not None:
            yield from shifted(KIND, at, value)
        else:
            yield from expressions(value, at, KIND)
    yield from _fewer(value, (*path, "value"))
    rises = entry(node, "rises")
    if isinstance(rises, Mapping):
        yield dropped(KIND, (*path, "rises"), rises, Text(" rises", "`rises`"))
        yield from days(rises, (*path, "rises"), KIND, KIND)
        for key in ("each", "by", "at_most"):
            one = rises.entries.get(key)
            if isinstance(one, Scalar):
                yield from expressions(one, (*path, "rises", key), KIND)


def _fewer(node: Node | None, path: Path) -> Iterator[Change]:
    """A list of values without each of them."""
    values = items(node)
    if len(values) < SEVERAL:
        return
    for n, value in enumerate(values):
        if isinstance(value, Scalar):
            what = Text(f"“{value.text}”", f'"{value.text}"')
            yield dropped(KIND, (*path, n), value, what)

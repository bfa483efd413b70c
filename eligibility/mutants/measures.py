"""Changes of a measure: its conditions, and all that stands beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from eligibility.law.facts import Fact, Kind
from eligibility.loading.granting import WHEN
from eligibility.loading.measures import CAUTIONS, PERIODS, ROUNDINGS
from eligibility.loading.source import Mapping as MappingNode
from eligibility.loading.source import Node, Scalar
from eligibility.mutants.changes import (
    Change,
    Path,
    becomes,
    days,
    dropped,
    entry,
    items,
    rewritten,
)
from eligibility.mutants.conditions import CONDITION, conditions, listed, named
from eligibility.mutants.expressions import expressions
from eligibility.texts import Text

FIGURES = ("amount", "per", "rounding", "months", "claims")
"""What goes with an amount, and so goes when that does."""
CAUTION = Text("这条提醒", "this caution")


def measures(root: Node, facts: Mapping[str, Fact]) -> Iterator[Change]:
    """The changes of the file of a measure."""
    for key in ("held", "concerns"):
        node = entry(root, key)
        if node is not None:
            yield dropped(key, (key,), node, Text(f" {key}", f"`{key}`"))
            yield from conditions(node, (key,), key)
    for n, version in enumerate(items(entry(root, "versions"))):
        path: Path = ("versions", n)
        yield from days(version, path, "date", "until")
        required = entry(version, "requires")
        if required is not None:
            yield from conditions(required, (*path, "requires"))
        yield from _barred(entry(version, "excludes"), (*path, "excludes"))
        yield from _cautions(entry(version, "cautions"), (*path, "cautions"))
        yield from _given(entry(version, "gives"), (*path, "gives"))
        yield from _granted(entry(version, "grants"), (*path, "grants"), facts)


def _barred(node: Node | None, path: Path) -> Iterator[Change]:
    bars = items(node)
    if node is not None and len(bars) == 1:
        yield dropped("dropped", path, node, named(bars[0], CONDITION))
    yield from listed(node, path, None)


def _cautions(node: Node | None, path: Path) -> Iterator[Change]:
    written = items(node)
    for n, caution in enumerate(written):
        at: Path = (*path, n)
        if node is not None:
            # A list of nothing is no list: the last one takes it along.
            gone = path if len(written) == 1 else at
            yield dropped("caution", gone, caution, CAUTION)
        yield from days(caution, at, "caution", "caution")
        kind = entry(caution, "kind")
        if isinstance(kind, Scalar) and kind.text in CAUTIONS:
            other = CAUTIONS[(CAUTIONS.index(kind.text) + 1) % len(CAUTIONS)]
            yield rewritten("caution", (*at, "kind"), kind, other)
        when = entry(caution, "when")
        if when is not None:
            yield dropped("caution", (*at, "when"), when, Text(" when", "`when`"))
            yield from conditions(when, (*at, "when"), "caution")


def _given(node: Node | None, path: Path) -> Iterator[Change]:
    if not isinstance(node, MappingNode) or "amount" not in node.entries:
        return
    amount = node.entries["amount"]
    rest = {key: one for key, one in node.entries.items() if key not in FIGURES}
    text = Text("删去数额", "the amount is left out")
    yield Change("amount", path, amount.place, text, replace(node, entries=rest))
    yield from _reckoned(amount, (*path, "amount"), "amount")
    for key in ("months", "claims"):
        months = node.entries.get(key)
        if months is not None:
            what = Text(f" {key}", f"`{key}`")
            yield dropped("months", (*path, key), months, what)
            yield from _reckoned(months, (*path, key), "months")
    yield from _others("per", PERIODS, node, path)
    yield from _others("rounding", ROUNDINGS, node, path)


def _reckoned(node: Node, path: Path, kind: str) -> Iterator[Change]:
    """The changes of a term, or of each of its dated alternatives."""
    if isinstance(node, Scalar):
        yield from expressions(node, path, kind, reckoned=True)
    for n, item in enumerate(items(node)):
        yield from days(item, (*path, n), kind, kind)
        value = entry(item, "value")
        if value is not None:
            yield from _reckoned(value, (*path, n, "value"), kind)


def _others(
    key: str, words: tuple[str, ...], node: MappingNode, path: Path
) -> Iterator[Change]:
    """A word out of a closed list, each of the others instead; the first is there
    where none is written.
    """
    written = node.entries.get(key)
    if written is None:
        place = node.entries["amount"].place
        written = Scalar(words[0], place)
    if not isinstance(written, Scalar):
        for n, item in enumerate(items(written)):
            yield from days(item, (*path, key, n), key, key)
        return
    for word in words:
        if word != written.text:
            yield rewritten(key, (*path, key), written, word)


def _granted(
    node: Node | None, path: Path, facts: Mapping[str, Fact]
) -> Iterator[Change]:
    if not isinstance(node, MappingNode):
        return
    granted = [key for key in node.entries if key != WHEN]
    for key in granted:
        value = node.entries[key]
        what = Text(f"“{key}”", f'"{key}"')
        if len(granted) > 1:
            yield dropped("grants", (*path, key), value, what)
        else:
            yield Change("grants", path, value.place, _left_out(what), None)
        if isinstance(value, Scalar) and key in facts:
            for other in _values(value.text, facts[key]):
                text = becomes(f"{key}: {value.text}", f"{key}: {other}")
                made = replace(value, text=other)
                yield Change("grants", (*path, key), value.place, text, made)
    when = node.entries.get(WHEN)
    if when is not None:
        yield dropped("grants", (*path, WHEN), when, Text(" when", "`when`"))
        yield from conditions(when, (*path, WHEN), "grants")


def _left_out(what: Text) -> Text:
    return Text(f"删去{what.zh}", f"{what.en} is left out")


def _values(written: str, fact: Fact) -> Iterator[str]:
    """What a fact may be granted as, instead."""
    match fact.kind:
        case Kind.BOOL:
            yield "false" if written == "true" else "true"
        case Kind.CHOICE:
            words = list(fact.values)
            if written in words:
                yield words[(words.index(written) + 1) % len(words)]
        case Kind.INTEGER:
            yield str(int(written) + 1)
        case _:
            return

"""One change of a file: where, of what kind, in words, and what stands there then."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from eligibility.loading.source import Mapping, Node, Scalar, Sequence
from eligibility.periods import iso_day
from eligibility.places import Place
from eligibility.texts import Text

Path = tuple[str | int, ...]
"""The keys and numbers that lead from the root of a file to a node."""
ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed in a file: at `path` stands `node` instead, or nothing."""

    kind: str
    path: Path
    place: Place
    text: Text
    node: Node | None


def changed(root: Node, path: Path, node: Node | None) -> Node:
    """The tree with another node at a path; what is not on the way is shared."""
    if not path:
        if node is None:
            raise AssertionError(path)
        return node
    step, *rest = path
    if isinstance(root, Mapping) and isinstance(step, str):
        entries = dict(root.entries)
        if rest:
            entries[step] = changed(entries[step], tuple(rest), node)
        elif node is None:
            del entries[step]
        else:
            entries[step] = node
        keys = {key: root.keys.get(key, root.place) for key in entries}
        return Mapping(entries, root.place, keys)
    if isinstance(root, Sequence) and isinstance(step, int):
        items = list(root.items)
        if rest:
            items[step] = changed(items[step], tuple(rest), node)
        elif node is None:
            del items[step]
        else:
            items[step] = node
        return Sequence(items, root.place)
    raise AssertionError(path)


def becomes(before: str, after: str) -> Text:
    """That one thing is written instead of another."""
    return Text(f"“{before}”改成“{after}”", f'"{before}" becomes "{after}"')


def dropped(kind: str, path: Path, node: Node, what: Text) -> Change:
    """What is written at a path, left out."""
    text = Text(f"删去{what.zh}", f"{what.en} is left out")
    return Change(kind, path, node.place, text, None)


def rewritten(kind: str, path: Path, scalar: Scalar, after: str) -> Change:
    """A scalar with other words."""
    text = becomes(scalar.text, after)
    return Change(kind, path, scalar.place, text, replace(scalar, text=after))


def days(item: Node, path: Path, since: str, until: str) -> Iterator[Change]:
    """The days of an item, each one day earlier and later; and without its last day."""
    if not isinstance(item, Mapping):
        return
    for key, kind in (("from", since), ("until", until)):
        node = item.entries.get(key)
        if not isinstance(node, Scalar):
            continue
        yield from shifted(kind, (*path, key), node)
        if key == "until":
            yield dropped(kind, (*path, key), node, Text(" until", "`until`"))


def shifted(kind: str, path: Path, scalar: Scalar) -> Iterator[Change]:
    """A day, one day earlier and one later."""
    day = iso_day(scalar.text)
    if day is None:
        return
    if day > date.min:
        yield rewritten(kind, path, scalar, (day - ONE_DAY).isoformat())
    if day < date.max:
        yield rewritten(kind, path, scalar, (day + ONE_DAY).isoformat())


def items(node: Node | None) -> list[Node]:
    """The items of a list; none where it is no list."""
    return node.items if isinstance(node, Sequence) else []


def entry(node: Node | None, key: str) -> Node | None:
    """What stands under a key; None where nothing does."""
    return node.entries.get(key) if isinstance(node, Mapping) else None

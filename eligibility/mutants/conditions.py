"""Changes of a condition: dropped and exchanged parts, and those of its tests."""

from collections.abc import Iterator
from dataclasses import replace

from eligibility.loading.source import Mapping, Node, Scalar, Sequence
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
from eligibility.mutants.expressions import expressions
from eligibility.texts import Text

CONNECTIVES = {"all": "any", "any": "all"}
LISTS = ("all", "any", "contested")
OWN_WORDS = ("id", "text", "denial", "cite", "deadline")
CONDITION = Text("这个条件", "this condition")
BRANCH = Text("这个分支", "this branch")
SEVERAL = 2


def conditions(node: Node, path: Path, kind: str | None = None) -> Iterator[Change]:
    """The changes of a condition and of all beneath it, of one `kind` where given."""
    if isinstance(node, Scalar):
        yield from expressions(node, path, kind)
        return
    if isinstance(node, Sequence):
        yield from _alternatives(node, path, kind)
        return
    for key in LISTS:
        yield from listed(entry(node, key), (*path, key), kind)
        if key in CONNECTIVES and len(items(entry(node, key))) >= SEVERAL:
            yield _connected(node, key, path, kind)
    yield from _counted(node, path, kind)
    part = entry(node, "not")
    if part is not None:
        yield from _upright(node, part, path, kind)
        yield from conditions(part, (*path, "not"), kind)
    test = entry(node, "test")
    if test is not None:
        yield from conditions(test, (*path, "test"), kind)
    if "by" in node.entries:
        yield from _branches(node, path, kind)


def listed(node: Node | None, path: Path, kind: str | None) -> Iterator[Change]:
    """The changes of a list of conditions, each of which may have days."""
    parts = items(node)
    for n, part in enumerate(parts):
        if len(parts) >= SEVERAL:
            yield dropped(kind or "dropped", (*path, n), part, named(part, CONDITION))
        yield from days(part, (*path, n), kind or "date", kind or "until")
        yield from conditions(part, (*path, n), kind)


def named(node: Node, what: Text) -> Text:
    """What a part is called in words: by its id, or by the definition it uses."""
    for key in ("id", "use", "test"):
        word = entry(node, key)
        if isinstance(word, Scalar):
            return Text(f"{what.zh}“{word.text}”", f'{what.en} "{word.text}"')
    return what


def _alternatives(node: Sequence, path: Path, kind: str | None) -> Iterator[Change]:
    """Dated alternatives, of a test or of a condition."""
    for n, item in enumerate(node.items):
        yield from days(item, (*path, n), kind or "date", kind or "until")
        value = entry(item, "value")
        if value is not None:
            yield from conditions(value, (*path, n, "value"), kind)
        else:
            yield from conditions(item, (*path, n), kind)


def _connected(node: Mapping, key: str, path: Path, kind: str | None) -> Change:
    other = CONNECTIVES[key]
    entries = {
        (other if name == key else name): value for name, value in node.entries.items()
    }
    entries.pop("at_least", None)
    keys = {
        (other if name == key else name): place for name, place in node.keys.items()
    }
    place = node.keys.get(key, node.place)
    made = Mapping(entries, node.place, keys)
    return Change(kind or "connective", path, place, becomes(key, other), made)


def _counted(node: Mapping, path: Path, kind: str | None) -> Iterator[Change]:
    count = entry(node, "at_least")
    if isinstance(count, Scalar) and count.text.isdigit():
        for after in (int(count.text) - 1, int(count.text) + 1):
            yield rewritten(kind or "threshold", (*path, "at_least"), count, str(after))


def _upright(
    node: Mapping, part: Node, path: Path, kind: str | None
) -> Iterator[Change]:
    """A condition without its `not`, under its own words."""
    if not isinstance(part, Mapping):
        return
    own = {key: node.entries[key] for key in OWN_WORDS if key in node.entries}
    bare = {key: one for key, one in part.entries.items() if key not in own}
    made = Mapping({**own, **bare}, node.place, {**part.keys, **node.keys})
    text = Text("删去 not", "`not` is left out")
    place = node.keys.get("not", node.place)
    yield Change(kind or "swapped", path, place, text, made)


def _branches(node: Mapping, path: Path, kind: str | None) -> Iterator[Change]:
    branches = items(entry(node, "branches"))
    at = (*path, "branches")
    for n, branch in enumerate(branches):
        if len(branches) >= SEVERAL:
            yield dropped(kind or "dropped", (*at, n), branch, BRANCH)
        yield from days(branch, (*at, n), kind or "date", kind or "until")
        yield from _fewer(entry(branch, "is"), (*at, n, "is"), kind)
        then = entry(branch, "then")
        if then is not None:
            yield from conditions(then, (*at, n, "then"), kind)
            yield from _swapped(node, n, then, path, kind)
    otherwise = entry(node, "otherwise")
    if otherwise is not None:
        yield from conditions(otherwise, (*path, "otherwise"), kind)


def _fewer(node: Node | None, path: Path, kind: str | None) -> Iterator[Change]:
    """A list of values without each of them."""
    values = items(node)
    if len(values) >= SEVERAL:
        for n, value in enumerate(values):
            if isinstance(value, Scalar):
                what = Text(f"“{value.text}”", f'"{value.text}"')
                yield dropped(kind or "value", (*path, n), value, what)


def _swapped(
    node: Mapping, n: int, then: Node, path: Path, kind: str | None
) -> Iterator[Change]:
    """What a branch and the rest say, exchanged."""
    otherwise, branches = entry(node, "otherwise"), entry(node, "branches")
    if otherwise is None or not isinstance(branches, Sequence):
        return
    branch = branches.items[n]
    if not isinstance(branch, Mapping):
        return
    exchanged = replace(branch, entries={**branch.entries, "then": otherwise})
    made = replace(
        node,
        entries={
            **node.entries,
            "branches": Sequence(
                [*branches.items[:n], exchanged, *branches.items[n + 1 :]],
                branches.place,
            ),
            "otherwise": then,
        },
    )
    text = Text("then 和 otherwise 对调", "`then` and `otherwise` change places")
    yield Change(kind or "swapped", path, branch.place, text, made)

"""Amendments: how a dated tree stood on a day, and on which days it changed.

Any item of a list of conditions, branches, exclusions, citations or papers to bring may
have `from` and `until`; any other value may be a list of alternatives with such days.
Outside its days a part is as if it were not written. What is written so is cut here
into stretches of days without a change, before anything else reads it.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from eligibility.loading.entries import Entries
from eligibility.loading.figures import Figures
from eligibility.loading.source import Mapping, Node, Scalar, Sequence
from eligibility.texts import Text

DAYS = ("from", "until")
VALUE = "value"
ITEMS = ("all", "any", "contested", "branches", "excludes", "cite", "bring")
"""Lists whose items come and go; elsewhere such a list is one of alternatives."""
NEEDED = ("all", "any", "contested", "branches")
"""Lists of which something must be left on each day."""
CAUTIONS = "cautions"
"""Their items keep their days: a caution changes no outcome, and cuts nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A dated tree as it stood from one day to another, both included."""

    node: Mapping
    start: date
    end: date | None
    day: date
    """One of its days on which the rulebook answers, unless all come before those."""


@dataclass(slots=True)
class Amendments:
    """Cuts the dated trees of one rulebook."""

    definitions: dict[str, Node]
    entries: Entries
    figures: Figures
    first_day: date = date.min
    _turns: dict[str, tuple[date, ...]] = field(default_factory=dict)
    _standing: dict[tuple[str, int], Node] = field(default_factory=dict)

    def pieces(self, version: Node) -> tuple[Piece, ...]:
        """The stretches of days of a version on which nothing in it changes."""
        if not isinstance(version, Mapping):
            self.entries.expected(version, "一个版本", "a version")
            return ()
        start, end = self._span(version)
        if start is None:
            if DAYS[0] not in version.entries:
                self.entries.mapping(
                    version, required=DAYS[:1], optional=tuple(version.entries)
                )
            return ()
        bare = _without_days(version)
        self._refuse_idle(bare, start, end)
        begun = max(start, self.first_day)
        turns = {day for day in self._days(bare) if begun < day}
        cuts = [start, *sorted(day for day in turns if end is None or day <= end)]
        ends = [day - timedelta(1) for day in cuts[1:]]
        return tuple(
            Piece(node, first, last, day)
            for first, last in zip(cuts, [*ends, end], strict=True)
            for day in [max(first, self.first_day)]
            if isinstance(node := self.standing(bare, day), Mapping)
        )

    def turns(self, name: str) -> tuple[date, ...]:
        """The days on which a definition changes, with those that it uses, once the
        rulebook has begun.
        """
        if name not in self._turns:
            days = self._days(self.definitions[name])
            self._turns[name] = tuple(sorted(d for d in days if d > self.first_day))
        return self._turns[name]

    def definition(self, name: str, day: date) -> tuple[int, Node]:
        """A definition as it stands on a day, and the number of that stretch."""
        number = bisect_right(self.turns(name), day)
        key = name, number
        if key not in self._standing:
            self._standing[key] = self.standing(self.definitions[name], day)
        return number, self._standing[key]

    def standing(self, node: Node, day: date) -> Node:
        """The tree as it stands on a day; the node itself where nothing is dated."""
        if isinstance(node, Scalar):
            return node
        if isinstance(node, Sequence):
            items = [self.standing(item, day) for item in node.items]
            same = all(a is b for a, b in zip(items, node.items, strict=True))
            return node if same else Sequence(items, node.place)
        entries: dict[str, Node] = {}
        for key, value in node.entries.items():
            left = self._part(key, value, day)
            if left is not None:
                entries[key] = left
        same = len(entries) == len(node.entries) and all(
            entries[key] is value for key, value in node.entries.items()
        )
        return node if same else _mapping(entries, node)

    def _part(self, key: str, value: Node, day: date) -> Node | None:
        """What a key holds on a day; None where that is nothing."""
        if isinstance(value, Scalar):
            return self.figures.said(key, value, day)
        if isinstance(value, Mapping) or key == CAUTIONS:
            return self.standing(value, day)
        if key in ITEMS:
            return self._items(key, value, day)
        return self._chosen(value, day) if _alternatives(value) else value

    def _items(self, key: str, value: Sequence, day: date) -> Node | None:
        left = [
            self.standing(_without_days(item), day)
            for item in value.items
            if self._covers(item, day)
        ]
        if value.items and not left:
            if key not in NEEDED:
                return None
            # A fault is told once: what stands there on other days is read instead.
            left = [self.standing(_without_days(item), day) for item in value.items]
            self.entries.fault(
                "empty-on-a-day",
                value.place,
                Text(
                    f"{day} 这一天，{key} 下面一条也没有",
                    f"Nothing is left under `{key}` on {day}",
                ),
            )
        same = len(left) == len(value.items) and all(
            a is b for a, b in zip(left, value.items, strict=True)
        )
        return value if same else Sequence(left, value.place)

    def _chosen(self, value: Sequence, day: date) -> Node | None:
        """The alternative that holds on a day."""
        held = [item for item in value.items if self._covers(item, day)]
        for before, after in pairwise(held):
            self.entries.fault(
                "overlapping",
                after.place,
                Text(f"{day} 这一天有两个值", f"There are two values on {day}"),
                other=(before.place, Text("另一个在这里", "the other is here")),
            )
        if not held:
            return None
        bare = _without_days(held[0])
        if isinstance(bare, Mapping) and bare.entries.keys() == {VALUE}:
            bare = bare.entries[VALUE]
        return self.standing(bare, day)

    def _covers(self, item: Node, day: date) -> bool:
        start, end = self._span(item)
        return (start is None or start <= day) and (end is None or day <= end)

    def _span(self, item: Node) -> tuple[date | None, date | None]:
        if not isinstance(item, Mapping):
            return None, None
        start, end = (
            self.entries.day(item.entries[key]) if key in item.entries else None
            for key in DAYS
        )
        if start is not None and end is not None and end < start:
            self.entries.fault(
                "unordered",
                item.place,
                Text("结束早于开始", "It ends before it begins"),
            )
        return start, end

    def _days(self, node: Node) -> set[date]:
        """The days on which a tree changes, with the definitions that it uses."""
        days = set(self._own_days(node))
        ahead, seen = set(_used(node)), set[str]()
        while ahead:
            name = ahead.pop()
            if name in self.definitions and name not in seen:
                seen.add(name)
                days |= set(self._own_days(self.definitions[name]))
                ahead |= set(_used(self.definitions[name]))
        return days

    def _own_days(self, node: Node) -> Iterator[date]:
        if isinstance(node, Mapping):
            for key, value in node.entries.items():
                if isinstance(value, Scalar):
                    yield from self.figures.turns(key, value)
                elif key == CAUTIONS and isinstance(value, Sequence):
                    for item in value.items:
                        yield from self._own_days(_without_days(item))
                else:
                    yield from self._own_days(value)
        elif isinstance(node, Sequence):
            for item in node.items:
                start, end = self._span(item)
                if start is not None:
                    yield start
                if end is not None and end < date.max:
                    yield end + timedelta(1)
                yield from self._own_days(_without_days(item))

    def _refuse_idle(self, node: Node, start: date, end: date | None) -> None:
        """Record each part whose days lie outside those of the version around it."""
        if isinstance(node, Mapping):
            for value in node.entries.values():
                self._refuse_idle(value, start, end)
        elif isinstance(node, Sequence):
            for item in node.items:
                first, last = self._span(item)
                late = first is not None and end is not None and first > end
                early = last is not None and last < start
                if late or early:
                    self.entries.fault(
                        "never-in-force",
                        item.place,
                        Text(
                            "这一条的日期都在这个版本之外",
                            "All its days lie outside those of the version",
                        ),
                    )
                self._refuse_idle(item, start, end)


def _used(node: Node) -> Iterator[str]:
    """The names of the definitions that a tree uses."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _used(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries.items():
            if key == "use" and isinstance(value, Scalar):
                yield value.text
            else:
                yield from _used(value)


def _alternatives(value: Sequence) -> bool:
    """Whether a list is one of dated alternatives."""
    return bool(value.items) and all(
        isinstance(item, Mapping) and any(key in item.entries for key in DAYS)
        for item in value.items
    )


def _without_days(item: Node) -> Node:
    if not isinstance(item, Mapping) or not any(key in item.entries for key in DAYS):
        return item
    left = {key: value for key, value in item.entries.items() if key not in DAYS}
    return _mapping(left, item)


def _mapping(entries: dict[str, Node], node: Mapping) -> Mapping:
    """A mapping of what is left of one, with the places of its keys."""
    keys = {key: place for key, place in node.keys.items() if key in entries}
    return Mapping(entries, node.place, keys)

"""YAML as nodes that know their place; scalars stay text until a type is declared.

The nodes are built from the parser's events, so depth, size and references are bounded
before anything grows: no aliases, no tags, no merge keys, one document a file.
"""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from eligibility.errors import Fault
from eligibility.places import Document, Place
from eligibility.texts import Text

DEPTH = 60
REFERENCES = Text(
    "这里不能用 YAML 的引用（* 和 &）", "YAML references (* and &) are not read here"
)
BYTES = 2_000_000
SPACES = str.maketrans(dict.fromkeys("\t\u3000\xa0", " "))


@dataclass(slots=True)
class Scalar:
    """A text. `plain` tells that it stood without quotation marks."""

    text: str
    place: Place
    plain: bool = True

    @property
    def null(self) -> bool:
        """Whether it says "nothing": empty, `~` or `null`."""
        return self.plain and self.text in {"", "~", "null"}


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: "list[Node]"
    place: Place


@dataclass(slots=True)
class Mapping:
    """Keys and values, in the order written."""

    entries: "dict[str, Node]"
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def read(file: Path, folder: Path, faults: list[Fault]) -> Document | None:
    """The document in a file of a rulebook's folder; None, and a fault, where it is no
    plain file within that folder, too large, or no text. FileNotFoundError where there
    is none.
    """
    place = Place(Document(str(file), ()), 1, 1)
    status = file.stat()
    outside = not file.resolve().is_relative_to(folder.resolve())
    if outside or not stat.S_ISREG(status.st_mode):
        text = (
            Text("这个链接指到了文件夹外面", "This link leads out of the folder")
            if outside
            else Text("这不是一个普通的文件", "This is no plain file")
        )
        hint = Text(
            "规则集只读自己文件夹里的普通文件。",
            "Only plain files within the rulebook's folder are read.",
        )
        faults.append(Fault("not-a-file", text, place, hint))
        return None
    if status.st_size > BYTES:
        faults.append(_too_large(place))
        return None
    return decoded(str(file), file.read_bytes(), faults)


def decoded(name: str, data: bytes, faults: list[Fault]) -> Document | None:
    """The document in `data`; None, and a fault, where it is no text in UTF-8."""
    document = Document(name, ())
    if len(data) > BYTES:
        faults.append(_too_large(Place(document, 1, 1)))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.append(
            Fault(
                "not-utf8",
                Text("文件不是 UTF-8 编码", "The file is not text in UTF-8"),
                Place(document, line, 1),
                Text(
                    "请在编辑器里另存为 UTF-8。",
                    "Save it as UTF-8 in your editor.",
                ),
            )
        )
        return None
    return Document(name, tuple(text.splitlines()))


def _too_large(place: Place) -> Fault:
    return Fault(
        "too-large",
        Text(
            f"文件太大，最多 {BYTES // 1_000_000} MB",
            f"The file is too large; at most {BYTES // 1_000_000} MB is read",
        ),
        place,
    )


def nodes(document: Document, faults: list[Fault]) -> Node | None:
    """The root node of a document; None where it is empty or cannot be read.

    Whatever stops the reading is added to `faults`.
    """
    if any(_unreadable(line) for line in document.lines):
        line = next(i for i, text in enumerate(document.lines, 1) if _unreadable(text))
        faults.append(
            Fault(
                "not-text",
                Text("这一行有不能显示的字符", "This line holds control characters"),
                Place(document, line, 1),
            )
        )
        return None
    builder = _Builder(document, faults)
    try:
        return builder.root(
            yaml.parse("\n".join(document.lines) + "\n", Loader=yaml.CSafeLoader)
        )
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(document, mark.line + 1, mark.column + 1) if mark else None
        faults.append(
            Fault(
                "not-yaml",
                Text("这里不是正确的 YAML", f"Not YAML: {error.problem}"),
                place or Place(document, 1, 1),
                Text(
                    "看看缩进、冒号后的空格和引号。",
                    "Check the indentation, the space after colons, and quotation marks.",
                ),
            )
        )
    except _StopReading:
        pass
    return None


def _unreadable(line: str) -> bool:
    return not line.translate(SPACES).isprintable()


class _StopReading(Exception):  # noqa: N818 - it is no error: the fault is recorded
    """Reading this document is over."""


class _Builder:
    """Builds nodes from events, with a stack of its own instead of recursion."""

    def __init__(self, document: Document, faults: list[Fault]) -> None:
        self._document = document
        self._faults = faults
        self._open: list[tuple[Sequence | Mapping, Scalar | None]] = []
        self._root: Node | None = None

    def root(self, events: Iterator[yaml.Event]) -> Node | None:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(
                        event,
                        "two-documents",
                        Text("一个文件只能有一份内容", "A file holds one document"),
                    )
            elif isinstance(event, yaml.AliasEvent):
                self._stop(event, "alias", REFERENCES)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
                self._add(event)
        return self._root

    def _add(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self._refuse_references(event)
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            self._put(Scalar(event.value, place, not event.style), event)
            return
        if len(self._open) >= DEPTH:
            self._stop(
                event,
                "too-deep",
                Text(
                    f"嵌套太深，最多 {DEPTH} 层",
                    f"Nested too deeply; at most {DEPTH} levels are read",
                ),
            )
        listed = isinstance(event, yaml.SequenceStartEvent)
        node: Sequence | Mapping = Sequence([], place) if listed else Mapping({}, place)
        self._put(node, event)
        self._open.append((node, None))

    def _refuse_references(
        self, event: yaml.ScalarEvent | yaml.CollectionStartEvent
    ) -> None:
        if event.anchor is not None:
            self._stop(event, "anchor", REFERENCES)
        if event.tag is not None:
            text = Text("这里不能用 YAML 标签（!）", "YAML tags (!) are not read here")
            self._stop(event, "tag", text)

    def _put(self, node: Node, event: yaml.NodeEvent) -> None:
        if not self._open:
            self._root = node
            return
        parent, key = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            if not isinstance(node, Scalar):
                self._stop(
                    event,
                    "key-not-text",
                    Text("键必须是文字", "A key must be plain text"),
                )
                return
            self._open[-1] = (parent, node)
        else:
            self._enter(parent, key, node)
            self._open[-1] = (parent, None)

    def _enter(self, parent: Mapping, key: Scalar, node: Node) -> None:
        if key.text in parent.entries:
            self._faults.append(
                Fault(
                    "duplicate-key",
                    Text(
                        f"“{key.text}”写了两次",
                        f'"{key.text}" stands twice',
                    ),
                    key.place,
                    other=(
                        parent.keys[key.text],
                        Text("第一次在这里", "the first is here"),
                    ),
                    subject=key.text,
                )
            )
            return
        parent.entries[key.text] = node
        parent.keys[key.text] = key.place

    def _close(self) -> None:
        self._open.pop()

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # events of a text always have their marks
            raise AssertionError(event)
        if isinstance(event, yaml.ScalarEvent) and start.line == end.line:
            width = max(1, end.column - start.column)
        else:
            width = 1
        return Place(self._document, start.line + 1, start.column + 1, width)

    def _stop(self, event: yaml.Event, code: str, text: Text) -> None:
        self._faults.append(Fault(code, text, self._place(event)))
        raise _StopReading

"""A person's answers in a file: YAML or JSON, one fact a line, read with their places.

Nothing is guessed: values stay text until a rulebook's facts say what they are. `null`
or nothing after the colon says that the person was asked and could not tell.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from eligibility.errors import FactError, Fault
from eligibility.loading import source
from eligibility.loading.slips import explained
from eligibility.loading.source import Scalar
from eligibility.places import Document, Place
from eligibility.texts import Text

EXAMPLE = Text(
    "一行写一个回答，例如 birth_date: 1999-05-01。",
    "Write one answer a line, such as birth_date: 1999-05-01.",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file says, and where; `faults` are those that did not stop the reading."""

    values: Mapping[str, str | None] = field(repr=False)
    keys: Mapping[str, Place]
    value_places: Mapping[str, Place]
    faults: tuple[Fault, ...] = ()

    def places(self, facts: Collection[str]) -> dict[str, Place]:
        """Where to point: at the value of a known fact, at the name of any other."""
        return {
            id_: self.value_places.get(id_, key) if id_ in facts else key
            for id_, key in self.keys.items()
        }


def from_file(name: str) -> Answers:
    """The answers in a file; FactError where it cannot be read.

    A file larger than the limit is refused before it is read.
    """
    path = Path(name)
    try:
        if path.is_dir():
            raise _unreadable(name, Text("这是一个文件夹", "This is a folder"))
        if path.stat().st_size > source.BYTES:
            raise _too_large(name)
        with path.open("rb") as stream:
            return from_stream(stream, name)
    except FileNotFoundError:
        raise _unreadable(
            name,
            Text("没有这个文件", "There is no such file"),
            Text("看看文件名和所在的文件夹。", "Check the name and the folder."),
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        told = Text(f"打不开这个文件（{why}）", f"The file cannot be opened ({why})")
        raise _unreadable(name, told) from None


def from_stream(stream: BinaryIO, name: str) -> Answers:
    """The answers in a stream, of which no more is read than the limit."""
    return from_bytes(stream.read(source.BYTES + 1), name)


def from_bytes(data: bytes, name: str) -> Answers:
    """The answers in a text; FactError where it is none."""
    if len(data) > source.BYTES:
        raise _too_large(name)
    faults: list[Fault] = []
    document = source.decoded(name, data, faults)
    root = source.nodes(_untabbed(document), faults) if document else None
    if root is None:
        raise FactError(explained(faults) or [_empty(name)])
    if isinstance(root, Scalar) and root.null:
        raise FactError([*faults, _empty(name)])
    if not isinstance(root, source.Mapping):
        text = Text(
            "这里应当一行一个“事实: 回答”", "Lines of `fact: answer` are expected"
        )
        raise FactError([*faults, Fault("not-a-mapping", text, root.place, EXAMPLE)])
    values: dict[str, str | None] = {}
    for id_, node in root.entries.items():
        if isinstance(node, Scalar):
            values[id_] = None if node.null else node.text
        else:
            text = Text(f"{id_}：这里应当只有一个值", f"{id_}: one value is expected")
            faults.append(Fault("nested", text, root.keys[id_], EXAMPLE, subject=id_))
    shown = {
        id_: node.place
        for id_, node in root.entries.items()
        if isinstance(node, Scalar) and not node.null
    }
    return Answers(values, dict(root.keys), shown, tuple(faults))


def _untabbed(document: Document) -> Document:
    """JSON may be indented with tabs, YAML may not: there they are read as blanks."""
    first = next((line for line in document.lines if line.strip()), "")
    if not first.lstrip().startswith("{"):
        return document
    return document._replace(
        lines=tuple(line.replace("\t", " ") for line in document.lines)
    )


def _unreadable(name: str, text: Text, hint: Text | None = None) -> FactError:
    told = Text(f"{name}：{text.zh}", f"{name}: {text.en}")
    return FactError([Fault("unreadable-file", told, hint=hint, subject=name)])


def _too_large(name: str) -> FactError:
    most = source.BYTES // 1_000_000
    text = Text(
        f"文件太大，最多 {most} MB", f"The file is too large; at most {most} MB is read"
    )
    hint = Text(
        "一个人的回答只有几十行；看看是不是选错了文件。",
        "One person's answers are a few dozen lines; is this the right file?",
    )
    return _unreadable(name, text, hint)


def _empty(name: str) -> Fault:
    text = Text(f"{name}：文件是空的", f"{name}: the file is empty")
    return Fault("empty", text, hint=EXAMPLE, subject=name)

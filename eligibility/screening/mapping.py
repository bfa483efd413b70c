"""A file that says what a table's own headings and words stand for.

It is YAML: under `columns`, for each heading the fact, and if need be the words of its
cells with the values they stand for, as a profile writes them; `null` is for words that
say nothing is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eligibility.errors import TableError, nearest
from eligibility.law.facts import Code, Fact
from eligibility.loading import source
from eligibility.loading.entries import Entries
from eligibility.loading.source import Node, Scalar
from eligibility.periods import LAST_DAY, SomeDay
from eligibility.places import Place
from eligibility.screening.batches import refused
from eligibility.screening.values import Reader, folded
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column stands for: a fact, and the codes of folded texts of its cells."""

    fact: str
    place: Place
    values: Mapping[str, Code | SomeDay | None] = field(default_factory=dict)


def from_file(name: str, facts: Mapping[str, Fact]) -> dict[str, Meaning]:
    """The meanings of headings; TableError with every fault of the file."""
    path = Path(name)
    try:
        with path.open("rb") as stream:
            data = stream.read(source.BYTES + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        text = Text(f"打不开这个文件（{why}）", f"the file cannot be opened ({why})")
        raise refused(name, text) from None
    return from_bytes(data, name, facts)


def from_bytes(data: bytes, name: str, facts: Mapping[str, Fact]) -> dict[str, Meaning]:
    """The meanings of headings, written in a text; TableError as for a file."""
    entries, meanings = Entries(), dict[str, Meaning]()
    document = source.decoded(name, data, entries.faults)
    root = source.nodes(document, entries.faults) if document else None
    if root is None and not entries.faults:
        raise refused(
            name,
            Text("对照文件是空的", "the mapping is empty"),
            Text("例如：columns: {性别: sex}", "For example: columns: {Gender: sex}"),
        )
    columns = entries.mapping(root, required=("columns",)).entries.get("columns")
    for heading, node in entries.named(columns).items():
        meaning = _meaning(node, facts, entries)
        if meaning is not None:
            meanings[heading] = meaning
    if entries.faults:
        raise TableError(entries.faults)
    return meanings


def _meaning(node: Node, facts: Mapping[str, Fact], entries: Entries) -> Meaning | None:
    if isinstance(node, Scalar):
        id_ = entries.one_of(node, facts, "fact")
        return Meaning(id_, node.place) if id_ else None
    body = entries.mapping(node, required=("fact",), optional=("values",))
    at = body.entries.get("fact")
    id_ = entries.one_of(at, facts, "fact")
    if id_ is None or at is None:
        return None
    reader = Reader(facts[id_], day=LAST_DAY)
    values: dict[str, Code | SomeDay | None] = {}
    for word, value in entries.named(body.entries.get("values")).items():
        if isinstance(value, Scalar) and value.null:
            values[folded(word)] = None
            continue
        text = entries.word(value)
        if text is None:
            continue
        code = reader.as_profile(text)
        if isinstance(code, Text):
            hint = nearest(text, facts[id_].values)
            entries.fault("value", value.place, code, hint=hint, subject=id_)
        else:
            values[folded(word)] = code
    return Meaning(id_, at.place, values)

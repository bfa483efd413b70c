"""Schemas of rulebook files take what the loader takes, key by key, and no more."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from eligibility.editing.schemas import KINDS_OF_FILES, schema
from eligibility.loading import amendments
from eligibility.loading.amendments import DAYS, VALUE
from eligibility.loading.conditions import STRUCTURE
from eligibility.loading.entries import LANGUAGES, Entries
from eligibility.loading.source import Mapping, Node, Sequence, decoded, nodes
from eligibility.places import Place
from eligibility.rulebook import Rulebook

TESTS = Path(__file__).parent.parent
ERRORS = TESTS / "errors"
BOOKS = (
    TESTS.parent / "rules" / "guangdong",
    TESTS.parent / "examples" / "library-card",
    ERRORS / "base",
    TESTS / "editing" / "everything",
)


class Reader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: days are texts, and only true and false are true."""


Reader.yaml_implicit_resolvers = {
    sign: [
        (tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))
    ]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Reader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf")
)


def value_of(text: str) -> Any:
    """A file as an editor sees it, whose keys are all texts."""
    return keyed(yaml.load(text, Reader))  # noqa: S506 - a SafeLoader with fewer types


def keyed(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            str(key).lower() if isinstance(key, bool) else str(key): keyed(one)
            for key, one in value.items()
        }
    return [keyed(one) for one in value] if isinstance(value, list) else value


def kind_of(file: Path, folder: Path) -> str | None:
    """Which kind of file it is."""
    name = file.relative_to(folder)
    for kind, (files, _) in KINDS_OF_FILES.items():
        if name.match(files) and len(name.parts) == len(Path(files).parts):
            return kind
    return None


def yaml_files(folder: Path) -> list[Path]:
    """The files of a rulebook; profiles to try it with are none of them."""
    return [
        file
        for file in sorted(folder.rglob("*.yaml"))
        if file.parent.name != "profiles"
    ]


def files() -> Iterator[tuple[Path, Path, str]]:
    for folder in BOOKS:
        for file in yaml_files(folder):
            kind = kind_of(file, folder)
            if kind is not None:
                yield folder, file, kind


def validator(kind: str) -> Any:
    return jsonschema_rs.validator_for(dict(schema(kind)))


def errors_in(kind: str, text: str) -> list[str]:
    """What a schema says of a text; that it is no YAML, where it is none."""
    try:
        value = value_of(text)
    except yaml.YAMLError as error:
        return [str(error)]
    return [
        f"{error.instance_path}: {error.message[-300:]}"
        for error in validator(kind).iter_errors(value)
    ]


def test_every_file_of_every_rulebook_is_of_a_kind() -> None:
    found = {kind for _, _, kind in files()}
    assert found == set(KINDS_OF_FILES)
    strangers = [
        file
        for folder in BOOKS
        for file in yaml_files(folder)
        if kind_of(file, folder) is None
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("file", "kind"),
    [(file, kind) for _, file, kind in files()],
    ids=lambda it: getattr(it, "name", it),
)
def test_every_file_that_loads_is_valid(file: Path, kind: str) -> None:
    assert errors_in(kind, file.read_text("utf-8")) == []


SHAPE = {
    "act-without-where",
    "answer-tells-something",
    "citation-without-source",
    "contact-phone",
    "contact-url",
    "fact-without-question",
    "lambda",
    "many-at-once",
    "missing-key",
    "missing-language",
    "missing-text",
    "no-structure",
    "not-a-mapping",
    "not-yaml",
    "one-reading",
    "population-share",
    "tab",
    "tag",
    "two-structures",
    "unknown-key",
    "unknown-key-in-condition",
    "unknown-kind",
    "unnamed-part",
}
"""Faults in how something is laid out; all others lie in what is said."""


@pytest.mark.parametrize(
    "file", sorted(ERRORS.glob("*.yaml")), ids=lambda file: file.stem
)
def test_a_fault_of_shape_is_told_by_the_schema(file: Path) -> None:
    found = [
        error
        for name, text in yaml.safe_load(file.read_text("utf-8")).items()
        if (kind := kind_of(Path(name), Path())) is not None
        for error in errors_in(kind, text)
    ]
    assert bool(found) == (file.stem in SHAPE), found


Path_ = tuple[str | int, ...]
Taken = dict[tuple[str, int, int], set[str]]


def where(place: Place) -> tuple[str, int, int]:
    return place.document.name, place.line, place.column


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Taken:
    """The keys that the loader takes of each mapping it reads, by where that stands."""
    found: Taken = {}
    mapping, text = Entries.mapping, Entries.text
    without_days = amendments._without_days  # noqa: SLF001 - what it takes is looked at

    def note(node: Node | None, keys: set[str]) -> None:
        if isinstance(node, Mapping):
            found.setdefault(where(node.place), set()).update(keys)

    def noted_mapping(self: Entries, node: Node | None, **keys: Any) -> Mapping:
        note(node, {key for some in keys.values() for key in some})
        return mapping(self, node, **keys)

    def noted_text(self: Entries, node: Node | None) -> Any:
        note(node, {*LANGUAGES})
        return text(self, node)

    def noted_days(item: Node) -> Node:
        note(item, {*DAYS})
        bare = without_days(item)
        if isinstance(bare, Mapping) and bare.entries.keys() == {"value"}:
            note(item, {"value"})
        return bare

    monkeypatch.setattr(Entries, "mapping", noted_mapping)
    monkeypatch.setattr(Entries, "text", noted_text)
    monkeypatch.setattr(amendments, "_without_days", noted_days)
    return found


def read_root(file: Path) -> Node:
    document = decoded(str(file), file.read_bytes(), [])
    assert document is not None
    root = nodes(document, [])
    assert root is not None
    return root


def mappings(
    node: Node, path: Path_ = (), above: Place | None = None
) -> Iterator[tuple[Path_, Mapping, tuple[str, int, int]]]:
    """Every mapping of a file, the way to it, and where the loader finds it."""
    if isinstance(node, Mapping):
        place = node.place
        if Path(place.document.name).name == "definitions.yaml" and len(path) < 2:
            # The loader gives each its name, and takes it to stand where that does.
            place = above or place._replace(line=0)
        yield path, node, where(place)
        for key, value in node.entries.items():
            yield from mappings(value, (*path, key), node.keys[key])
    elif isinstance(node, Sequence):
        for n, item in enumerate(node.items):
            yield from mappings(item, (*path, n))


def refused(check: Any, value: Any, path: Path_, keys: set[str]) -> set[str]:
    """Which of some keys the schema refuses in one mapping of a file that is valid."""
    inner = value
    for step in path:
        inner = inner[step]
    where = tuple(map(str, path))
    found: set[str] = set()
    # What says which shape a mapping has comes alone, all others together.
    telling = {*STRUCTURE, VALUE} & keys
    for some in ({*keys} - telling, *({key} for key in telling)):
        inner.update(dict.fromkeys(some))
        for error in check.iter_errors(value):
            at = tuple(map(str, error.instance_path))
            match type(error.kind).__name__.rpartition("_")[2], at:
                case "AdditionalProperties", at if at == where:
                    found |= {*error.kind.unexpected} & some or some
                case "OneOfMultipleValid", at if at == where:
                    found |= some & STRUCTURE.keys()
                case "FalseSchema", (*above, key) if tuple(above) == where:
                    found.add(key)
                case _:
                    pass
        for key in some:
            del inner[key]
    return found


def names_in(shape: Any) -> Iterator[str]:
    """All keys that a schema names."""
    if isinstance(shape, dict):
        yield from shape.get("properties", ())
        for inner in shape.values():
            yield from names_in(inner)
    elif isinstance(shape, list):
        for inner in shape:
            yield from names_in(inner)


FULL = BOOKS[-1]
STRANGE = "zzz"


@pytest.mark.parametrize("kind", KINDS_OF_FILES)
def test_the_schema_takes_each_key_that_the_loader_takes_and_no_other(
    kind: str, taken: Taken
) -> None:
    book = Rulebook.load(str(FULL))
    _ = book.cases, book.sentences
    candidates = {*names_in(schema(kind)), STRANGE}
    candidates |= {key for keys in taken.values() for key in keys}
    check = validator(kind)
    for folder, file, of in files():
        if (folder, of) == (FULL, kind):
            value = value_of(file.read_text("utf-8"))
            for path, node, place in mappings(read_root(file)):
                absent = candidates - node.entries.keys()
                accepted = absent - refused(check, value, path, absent)
                keys = taken.get(place)
                if keys is None:  # names of the rulebook's own
                    assert STRANGE in accepted, (file.name, path)
                else:
                    assert accepted == keys - node.entries.keys(), (file.name, path)


def test_the_example_of_everything_has_every_key() -> None:
    """Else a key could be forgotten unseen."""
    for kind in KINDS_OF_FILES:
        written = {
            key
            for folder, file, of in files()
            if (folder, of) == (FULL, kind)
            for _, node, _ in mappings(read_root(file))
            for key in node.entries
        }
        own = {key: one for key, one in schema(kind).items() if key != "$defs"}
        assert set(names_in(own)) <= written, kind
    everywhere = {
        key
        for folder, file, _ in files()
        if folder == FULL
        for _, node, _ in mappings(read_root(file))
        for key in node.entries
    }
    assert set(names_in(schema("measure")["$defs"])) <= everywhere

"""The files of a rulebook as they are written: their nodes, each with its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from eligibility.loading import source
from eligibility.loading.folder import law
from eligibility.loading.source import Node, Scalar, Sequence


def written(folder: Path) -> Mapping[str, Node]:
    """The root of each file of law in a folder that loads, by its name there."""
    found = {}
    for path in sorted(law(folder)):
        document = source.read(path, folder, [])
        root = source.nodes(document, []) if document else None
        if root is not None:
            found[path.relative_to(folder).as_posix()] = root
    return found


def mappings(node: Node) -> Iterator[source.Mapping]:
    """The mappings in a node, from the top."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from mappings(item)
    elif isinstance(node, source.Mapping):
        yield node
        for value in node.entries.values():
            yield from mappings(value)


def scalars(node: Node | None, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """The scalars in a node, each with the nearest key above it."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item, key)
    elif isinstance(node, source.Mapping):
        for name, value in node.entries.items():
            yield from scalars(value, name)

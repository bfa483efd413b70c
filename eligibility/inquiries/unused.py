"""What a rulebook declares and nothing in it uses."""

import re
from collections.abc import Iterator, Mapping

from eligibility.errors import Fault
from eligibility.law.contents import Contents
from eligibility.loading.entries import LANGUAGES
from eligibility.loading.figures import names_in
from eligibility.loading.folder import NO_LAW
from eligibility.loading.source import Mapping as Entry
from eligibility.loading.source import Node
from eligibility.loading.written import mappings, scalars
from eligibility.places import Place
from eligibility.texts import Text

NAME = re.compile(r"[^\W\d]\w*")
DECLARED = {
    "facts.yaml": ("fact", "事实", "fact"),
    "parameters.yaml": ("parameter", "参数", "parameter"),
    "definitions.yaml": ("definition", "共用的条件", "definition"),
    "sources.yaml": ("source", "文件", "source"),
}
CHOOSING = ("when", "grants")
"""Mappings whose keys are facts."""


def unused(contents: Contents, roots: Mapping[str, Node]) -> Iterator[Fault]:
    """The facts, parameters, definitions and sources that nothing else names."""
    used = {
        name for file, root in roots.items() if file != NO_LAW for name in _named(root)
    }
    known = {
        "facts.yaml": contents.facts,
        "parameters.yaml": contents.parameters,
        "definitions.yaml": contents.definitions,
        "sources.yaml": contents.sources,
    }
    for file, (code, zh, en) in DECLARED.items():
        for name, place in _places(file, roots):
            if name in known[file] and name not in used:
                yield Fault(
                    f"unused-{code}",
                    Text(f"{zh}“{name}”没有用到", f'The {en} "{name}" is not used'),
                    place,
                    Text("删掉它，或者用上它。", "Delete it, or use it."),
                    subject=name,
                )


def _named(root: Node) -> Iterator[str]:
    """The names that stand in a file, but for those that it declares."""
    for key, scalar in scalars(root):
        if key in LANGUAGES:
            yield from names_in(key, scalar)
        elif key != "id":
            yield scalar.text
            yield from NAME.findall(scalar.text)
    for entry in mappings(root):
        for key in CHOOSING:
            chosen = entry.entries.get(key)
            if isinstance(chosen, Entry):
                yield from chosen.entries


def _places(file: str, roots: Mapping[str, Node]) -> Iterator[tuple[str, Place]]:
    root = roots.get(file)
    if file == "facts.yaml" and isinstance(root, Entry):
        root = root.entries.get("facts")
    if isinstance(root, Entry):
        yield from root.keys.items()

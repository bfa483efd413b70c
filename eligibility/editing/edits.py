"""What an edit touches: the measures whose law or cases are no longer what they were.

A name that changed (a fact, a parameter, a definition, a source) touches whatever says
it, directly or through other names; so too much may be touched, but never too little.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eligibility.loading import source
from eligibility.loading.folder import NO_LAW, canonical
from eligibility.loading.source import Mapping as MappingNode

NAMED = ("facts.yaml", "parameters.yaml", "definitions.yaml", "sources.yaml")
FOLDERS = ("measures", "cases")
IDLE = (NO_LAW, "coverage.yaml")
"""They decide nothing."""
WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a rulebook as they stand at one moment, by their names within it."""

    texts: Mapping[str, str]

    def changed(self, since: "Snapshot") -> tuple[str, ...]:
        """The files that are new, gone, or say something else."""
        names = dict.fromkeys([*since.texts, *self.texts])
        return tuple(
            name for name in names if self.texts.get(name) != since.texts.get(name)
        )

    def measures(self) -> tuple[str, ...]:
        """The measures that have a file."""
        return tuple(
            Path(name).stem for name in self.texts if name.startswith("measures/")
        )


def snapshot(folder: Path) -> Snapshot:
    """The files of a rulebook's folder."""
    files = [*folder.glob("*.yaml")]
    for name in FOLDERS:
        files += (folder / name).glob("*.yaml")
    return Snapshot(
        {
            file.relative_to(folder).as_posix(): file.read_text("utf-8", "replace")
            for file in sorted(files)
            if file.is_file()
        }
    )


def touched(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """The measures that an edit may have changed, by their law or by their cases."""
    every = frozenset(after.measures())
    found: set[str] = set()
    names: set[str] = set()
    for file in after.changed(before):
        folder, _, stem = file.removesuffix(".yaml").rpartition("/")
        if folder in FOLDERS:
            found.add(stem)
        elif file in NAMED:
            entries = [
                _entries(file, one.texts.get(file, "")) for one in (before, after)
            ]
            if None in entries:
                return every
            names |= _unlike(entries[0] or {}, entries[1] or {})
        elif file not in IDLE:
            return every
    if "contradictions" in names:
        return every
    names = _all_that_say(names, after)
    found |= {
        Path(file).stem
        for file, text in after.texts.items()
        if file.startswith("measures/") and names & {*WORD.findall(text)}
    }
    return frozenset(found) & every


def _unlike(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    keys = {*before, *after}
    return {key for key in keys if before.get(key) != after.get(key)}


def _entries(file: str, text: str) -> dict[str, Any] | None:
    """What a file says of each name; None where it cannot be read."""
    faults: list[Any] = []
    document = source.decoded(file, text.encode(), faults)
    root = source.nodes(document, faults) if document is not None else None
    if root is None and not faults:
        return {}
    if faults or not isinstance(root, MappingNode):
        return None
    whole: dict[str, Any] = canonical(root)
    if file != "facts.yaml":
        return whole
    facts = whole.pop("facts", {})
    return {**whole, **facts} if isinstance(facts, dict) else None


def _all_that_say(names: set[str], among: Snapshot) -> set[str]:
    """Some names, and all that are declared with them, however far."""
    said = dict(_said(among))
    found = set(names)
    ahead = set(names)
    while ahead:
        ahead = {
            name for name, words in said.items() if name not in found and words & ahead
        }
        found |= ahead
    return found


def _said(among: Snapshot) -> Iterator[tuple[str, set[str]]]:
    for file in NAMED:
        for name, value in (_entries(file, among.texts.get(file, "")) or {}).items():
            yield name, {*WORD.findall(str(value))}

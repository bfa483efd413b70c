"""What a change can touch: which measures name what is changed, at whatever remove."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from eligibility.loading.cases import Case
from eligibility.loading.folder import FIRST
from eligibility.loading.source import Mapping as MappingNode
from eligibility.loading.source import Node, Scalar, Sequence
from eligibility.mutants.changes import entry, items
from eligibility.mutants.making import (
    DEFINITIONS,
    FACTS,
    MEASURES,
    PARAMETERS,
    Mutant,
)

WORDS = re.compile(r"[\w-]+")
PLAIN = re.compile(r"\w+")


class Reach:
    """Who names whom in the files of a rulebook."""

    def __init__(self, roots: Mapping[str, Node]) -> None:
        self._roots = roots

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """What each measure, definition, parameter and fact names."""
        found: dict[str, frozenset[str]] = {}
        for file, root in self._roots.items():
            if file.startswith(MEASURES):
                name = file.removeprefix(MEASURES).removesuffix(".yaml")
                found[name] = frozenset(_words(root))
            elif file in {DEFINITIONS, PARAMETERS} and isinstance(root, MappingNode):
                found |= {n: frozenset(_words(e)) for n, e in root.entries.items()}
        facts = entry(self._roots.get(FACTS), "facts")
        for name, one in (
            facts.entries.items() if isinstance(facts, MappingNode) else ()
        ):
            needs = (entry(one, key) for key in ("only_if", "act"))
            words = (w for need in needs if need is not None for w in _words(need))
            found[name] = found.get(name, frozenset()) | frozenset(words)
        return found

    def measures(self, mutant: Mutant) -> frozenset[str]:
        """The measures that a mutant can touch."""
        if mutant.file == FIRST:
            groups = items(entry(self._roots[FIRST], "exclusive"))
            members = (
                one for group in groups for one in items(entry(group, "measures"))
            )
            return frozenset(one.text for one in members if isinstance(one, Scalar))
        return self._measures(mutant.names)

    def _measures(self, names: Collection[str]) -> frozenset[str]:
        seen, ahead = set(names), set(names)
        while ahead:
            ahead = {
                user
                for user, used in self._named.items()
                if user not in seen and used & ahead
            }
            seen |= ahead
        return frozenset(
            name for name in seen if f"{MEASURES}{name}.yaml" in self._roots
        )


def touched(cases: Iterable[Case], measures: Collection[str]) -> tuple[Case, ...]:
    """The cases of some measures, and those that expect them on a way; those of a day
    together, the days of most cases first, as each costs a binding.
    """
    found = [case for case in cases if _names(case) & set(measures)]
    count: dict[object, int] = {}
    for case in found:
        count[case.day] = count.get(case.day, 0) + 1
    found.sort(key=lambda case: (case.beside.advised, -count[case.day], case.day))
    return tuple(found)


def _names(case: Case) -> set[str]:
    steps = (*(case.beside.path or ()), *(case.beside.plan or ()))
    return {case.measure, *(step.measure for step in steps if step.measure)}


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield from WORDS.findall(node.text)
        yield from PLAIN.findall(node.text)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _words(item)
    else:
        for key, value in node.entries.items():
            yield key
            yield from _words(value)

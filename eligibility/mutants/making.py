"""All mutants of a rulebook, in the order of its files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from eligibility.law.facts import Fact
from eligibility.loading.folder import FIRST
from eligibility.loading.source import Mapping as MappingNode
from eligibility.loading.source import Node, Scalar
from eligibility.mutants.changes import Change, dropped, entry, items
from eligibility.mutants.conditions import conditions
from eligibility.mutants.measures import measures
from eligibility.mutants.parameters import parameters
from eligibility.texts import Text

PARAMETERS, DEFINITIONS, FACTS = "parameters.yaml", "definitions.yaml", "facts.yaml"
MEASURES = "measures/"
PAIR = 2
KINDS: Mapping[str, Text] = {
    "threshold": Text("界限", "thresholds"),
    "comparison": Text("比较", "comparisons"),
    "dropped": Text("删去的条件", "conditions dropped"),
    "swapped": Text("对调的条件", "conditions swapped"),
    "connective": Text("都要和任一", "all and any"),
    "value": Text("列表里的值", "values out of lists"),
    "date": Text("起始的日子", "first days"),
    "until": Text("最后的日子", "last days"),
    "parameter": Text("参数", "parameters"),
    "amount": Text("数额", "amounts"),
    "months": Text("月数", "months"),
    "per": Text("按次、月、年", "per"),
    "rounding": Text("舍入", "rounding"),
    "grants": Text("办成以后", "grants"),
    "held": Text("已经办了", "held"),
    "concerns": Text("相关", "concerns"),
    "caution": Text("提醒", "cautions"),
    "exclusive": Text("只能领一个", "exclusives"),
    "fact": Text("事实何时适用", "when facts apply"),
}
"""What is changed, by kind, in words."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rulebook with one thing changed: in which file, and what."""

    file: str
    change: Change

    @property
    def names(self) -> frozenset[str]:
        """What is changed by name: a measure, a definition, a parameter, a fact."""
        first = self.change.path[0]
        if self.file.startswith(MEASURES):
            return frozenset({self.file.removeprefix(MEASURES).removesuffix(".yaml")})
        if self.file == FACTS:
            return frozenset({str(self.change.path[1])})
        return frozenset({str(first)})


def mutants(roots: Mapping[str, Node], facts: Mapping[str, Fact]) -> Iterator[Mutant]:
    """The mutants of the files of a rulebook, whose facts these are."""
    for file in sorted(roots):
        for change in _changes(file, roots[file], facts):
            yield Mutant(file, change)


def sample(of: Iterable[Mutant], count: int | None, seed: int) -> tuple[Mutant, ...]:
    """So many of the mutants, in their order: the same for the same seed."""
    every = tuple(of)
    if count is None or count >= len(every):
        return every
    numbers = sorted(Random(seed).sample(range(len(every)), count))  # noqa: S311 - no secret
    return tuple(every[n] for n in numbers)


def _changes(file: str, root: Node, facts: Mapping[str, Fact]) -> Iterator[Change]:
    if file.startswith(MEASURES):
        yield from measures(root, facts)
    elif file == PARAMETERS:
        yield from parameters(root)
    elif file == DEFINITIONS and isinstance(root, MappingNode):
        for name, node in root.entries.items():
            yield from conditions(node, (name,))
    elif file == FACTS:
        yield from _facts(entry(root, "facts"))
    elif file == FIRST:
        yield from _exclusive(entry(root, "exclusive"))


def _facts(node: Node | None) -> Iterator[Change]:
    """When facts make sense. What contradicts itself, no case can expect."""
    if not isinstance(node, MappingNode):
        return
    for name, fact in node.entries.items():
        only_if = entry(fact, "only_if")
        if only_if is not None:
            yield from conditions(only_if, ("facts", name, "only_if"), "fact")


def _exclusive(node: Node | None) -> Iterator[Change]:
    groups = items(node)
    for n, group in enumerate(groups):
        members = items(entry(group, "measures"))
        whole = ("exclusive",) if len(groups) == 1 else ("exclusive", n)
        yield dropped("exclusive", whole, group, Text("这一组", "this group"))
        for m, member in enumerate(members):
            if len(members) > PAIR and isinstance(member, Scalar):
                what = Text(f"“{member.text}”", f'"{member.text}"')
                at = ("exclusive", n, "measures", m)
                yield dropped("exclusive", at, member, what)

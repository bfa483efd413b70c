"""Conditions as written: mappings with one of eight keys, resolved into the tree.

`use` and `by` are said with the other nodes: `use` by the definition itself, `by` by a
disjunction of guarded branches and of what all branches have in common.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from typing import Never

from eligibility.errors import Fault
from eligibility.law.conditions import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Condition,
    Contested,
    Label,
    Not,
    Role,
    Test,
    labels_in,
    parts_of,
)
from eligibility.law.facts import Code, Fact
from eligibility.law.sources import Basis, Citation, Source
from eligibility.law.terms import (
    Comparison,
    FactTerm,
    Literal,
    ParameterTerm,
    parameters_in,
    replaced,
)
from eligibility.loading.amendments import Amendments
from eligibility.loading.catalogue import citations, values_of
from eligibility.loading.entries import Entries
from eligibility.loading.resolution import Scope, comparisons
from eligibility.loading.source import Mapping as MappingNode
from eligibility.loading.source import Node, Scalar
from eligibility.places import Place
from eligibility.texts import Text

STRUCTURE: Mapping[str, tuple[str, ...]] = {
    "all": (),
    "any": ("at_least",),
    "not": (),
    "test": (),
    "use": (),
    "by": ("branches", "otherwise"),
    "contested": ("decided_by",),
    "judged_by": ("decided_by",),
}
"""The keys that make a condition, and those that go with each."""
NAMES = ("id", "text", "denial", "cite", "deadline")
OPEN = ("contested", "judged_by")
"""Structures that leave an answer open, and so must say what of."""
SIDES = 2
"""A dispute has two sides at least."""
OFFICE = Text("经办机构", "the office in charge")
MOST_PARTS = 20_000
DEEPEST = 100
CHAIN = 40
MOST_COUNTED = 8
"""So many parts and levels a condition has at most, and so many definitions in a row
use one another: every reading walks all of them. Among so many parts `at_least`
chooses.
"""


@dataclass(frozen=True, slots=True)
class Around:
    """What a condition takes from what stands around it."""

    id: str
    citations: tuple[Citation, ...] = ()
    says: Label | None = None
    """The label of the nearest condition that has words."""
    named: bool = False
    """Whether the condition must have an id and words of its own."""
    words: bool = True
    """Whether words and citations matter at all here."""
    carries: tuple[str, ...] = ()
    """Keys that stand beside a condition without words, for others to read."""
    day: date | None = None
    """The day as of which definitions are read; None where all days are meant."""


@dataclass(slots=True)
class Conditions:
    """Reads the conditions of one rulebook."""

    scope: Scope
    sources: dict[str, Source]
    entries: Entries
    amendments: Amendments
    defined_at: dict[str, Place] = field(default_factory=dict)
    lines: Mapping[str, Text] = field(default_factory=dict)
    """The telephone lines of the rulebook, each with its name."""
    _read: dict[tuple[str, int], Condition | None] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _sizes: dict[int, tuple[Condition, int, int]] = field(default_factory=dict)

    @property
    def definitions(self) -> dict[str, Node]:
        """The definitions as written, by their names."""
        return self.amendments.definitions

    def plain(self, node: Node | None, day: date | None = None) -> Condition | None:
        """A condition without words: when a fact makes sense, or a caution is due."""
        if isinstance(node, Scalar):
            return self._test(node, None, None)
        return self.read(node, Around("", words=False, day=day))

    def read(self, node: Node | None, around: Around) -> Condition | None:
        """A condition; None, with a fault, where it cannot be read."""
        if not isinstance(node, MappingNode):
            if node is not None:
                self.entries.expected(node, "一个条件", "a condition")
            return None
        key = self._structure(node)
        if key is None:
            return None
        # Where no words matter, none may stand, as nobody would ever read them.
        names = NAMES if around.words else around.carries
        fields = self.entries.mapping(
            node, optional=(*names, key, *STRUCTURE[key])
        ).entries
        label = self._label(node, fields, around, key)
        inner = Around(
            label.id if label else around.id,
            label.citations if label else around.citations,
            label if label and label.text else around.says,
            words=around.words,
            day=around.day,
        )
        built = self._built(key, fields, label, inner)
        if built is None:
            self.entries.unread(node)
            return None
        parts, depth = self._size(built)
        if parts > MOST_PARTS or depth > DEEPEST:
            # Nothing larger may come of it: whatever uses it is not read either.
            self.entries.fault(
                "too-large",
                node.place,
                Text(
                    f"条件太大：最多 {MOST_PARTS:,} 个部分、{DEEPEST} 层，共用的也算进来",
                    f"The condition is too large: at most {MOST_PARTS:,} parts and "
                    f"{DEEPEST} levels, with the definitions it uses",
                ),
            )
            return None
        return built

    def _size(self, condition: Condition) -> tuple[int, int]:
        """How many parts a condition has, and how deep they lie. One that stands in
        several places counts in each, and is looked at once.
        """
        if id(condition) not in self._sizes:
            below = [self._size(part) for part in parts_of(condition)]
            parts = 1 + sum(count for count, _ in below)
            depth = 1 + max((levels for _, levels in below), default=0)
            # Kept beside, so that its identity is not used again.
            self._sizes[id(condition)] = (condition, parts, depth)
        return self._sizes[id(condition)][1:]

    def definition(self, name: str, day: date) -> Condition | None:
        """A definition as of a day, read once; a fault where it uses itself."""
        if name in self._open:
            return None
        number, node = self.amendments.definition(name, day)
        key = name, number
        if key not in self._read:
            if len(self._open) >= CHAIN:
                self.entries.fault(
                    "too-deep",
                    self.defined_at[name],
                    Text(
                        f"共用的条件一个用一个，最多 {CHAIN} 层",
                        f"Definitions use one another {CHAIN} deep at most",
                    ),
                    subject=name,
                )
                return None
            self._open.append(name)
            self._read[key] = self._defined(name, node, day)
            self._open.pop()
        return self._read[key]

    def _defined(self, name: str, node: Node, day: date) -> Condition | None:
        if not isinstance(node, MappingNode):
            self.entries.expected(node, "一个条件", "a condition")
            return None
        at = self.defined_at[name]
        named = MappingNode({"id": Scalar(name, at), **node.entries}, at, node.keys)
        return self.read(named, Around(name, named=True, day=day))

    def _structure(self, node: MappingNode) -> str | None:
        found = [key for key in node.entries if key in STRUCTURE]
        if len(found) == 1:
            return found[0]
        for key, place in node.keys.items():
            if key not in STRUCTURE and key not in NAMES:
                self.entries.unknown("key", key, place, (*STRUCTURE, *NAMES))
        text = Text(
            "一个条件要有且只有一个：" + "、".join(STRUCTURE),
            "A condition has exactly one of: " + ", ".join(STRUCTURE),
        )
        other = None
        if len(found) > 1:
            other = (node.keys[found[1]], Text("还有一个", "another one"))
        self.entries.fault("one-structure", node.place, text, other=other)
        return None

    def _label(
        self, node: MappingNode, fields: dict[str, Node], around: Around, key: str
    ) -> Label | None:
        if not around.words:
            return None
        cited = citations(fields.get("cite"), self.sources, self.entries)
        cited = cited or around.citations
        if "id" not in fields and "text" not in fields:
            if "deadline" in fields or "denial" in fields:
                self._missing(node, ("id", "text"))
            if key == "use":
                return Label("", None, cited, node.place)
            if around.named or key in OPEN:
                self._missing(node, ("id", "text"))
            return Label(around.id, None, cited, node.place)
        id_ = self.entries.word(fields.get("id"))
        text = self.entries.text(fields.get("text"))
        if "id" not in fields or "text" not in fields:
            self._missing(node, [key for key in ("id", "text") if key not in fields])
        # What is missing has been recorded, and is not told again further up.
        deadline = self.entries.truth(fields.get("deadline"), default=False)
        text = text or Text("?", "?")
        denial = self.entries.text(fields.get("denial"))
        return Label(id_ or around.id, text, cited, node.place, deadline, denial)

    def _missing(self, node: MappingNode, keys: "tuple[str, ...] | list[str]") -> None:
        for key in keys:
            self.entries.fault(
                f"missing-{key}",
                node.place,
                Text(f"这个条件缺少“{key}”", f'The condition has no "{key}"'),
                subject=key,
            )

    def _built(
        self, key: str, fields: dict[str, Node], label: Label | None, inner: Around
    ) -> Condition | None:
        node = fields[key]
        if key in OPEN and not inner.words:
            self.entries.fault(
                "not-open",
                node.place,
                Text(
                    f"这里不能用 {key}：要由事实来定",
                    f"`{key}` has no place here, where facts alone decide",
                ),
            )
            return None
        match key:
            case "all":
                parts = self._parts(node, inner, named=False)
                return AllOf(parts, label) if parts else None
            case "any":
                parts = self._parts(node, inner, named=inner.words)
                return self._some(fields, parts, label) if parts else None
            case "not":
                part = self.read(node, replace(inner, id=f"{inner.id}.1"))
                return Not(part, label) if part else None
            case "test":
                return self._test(node, label, inner.says)
            case "use":
                return self._used(node, label, inner.day)
            case "by":
                return self._branches(fields, label, inner)
            case "contested":
                return self._contested(fields, label, inner)
            case _:
                return self._judged(fields, label)

    def _parts(
        self, node: Node, inner: Around, *, named: bool
    ) -> tuple[Condition, ...]:
        items = self.entries.items(node)
        if not items:
            self.entries.expected(node, "至少一个条件", "at least one condition")
        read = (
            self.read(item, replace(inner, id=f"{inner.id}.{n}", named=named))
            for n, item in enumerate(items, 1)
        )
        return tuple(part for part in read if part is not None)

    def _some(
        self, fields: dict[str, Node], parts: tuple[Condition, ...], label: Label | None
    ) -> Condition | None:
        """That one part holds, or with `at_least` so many of them: that all hold of so
        many, in one of the ways there are to choose them.
        """
        node = fields.get("at_least")
        if node is None:
            return AnyOf(parts, label)
        most = len(self.entries.items(fields["any"]))
        count = self.entries.whole(node, 1)
        if most > MOST_COUNTED:
            self.entries.fault(
                "too-many",
                node.place,
                Text(
                    f"有 at_least 的 any 最多 {MOST_COUNTED} 项，这里有 {most} 项",
                    f"`any` with `at_least` has {MOST_COUNTED} parts at most, "
                    f"and here {most}",
                ),
            )
            return None
        if not 1 <= count <= most:
            self.entries.fault(
                "out-of-range",
                node.place,
                Text(
                    f"at_least 是 1 到 {most}：any 下面有这么多项",
                    f"`at_least` is from 1 to {most}: so many parts has `any`",
                ),
            )
            return None
        if count == 1:
            return AnyOf(parts, label)
        ways = tuple(AllOf(way) for way in combinations(parts, count))
        return AnyOf(ways, label, count) if ways else None

    def _test(
        self, node: Node, label: Label | None, says: Label | None
    ) -> Condition | None:
        if not isinstance(node, Scalar):
            self.entries.expected(node, "一个比较", "a comparison")
            return None
        self._grounded(label, node.place)
        links = comparisons(node, self.scope, self.entries)
        tests = tuple(self._chosen(one, says) for one in links)
        if len(tests) == 1:
            return replace(tests[0], label=label)
        return AllOf(tests, label) if tests else None

    def _chosen(self, comparison: Comparison, says: Label | None) -> Test | AnyOf[Test]:
        """A comparison; where tests choose a value in it, one for each way in which
        they turn out.
        """
        used = {id_: self.scope.parameters[id_] for id_ in parameters_in(comparison)}
        chosen = next((one for one in used.values() if one.tests), None)
        if chosen is None:
            return Test(comparison, unvalued=self._unvalued(comparison, says))
        tests, kept = chosen.tests, {id_: ParameterTerm(id_) for id_ in used}

        def decided(truths: tuple[bool, ...]) -> Test | AnyOf[Test]:
            if len(truths) < len(tests):
                met, unmet = decided((*truths, True)), decided((*truths, False))
                test = Test(tests[len(truths)])
                both: list[tuple[Condition, Condition]]
                both = [(test, met), (Not(test), unmet)]
                return met if met == unmet else _either(both, None)
            values = kept | {chosen.id: ParameterTerm(chosen.case(truths).id)}
            left = replaced(comparison.left, values)
            right = replaced(comparison.right, values)
            return self._chosen(Comparison(left, comparison.operator, right), says)

        return decided(())

    def _unvalued(
        self, comparison: Comparison, says: Label | None
    ) -> Contested[Never] | None:
        """What a test says where the figure of a parameter in it is not known; None
        where all are known, or where no words say what is open.
        """
        tables = (
            table
            for id_ in parameters_in(comparison)
            for table in self.scope.parameters[id_].tables
        )
        known = all(row.value is not None for table in tables for row in table.rows)
        return None if known or says is None else _office(says, OFFICE)

    def _grounded(self, label: Label | None, place: Place) -> None:
        if label is None:
            return
        if label.citations and all(
            one.basis is Basis.UNVERIFIED for one in label.citations
        ):
            self.entries.fault(
                "unverified",
                place,
                Text(
                    "这个条件只有未核实的依据，不能用来判断",
                    "The condition rests on unverified sources only: they cannot decide",
                ),
                hint=Text(
                    "写成 remark 提示。", "Say it as a caution of kind `remark`."
                ),
            )
        if not label.citations:
            self.entries.fault(
                "missing-citation",
                place,
                Text("这个条件没有依据", "The condition cites no source"),
                hint=Text(
                    "给它、它的上级或这个版本写 cite。",
                    "Give it, the condition around it, or the version a `cite`.",
                ),
            )

    def _used(
        self, node: Node, label: Label | None, day: date | None
    ) -> Condition | None:
        name = self.entries.one_of(node, tuple(self.definitions), "definition")
        if name is None:
            return None
        if name in self._open:
            self.entries.fault(
                "circle",
                node.place,
                Text(
                    f"定义“{name}”用到了自己",
                    f'The definition "{name}" uses itself',
                ),
                other=(
                    self.defined_at[name],
                    Text("定义在这里", "it is defined here"),
                ),
                subject=name,
            )
            return None
        if day is None and self.amendments.turns(name):
            self.entries.fault(
                "changes",
                node.place,
                Text(
                    f"定义“{name}”先后不同，这里要用各天都一样的",
                    f'The definition "{name}" changes over time, which has no place here',
                ),
                other=(
                    self.defined_at[name],
                    Text("定义在这里", "it is defined here"),
                ),
                subject=name,
            )
        found = self.definition(name, day or date.max)
        if found is None or label is None or label.text is None:
            return found
        if label.denial is None and found.label is not None:
            label = replace(label, denial=found.label.denial)
        if isinstance(found, Test) and found.unvalued is not None:
            unvalued = replace(found.unvalued, label=label)
            return replace(found, label=label, unvalued=unvalued)
        return replace(found, label=label)

    def _branches(
        self, fields: dict[str, Node], label: Label | None, inner: Around
    ) -> Condition | None:
        choices = {k: f for k, f in self.scope.facts.items() if not f.kind.ordered}
        fact = self.entries.look_up(fields["by"], choices, "fact")
        if fact is None:
            return None
        taken: dict[Code, Place] = {}
        outcomes: list[tuple[Condition, Condition]] = []
        items = self.entries.items(fields.get("branches"))
        if not items:
            place = fields.get("branches", fields["by"])
            self.entries.expected(place, "至少一个分支", "at least one branch")
        for n, item in enumerate(items, 1):
            entry = self.entries.mapping(item, required=("is", "then")).entries
            codes = self._fresh(entry.get("is"), fact, taken)
            then = self.read(
                entry.get("then"),
                replace(inner, id=f"{inner.id}.{n}", named=inner.words),
            )
            if codes and then:
                outcomes.append((_is_among(fact, codes), then))
        rest = [code for code in fact.domain if code not in taken]
        otherwise = fields.get("otherwise")
        if otherwise is not None:
            around = replace(inner, id=f"{inner.id}.otherwise", named=inner.words)
            then = self.read(otherwise, around)
            if then:
                outcomes.append((Not(_is_among(fact, list(taken))), then))
        elif rest:
            self.entries.fault(
                "branches-missing",
                fields["by"].place,
                Text(
                    "有的值没有分支：" + "、".join(map(str, rest[:5])),
                    "No branch for: " + ", ".join(map(str, rest[:5])),
                ),
                hint=Text("加上 otherwise。", "Add `otherwise`."),
            )
        return _by(outcomes, label)

    def _fresh(
        self, node: Node | None, fact: Fact, taken: dict[Code, Place]
    ) -> list[Code]:
        """The values of a branch, none of which an earlier one may have."""
        if node is None:
            return []
        codes = values_of(node, fact, self.entries)
        for code in codes:
            if code in taken:
                self.entries.fault(
                    "duplicate-value",
                    node.place,
                    Text(f"“{code}”已有分支", f'"{code}" has a branch already'),
                    other=(taken[code], Text("在这里", "here")),
                )
            taken.setdefault(code, node.place)
        return codes

    def _contested(
        self, fields: dict[str, Node], label: Label | None, inner: Around
    ) -> Condition | None:
        place = fields["contested"].place
        if label is None or label.text is None:
            return None  # that it lacks them has been recorded
        if "decided_by" not in fields:
            self.entries.fault(
                "missing-key",
                place,
                Text(
                    "缺少“decided_by”：由谁说了算",
                    '"decided_by" is missing: whose word settles it',
                ),
                subject="decided_by",
            )
        readings = self._parts(fields["contested"], inner, named=True)
        if len(self.entries.items(fields["contested"])) < SIDES:
            self.entries.fault(
                "one-reading",
                place,
                Text(
                    "有争议的条件至少要有两种读法",
                    "A contested condition has two readings or more",
                ),
            )
        if len(readings) < SIDES:
            return None
        decided_by = self.entries.text(fields.get("decided_by")) or OFFICE
        return Contested(readings, label, decided_by)

    def _judged(self, fields: dict[str, Node], label: Label | None) -> Condition | None:
        self.entries.one_of(fields["judged_by"], ("office",), "value")
        if label is None or label.text is None:
            return None
        self._grounded(label, fields["judged_by"].place)
        decided_by = self.entries.text(fields.get("decided_by")) or OFFICE
        return _office(label, decided_by)


def _office(label: Label, decided_by: Text) -> Contested[Never]:
    """What only an office can tell."""
    return Contested((ALWAYS, NEVER), label, decided_by, office=True)


def _is_among(fact: Fact, codes: list[Code]) -> Condition:
    if len(codes) == 1 and isinstance(codes[0], bool):
        return Test(Comparison(FactTerm(fact.id), "==", Literal(codes[0])))
    values = Literal(frozenset(str(code) for code in codes))
    return Test(Comparison(FactTerm(fact.id), "in", values))


def _by(
    outcomes: list[tuple[Condition, Condition]], label: Label | None
) -> Condition | None:
    return _either(outcomes, label) if outcomes else None


def _either(
    outcomes: list[tuple[Condition, Condition]], label: Label | None
) -> AnyOf[Test]:
    """As the branch does whose guard holds."""
    branches: tuple[Condition, ...] = tuple(
        AllOf(pair, role=Role.BRANCH) for pair in outcomes
    )
    shared: Condition = AllOf(tuple(then for _, then in outcomes), role=Role.CONSENSUS)
    return AnyOf((*branches, shared), label)


def refuse_duplicates(condition: Condition, entries: Entries) -> None:
    """Record each id that two conditions of one tree share."""
    first: dict[str, Place] = {}
    for label in labels_in(condition):
        if label.text is None or label.place is None:
            continue
        before = first.setdefault(label.id, label.place)
        if before != label.place:
            entries.fault(
                "duplicate-id",
                label.place,
                Text(f"“{label.id}”用了两次", f'"{label.id}" is used twice'),
                other=(before, Text("第一次在这里", "the first is here")),
                subject=label.id,
            )


def circles(facts: Mapping[str, Fact], needs: Mapping[str, set[str]]) -> list[Fault]:
    """A fault for each fact whose `only_if` leads back to itself."""
    faults = []
    for id_, first in needs.items():
        seen: set[str] = set()
        ahead = set(first)
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                ahead |= needs.get(name, set())
        if id_ in seen:
            text = Text(
                f"“{id_}”的 only_if 绕回了自己",
                f'The only_if of "{id_}" leads back to itself',
            )
            faults.append(Fault("circle", text, facts[id_].place, subject=id_))
    return faults

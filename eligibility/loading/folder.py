"""A rulebook's folder: which files it has, and all of them read as one."""

import hashlib
from collections.abc import Iterator
from collections.abc import Mapping as ByName
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from eligibility.errors import CallError, Fault, RulebookError, nearest
from eligibility.law.conditions import Condition, tests_in
from eligibility.law.contents import Contents, Contradiction, Exclusive, Measure
from eligibility.law.facts import Fact
from eligibility.law.sources import Source
from eligibility.law.terms import facts_in
from eligibility.loading import catalogue, source
from eligibility.loading.acts import act
from eligibility.loading.amendments import Amendments
from eligibility.loading.applying import lines
from eligibility.loading.conditions import SIDES, Around, Conditions, circles
from eligibility.loading.entries import Entries
from eligibility.loading.figures import Figures
from eligibility.loading.measures import Names, measure
from eligibility.loading.population import population
from eligibility.loading.resolution import Scope
from eligibility.loading.slips import explained
from eligibility.loading.source import Mapping, Node, Scalar, Sequence
from eligibility.loading.tells import denials, tells
from eligibility.loading.valued import Valued
from eligibility.periods import LAST_DAY
from eligibility.places import Document, Place
from eligibility.texts import Text

SHIPPED = "eligibility.rules"
FIRST = "rulebook.yaml"
ANYWHERE = "UTC"
"""The time zone of a rulebook that names none."""
NO_LAW = "population.yaml"
"""Decides nothing, and so does not count for the hash."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The contents of a folder, and the hash of the law in it."""

    contents: Contents
    sha256: str


def digest(roots: dict[str, Node]) -> str:
    """SHA-256 of the canonical JSON of some files (RFC 8785).

    Comments, layout, the order of keys and line ends do not count.
    """
    import rfc8785

    whole = {name: canonical(root) for name, root in roots.items()}
    return hashlib.sha256(rfc8785.dumps(whole)).hexdigest()


def canonical(node: Node) -> Any:
    """A node as plain JSON; scalars are text, as they were written."""
    if isinstance(node, Scalar):
        return None if node.null else node.text
    if isinstance(node, Sequence):
        return [canonical(item) for item in node.items]
    return {key: canonical(value) for key, value in node.entries.items()}


def find(name: str) -> Path:
    """The folder of a rulebook: a folder that has one, or the name of a shipped one."""
    folder = Path(name)
    if (folder / FIRST).is_file():
        return folder
    if "/" not in name and "\\" not in name and not name.startswith("."):
        shipped = Path(str(resources.files(SHIPPED)))
        if (shipped / name / FIRST).is_file():
            return shipped / name
        names = [entry.parent.name for entry in shipped.glob(f"*/{FIRST}")]
    else:
        names = []
    text = Text(f"没有叫“{name}”的规则集", f'There is no rulebook "{name}"')
    if folder.is_dir():
        text = Text(f"“{name}”里没有 {FIRST}", f'"{name}" has no {FIRST}')
    hint = nearest(name, names) or (
        Text("有：" + "、".join(names), "There is: " + ", ".join(names))
        if names
        else None
    )
    raise CallError([Fault("unknown-rulebook", text, hint=hint, subject=name)])


def law(folder: Path) -> list[Path]:
    """The files of a rulebook's folder that hold law: all but cases and change log.

    What is no plain file is none of them; loading refuses it.
    """
    named = [*folder.glob("*.yaml"), *(folder / "measures").glob("*.yaml")]
    return [file for file in named if file.is_file()]


def load(folder: Path) -> Loaded:
    """The rulebook in a folder; RulebookError with every fault in it."""
    reading = _Folder(folder)
    contents = reading.contents()
    law_only = {name: one for name, one in reading.roots.items() if name != NO_LAW}
    return Loaded(contents, digest(law_only))


def roots(folder: Path) -> dict[str, Node]:
    """The root of each file of law in a folder, by its name within that; RulebookError
    with every fault in it.
    """
    reading = _Folder(folder)
    reading.contents()
    return reading.roots


def reread(
    folder: Path, written: ByName[str, Node], known: ByName[str, Measure]
) -> Contents:
    """The contents of a folder, were `written` in its files; RulebookError with every
    fault. Measures that are `known`, as nothing that they name is written otherwise,
    are not read again.
    """
    return _Folder(folder, written, known).contents()


class _Folder:
    """Reads the files of one folder; those in `written` as they stand there."""

    def __init__(
        self,
        folder: Path,
        written: ByName[str, Node] | None = None,
        known: ByName[str, Measure] | None = None,
    ) -> None:
        self.folder = folder
        self.entries = Entries()
        self.roots: dict[str, Node] = {}
        self._written = written or {}
        self._known = known or {}

    def contents(self) -> Contents:
        head = self._mapping(
            FIRST,
            ("name", "version", "title", "first_day", "measures"),
            ("last_day", "timezone", "contacts", "exclusive", "topics"),
        )
        entries = self.entries
        title = entries.text(head.get("title"))
        name = entries.word(head.get("name"))
        version = entries.word(head.get("version"))
        first_day = entries.day(head.get("first_day"))
        last_day = self._last_day(head, first_day)
        timezone = self._timezone(head.get("timezone"))
        listed = self._listed(head.get("measures"))
        declared = self._mapping("facts.yaml", ("facts",), ("contradictions",))
        sources = catalogue.sources(self._root("sources.yaml"), entries)
        plain = catalogue.facts(declared.get("facts"), entries)
        phones = lines(head.get("contacts"), entries)
        facts = self._conditioned(plain, declared.get("facts"), sources, phones)
        tables = self._root("parameters.yaml")
        parameters = catalogue.parameters(tables, facts, sources, entries)
        broken = {*entries.named(declared.get("facts")), *entries.named(tables)}
        broken -= {*facts, *parameters}
        root = self._root("definitions.yaml")
        definitions = entries.named(root)
        conditions = Conditions(
            Scope(facts, parameters, frozenset(broken)),
            sources,
            entries,
            Amendments(
                definitions,
                entries,
                Figures(parameters, facts, entries),
                first_day or date.min,
            ),
            root.keys if isinstance(root, Mapping) else {},
            phones,
        )
        defined = {id_: self._defined(id_, conditions) for id_ in definitions}
        topics = self._topics(head.get("topics"))
        names = Names(tuple(listed), tuple(topics))
        measures = {
            id_: found
            for id_, root in listed.items()
            if (
                found := self._known.get(id_)
                or measure(id_, root, conditions, first_day or date.min, names)
            )
        }
        granted = {
            fact
            for one in measures.values()
            for version in one.versions
            for fact in version.grants
        }
        for fact in facts.values():
            granted |= fact.act.grants.keys() if fact.act is not None else set()
        facts = {
            id_: replace(fact, movable=id_ in granted) for id_, fact in facts.items()
        }
        contradictions = (
            *self._contradictions(
                declared.get("contradictions"), conditions, first_day or date.min
            ),
            *denials(facts),
        )
        exclusive = tuple(self._exclusive(head.get("exclusive"), measures, sources))
        usual = population(self._root(NO_LAW), facts, first_day or date.max, entries)
        if entries.faults or not title or not name or not version or not first_day:
            raise RulebookError(explained(entries.faults))
        return Contents(
            name,
            version,
            title,
            first_day,
            last_day,
            timezone,
            facts,
            contradictions,
            parameters,
            sources,
            {id_: one for id_, one in defined.items() if one is not None},
            measures,
            exclusive,
            topics,
            usual,
        )

    def _last_day(self, head: dict[str, Node], first_day: date | None) -> date:
        """The last day that the rulebook answers for."""
        if "last_day" not in head:
            return LAST_DAY
        last = self.entries.day(head["last_day"]) or LAST_DAY
        if last > LAST_DAY or (first_day is not None and last < first_day):
            self.entries.fault(
                "out-of-range",
                head["last_day"].place,
                Text(
                    f"last_day 要在 first_day 以后，最晚 {LAST_DAY}",
                    f"`last_day` comes after `first_day`, and not after {LAST_DAY}",
                ),
            )
        return last

    def _timezone(self, node: Node | None) -> str:
        """The time zone whose day it is, by its name in the IANA database."""
        name = self.entries.word(node)
        if name is None or node is None:
            return ANYWHERE
        try:
            ZoneInfo(name)
        except (ValueError, OSError, ZoneInfoNotFoundError):
            self.entries.unknown(
                "timezone", name, node.place, sorted(available_timezones())
            )
        return name

    def _mapping(
        self, name: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        root = self._root(name)
        if root is None:
            return {}
        return self.entries.mapping(root, required=required, optional=optional).entries

    def _root(self, name: str) -> Node | None:
        if name in self._written:
            return self._written[name]
        path = self.folder / name
        try:
            document = source.read(path, self.folder, self.entries.faults)
        except FileNotFoundError:
            if name == FIRST:
                self._absent(path)
            return None
        if document is None:
            return None
        root = source.nodes(document, self.entries.faults)
        if root is not None:
            self.roots[name] = root
        elif name == FIRST and not self.entries.faults:
            place = Place(document, 1, 1)
            text = Text("这个文件是空的", "The file is empty")
            hint = Text(
                "至少要有 name、version、title、first_day、measures。",
                "It needs name, version, title, first_day and measures.",
            )
            self.entries.fault("empty-file", place, text, hint=hint)
        return root

    def _absent(self, path: Path) -> NoReturn:
        place = Place(Document(str(path), ()), 1, 1)
        text = Text("没有这个文件", "The file is missing")
        raise RulebookError([Fault("missing-file", text, place)])

    def _listed(self, node: Node | None) -> dict[str, Node]:
        """The measures' files: those that are listed, and no others."""
        roots: dict[str, Node] = {}
        listed: dict[str, Place] = {}
        for item in self.entries.items(node):
            name = self.entries.word(item)
            if name is None:
                continue
            if name in listed:
                self.entries.fault(
                    "duplicate-id",
                    item.place,
                    Text(f"“{name}”列了两次", f'"{name}" is listed twice'),
                    other=(listed[name], Text("第一次在这里", "the first is here")),
                )
                continue
            listed[name] = item.place
            if not (self.folder / "measures" / f"{name}.yaml").exists():
                self.entries.fault(
                    "missing-file",
                    item.place,
                    Text(
                        f"列出了“{name}”，但没有 measures/{name}.yaml",
                        f'"{name}" is listed, but measures/{name}.yaml is missing',
                    ),
                    hint=nearest(name, [path.stem for path in self._measure_files()]),
                )
                continue
            root = self._root(f"measures/{name}.yaml")
            if root is not None:
                roots[name] = root
        for path in self._measure_files():
            if node is not None and path.stem not in listed:
                self.entries.fault(
                    "unlisted-file",
                    Place(Document(str(path), ()), 1, 1),
                    Text(
                        f"{FIRST} 没有列出这个措施",
                        f"{FIRST} does not list this measure",
                    ),
                    other=(node.place, Text("列在这里", "the list is here")),
                )
        return roots

    def _measure_files(self) -> list[Path]:
        return sorted((self.folder / "measures").glob("*.yaml"))

    def _topics(self, node: Node | None) -> dict[str, Text]:
        """What people come for."""
        found: dict[str, Text] = {}
        for id_, entry in self.entries.named(node).items():
            text = self.entries.text(entry)
            if text is not None:
                found[id_] = text
        return found

    def _exclusive(
        self,
        node: Node | None,
        measures: dict[str, Measure],
        sources: dict[str, Source],
    ) -> Iterator[Exclusive]:
        for item in self.entries.items(node):
            fields = self.entries.mapping(
                item, required=("id", "text", "measures", "cite")
            ).entries
            id_ = self.entries.word(fields.get("id"))
            text = self.entries.text(fields.get("text"))
            members = (
                self.entries.one_of(one, tuple(measures), "measure")
                for one in self.entries.items(fields.get("measures"))
            )
            named = tuple(member for member in members if member is not None)
            if len(named) < SIDES:
                self.entries.fault(
                    "one-measure",
                    item.place,
                    Text(
                        "至少要有两个措施，才能只领一个",
                        "Where only one may be drawn, there are two or more",
                    ),
                )
            cited = catalogue.citations(fields.get("cite"), sources, self.entries)
            if id_ is not None and text is not None:
                yield Exclusive(id_, text, named, cited)

    def _defined(self, name: str, conditions: Conditions) -> Condition | None:
        """A definition as it stands at last, once all its stretches have been read."""
        amendments = conditions.amendments
        days = (amendments.first_day, *amendments.turns(name))
        return [conditions.definition(name, day) for day in days][-1]

    def _conditioned(
        self,
        plain: dict[str, Fact],
        node: Node | None,
        sources: dict[str, Source],
        phones: dict[str, Text],
    ) -> dict[str, Fact]:
        """The facts with when they make sense and matter, and what one can do."""
        declared = self.entries.named(node)
        broken = frozenset(declared.keys() - plain.keys())
        conditions = Conditions(
            Scope(plain, {}, broken),
            {},
            self.entries,
            Amendments({}, self.entries, Figures({}, plain, self.entries)),
            lines=phones,
        )
        needs: dict[str, set[str]] = {}
        facts = {}
        for id_, fact in plain.items():
            entry = declared[id_]
            written = entry.entries if isinstance(entry, Mapping) else {}
            condition, asked_if = (
                conditions.plain(written[key]) if key in written else None
                for key in ("only_if", "asked_if")
            )
            facts[id_] = replace(fact, only_if=condition, asked_if=asked_if)
            if condition is not None:
                needs[id_] = {
                    name
                    for test in tests_in(condition)
                    for name in facts_in(test.comparison)
                }
        self.entries.faults += circles(facts, needs)
        for id_ in plain:
            entry = declared[id_]
            written = entry.entries if isinstance(entry, Mapping) else {}
            if "act" in written:
                done = act(id_, written["act"], facts, conditions, sources)
                facts[id_] = replace(facts[id_], act=done)
            if "tells" in written:
                told = tells(id_, written["tells"], facts, self.entries)
                facts[id_] = replace(facts[id_], tells=told)
        return facts

    def _contradictions(
        self, node: Node | None, conditions: Conditions, first_day: date
    ) -> Iterator[Contradiction]:
        for item in self.entries.items(node):
            if not isinstance(item, Mapping):
                self.entries.expected(item, "一个条件", "a condition")
                continue
            id_ = self.entries.word(item.entries.get("id"))
            text = self.entries.text(item.entries.get("text"))
            around = Around(id_ or "", words=False, carries=("id", "text"))
            condition = conditions.read(item, around)
            if id_ is None or text is None:
                self.entries.fault(
                    "missing-id",
                    item.place,
                    Text("缺少 id 或 text", "`id` or `text` is missing"),
                )
            elif condition is not None:
                Valued(conditions, first_day).refuse_gaps(condition, item.place)
                yield Contradiction(id_, text, condition)

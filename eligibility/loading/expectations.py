"""What a case expects beside the status: cautions in words, figures, days and steps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from eligibility.law.contents import Contents
from eligibility.loading.catalogue import key_place
from eligibility.loading.entries import LANGUAGES, Entries
from eligibility.loading.measures import CAUTIONS, PERIODS
from eligibility.loading.source import Mapping as MappingNode
from eligibility.loading.source import Node, Scalar
from eligibility.texts import Text
from eligibility.truth import Truth

BY_ENGINE = (
    "contested",
    "judged_by_office",
    "already_held",
    "stale_source",
    "weak_basis",
)
"""The kinds of caution that no rulebook writes."""
NONE = "none"
"""That there is no figure, no day, or no step."""
TRUTHS = {"true": Truth.TRUE, "false": Truth.FALSE, "null": Truth.UNKNOWN}
AMOUNT = re.compile(r"\d+\.\d\d", re.ASCII)
EXPECTATIONS = (
    "missing",
    "cautions",
    "conditions",
    "concerns",
    "amount",
    "per",
    "months",
    "claims",
    "by",
    "path",
    "plan",
)


@dataclass(frozen=True, slots=True)
class ExpectedCaution:
    """A caution that is expected: its kind and, by language, words that stand in it."""

    kind: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExpectedStep:
    """A step that is expected: a measure to obtain, or an act by the fact that it makes
    so. `start` is the day of a step of a path, the first one of a step of the plan, and
    `by` the last one, or `none`; None where nothing is expected of them.
    """

    measure: str | None
    act: str | None
    start: str | None = None
    by: str | None = None

    @property
    def name(self) -> str:
        """The measure, or the fact."""
        return self.measure or self.act or ""


@dataclass(frozen=True, slots=True)
class Expectations:
    """What is expected of a determination; None where nothing is.

    `cautions` are kinds, exactly these; `said` those of them of which the words are
    expected as well. `path` leads to the measure, and `plan` are the steps of the plan
    that serve it. Days and figures stand as written, `none` where there is none.
    """

    missing: frozenset[str] | None = None
    cautions: frozenset[str] | None = None
    said: tuple[ExpectedCaution, ...] = ()
    conditions: Mapping[str, Truth] | None = None
    concerns: Truth | None = None
    amount: str | None = None
    per: str | None = None
    months: str | None = None
    claims: str | None = None
    by: str | None = None
    path: tuple[ExpectedStep, ...] | None = None
    plan: tuple[ExpectedStep, ...] | None = None

    @property
    def advised(self) -> bool:
        """Whether anything is expected that only advice tells."""
        return any(one is not None for one in (self.by, self.path, self.plan))


def expectations(
    fields: Mapping[str, Node],
    known: tuple[str, ...] | None,
    contents: Contents,
    entries: Entries,
) -> Expectations:
    """What the entries of a case expect; `known` are the conditions of its measure,
    None where that is not known.
    """
    kinds, said = _cautions(fields.get("cautions"), entries)
    return Expectations(
        _facts(fields.get("missing"), contents, entries),
        kinds,
        said,
        _truths(fields.get("conditions"), known, entries),
        _truth(fields.get("concerns"), entries),
        _amount(fields.get("amount"), entries),
        entries.one_of(fields.get("per"), PERIODS, "value"),
        _months(fields.get("months"), entries),
        _months(fields.get("claims"), entries),
        _day(fields.get("by"), entries),
        _steps(fields.get("path"), ("on",), contents, entries),
        _steps(fields.get("plan"), ("from", "by"), contents, entries),
    )


def _facts(
    node: Node | None, contents: Contents, entries: Entries
) -> frozenset[str] | None:
    if node is None:
        return None
    names = (
        entries.one_of(item, tuple(contents.facts), "fact")
        for item in entries.items(node)
    )
    return frozenset(name for name in names if name)


def _cautions(
    node: Node | None, entries: Entries
) -> tuple[frozenset[str] | None, tuple[ExpectedCaution, ...]]:
    """The kinds expected, and those with words."""
    if node is None:
        return None, ()
    kinds: list[str] = []
    said: list[ExpectedCaution] = []
    for item in entries.items(node):
        fields: Mapping[str, Node] = {"kind": item}
        if isinstance(item, MappingNode):
            fields = entries.mapping(item, required=("kind", "text")).entries
        kind = entries.one_of(fields.get("kind"), (*CAUTIONS, *BY_ENGINE), "kind")
        words = _said(fields.get("text"), entries)
        if kind is not None:
            kinds.append(kind)
        if kind is not None and words:
            said.append(ExpectedCaution(kind, words))
    return frozenset(kinds), tuple(said)


def _said(node: Node | None, entries: Entries) -> dict[str, str]:
    """Words in one language or both."""
    if node is None:
        return {}
    if not isinstance(node, MappingNode) or not node.entries:
        entries.expected(
            node, "{zh: …} 或 {en: …}，或两种都有", "{zh: …} or {en: …}, or both"
        )
        return {}
    fields = entries.mapping(node, optional=LANGUAGES).entries
    read = {key: entries.word(fields[key]) for key in LANGUAGES if key in fields}
    return {key: word for key, word in read.items() if word is not None}


def _truths(
    node: Node | None, known: tuple[str, ...] | None, entries: Entries
) -> dict[str, Truth] | None:
    """The truths that conditions of a measure should have."""
    if node is None:
        return None
    found: dict[str, Truth] = {}
    for name, value in entries.named(node).items():
        if known is not None and name not in known:
            entries.unknown("condition", name, key_place(node, name), known)
        else:
            truth = _truth(value, entries)
            if truth is not None:
                found[name] = truth
    return found


def _truth(node: Node | None, entries: Entries) -> Truth | None:
    if node is None:
        return None
    if isinstance(node, Scalar) and node.text in TRUTHS:
        return TRUTHS[node.text]
    entries.expected(node, "true、false 或 null", "true, false or null")
    return None


def _amount(node: Node | None, entries: Entries) -> str | None:
    word = entries.word(node)
    if word is None or node is None or word == NONE:
        return word
    if not AMOUNT.fullmatch(word):
        entries.expected(node, "金额，例如 450.00，或 none", "450.00, say, or none")
    return word


def _months(node: Node | None, entries: Entries) -> str | None:
    word = entries.word(node)
    if word is None or node is None or word == NONE:
        return word
    if not word.isascii() or not word.isdigit() or int(word) < 1:
        entries.expected(
            node, "几个月，例如 36，或 none", "a number of months, 36, say, or none"
        )
    return word


def _day(node: Node | None, entries: Entries) -> str | None:
    if isinstance(node, Scalar) and node.text == NONE:
        return NONE
    day = entries.day(node)
    return day.isoformat() if day is not None else None


def _steps(
    node: Node | None, days: tuple[str, ...], contents: Contents, entries: Entries
) -> tuple[ExpectedStep, ...] | None:
    """Steps in order, each by its name alone, or with days."""
    if node is None:
        return None
    read = (_step(item, days, contents, entries) for item in entries.items(node))
    return tuple(step for step in read if step is not None)


def _step(
    node: Node, days: tuple[str, ...], contents: Contents, entries: Entries
) -> ExpectedStep | None:
    acts = tuple(id_ for id_, fact in contents.facts.items() if fact.act is not None)
    measures = tuple(contents.measures)
    if not isinstance(node, MappingNode):
        name = entries.one_of(node, (*measures, *acts), "step")
        if name is None:
            return None
        return _named(name if name in measures else None, name)
    fields = entries.mapping(node, optional=("measure", "act", *days)).entries
    given = [key for key in ("measure", "act") if key in fields]
    if len(given) != 1:
        entries.fault(
            "one-step",
            node.place,
            Text(
                "一步要写 measure 或 act，只写一个",
                "A step has either `measure` or `act`",
            ),
        )
        return None
    start, last = (
        _day(fields[key], entries) if key in fields else None for key in (days[0], "by")
    )
    measure = entries.one_of(fields.get("measure"), measures, "measure")
    act = entries.one_of(fields.get("act"), acts, "fact")
    if measure is None and act is None:
        return None
    return ExpectedStep(measure, act, start, last)


def _named(measure: str | None, name: str) -> ExpectedStep:
    return ExpectedStep(measure, None if measure else name)

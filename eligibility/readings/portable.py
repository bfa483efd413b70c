"""A bound condition as plain JSON values, for whoever reads it without this engine.

Each condition is a list of steps, parts before wholes, as `evaluation` lays it out. A
step carries what deciding and explaining need: its parts or its test, its label, the
facts it rests on and what may tell of them. The types of steps are also written for
JavaScript, as `web/nodes.d.ts`.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NotRequired, TypeAlias, TypedDict, assert_never

from eligibility.errors import CallError, Fault
from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Contested,
    Not,
    Relation,
    Role,
    Stairs,
    Within,
    implied,
)
from eligibility.law.facts import Fact
from eligibility.law.sources import Citation
from eligibility.law.terms import FactTerm
from eligibility.readings.evaluation import Plan, Program
from eligibility.readings.prose import denial, prose
from eligibility.texts import Text


class Words(TypedDict):
    """A text in both languages."""

    zh: str
    en: str


class CitedPlace(TypedDict):
    """A place in a document, and how surely it is known."""

    source: str
    title: Words
    number: str | None
    at: str
    basis: str
    seen_at: NotRequired[str]


class Labelled(TypedDict):
    """What any step may carry."""

    id: NotRequired[str]
    text: NotRequired[Words]
    denial: NotRequired[Words]
    written: NotRequired[bool]
    cite: NotRequired[list[CitedPlace]]
    facts: NotRequired[list[str]]
    tellers: NotRequired[dict[str, list[str]]]
    named: NotRequired[list[tuple[int | None, int]]]
    implied: NotRequired[bool]


class AllStep(Labelled):
    """Every part holds; in a branch, the first says whether the second matters."""

    op: Literal["all", "branch"]
    parts: list[int]


class AnyStep(Labelled):
    """One part holds."""

    op: Literal["any"]
    parts: list[int]


class NotStep(Labelled):
    """Its part does not hold."""

    op: Literal["not"]
    parts: list[int]


class ContestedStep(Labelled):
    """Its parts are readings of a passage; who says which holds."""

    op: Literal["contested"]
    parts: list[int]
    by: Words
    office: bool


class ToldStep(Labelled):
    """A test of which other facts may tell."""

    met_by: NotRequired[list[str]]
    barred_by: NotRequired[list[str]]


class AmongStep(ToldStep):
    """A choice or a truth is one of some values."""

    op: Literal["among"]
    fact: str
    values: list[str | bool | int]


class WithinStep(ToldStep):
    """A code lies between two others."""

    op: Literal["within"]
    fact: str
    least: int | None
    most: int | None
    after: NotRequired[list[tuple[str, int]]]
    before: NotRequired[list[tuple[str, int]]]


class StairsStep(Labelled):
    """A code lies in a span that depends on another fact's code."""

    op: Literal["stairs"]
    fact: str
    few: str
    first: int
    spans: list[tuple[int | None, int | None] | None]


class RelationStep(Labelled):
    """Two codes, compared."""

    op: Literal["relation"]
    left: str
    operator: str
    right: str
    ends: dict[str, tuple[int, int]]


Step: TypeAlias = (
    AllStep
    | AnyStep
    | NotStep
    | ContestedStep
    | AmongStep
    | WithinStep
    | StairsStep
    | RelationStep
)
Steps: TypeAlias = list[Step]


def portable(program: Program, facts: Mapping[str, Fact]) -> Steps:
    """The steps of a condition; the last is the whole.

    Raises CallError for a comparison of two ordered facts that is more than that: it
    would take a calendar.
    """
    return [_step(plan, facts) for plan in program.plans]


def worded(text: Text) -> Words:
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def cited(citations: Iterable[Citation]) -> list[CitedPlace]:
    """Citations, each with its document's number and how surely it is known."""
    return [_cited(one) for one in citations]


def _cited(citation: Citation) -> CitedPlace:
    source = citation.source
    found: CitedPlace = {
        "source": source.id,
        "title": worded(source.title),
        "number": source.number,
        "at": citation.at,
        "basis": citation.basis.id,
    }
    if source.address is not None:
        found["seen_at"] = source.address
    return found


def _step(plan: Plan, facts: Mapping[str, Fact]) -> Step:
    step = _test(plan, facts)
    label = plan.label
    if label is not None:
        step["id"] = label.id
        step["text"] = worded(prose(plan.condition, facts))
        step["written"] = label.text is not None
        denied = denial(plan.condition)
        if denied is not None:
            step["denial"] = worded(denied)
        if label.citations:
            step["cite"] = cited(label.citations)
    if plan.facts:
        step["facts"] = list(plan.facts)
    if plan.tellers:
        step["tellers"] = {id_: list(one) for id_, one in plan.tellers.items()}
    if plan.named:
        step["named"] = [(guard, part.slot) for guard, part in plan.named]
    if implied(plan.condition):
        step["implied"] = True
    return step


def _test(plan: Plan, facts: Mapping[str, Fact]) -> Step:
    parts = [part.slot for part in plan.parts]
    match plan.condition:
        case AllOf(role=Role.BRANCH):
            return {"op": "branch", "parts": parts}
        case AllOf():
            return {"op": "all", "parts": parts}
        case AnyOf():
            return {"op": "any", "parts": parts}
        case Not():
            return {"op": "not", "parts": parts}
        case Contested(decided_by=by, office=office):
            return {
                "op": "contested",
                "by": worded(by),
                "office": office,
                "parts": parts,
            }
        case Among():
            return _among(plan.condition, facts)
        case Within():
            return _within(plan.condition)
        case Stairs(fact, few, first, spans):
            return {
                "op": "stairs",
                "fact": fact,
                "few": few,
                "first": first,
                "spans": list(spans),
            }
        case Relation():
            return _relation(plan.condition, facts)
        case _:
            assert_never(plan.condition)


def _among(node: Among, facts: Mapping[str, Fact]) -> AmongStep:
    inside = [code for code in facts[node.fact].domain if code in node.values]
    found: AmongStep = {"op": "among", "fact": node.fact, "values": inside}
    _tell(found, node)
    return found


def _within(node: Within) -> WithinStep:
    found: WithinStep = {
        "op": "within",
        "fact": node.fact,
        "least": node.least,
        "most": node.most,
    }
    if node.after or node.before:
        found["after"] = list(node.after)
        found["before"] = list(node.before)
    _tell(found, node)
    return found


def _tell(found: AmongStep | WithinStep, node: Among | Within) -> None:
    if node.met_by or node.barred_by:
        found["met_by"] = list(node.met_by)
        found["barred_by"] = list(node.barred_by)


def _relation(node: Relation, facts: Mapping[str, Fact]) -> RelationStep:
    left, right = node.comparison.left, node.comparison.right
    if (
        not isinstance(left, FactTerm)
        or not isinstance(right, FactTerm)
        or facts[left.fact].decimals != facts[right.fact].decimals
    ):
        names = "、".join(node.facts), ", ".join(node.facts)
        text = Text(
            f"这套规则里有离不开日历的比较（{names[0]}），不能单独带走",
            f"The rulebook compares {names[1]} by the calendar, so it cannot be exported",
        )
        raise CallError([Fault("not-portable", text)])
    ends = {id_: (facts[id_].least, facts[id_].most) for id_ in (left.fact, right.fact)}
    return {
        "op": "relation",
        "left": left.fact,
        "operator": node.comparison.operator,
        "right": right.fact,
        "ends": ends,
    }

"""A bound condition as plain JSON values, for whoever reads it without this engine.

Each condition is a list of steps, parts before wholes, as `evaluation` lays it out. A
step carries what deciding and explaining need: its parts or its test, its label, the
facts it rests on and what may tell of them.
"""

from collections.abc import Mapping
from typing import assert_never

from eligibility.errors import CallError, Fault
from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    BoundLeaf,
    Contested,
    Not,
    Relation,
    Role,
    Stairs,
    Within,
    implied,
)
from eligibility.law.facts import Fact
from eligibility.law.terms import FactTerm
from eligibility.readings.evaluation import Plan, Program
from eligibility.readings.prose import prose
from eligibility.texts import Text

Steps = list[dict[str, object]]


def portable(program: Program, facts: Mapping[str, Fact]) -> Steps:
    """The steps of a condition; the last is the whole.

    Raises CallError for a comparison of two ordered facts that is more than that: it
    would take a calendar.
    """
    return [_step(plan, facts) for plan in program.plans]


def _step(plan: Plan, facts: Mapping[str, Fact]) -> dict[str, object]:
    found = _test(plan, facts)
    label = plan.label
    if not isinstance(plan.condition, BoundLeaf):
        found["parts"] = [part.slot for part in plan.parts]
    if label is not None:
        found["id"] = label.id
        words = prose(plan.condition, facts)
        found["text"] = {"zh": words.zh, "en": words.en}
        found["written"] = label.text is not None
        if label.citations:
            found["cite"] = [
                {
                    "source": one.source.id,
                    "title": {"zh": one.source.title.zh, "en": one.source.title.en},
                    "number": one.source.number,
                    "at": one.at,
                    "basis": one.basis.id,
                }
                for one in label.citations
            ]
    if plan.facts:
        found["facts"] = list(plan.facts)
    if plan.tellers:
        found["tellers"] = {id_: list(one) for id_, one in plan.tellers.items()}
    if plan.named:
        found["named"] = [[guard, part.slot] for guard, part in plan.named]
    if implied(plan.condition):
        found["implied"] = True
    return found


def _test(plan: Plan, facts: Mapping[str, Fact]) -> dict[str, object]:
    match plan.condition:
        case AllOf(role=Role.BRANCH):
            return {"op": "branch"}
        case AllOf():
            return {"op": "all"}
        case AnyOf():
            return {"op": "any"}
        case Not():
            return {"op": "not"}
        case Contested(decided_by=by, office=office):
            decided: dict[str, object] = {"zh": by.zh, "en": by.en}
            return {"op": "contested", "by": decided, "office": office}
        case Among(fact, values):
            node = plan.condition
            inside = [code for code in facts[fact].domain if code in values]
            return {"op": "among", "fact": fact, "values": inside} | _told(node)
        case Within(fact, least, most, after=after, before=before):
            found: dict[str, object] = {
                "op": "within",
                "fact": fact,
                "least": least,
                "most": most,
            }
            if after or before:
                found |= {
                    "after": [list(one) for one in after],
                    "before": [list(one) for one in before],
                }
            return found | _told(plan.condition)
        case Stairs(fact, few, first, spans):
            return {
                "op": "stairs",
                "fact": fact,
                "few": few,
                "first": first,
                "spans": [None if span is None else list(span) for span in spans],
            }
        case Relation():
            return _relation(plan.condition, facts)
        case _:
            assert_never(plan.condition)


def _told(node: Among | Within) -> dict[str, object]:
    if not node.met_by and not node.barred_by:
        return {}
    return {"met_by": list(node.met_by), "barred_by": list(node.barred_by)}


def _relation(node: Relation, facts: Mapping[str, Fact]) -> dict[str, object]:
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
    ends = {id_: [facts[id_].least, facts[id_].most] for id_ in (left.fact, right.fact)}
    return {
        "op": "relation",
        "left": left.fact,
        "operator": node.comparison.operator,
        "right": right.fact,
        "ends": ends,
    }

"""The rules of a bound rulebook as a decision of zen-engine, to be timed against.

Zen has no third truth value, so each named condition becomes two expressions, one that
is true when the condition is known to hold and one when it is known not to. Parts come
before wholes, and a whole names its parts, so nothing is worked out twice.
"""

import json
from collections.abc import Iterator
from typing import Any, assert_never

import zen

from eligibility.assessment import BY_TRUTH, Status
from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Bound,
    Contested,
    Not,
    Relation,
    Span,
    Stairs,
    Within,
    children,
)
from eligibility.law.facts import Code
from eligibility.readings.evaluation import Plans
from eligibility.truth import Truth


class ZenDecision:
    """All measures of a bound rulebook in one decision graph."""

    def __init__(self, plans: Plans) -> None:
        self._names: dict[int, str] = {}
        self._whole: dict[str, str] = {}
        rows: list[dict[str, str]] = []
        for id_, plan in plans.measures.items():
            if plan.condition is not None:
                rows += self._rows(plan.condition.root.condition)
                self._whole[id_] = self._names[id(plan.condition.root.condition)]
        self._decision = zen.ZenEngine().create_decision(json.dumps(_graph(rows)))

    def findings(self, codes: dict[str, Code]) -> dict[str, Any]:
        """Every expression's value, for coded facts."""
        result: dict[str, Any] = self._decision.evaluate(codes)["result"]
        return result

    def statuses(self, codes: dict[str, Code]) -> dict[str, Status]:
        """Each judged measure's status."""
        found = self.findings(codes)
        return {
            id_: BY_TRUTH[
                Truth.TRUE
                if found[f"{name}t"]
                else Truth.FALSE
                if found[f"{name}f"]
                else Truth.UNKNOWN
            ]
            for id_, name in self._whole.items()
        }

    def _rows(self, node: Bound) -> Iterator[dict[str, str]]:
        if id(node) in self._names:
            return
        for child in children(node):
            yield from self._rows(child)
        if node.label is None and not isinstance(node, AllOf | AnyOf | Not | Contested):
            return
        true, false = self._own(node, wanted=True), self._own(node, wanted=False)
        name = f"n{len(self._names)}"
        self._names[id(node)] = name
        yield {"id": f"{name}t", "key": f"{name}t", "value": true}
        yield {"id": f"{name}f", "key": f"{name}f", "value": false}

    def _said(self, node: Bound, *, wanted: bool) -> str:
        if id(node) in self._names:
            return f"$.{self._names[id(node)]}{'t' if wanted else 'f'}"
        return self._own(node, wanted=wanted)

    def _own(self, node: Bound, *, wanted: bool) -> str:
        match node:
            case AllOf(parts=parts):
                each = [self._said(part, wanted=wanted) for part in parts]
                return _joined(each, "and" if wanted else "or")
            case AnyOf(parts=parts):
                each = [self._said(part, wanted=wanted) for part in parts]
                return _joined(each, "or" if wanted else "and")
            case Not(part=part):
                return self._said(part, wanted=not wanted)
            case Contested(readings=readings):
                each = [self._said(part, wanted=wanted) for part in readings]
                return _joined(each, "and")
            case Among(fact, values):
                listed = ", ".join(_literal(code) for code in sorted(values, key=str))
                word = "in" if wanted else "not in"
                return f"({fact} != null and {fact} {word} [{listed}])"
            case Within(fact, least, most):
                return _span(fact, (least, most), wanted=wanted)
            case Stairs():
                return _stairs(node, wanted=wanted)
            case Relation():
                raise NotImplementedError
            case _:
                assert_never(node)


def _stairs(node: Stairs, *, wanted: bool) -> str:
    steps = []
    for n, span in enumerate(node.spans):
        here = f"({node.few} != null and {node.few} == {node.first + n})"
        steps.append(_joined([here, _span(node.fact, span, wanted=wanted)], "and"))
    ends = (node.spans[0], node.spans[-1])
    steps.append(_joined([_span(node.fact, one, wanted=wanted) for one in ends], "and"))
    return _joined(steps, "or")


def _span(fact: str, span: Span, *, wanted: bool) -> str:
    if span is None:
        return "false" if wanted else "true"
    least, most = span
    low, high = (">=", "<=") if wanted else ("<", ">")
    sides = [f"{fact} {low} {least}"] if least is not None else []
    sides += [f"{fact} {high} {most}"] if most is not None else []
    if not sides:
        return "true" if wanted else "false"
    return f"({fact} != null and {_joined(sides, 'and' if wanted else 'or')})"


def _joined(parts: list[str], word: str) -> str:
    if not parts:
        return "true" if word == "and" else "false"
    return "(" + f" {word} ".join(parts) + ")"


def _literal(code: Code) -> str:
    return json.dumps(code)


def _graph(rows: list[dict[str, str]]) -> dict[str, Any]:
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "rules",
            "name": "rules",
            "type": "expressionNode",
            "position": {"x": 1, "y": 0},
            "content": {"expressions": rows},
        },
        {
            "id": "out",
            "name": "out",
            "type": "outputNode",
            "position": {"x": 2, "y": 0},
        },
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    return {"nodes": nodes, "edges": edges}

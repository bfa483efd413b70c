"""Each kind of mutant has a rulebook on which it alone survives without its case."""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from eligibility.mutants.judging import Court, Verdict
from eligibility.mutants.making import KINDS
from tests.small import CITE, TEXT, written

FIRST = "2020-01-01"
Cases = dict[str, list[dict[str, Any]]]


def fact(type_: str, **more: object) -> dict[str, object]:
    return {"type": type_, "heading": TEXT, "question": TEXT, "help": TEXT, **more}


def named(id_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "text": TEXT, **more}


def case(expect: str = "eligible", *, on: str = FIRST, **more: Any) -> dict[str, Any]:
    """A case of somebody of whom `given` is known."""
    given = more.pop("given", {})
    return {"why": TEXT, "on": on, "with": given, "expect": expect, **more}


PORT = named("port", test='city == "port"')
YES, NO = "eligible", "ineligible"
AT_PORT: dict[str, object] = {"city": "port"}


def measure(id_: str = "allowance", **more: Any) -> dict[str, object]:
    """A measure whose one version requires to be at the port, unless told otherwise."""
    outer = [key for key in ("held", "concerns") if key in more]
    beside: dict[str, object] = {key: more.pop(key) for key in outer}
    version = {"from": FIRST, "cite": CITE, "requires": {"all": [PORT]}, **more}
    about = {"title": TEXT, "summary": TEXT, "kind": "service", "audience": "person"}
    return {"id": id_, **about, **beside, "versions": [version]}


def requires(*parts: dict[str, object]) -> dict[str, object]:
    return measure(requires={"all": list(parts)})


def gives(amount: str, **more: object) -> dict[str, object]:
    return measure(gives={"text": TEXT, "amount": amount, "per": "month", **more})


def paid(children: int, amount: str, **more: Any) -> dict[str, Any]:
    given = {**AT_PORT, "children": children}
    return case(given=given, amount=amount, per=more.pop("per", "month"), **more)


THIRDS = [paid(1, "33.33"), paid(2, "66.67")]
BOTH = [PORT, named("pupil", test="student == true")]
PUPIL = {**AT_PORT, "student": True}
OTHER = {**AT_PORT, "student": False}
BY_CITY = named(
    "by-city",
    by="city",
    branches=[{"is": ["port"], "then": named("pupil", test="student == true")}],
    otherwise=named("served", test="veteran == true"),
)
LIMIT = {
    "limit": {
        "title": TEXT,
        "type": "integer",
        "values": [{"from": FIRST, "value": 2, "cite": CITE}],
    }
}
REMARK = {"kind": "remark", "when": {"test": "student == true"}, "text": TEXT}
GROUP = {"id": "one", "text": TEXT, "measures": ["allowance", "bonus"], "cite": CITE}
ASKS_PUPIL = requires(named("pupil", test="student == true"))
NEEDS: Mapping[str, tuple[Mapping[str, Any], list[Any], list[Any]]] = {
    "threshold": (
        {"measures": [requires(PORT, named("many", test="children >= 2"))]},
        [
            case(given={**AT_PORT, "children": 2}),
            case(NO, given={**AT_PORT, "children": 0}),
            case(NO, given={"city": "hill", "children": 2}),
        ],
        [case(NO, given={**AT_PORT, "children": 1})],
    ),
    "comparison": ({}, [case("undetermined")], [case(given=AT_PORT)]),
    "dropped": (
        {"measures": [requires(*BOTH)]},
        [case(given=PUPIL), case(NO, given=OTHER)],
        [case(NO, given={"city": "hill", "student": True})],
    ),
    "swapped": (
        {"measures": [requires(BY_CITY)]},
        [
            case(given={**PUPIL, "veteran": True}),
            case(given={"city": "hill", "student": True, "veteran": True}),
        ],
        [case(given={**PUPIL, "veteran": False})],
    ),
    "connective": (
        {"measures": [requires(*BOTH)]},
        [case(given=PUPIL, conditions={"port": True, "pupil": True})],
        [case(NO, given=OTHER)],
    ),
    "value": (
        {"measures": [requires(named("near", test='city in ["port", "hill"]'))]},
        [case(given=AT_PORT)],
        [case(given={"city": "hill"})],
    ),
    "date": ({}, [case(given=AT_PORT, on="2021-01-01")], [case(given=AT_PORT)]),
    "until": (
        {"measures": [measure(until="2020-12-31")]},
        [case(given=AT_PORT)],
        [
            case(given=AT_PORT, on="2020-12-31"),
            case("not_in_force", given=AT_PORT, on="2021-01-01"),
        ],
    ),
    "parameter": (
        {
            "measures": [requires(named("few", test="children <= limit"))],
            "parameters": LIMIT,
        },
        [case(given={"children": 2})],
        [case(NO, given={"children": 3})],
    ),
    "amount": (
        {"measures": [gives("min(100 * children, 1000) / 3")]},
        THIRDS,
        [paid(11, "333.33")],
    ),
    "months": (
        {"measures": [gives("100 * children / 3", months="6 * children", claims="3")]},
        THIRDS,
        [paid(2, "66.67", months=12, claims=3)],
    ),
    "per": (
        {"measures": [gives("100 * children / 3")]},
        [paid(1, "33.33", per="month"), paid(2, "66.67")],
        [],
    ),
    "rounding": (
        {"measures": [gives("100 * children / 3")]},
        [paid(3, "100.00")],
        THIRDS,
    ),
    "grants": (
        {"measures": [measure("school", grants={"student": True}), ASKS_PUPIL]},
        [case(given=PUPIL, measure="allowance"), case(given=AT_PORT, measure="school")],
        [case(NO, given=OTHER, measure="allowance", path=["school", "allowance"])],
    ),
    "held": (
        {"measures": [measure(held={"test": "student == true"})]},
        [case(given=AT_PORT)],
        [case(given=PUPIL, cautions=["already_held"])],
    ),
    "concerns": (
        {"measures": [measure(concerns={"test": "student == true"})]},
        [case(given=AT_PORT)],
        [case(given=OTHER, concerns=False)],
    ),
    "caution": (
        {"measures": [measure(cautions=[REMARK])]},
        [case(given=AT_PORT)],
        [case(given=PUPIL, cautions=["remark"]), case(given=OTHER, cautions=[])],
    ),
    "exclusive": (
        {"measures": [measure(), measure("bonus")], "exclusive": [GROUP]},
        [case(given=AT_PORT), case(given=AT_PORT, measure="bonus")],
        [case(given=AT_PORT, cautions=["remark"])],
    ),
    "fact": (
        {
            "measures": [requires(named("served", test="veteran == true"))],
            "only_if": "student == false",
        },
        [case(given={"veteran": True})],
        [case(NO, given={"student": True})],
    ),
}
"""For each kind: a rulebook, the cases for all other kinds, and those for this one."""


def court(needs: Mapping[str, Any], tried: list[dict[str, Any]], folder: Path) -> Court:
    measures = needs.get("measures", [measure()])
    more = {"only_if": needs["only_if"]} if "only_if" in needs else {}
    values = {"port": TEXT, "hill": TEXT, "plain": TEXT}
    facts = {
        "city": fact("choice", values=values),
        "children": fact("integer", least=0, most=20),
        "student": fact("bool"),
        "veteran": fact("bool", **more),
    }
    head = {"name": "small", "version": "1", "title": TEXT, "first_day": FIRST}
    seen = {"verified_on": FIRST, "review_by": "2099-01-01"}
    cases: Cases = {}
    for n, one in enumerate(deepcopy(tried)):
        cases.setdefault(one.pop("measure", "allowance"), []).append(
            {"id": f"case-{n}", **one}
        )
    group = {key: needs[key] for key in ("exclusive",) if key in needs}
    book = written(
        {
            "rulebook.yaml": {**head, **group, "measures": [m["id"] for m in measures]},
            "facts.yaml": {"facts": facts},
            "parameters.yaml": needs.get("parameters", {}),
            "sources.yaml": {"law": {"title": TEXT, "basis": "official", **seen}},
            **{f"measures/{m['id']}.yaml": m for m in measures},
            **{
                f"cases/{id_}.yaml": {"measure": id_, "cases": of}
                for id_, of in cases.items()
            },
        },
        folder,
    )
    return Court(book)


def survivors(of: Court) -> set[str]:
    of.refuse_failing(of.mutants)
    judged = map(of.judged, of.mutants)
    return {one.mutant.change.kind for one in judged if one.verdict is Verdict.SURVIVED}


def test_every_kind_is_here() -> None:
    assert NEEDS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", NEEDS)
def test_it_alone_survives_without_its_case_and_none_with_it(
    kind: str, tmp_path: Path
) -> None:
    needs, others, own = NEEDS[kind]
    without, whole = tmp_path / "without", tmp_path / "whole"
    without.mkdir()
    whole.mkdir()
    if kind == "per":
        # The same cases, but for what is expected here.
        others, own = (
            [{k: v for k, v in one.items() if k != "per"} for one in others],
            others,
        )
    assert survivors(court(needs, others, without)) == {kind}
    assert survivors(court(needs, [*others, *own], whole)) == set()

"""Rulebooks and profiles made up by hypothesis,
small enough to check by brute force.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from eligibility import Rulebook

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
TEXT = {"zh": "条件", "en": "condition"}
OPERATORS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
UNITS = st.sampled_from(["years", "months", "days"])
CITE = [{"source": "law", "at": "1"}]
SOURCES = {
    "law": {
        "title": TEXT,
        "basis": "official",
        "verified_on": "2020-01-01",
        "review_by": "2099-01-01",
    }
}


def _fact(type_: str, **more: object) -> dict[str, object]:
    return {"type": type_, "heading": TEXT, "question": TEXT, "help": TEXT, **more}


FACTS: Mapping[str, Mapping[str, object]] = {
    "married": _fact("bool"),
    "region": _fact("choice", values={"east": TEXT, "west": TEXT, "none": TEXT}),
    "grade": _fact(
        "choice",
        values={"low": TEXT, "high": TEXT},
        only_if='region != "none"',
    ),
    "born": _fact("date", latest="today"),
    "wed_on": _fact("date", only_if="married == true"),
    "used": _fact("integer", least=0, most=40),
    "hours": _fact("number", least=0, most=60),
    "wage": _fact("money", least=0, most=5000, only_if="hours >= 5"),
}
PARAMETERS = {
    "limit": {
        "title": TEXT,
        "type": "integer",
        "values": [
            {"from": "2000-01-01", "value": "12", "cite": CITE},
            {"from": "2023-05-31", "value": "18", "cite": CITE},
        ],
    },
    "span": {
        "title": TEXT,
        "type": "duration",
        "by": ["region", "grade"],
        "values": [
            {
                "from": "2000-01-01",
                "rows": [
                    {"when": {"region": "east"}, "value": "20 * years"},
                    {"when": {"grade": "low"}, "value": "18 * months"},
                    {"value": "90 * days"},
                ],
                "cite": CITE,
            }
        ],
    },
    "pension": {
        "title": TEXT,
        "type": "duration",
        "by": ["married"],
        "values": [
            {
                "from": "2000-01-01",
                "rows": [
                    {
                        "when": {"married": "true"},
                        "value": "50 * years",
                        "rises": {
                            "with": "born",
                            "from": "1965-01-01",
                            "each": "4 * months",
                            "by": "1 * months",
                            "at_most": "36 * months",
                        },
                    },
                    {"value": "55 * years"},
                ],
                "cite": CITE,
            }
        ],
    },
    "band": {
        "title": TEXT,
        "type": "integer",
        "by": ["region"],
        "values": [
            {
                "from": "2000-01-01",
                "rows": [
                    {"when": {"test": "age(born) >= 50"}, "value": "5"},
                    {"when": {"region": "east", "test": "used > 20"}, "value": None},
                    {"when": {"region": ["east", "west"]}, "value": "20"},
                    {"value": "30"},
                ],
                "cite": CITE,
            },
            {
                "from": "2023-03-01",
                "rows": [
                    {"when": {"test": "age(born) >= 50"}, "value": "8"},
                    {"value": "15"},
                ],
                "cite": CITE,
            },
        ],
    },
    "quota": {
        "title": TEXT,
        "type": "integer",
        "by": ["region", "married"],
        "values": [
            {
                "from": "2000-01-01",
                "rows": [
                    {"when": {"region": "east"}, "value": "15"},
                    {"when": {"region": "west", "married": "true"}, "value": "20"},
                    {"value": None},
                ],
                "cite": CITE,
            },
            {"from": "2022-10-01", "value": None, "cite": CITE},
            {
                "from": "2024-01-01",
                "rows": [
                    {"when": {"region": "west"}, "value": None},
                    {"value": "10"},
                ],
                "cite": CITE,
            },
        ],
    },
    "allowed": {
        "title": TEXT,
        "type": "choices",
        "of": "region",
        "values": [
            {"from": "2000-01-01", "value": ["east", "west"], "cite": CITE},
            {"from": "2022-02-28", "value": ["west"], "cite": CITE},
        ],
    },
}

numbers = st.integers(0, 40)


@st.composite
def tests(draw: st.DrawFn) -> str:
    """A test of any of the shapes that the language has."""
    op, n, unit = draw(OPERATORS), draw(numbers), draw(UNITS)
    return draw(
        st.sampled_from(
            [
                f"used {op} {n}",
                f"hours {op} {n}.5",
                f"wage {op} {n * 100}",
                f"used {op} limit",
                f"wage * 2 / 3 {op} {n * 50}",
                f"min(used, {n}) {op} limit",
                f"max(wage, 600) {op} {n * 100}",
                f"limit {op} used + {n}",
                f"used {op} quota",
                f"used {op} band",
                f"today {op} wed_on + band * months - limit * days",
                f"quota - {n} < age(born) <= quota + 40",
                "today > wed_on + quota * months",
                f"age(born) {op} {n + 10}",
                f"{n} <= age(born) < {n + 20}",
                f"today {op} born + {n + 5} * {unit}",
                f"today {op} wed_on + {n} * {unit}",
                f"wed_on <= today <= wed_on + {n} * {unit}",
                f"today {op} wed_on + 2 * years + used * months",
                f"today <= wed_on + {n} * days + used * 31 * days",
                f"born + {n} * years {op} wed_on",
                f"today {op} born + span",
                f"today < born + pension - {n} * months",
                f"wed_on {op} born + pension",
                f"floor(wage / 3, 0.1) {op} {n * 20}.5",
                f"floor(used / 4, 1) {op} {n // 4}",
                "today < wed_on + floor(used * 2 / 3, 1) * months",
                f"months(wed_on, today) {op} {n}",
                f"today {op} end_of(month, wed_on + {n} * months)",
                f"end_of(quarter, today) {op} end_of(year, wed_on) + {n} * days",
                f"age(end_of(year, born)) {op} {n + 10}",
                f"months(born, wed_on) {op} limit * 12",
                f"months(born, today) - used {op} {n} * 12",
                "region in allowed",
                'region == "east"',
                'region not in ["east", "none"]',
                'grade == "low"',
                'grade != "low"',
                "married == true",
                "married != true",
                f'"20{20 + n % 8}-03-01" <= today',
                f'born < "19{60 + n % 40}-02-28"',
            ]
        )
    )


@st.composite
def few_tests(draw: st.DrawFn) -> str:
    """A test of one of few facts, some of them of days and numbers."""
    n, op = draw(st.integers(0, 3)), draw(st.sampled_from(["<", ">=", "=="]))
    return draw(
        st.sampled_from(
            [
                "married == true",
                'region == "east"',
                'region not in ["east", "none"]',
                "region in allowed",
                'grade == "low"',
                f"used {op} {n}",
                "used < limit",
                "used <= quota",
                f"today <= wed_on + {n} * years",
                "wed_on <= today",
                "today <= wed_on + 2 * years + used * months",
            ]
        )
    )


class _Names:
    """Fresh ids for one measure or one definition."""

    def __init__(self, start: str = "c") -> None:
        self.start = start
        self.count = 0

    def named(self, body: Mapping[str, object]) -> dict[str, object]:
        self.count += 1
        return {"id": f"{self.start}{self.count}", "text": TEXT, **body}


@dataclass(frozen=True)
class Kit:
    """What conditions are made of: tests, shapes, and definitions to share."""

    tests: st.SearchStrategy[str]
    shapes: Sequence[str]
    definitions: Sequence[str] = ()


def _condition(
    draw: st.DrawFn, names: _Names, depth: int, kit: Kit
) -> dict[str, object]:
    shape = draw(st.sampled_from(kit.shapes)) if depth else "test"
    count = draw(st.integers(1, 3))

    def below() -> dict[str, object]:
        return _condition(draw, names, depth - 1, kit)

    match shape:
        case "all" | "any":
            return names.named({shape: [below() for _ in range(count)]})
        case "some":
            some: dict[str, object] = {"any": [below() for _ in range(count)]}
            return names.named(some | {"at_least": draw(st.integers(1, count))})
        case "not":
            return names.named({"not": below()})
        case "by":
            return names.named(
                {
                    "by": "region",
                    "branches": [{"is": ["east"], "then": below()}],
                    "otherwise": below(),
                }
            )
        case "contested":
            readings = [below(), below()]
            return names.named({"contested": readings, "decided_by": TEXT})
        case "judged_by":
            return names.named({"judged_by": "office"})
        case "use":
            return {"use": draw(st.sampled_from(kit.definitions))}
        case _:
            return names.named({"test": draw(kit.tests)})


SHAPES = [
    "all",
    "any",
    "all",
    "some",
    "any",
    "not",
    "by",
    "contested",
    "test",
    "judged_by",
]
ANY = Kit(tests(), SHAPES)
FEW = Kit(few_tests(), [*SHAPES[:-2], "use", "use", "test"], ["d0", "d1"])
"""Conditions of few facts, that share some parts: for tests that try everybody."""


@st.composite
def rulebooks(
    draw: st.DrawFn, measures: int = 3, depth: int = 3, kit: Kit = ANY
) -> dict[str, Any]:
    """The files of a rulebook, by name, as plain values."""
    ids = [f"m{n}" for n in range(draw(st.integers(1, measures)))]
    topics = [draw(st.sampled_from(["money", "work"])) for _ in ids]
    files: dict[str, Any] = {
        "rulebook.yaml": {
            "name": "made-up",
            "version": "1",
            "title": TEXT,
            "first_day": "2020-01-01",
            "measures": ids,
            "topics": dict.fromkeys(sorted(set(topics)), TEXT),
        },
        "facts.yaml": {"facts": FACTS},
        "parameters.yaml": PARAMETERS,
        "sources.yaml": SOURCES,
    }
    plain = replace(kit, shapes=[one for one in kit.shapes if one != "use"])
    if kit.definitions:
        files["definitions.yaml"] = {
            id_: {**_condition(draw, _Names(f"{id_}-"), 1, plain), "cite": CITE}
            for id_ in kit.definitions
        }
    for id_, topic in zip(ids, topics, strict=True):
        names = _Names()
        condition = _condition(draw, names, depth, kit)
        version: dict[str, object] = {
            "from": "2020-01-01",
            "cite": CITE,
            "requires": condition,
        }
        if draw(st.booleans()):
            version["excludes"] = [_condition(draw, names, 1, plain)]
        if draw(st.booleans()):
            version["grants"] = draw(st.sampled_from(GRANTS))
        files[f"measures/{id_}.yaml"] = {
            "id": id_,
            "title": TEXT,
            "summary": TEXT,
            "kind": "service",
            "audience": "person",
            "topic": topic,
            "versions": [version],
        }
        if draw(st.booleans()):
            files[f"measures/{id_}.yaml"]["concerns"] = draw(CONCERNS)
    return files


CONCERNS = st.sampled_from(
    [
        {"test": "married == true"},
        {"any": [{"test": "used >= 3"}, {"test": 'region == "west"'}]},
        {"all": [{"test": "hours < 20"}, {"not": {"test": 'born < "1990-01-01"'}}]},
    ]
)
GRANTS = [{"married": "true", "wed_on": "today"}, {"region": "east"}, {"used": "3"}]


def of_one(
    version: Mapping[str, object],
    facts: Mapping[str, object] = FACTS,
    parameters: Mapping[str, object] = PARAMETERS,
) -> dict[str, Any]:
    """The files of a rulebook of one measure, `m`, of one version."""
    return {
        "rulebook.yaml": {
            "name": "small",
            "version": "1",
            "title": TEXT,
            "first_day": "2020-01-01",
            "measures": ["m"],
        },
        "facts.yaml": {"facts": facts},
        "parameters.yaml": parameters,
        "sources.yaml": SOURCES,
        "measures/m.yaml": {
            "id": "m",
            "title": TEXT,
            "summary": TEXT,
            "kind": "service",
            "audience": "person",
            "versions": [version],
        },
    }


def written(files: Mapping[str, Any], folder: Path) -> Rulebook:
    """The rulebook of some files, laid in a folder (JSON is YAML)."""
    (folder / "measures").mkdir(parents=True, exist_ok=True)
    for old in (folder / "measures").glob("*.yaml"):
        old.unlink()
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return Rulebook.load(str(folder))


VALUES: Mapping[str, st.SearchStrategy[object]] = {
    "married": st.booleans(),
    "region": st.sampled_from(["east", "west", "none"]),
    "grade": st.sampled_from(["low", "high"]),
    "born": st.dates(date(1950, 1, 1), date(2019, 12, 31)),
    "wed_on": st.dates(date(2015, 1, 1), date(2027, 12, 31))
    | st.sampled_from([date(2020, 2, 29), date(2024, 2, 29), date(2023, 1, 31)]),
    "used": st.integers(0, 40),
    "hours": st.integers(0, 120).map(lambda halves: str(halves / 2)),
    "wage": st.integers(0, 5000),
}


@st.composite
def whole_profiles(draw: st.DrawFn) -> dict[str, object]:
    """A profile in which every fact that applies is known."""
    profile = {id_: draw(values) for id_, values in VALUES.items()}
    if profile["region"] == "none":
        del profile["grade"]
    if profile["married"] is False:
        del profile["wed_on"]
    if float(str(profile["hours"])) < 5:
        del profile["wage"]
    return profile


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, object]:
    """A profile in which any fact may be missing."""
    whole = draw(whole_profiles())
    known = draw(st.sets(st.sampled_from(sorted(whole))))
    return {id_: value for id_, value in whole.items() if id_ in known}


def near(day: date) -> st.SearchStrategy[date]:
    """Days about a day."""
    return st.integers(-3, 3).map(lambda days: day + timedelta(days))

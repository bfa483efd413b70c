"""Rulebooks gone wild: every construct of the language at random, then text at random.

Each is refused with places, or every day of it binds, every reading answers, and what
is known is what the slow evaluator says. Seeds make the same rulebook again.
"""

import random
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from eligibility import FactError, Rulebook, RulebookError, Status, advise, assess
from eligibility.document import document
from eligibility.errors import CallError, Fault
from eligibility.inquiries.windows import windows
from eligibility.profiles import Profile
from eligibility.screening.deciding import Decider
from eligibility.web.export import exported
from tests.crowds import crowd, expected
from tests.generated import CITE, FACTS, GRANTS, PARAMETERS, SOURCES, TEXT
from tests.slow import Slow

FIRST, LAST = date(2020, 1, 1), date(2027, 12, 31)
SPOILT = 0.5
"""So many of the others have their text changed as well."""
TAME = 0.4
"""So many of the rulebooks say nothing that has to be refused."""
STATUS = {True: Status.ELIGIBLE, False: Status.INELIGIBLE}
STRUCTURES = ("all", "any", "some", "not", "by", "contested")
PARTS = 2
"""The levels below a part of what is required."""
TERMS = (
    *("born", "wed_on", "today", "used", "hours", "wage", "limit", "span", "pension"),
    *("quota", "months(born, today)", "end_of(year, wed_on)", "floor(wage / 3, 1)"),
    *("age(born)", "2 * years", "18 * months", "90 * days", "3", "0.5", "100"),
)
CHOICES = (
    *('region == "east"', 'region in ["east", "none"]', "region in allowed"),
    *('grade != "low"', "married == true", "married == false", "region not in allowed"),
)
USUAL = (
    *("used >= 3", "hours * 2 > 30", "wage / 3 * 3 == 100", "wage / 2 + 100 <= 900"),
    *("age(born) >= limit", "18 <= age(born) < 60", "used + limit <= 30"),
    *("today <= wed_on + 2 * years", "today >= born + span", "today < born + pension"),
    *("today <= wed_on + 2 * years + used * months", "used * used <= 400"),
    *("today <= wed_on + (used + 1) * months", "max(wage, 600) <= 2000"),
    *("used >= quota", "quota - 3 < age(born) <= quota + 50", "quota > 3"),
    *("used >= band", "today <= wed_on + band * months", "band + quota > used"),
    *("months(wed_on, today) >= 12", "today <= end_of(quarter, wed_on + 90 * days)"),
    *("floor(wage / 3, 0.1) > 100", "today < wed_on + floor(used / 2, 1) * months"),
    *("min(used, limit) >= 3", "born + 9000 * years > today", "wed_on >= born"),
)
TOKENS = (
    *("from: 2021-05-05", "until: 2022-02-02", "null", "[]", "{}", "：", "，", "１"),
    *("use", "any", "all", "not", "test", "judged_by", "contested", "office", "cite"),
    *("true", "false", "-1", "1e999", "zh", "en", "id", '"', "'", "- ", "\t", "#"),
)


class _Plain(yaml.CSafeDumper):
    """Writes what stands in two places twice: the language has no references."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - its own name
        return True


class Wild:
    """Makes up one rulebook from a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.tame = self.chance.random() < TAME
        self.count = 0

    def files(self) -> dict[str, str]:
        """Its files, by name, as text."""
        ids = [f"m{n}" for n in range(self.chance.randint(1, 2))]
        parameters = {**PARAMETERS, "figure": self.parameter()}
        plain: dict[str, Any] = {
            "rulebook.yaml": {
                "name": "wild",
                "version": "1",
                "title": TEXT,
                "first_day": FIRST.isoformat(),
                "last_day": "2049-12-31",
                "timezone": "Asia/Shanghai",
                "measures": ids,
                **self.exclusive(ids),
            },
            "facts.yaml": {"facts": FACTS, "contradictions": self.contradictions()},
            "parameters.yaml": parameters,
            "sources.yaml": SOURCES,
            "definitions.yaml": {
                f"d{n}": {**self.structure("any", 1), "text": self.text(), "cite": CITE}
                for n in range(2)
            },
            **{f"measures/{id_}.yaml": self.measure(id_) for id_ in ids},
        }
        texts = {
            name: yaml.dump(
                content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=200
            )
            for name, content in plain.items()
        }
        if not self.tame and self.chance.random() < SPOILT:
            for _ in range(self.chance.randint(1, 3)):
                name = self.chance.choice(sorted(texts))
                texts[name] = self.spoilt(texts[name])
        return texts

    def exclusive(self, ids: list[str]) -> dict[str, object]:
        if len(ids) == 1 or self.chance.random() < 0.7:
            return {}
        group = {"id": "one", "text": TEXT, "measures": ids, "cite": CITE}
        return {"exclusive": [group]}

    def contradictions(self) -> list[dict[str, object]]:
        if self.chance.random() < 0.6:
            return []
        test = self.chance.choice(["wed_on < born", "used > 30", "wage > 4000"])
        return [{"id": "no", "text": TEXT, "test": test}]

    def day(self) -> str:
        return (FIRST + timedelta(self.chance.randrange(2900))).isoformat()

    def parameter(self) -> dict[str, object]:
        days = sorted({FIRST.isoformat(), self.day(), self.day()})
        tables: list[dict[str, object]] = []
        for n, day in enumerate(days):
            rows = [
                {"when": {"region": "east"}, "value": str(self.chance.randint(0, 30))},
                {"value": str(self.chance.randint(0, 30))},
            ]
            changed = [{"when": {"region": "west"}, "value": "7", "cite": CITE}]
            kept = {"changes": changed} if n and self.chance.random() < 0.5 else None
            tables.append({"from": day, **(kept or {"rows": rows}), "cite": CITE})
        return {"title": TEXT, "type": "integer", "by": ["region"], "values": tables}

    def text(self) -> dict[str, str]:
        figure = self.chance.choice(["", "", "", " {limit}"])
        if not self.tame and self.chance.random() < 0.1:
            figure = self.chance.choice([" {limt}", " {span}", " {}", " {"])
        return {language: f"{TEXT[language]}{figure}" for language in ("zh", "en")}

    def test(self) -> str:
        kind = self.chance.random()
        if kind < 0.3:
            return self.chance.choice(CHOICES)
        if self.tame or kind < 0.8:
            return self.chance.choice((*USUAL, "used >= figure", "figure > 3"))
        sides = (self.term(2), self.chance.choice(["<", "<=", ">", ">=", "==", "!="]))
        return f"{sides[0]} {sides[1]} {self.term(2)}"

    def term(self, depth: int) -> str:
        if not depth or self.chance.random() < 0.4:
            return self.chance.choice(TERMS)
        operator = self.chance.choice(["+", "-", "*", "/"])
        whole = f"{self.term(depth - 1)} {operator} {self.term(depth - 1)}"
        return f"({whole})" if self.chance.random() < 0.5 else whole

    def named(self) -> dict[str, object]:
        self.count += 1
        return {"id": f"c{self.count}", "text": self.text()}

    def dated(self, value: object) -> object:
        """A value, or how it changed."""
        if self.chance.random() > 0.15:
            return value
        cut = date.fromisoformat(self.day())
        before = (cut - timedelta(1)).isoformat()
        return [
            {"until": before, "value": value},
            {"from": cut.isoformat(), "value": value},
        ]

    def condition(self, depth: int) -> dict[str, object]:
        shapes = ["test"] if not depth else [*STRUCTURES]
        shape = self.chance.choice([*shapes, "test", "judged_by"])
        # Definitions are parts of one level: there, only the wild may use each other.
        if (depth or not self.tame) and self.chance.random() < 0.1:
            return {"use": self.chance.choice(["d0", "d1"])}
        return {**self.named(), **self.structure(shape, depth)}

    def structure(self, shape: str, depth: int) -> dict[str, object]:
        match shape:
            case "some":
                count = self.chance.randint(1, 3)
                parts = [self.condition(depth - 1) for _ in range(count)]
                least = self.chance.randint(1, count if self.tame else count + 1)
                return {"any": parts, "at_least": str(least)}
            case "all" | "any":
                count = self.chance.randint(1, 3)
                return {shape: [self.part(depth - 1) for _ in range(count)]}
            case "not":
                return {"not": self.condition(depth - 1)}
            case "by":
                branch = {"is": ["east"], "then": self.condition(depth - 1)}
                return {
                    "by": "region",
                    "branches": [branch],
                    "otherwise": self.condition(depth - 1),
                }
            case "contested":
                readings = [self.condition(depth - 1) for _ in range(2)]
                return {"contested": readings, "decided_by": TEXT}
            case "judged_by":
                return {"judged_by": "office", "decided_by": TEXT}
            case _:
                return {"test": self.dated(self.test())}

    def part(self, depth: int) -> dict[str, object]:
        """An item of a list, now and then with days."""
        item = self.condition(depth)
        if (not self.tame or depth == PARTS) and self.chance.random() < 0.1:
            return {self.chance.choice(["from", "until"]): self.day(), **item}
        return item

    def measure(self, id_: str) -> dict[str, object]:
        version: dict[str, object] = {"from": FIRST.isoformat(), "cite": CITE}
        version["requires"] = {"all": [self.condition(2), self.part(PARTS)]}
        if self.chance.random() < 0.3:
            version["excludes"] = [self.part(1)]
        if self.chance.random() < 0.4:
            version["grants"] = self.chance.choice(GRANTS)
            if not self.tame:
                version["grants"] = {"used": "99"}
        if self.chance.random() < 0.4:
            amount = self.chance.choice(["wage / 3", "100 * band", "max(wage, 50)"])
            version["gives"] = {
                "text": self.text(),
                "amount": self.dated(amount),
                "per": "month",
                "months": "max(limit - used, 0)",
            }
        if self.chance.random() < 0.4:
            caution = {"kind": "remark", "text": self.text(), "from": self.day()}
            version["cautions"] = [{**caution, "when": {"test": self.test()}}]
        return {
            "id": id_,
            "title": TEXT,
            "summary": TEXT,
            "kind": "service",
            "audience": "person",
            "versions": [version],
        }

    def spoilt(self, text: str) -> str:
        """A text with one change: lines, words or characters."""
        lines = text.split("\n")
        at = self.chance.randrange(len(lines))
        match self.chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, self.chance.choice(lines))
            case 2:
                other = self.chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                words = re.split(r"(\W+)", lines[at])
                words[self.chance.randrange(len(words))] = self.chance.choice(TOKENS)
                lines[at] = "".join(words)
            case 4:
                lines[at] = " " * self.chance.randint(1, 3) + lines[at]
            case _:
                place = self.chance.randint(0, len(lines[at]))
                token = self.chance.choice(TOKENS)
                lines[at] = lines[at][:place] + token + lines[at][place:]
        return "\n".join(lines)

    def person(self) -> dict[str, object]:
        """Answers that a form would take: of facts that apply."""
        chance = self.chance
        values: dict[str, object] = {
            "married": chance.random() < 0.5,
            "region": chance.choice(["east", "west", "none"]),
            "grade": chance.choice(["low", "high"]),
            "born": date(1950, 1, 1) + timedelta(chance.randrange(25000)),
            "wed_on": date(2015, 1, 1) + timedelta(chance.randrange(4000)),
            "used": chance.randint(0, 40),
            "hours": str(chance.randint(0, 120) / 2),
            "wage": chance.randint(0, 5000),
        }
        if values["region"] == "none":
            del values["grade"]
        if not values["married"]:
            del values["wed_on"]
        if float(str(values["hours"])) < 5:
            del values["wage"]
        if chance.random() < 0.5:
            known = chance.sample(sorted(values), chance.randint(0, len(values)))
            values = {id_: values[id_] for id_ in known}
        return values


def written(files: Mapping[str, str], folder: Path) -> Path:
    """The files laid in a folder, with nothing of an earlier one."""
    (folder / "measures").mkdir(parents=True, exist_ok=True)
    for old in folder.rglob("*.yaml"):
        old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def tried(seed: int, folder: Path) -> bool:
    """Whether the rulebook of a seed loads; AssertionError where it is refused without
    a place, or where two of its readings differ; any other error is a fault of ours.
    """
    wild = Wild(seed)
    place = written(wild.files(), folder)
    try:
        book = Rulebook.load(str(place))
    except RulebookError as error:
        assert error.faults, seed
        assert all(_told(fault) for fault in error.faults), (seed, error.faults)
        return False
    except CallError:
        assert not (place / "rulebook.yaml").exists(), seed
        return False
    for day in _days(wild, book):
        _read(wild, book, day)
    return True


def _told(fault: Fault) -> bool:
    return fault.place is not None and fault.place.line > 0 and bool(fault.text.zh)


def _days(wild: Wild, book: Rulebook) -> Iterator[date]:
    first, last = book.contents.first_day, book.contents.last_day
    days = {first, last, date.fromisoformat(wild.day())}
    for measure in book.measures.values():
        for version in measure.versions:
            days |= {version.start, version.start - timedelta(1)}
    possible = sorted(day for day in days if first <= day <= last)
    return iter(wild.chance.sample(possible, min(2, len(possible))))


def _read(wild: Wild, book: Rulebook, day: date) -> None:
    profiles: list[Profile] = []
    for _ in range(2):
        person = wild.person()
        try:
            profiles.append(book.profile(person, day))
        except FactError:
            continue
        _compare(wild, book, day, person, profiles[-1])
    if profiles:
        rows = Decider(book.plans(day)).decided(
            crowd([one.codes for one in profiles], book.facts)
        )
        for profile, row in zip(profiles, rows.to_dicts(), strict=True):
            wanted = expected(profile, book, day)
            assert {id_: row[id_] for id_ in wanted} == wanted
    try:
        exported(book, day)
    except CallError as error:
        assert [fault.code for fault in error.faults] == ["not-portable"]


def _compare(
    wild: Wild,
    book: Rulebook,
    day: date,
    person: Mapping[str, object],
    profile: Profile,
) -> None:
    assessment = assess(profile, book, on=day)
    slow = Slow(book.contents, day)
    for one in assessment:
        requirement = one.version.requirement if one.version else None
        if requirement is not None:
            answer = slow.answer(requirement, person)
            if answer is not None:
                assert one.status is STATUS[answer], (one.measure.id, day, person)
    if wild.chance.random() < 0.05:
        document(assessment, advise(assessment, profile))
        for id_, spans in windows(profile, book, day).items():
            assert spans[0].status is assessment[id_].status

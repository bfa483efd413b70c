"""A measure is one dated tree; each day it reads as if that day's text were written."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Rulebook, assess
from eligibility.law.contents import Measure
from eligibility.loading.amendments import Amendments
from eligibility.loading.entries import Entries
from eligibility.loading.figures import Figures
from eligibility.loading.folder import canonical
from eligibility.loading.source import Mapping, Node, Scalar, Sequence
from eligibility.places import Document, Place
from tests.edited import BASE, HEAD, changed, codes, with_test

START = "versions:\n  - from: 2020-01-01\n    cite: [{source: law, at: 第三条}]\n"
NAMED = "text: {zh: 条件, en: Also}"


def loaded(folder: Path, files: dict[str, str]) -> Measure:
    copytree(BASE, folder / "book")
    for name, text in files.items():
        (folder / "book" / name).write_text(text, encoding="utf-8")
    return Rulebook.load(str(folder / "book")).measures["allowance"]


def measure(lines: str) -> dict[str, str]:
    return {"measures/allowance.yaml": HEAD + START + lines}


def days(found: Measure) -> list[tuple[str, str | None]]:
    return [
        (one.start.isoformat(), one.end.isoformat() if one.end else None)
        for one in found.versions
    ]


def test_each_stretch_without_a_change_is_a_version(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        measure(
            "    requires:\n      all:\n        - use: of-age\n"
            f"        - {{id: a, until: 2021-12-31, {NAMED}, test: student == true}}\n"
            f"        - {{id: b, from: 2023-05-01, {NAMED}, test: student == false}}\n"
        ),
    )
    assert days(found) == [
        ("2020-01-01", "2021-12-31"),
        ("2022-01-01", "2023-04-30"),
        ("2023-05-01", None),
    ]


def test_on_the_day_itself_the_new_text_holds_and_the_day_before_the_old(
    tmp_path: Path,
) -> None:
    loaded(
        tmp_path,
        measure(
            f"    requires:\n      all:\n        - id: few\n          {NAMED}\n"
            "          test:\n            - {until: 2021-12-31, value: children >= 1}\n"
            "            - {from: 2022-01-01, value: children >= 2}\n"
        ),
    )
    book = Rulebook.load(str(tmp_path / "book"))
    statuses = [
        assess({"children": 1}, book, on=day)["allowance"].status.value
        for day in ("2021-12-31", "2022-01-01")
    ]
    assert statuses == ["eligible", "ineligible"]


def test_texts_amounts_papers_and_places_change_too(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        measure(
            "    requires: {use: of-age}\n"
            "    gives:\n      text:\n        - {until: 2020-12-31, zh: 旧, en: Old}\n"
            "        - {from: 2021-01-01, zh: 新, en: New}\n"
            "      amount: [{until: 2020-12-31, value: 5}, {from: 2021-01-01, value: 6}]\n"
            "      per: month\n"
            "    apply:\n      where: {zh: 这里, en: Here}\n      bring:\n"
            "        - {zh: 证, en: Card}\n        - {from: 2021-01-01, zh: 表, en: Form}\n"
        ),
    )
    old, new = found.versions
    assert old.gives is not None
    assert new.gives is not None
    assert (old.gives.text.en, new.gives.text.en) == ("Old", "New")
    assert old.gives.amount != new.gives.amount
    assert old.application is not None
    assert new.application is not None
    assert [one.en for one in old.application.bring] == ["Card"]
    assert [one.en for one in new.application.bring] == ["Card", "Form"]


def test_a_definition_that_changes_cuts_what_uses_it(tmp_path: Path) -> None:
    files = changed(
        "definitions.yaml",
        "  test: age(born) >= least_age",
        "  test:\n    - {until: 2024-06-30, value: age(born) >= least_age}\n"
        "    - {from: 2024-07-01, value: age(born) >= 21}",
    )
    found = loaded(tmp_path, files | with_test("student == true"))
    assert days(found) == [("2020-01-01", "2024-06-30"), ("2024-07-01", None)]
    first, last = (one.requirement for one in found.versions)
    assert first != last


def test_a_caution_has_its_days_and_cuts_nothing(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        measure(
            "    requires: {use: of-age}\n    cautions:\n"
            "      - {kind: remark, from: 2021-01-01, until: 2021-01-31, "
            "text: {zh: 注意, en: Mind}}\n"
        ),
    )
    (version,) = found.versions
    due = [
        bool(version.cautions_on(date.fromisoformat(day)))
        for day in ("2020-12-31", "2021-01-01", "2021-01-31", "2021-02-01")
    ]
    assert due == [False, True, True, False]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (
            (
                "    requires:\n      all:\n"
                f"        - {{id: a, from: 2021-01-01, {NAMED}, test: student == true}}\n"
            ),
            "empty-on-a-day",
        ),
        (
            (
                f"    requires:\n      all:\n        - id: a\n          {NAMED}\n"
                "          test:\n            - {until: 2021-12-31, value: children >= 1}\n"
                "            - {from: 2021-12-31, value: children >= 2}\n"
            ),
            "overlapping",
        ),
        (
            (
                "    until: 2022-12-31\n    requires:\n      all:\n        - use: of-age\n"
                f"        - {{id: a, from: 2023-01-01, {NAMED}, test: student == true}}\n"
            ),
            "never-in-force",
        ),
        (
            (
                "    requires:\n      all:\n        - use: of-age\n"
                f"        - {{id: a, until: 2019-12-31, {NAMED}, test: student == true}}\n"
            ),
            "never-in-force",
        ),
        (
            (
                "    requires:\n      all:\n        - use: of-age\n"
                f"        - {{id: a, from: 2022-01-01, until: 2021-01-01, {NAMED}, "
                "test: student == true}\n"
            ),
            "unordered",
        ),
        (
            (
                "    requires:\n      all:\n        - use: of-age\n"
                f"        - {{id: a, from: soon, {NAMED}, test: student == true}}\n"
            ),
            "wrong-type",
        ),
    ],
)
def test_days_that_leave_nothing_or_two_things_are_refused(
    tmp_path: Path, lines: str, code: str
) -> None:
    assert codes(tmp_path, measure(lines)) == {code}


def test_what_holds_on_all_days_uses_nothing_that_changes(tmp_path: Path) -> None:
    files = changed(
        "definitions.yaml",
        "  test: age(born) >= least_age",
        "  test:\n    - {until: 2024-06-30, value: age(born) >= least_age}\n"
        "    - {from: 2024-07-01, value: age(born) >= 21}",
    )
    held = {
        "measures/allowance.yaml": HEAD
        + "held: {use: of-age}\n"
        + START
        + "    requires: {use: of-age}\n"
    }
    assert codes(tmp_path, files | held) == {"changes"}


BY_CITY = "  type: integer\n  values:\n    - {from: 2020-01-01, value: 16, "
ROWS = (
    "  type: integer\n  by: [city]\n  values:\n"
    "    - {from: 2020-01-01, rows: [{when: {city: port}, value: 16}, {value: 18}], "
)


def test_one_citys_new_value_is_one_line(tmp_path: Path) -> None:
    text = changed("parameters.yaml", BY_CITY, ROWS)["parameters.yaml"]
    later = (
        "    - {from: 2022-01-01, changes: [{when: {city: hill}, value: 20}], "
        "cite: [{source: law, at: 第九条}]}\n"
    )
    text = text.replace("late_limit:", later + "late_limit:")
    copytree(BASE, tmp_path / "book")
    (tmp_path / "book" / "parameters.yaml").write_text(text, encoding="utf-8")
    book = Rulebook.load(str(tmp_path / "book"))
    table = book.contents.parameters["least_age"].on(date(2022, 1, 1))
    assert table is not None
    rows = {city: table.row({"city": city}) for city in ("port", "hill", "plain")}
    assert [str(row.value) if row else "" for row in rows.values()] == [
        "Literal(quantity=16)",
        "Literal(quantity=20)",
        "Literal(quantity=18)",
    ]
    assert [row.citations[0].at if row else "" for row in rows.values()] == [
        "第一条",
        "第九条",
        "第一条",
    ]


def test_a_first_table_has_nothing_to_change(tmp_path: Path) -> None:
    text = changed("parameters.yaml", BY_CITY, ROWS.replace("rows:", "changes:"))
    assert "nothing-before" in codes(tmp_path, text)


PLACE = Place(Document("tree", ()), 1, 1)
DATES = [date(2020, month, 1) for month in range(1, 13)]


def scalar(text: str) -> Node:
    return Scalar(text, PLACE)


def mapping(entries: dict[str, Node]) -> Node:
    return Mapping(entries, PLACE, dict.fromkeys(entries, PLACE))


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> Node:
    """Trees of lists whose items have days."""
    items: list[Node] = [mapping({"id": scalar("always")})]
    for n in range(draw(st.integers(0, 3))):
        entries: dict[str, Node] = {"id": scalar(f"i{n}")}
        start = draw(st.none() | st.sampled_from(DATES))
        end = draw(st.none() | st.sampled_from(DATES))
        if start:
            entries["from"] = scalar(start.isoformat())
        if end and (start is None or end >= start):
            entries["until"] = scalar(end.isoformat())
        if depth:
            entries["part"] = draw(trees(depth - 1))
        items.append(mapping(entries))
    return mapping({"any": Sequence(items, PLACE)})


@given(tree=trees(), day=st.dates(date(2019, 12, 1), date(2021, 2, 1)))
def test_between_two_turns_nothing_changes(tree: Node, day: date) -> None:
    entries = Entries()
    amendments = Amendments({"tree": tree}, entries, Figures({}, {}, entries))
    before = [turn for turn in amendments.turns("tree") if turn <= day]
    since = max(before, default=date.min)
    _, now = amendments.definition("tree", day)
    assert canonical(now) == canonical(amendments.standing(tree, since))

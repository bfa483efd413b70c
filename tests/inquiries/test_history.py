"""What changed in a measure is told on its day, once, and nothing else is."""

from pathlib import Path
from shutil import copytree

import pytest

from eligibility import CallError, Rulebook
from eligibility.inquiries.history import history
from eligibility.telling.history import told
from tests.edited import BASE, HEAD, changed

AGE = "    - {from: 2020-01-01, value: 16, cite: [{source: law, at: 第一条}]}\n"
AMENDED = """\
versions:
  - from: 2020-01-01
    until: 2025-12-31
    cite:
      - {source: law, at: 第三条}
      - {from: 2024-01-01, source: new-law, at: 第一条}
    requires:
      all:
        - use: of-age
        - id: at-port
          text:
            - {until: 2023-12-31, zh: 在港市, en: At the port}
            - {from: 2024-01-01, zh: 住在港市, en: Lives at the port}
          test: city == "port"
        - {id: studies, until: 2022-12-31, text: {zh: 在读, en: Studies}, test: student == true}
        - {id: parent, from: 2023-01-01, text: {zh: 有孩子, en: A parent}, test: children > 0}
        - id: wed
          text: {zh: 已婚, en: Wed}
          test:
            - {until: 2023-12-31, value: wed_on <= today}
            - {from: 2024-01-01, value: wed_on + 1 * years <= today}
    gives:
      text:
        - {until: 2023-12-31, zh: 钱, en: Money}
        - {from: 2024-01-01, zh: 更多的钱, en: More money}
      amount:
        - {until: 2023-12-31, value: 100}
        - {from: 2024-01-01, value: 200}
      per: once
    apply:
      where: {zh: 窗口, en: The counter}
      bring:
        - {until: 2023-12-31, zh: 户口本, en: Household register}
        - {from: 2024-01-01, zh: 身份证, en: Identity card}
"""
NEW_LAW = """\
new-law:
  title: {zh: 新法, en: New act}
  basis: official
  verified_on: 2026-01-01
  review_by: 2099-01-01
"""


def by_day(folder: Path, files: dict[str, str]) -> dict[str, list[str]]:
    """What changed in the measure, in English, by day."""
    copytree(BASE, folder / "book")
    for name, text in files.items():
        (folder / "book" / name).write_text(text, encoding="utf-8")
    contents = Rulebook.load(str(folder / "book")).contents
    return {
        turn.day.isoformat(): [told(change).en for change in turn.changes]
        for turn in history("allowance", contents)
    }


def test_each_day_tells_what_changed_on_it(tmp_path: Path) -> None:
    sources = (BASE / "sources.yaml").read_text("utf-8") + NEW_LAW
    files = {"measures/allowance.yaml": HEAD + AMENDED, "sources.yaml": sources}
    assert by_day(tmp_path, files) == {
        "2020-01-01": ["It begins: Money"],
        "2023-01-01": ["A condition more: A parent", "A condition less: Studies"],
        "2024-01-01": [
            'The condition "At the port" becomes "Lives at the port"',
            'The condition "Wed" is judged otherwise',
            "What one gets becomes: More money",
            "The amount is reckoned otherwise.",
            "Also to bring: Identity card",
            "No longer to bring: Household register",
            "New ground: New act",
        ],
        "2026-01-01": ["It is no longer in force."],
    }


def test_a_threshold_changes_with_its_parameter(tmp_path: Path) -> None:
    later = AGE.replace("2020-01-01", "2023-07-01").replace("16", "18")
    found = by_day(tmp_path, changed("parameters.yaml", AGE, AGE + later))
    assert found["2023-07-01"] == ["Least age: 16 becomes 18"]
    assert found.keys() == {"2020-01-01", "2023-07-01"}


ROWS = (
    "    - {from: 2020-01-01, rows: [{value: 16}], cite: [{source: law}]}\n"
    "    - {from: 2021-01-01, changes: [{when: {city: port, student: true}, value: 17}, "
    "{when: {city: hill}, value: 18}], cite: [{source: law}]}\n"
)


def test_a_change_for_some_names_them(tmp_path: Path) -> None:
    files = changed("parameters.yaml", AGE, ROWS)
    name = "最小年龄, en: Least age}\n"
    text = files["parameters.yaml"].replace(name, f"{name}  by: [city, student]\n")
    assert by_day(tmp_path, {"parameters.yaml": text})["2021-01-01"] == [
        "Least age (Port; yes): 16 becomes 17",
        "Least age (Hill): 16 becomes 18",
    ]


def test_a_measure_that_there_is_not_is_refused() -> None:
    with pytest.raises(CallError) as error:
        history("alowance", Rulebook.load(str(BASE)).contents)
    (fault,) = error.value.faults
    assert fault.hint is not None
    assert "allowance" in fault.hint.en

"""Mappings: every fault of theirs at once, each at its place."""

from pathlib import Path

import pytest

from eligibility import Rulebook, TableError
from eligibility.screening import mapping

FACTS = Rulebook.load("guangdong").facts


def refusal(text: str) -> list[str]:
    with pytest.raises(TableError) as caught:
        mapping.from_bytes(text.encode(), "mapping.yaml", FACTS)
    return [
        one.message("en") + (f" [{one.hint.en}]" if one.hint else "")
        for one in caught.value.faults
    ]


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "mapping.yaml"
    file.write_text(
        "columns:\n  性别: sex\n  小时:\n    fact: hours_per_day\n"
        "    values: {全天: 8, 不定: null}\n",
        encoding="utf-8",
    )
    found = mapping.from_file(str(file), FACTS)
    assert found["性别"].fact == "sex"
    assert found["小时"].values == {"全天": 80, "不定": None}


def test_every_fault_is_told_at_its_place_with_the_nearest_names() -> None:
    text = """\
columns:
  a: sexx
  b:
    fact: employment_form
    values: {甲: self_employd, 乙: [x]}
  c: {values: {}}
  d: {fact: birth_date, values: {丙: 1990-02-30}, other: 1}
  e: [sex]
"""
    found = refusal(text)
    assert found[0].startswith('mapping.yaml:2:6: There is no fact called "sexx" [')
    assert "sex" in found[0].partition("[")[2]
    assert found[1].startswith("mapping.yaml:5:17: There is no such value.")
    assert "self_employed" in found[1].partition("[")[2]
    assert found[2].startswith("mapping.yaml:5:34: Expected a text")
    assert found[3] == 'mapping.yaml:6:6: "fact" is missing'
    assert found[4].startswith("mapping.yaml:7:37: There is no such day.")
    assert found[5].startswith('mapping.yaml:7:50: There is no key called "other"')
    assert found[6].startswith("mapping.yaml:8:6: Expected a mapping")
    assert len(found) == 7


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the mapping is empty"),
        ("columns: {a: &x sex}", "references"),
        ("columns: {a: sex, a: sex}", "stands twice"),
        ("sex: 性别", "is missing"),
        ("columns: {", "Not YAML"),
    ],
)
def test_what_is_no_mapping_is_refused(text: str, why: str) -> None:
    assert any(why in one for one in refusal(text))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be opened"):
        mapping.from_file(str(tmp_path / "none.yaml"), FACTS)

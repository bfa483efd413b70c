"""Every sentence of the document that a rulebook covers is accounted for."""

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

BASE = Path(__file__).parent.parent / "errors" / "base"
WHOLE = """source: law
sentences: {1.1: 2}
places:
  - {at: 1.1/1, says: {zh: 发津贴。, en: Pays an allowance.}, measures: [allowance]}
  - {at: 1.1/2, says: {zh: 要努力。, en: Effort is due.}, nothing: {zh: 无权利, en: No right}}
"""
INVALID_RULEBOOK = 4


def covered(text: str, command: typer.Typer, folder: Path) -> tuple[int, str]:
    shutil.copytree(BASE, folder / "book")
    (folder / "book" / "coverage.yaml").write_text(text, encoding="utf-8")
    words = ["rules", "coverage", "--rulebook", str(folder / "book"), "--lang", "en"]
    result = CliRunner().invoke(command, words)
    return result.exit_code, result.output


def test_each_sentence_and_each_measure_is_shown(
    command: typer.Typer, tmp_path: Path
) -> None:
    code, output = covered(WHOLE, command, tmp_path)
    assert code == 0, output
    assert "Pays an allowance. Measures: Allowance" in output
    assert "Not judged: No right" in output
    assert "Shown true" in output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1.1: 2", "1.1: 3", '"1.1/3" has neither measures nor a reason'),
        ("at: 1.1/2", "at: 1.1/1", "stands twice"),
        ("at: 1.1/2", "at: 1.2/1", 'no place called "1.2/1"'),
        ("[allowance]", "[alowance]", 'no measure called "alowance"'),
        ("measures: [allowance]", "measures: []", "Give either"),
    ],
)
def test_a_gap_fails(
    old: str, new: str, told: str, command: typer.Typer, tmp_path: Path
) -> None:
    text = WHOLE.replace(old, new)
    if new == "measures: []":
        text = WHOLE.replace(", measures: [allowance]", "")
    code, output = covered(text, command, tmp_path)
    assert code == INVALID_RULEBOOK, output
    assert told in output


def test_without_a_document_the_cases_are_held_against_the_measures(
    command: typer.Typer, tmp_path: Path
) -> None:
    shutil.copytree(BASE, tmp_path / "book")
    words = ["rules", "coverage", "--rulebook", str(tmp_path / "book"), "--lang", "en"]
    result = CliRunner().invoke(command, words)
    assert result.exit_code == 0, result.output
    assert "Shown true" in result.output
    assert "Sentence by sentence" not in result.output
    plain = json.loads(CliRunner().invoke(command, [*words, "--json"]).stdout)
    assert plain["sentences"] == []
    assert [one["measure"] for one in plain["measures"]] == ["allowance"]


def test_as_json_it_counts_what_cases_have_shown(
    command: typer.Typer, tmp_path: Path
) -> None:
    shutil.copytree(BASE, tmp_path / "book")
    (tmp_path / "book" / "coverage.yaml").write_text(WHOLE, encoding="utf-8")
    words = ["rules", "coverage", "--rulebook", str(tmp_path / "book"), "--json"]
    (measure,) = json.loads(CliRunner().invoke(command, words).stdout)["measures"]
    assert measure["conditions"] == 3
    assert measure["cases"] == 0
    assert measure["shown"] == {"true": 0, "false": 0, "unknown": 0}

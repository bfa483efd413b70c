"""`rules check` and `rules test`, for the people who keep the rules."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """A rulebook to break."""
    return Path(shutil.copytree(checkout / "rules" / "guangdong", tmp_path / "book"))


def test_a_good_rulebook_is_summed_up(run: Run) -> None:
    result = run("rules", "check", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["faults"] == []
    assert found["counts"]["measures"] >= 7
    assert len(found["rulebook"]["sha256"]) == 64
    assert found["rulebook"]["sha256"] in run("rules", "check").stdout


def test_every_fault_is_drawn_with_its_place(run: Run, copy: Path) -> None:
    facts = copy / "facts.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace("type: bool", "type: bol", 1).replace(
            "type: date", "type: dat", 1
        ),
        encoding="utf-8",
    )
    result = run("rules", "check", str(copy))
    assert result.exit_code == 4
    assert result.stdout == ""
    assert result.stderr.count("facts.yaml:") >= 2
    assert "    | " in result.stderr or "   | " in result.stderr
    assert "^" in result.stderr


def test_faults_come_as_json_too(run: Run, copy: Path) -> None:
    (copy / "sources.yaml").write_text("reply: {}\n")
    result = run("rules", "check", str(copy), "--json")
    assert result.exit_code == 4
    faults = json.loads(result.stdout)["faults"]
    assert faults
    assert {"file", "line", "column", "text", "hint", "code"} <= set(faults[0])


def test_sources_past_their_review_are_named(run: Run, copy: Path) -> None:
    sources = copy / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    old = text.replace("review_by: 2027-11-23", "review_by: 2022-11-23", 1)
    old = old.replace("verified_on: 2026-11-23", "verified_on: 2021-11-23", 1)
    sources.write_text(old, encoding="utf-8")
    result = run("rules", "check", str(copy))
    assert result.exit_code == 0
    assert "2022-11-23" in result.stdout


def test_all_shipped_cases_pass(run: Run) -> None:
    result = run("rules", "test", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["cases"] == found["passed"] > 100


def test_a_case_that_fails_is_told_with_its_place(run: Run, copy: Path) -> None:
    cases = copy / "cases" / "home-premises.yaml"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(
        text.replace("expect: eligible", "expect: ineligible", 1), encoding="utf-8"
    )
    result = run("rules", "test", str(copy))
    assert result.exit_code == 4
    assert "home-premises.yaml:" in result.stderr
    found = json.loads(run("rules", "test", str(copy), "--json").stdout)
    assert found["cases"] - found["passed"] == len(found["failed"]) == 1


def test_warnings_stand_beside_faults_and_refuse_nothing(run: Run, copy: Path) -> None:
    sources = copy / "sources.yaml"
    idle = "\nidle:\n  title: {zh: 闲着, en: Idle}\n  basis: general\n"
    idle += "  verified_on: 2026-11-23\n  review_by: 2027-11-23\n"
    sources.write_text(sources.read_text("utf-8") + idle, encoding="utf-8")
    result = run("rules", "check", str(copy), "--lang", "en")
    assert result.exit_code == 0
    assert "Warnings (" in result.stdout
    assert 'The source "idle" is not used' in " ".join(result.stdout.split())
    found = json.loads(run("rules", "check", str(copy), "--json").stdout)
    assert found["faults"] == []
    (warning,) = (one for one in found["warnings"] if '"idle"' in one["text"]["en"])
    assert warning["code"] == "unused-source"
    assert warning["file"].endswith("sources.yaml")


def test_what_changed_is_told_by_day_and_show_offers_it(run: Run) -> None:
    measure = "social-insurance-subsidy"
    told = run("rules", "changes", measure, "--lang", "en").stdout
    assert "From 2024-01-01" in told
    assert "A condition less: At least 20 hours a week" in told
    found = json.loads(run("rules", "changes", measure, "--json").stdout)
    assert found["measure"] == measure
    days = [day["from"] for day in found["days"]]
    assert days == sorted(days)
    assert {"kind", "text"} == set(found["days"][0]["changes"][0])
    shown = run("show", measure, "--on", "2024-05-01", "--lang", "en").stdout
    assert f"eligibility rules changes {measure}" in " ".join(shown.split())

"""`rules prove`, for the people who keep the rules."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """A rulebook to break."""
    example = checkout / "examples" / "library-card"
    return Path(shutil.copytree(example, tmp_path / "book"))


def broken(copy: Path) -> str:
    definitions = copy / "definitions.yaml"
    text = definitions.read_text(encoding="utf-8")
    assert "age(born) >= card_age" in text
    definitions.write_text(text.replace(">= card_age", ">= 0"), encoding="utf-8")
    return str(copy)


def test_what_is_proved_is_counted(run: Run, copy: Path) -> None:
    result = run("rules", "prove", str(copy), "--lang", "en")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Proved: ")
    assert "For example, on 1 July 2025: " in result.stdout
    assert run("rules", "prove", str(copy)).stdout.startswith("证明了 ")


def test_a_claim_that_fails_is_told_at_its_place(run: Run, copy: Path) -> None:
    result = run("rules", "prove", broken(copy), "--lang", "en")
    assert result.exit_code == 4
    assert "definitions.yaml:6:1: Library card: Everybody meets this" in result.stderr
    assert run("rules", "prove", str(copy)).stderr.count("人人都满足") == 1


def test_claims_come_as_json(run: Run, copy: Path) -> None:
    result = run("rules", "prove", "--rulebook", str(copy), "--json")
    found = json.loads(result.stdout)
    assert found["rulebook"]["name"] == "library-card"
    assert sum(found["verdicts"].values()) == len(found["claims"])
    granted = next(one for one in found["claims"] if one["claim"] == "granted")
    assert granted["verdict"] == "proved"
    assert granted["file"].endswith("measures/library-card.yaml")
    assert (granted["line"], granted["column"]) == (8, 5)
    who = granted["witness"]
    assert who["on"] == "2020-03-01"
    assert who["outcomes"] == {"library-card": "eligible"}
    assert who["profile"]["district"] in {"harbour", "hill"}


def test_json_comes_with_the_faults(run: Run, copy: Path) -> None:
    result = run("rules", "prove", broken(copy), "--json")
    assert result.exit_code == 4
    assert json.loads(result.stdout)["verdicts"]["failed"] == 1


def test_out_of_time_is_not_proved(run: Run, copy: Path) -> None:
    result = run("rules", "prove", str(copy), "--timeout", "0", "--lang", "en")
    assert result.exit_code == 4
    assert "Not proved (out of time)" in result.stderr
    assert "--timeout 60" in result.stderr
    assert "Somebody meets it" not in result.stdout


def test_without_the_solver_it_is_said_what_to_install(
    run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(sys.modules):
        if name.startswith("eligibility.proving"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "z3", None)
    result = run("rules", "prove", str(copy), "--lang", "en")
    assert result.exit_code == 2
    assert "pip install 'eligibility[prove]'" in result.stderr

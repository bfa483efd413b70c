"""`rules diff`, for the people who keep the rules."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def old(checkout: Path) -> Path:
    """A rulebook."""
    return checkout / "examples" / "library-card"


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    """The same, with a ceiling raised."""
    copy = Path(shutil.copytree(old, tmp_path / "book"))
    parameters = copy / "parameters.yaml"
    text = parameters.read_text(encoding="utf-8")
    assert text.count("value: 260}") == 1
    parameters.write_text(text.replace("value: 260}", "value: 270}"), encoding="utf-8")
    return copy


def test_what_is_unchanged_is_told_apart(run: Run, old: Path, new: Path) -> None:
    result = run("rules", "diff", str(old), str(new), "--lang", "en")
    assert result.exit_code == 0, result.stderr
    unchanged, _, changed = result.stdout.partition("Book money (book-money)")
    assert "Unchanged, proved (2)" in unchanged
    assert "Nobody gains or loses (proved)" not in changed
    assert "Somebody gets another sum: For example, on" in changed
    assert "260.00 → 270.00" in changed
    assert "Ceiling of book money (Student): 260 yuan becomes 270 yuan" in changed


def test_all_is_there_in_chinese(run: Run, old: Path, new: Path) -> None:
    told = run("rules", "diff", str(old), str(new)).stdout
    assert "没有改变（已证明，2 项）" in told
    assert "有人金额不同：例如 " in told


def test_a_difference_comes_as_json(run: Run, old: Path, new: Path) -> None:
    result = run("rules", "diff", str(old), str(new), "--json")
    card, money, home = json.loads(result.stdout)["measures"]
    assert card["unchanged"]
    assert home == {
        "measure": "home-delivery",
        "unchanged": True,
        "proved": True,
        "moves": [],
        "changes": [],
    }
    (move,) = money["moves"]
    assert move["kind"] == "paid"
    assert move["statuses"] == ["eligible", "eligible"]
    assert move["amounts"] == ["260.00", "270.00"]
    assert move["profile"]["occupation"] == "student"
    assert [change["kind"] for change in money["changes"]] == ["figure"]


def test_two_days_of_one_rulebook_are_compared(run: Run, old: Path) -> None:
    days = ("--from", "2022-12-31", "--to", "2023-01-01")
    result = run("rules", "diff", *days, "--rulebook", str(old), "--lang", "en")
    assert result.exit_code == 0, result.stderr
    assert "Least age for a card: 8 becomes 6" in result.stdout
    assert "Somebody gains: For example, on 1 January 2023" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("one-alone",),
        ("--from", "2022-12-31"),
        ("one", "two", "--from", "2022-12-31", "--to", "2023-01-01"),
        ("--from", "2022-12-31", "--to", "yesterday"),
        ("--from", "1999-12-31", "--to", "2023-01-01"),
    ],
)
def test_what_names_no_two_sides_is_refused(
    run: Run, arguments: tuple[str, ...]
) -> None:
    result = run("rules", "diff", *arguments, "--lang", "en")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_parameter_tells_what_it_touches(run: Run, old: Path) -> None:
    asked = ("rules", "diff", "--touching", "far_away", "--rulebook", str(old))
    found = json.loads(run(*asked, "--json").stdout)
    assert found["parameter"] == "far_away"
    assert found["measures"] == [{"measure": "home-delivery", "from": "2023-07-01"}]
    assert found["definitions"] == []
    assert [text.partition("measures/")[2] for text in found["texts"]] == [
        "home-delivery.yaml:31:28",
        "home-delivery.yaml:31:50",
    ]
    assert {case["measure"] for case in found["cases"]} == {"home-delivery"}
    told = run(*asked, "--lang", "en").stdout
    assert "Measures (1)\n  · Books brought home" in told
    defined = ("rules", "diff", "--touching", "card_age", "--rulebook", str(old))
    assert json.loads(run(*defined, "--json").stdout)["definitions"] == ["old-enough"]


def test_a_parameter_that_is_not_there_is_refused(run: Run, old: Path) -> None:
    asked = ("rules", "diff", "--touching", "far_awy", "--rulebook", str(old))
    result = run(*asked, "--lang", "en")
    assert result.exit_code == 2
    assert "Did you mean: far_away" in result.stderr


def test_without_the_solver_what_is_written_is_compared(
    run: Run, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(sys.modules):
        if name.startswith("eligibility.proving"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "z3", None)
    result = run("rules", "diff", str(old), str(new), "--lang", "en")
    assert result.exit_code == 0
    assert "Unchanged" not in result.stdout
    assert result.stdout.count("Not proved") == 3
    assert "260 yuan becomes 270 yuan" in result.stdout
    assert "eligibility[prove]" in result.stderr

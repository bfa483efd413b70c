"""`rules watch`: after each save what is wrong, and what comes out otherwise."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

INTERRUPTED = 130
Sit = Callable[..., Any]


@pytest.fixture
def library(checkout: Path, tmp_path: Path) -> Path:
    """A rulebook to edit."""
    source = checkout / "examples" / "library-card"
    return Path(shutil.copytree(source, tmp_path / "book"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_each_save_is_told_until_an_interrupt(library: Path, sit_before: Sit) -> None:
    words = ("--rulebook", str(library), "--lang", "en", "--no-color")
    screen = sit_before("rules", "watch", *words)
    screen.wait_for("Ctrl-C")
    parameters = library / "parameters.yaml"

    replace(parameters, "value: 6\n", "value: sixty\n")
    told = screen.wait_for("^^^^^")
    assert "parameters.yaml" in told
    assert "sixty" in told

    replace(parameters, "value: sixty\n", "value: 60\n")
    told = " ".join(screen.wait_for("eligible → ineligible").split())
    assert "No faults (" in told
    assert re.search(r"Measures touched: .*library-card.*Cases: \d+, failing: \d", told)
    assert "otherwise than at the beginning" in told

    replace(parameters, "value: 60\n", "value: 6\n")
    screen.wait_for("no case")

    coverage = library / "coverage.yaml"
    replace(coverage, "says: ", "sayss: ")
    assert "coverage.yaml" in screen.wait_for('called "sayss"')
    screen.interrupt()
    screen.wait_for("No longer watching.")
    assert screen.end() == INTERRUPTED


def test_it_is_held_against_the_last_commit(library: Path, sit_before: Sit) -> None:
    named = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER")
             for what in ("NAME", "EMAIL")}  # fmt: skip
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run(
            ["git", *words],  # noqa: S607 - the one of this machine
            cwd=library,
            check=True,
            env={**os.environ, **named},
        )
    replace(library / "parameters.yaml", "value: 6\n", "value: 60\n")
    words = ["--rulebook", str(library), "--lang", "zh", "--no-color"]
    screen = sit_before("rules", "watch", *words)
    # What was edited before it began is told at once.
    told = screen.wait_for("eligible → ineligible")
    assert "上次提交" in told
    screen.interrupt()
    screen.wait_for("不看了。")


def test_a_rulebook_that_cannot_be_read_is_told(library: Path, sit_before: Sit) -> None:
    screen = sit_before("rules", "watch", "--rulebook", str(library / "nowhere"))
    screen.wait_for("nowhere")
    assert screen.end() == 2

"""Small rulebooks with one thing changed, and what loading says of them."""

from pathlib import Path
from shutil import copytree

from eligibility import Rulebook, RulebookError
from eligibility.errors import Fault

BASE = Path(__file__).parent / "errors" / "base"
HEAD = """\
id: allowance
title: {zh: 津贴, en: Allowance}
summary: {zh: 一笔钱。, en: Some money.}
kind: subsidy
audience: person
"""
VERSION = """\
versions:
  - from: 2020-01-01
    cite: [{source: law, at: 第三条}]
"""
REQUIRES = """\
    requires:
      all:
        - use: of-age
"""


def requiring(condition: str) -> dict[str, str]:
    """The measure with one more condition required: lines indented by eight."""
    return {"measures/allowance.yaml": HEAD + VERSION + REQUIRES + condition}


def with_test(test: str) -> dict[str, str]:
    """The measure with one more test required."""
    return requiring(
        f"        - id: also\n          text: {{zh: 条件, en: Also}}\n"
        f"          test: {test}\n"
    )


def versioned(lines: str, head: str = "") -> dict[str, str]:
    """The measure with more in its version, and before its versions."""
    text = HEAD + head + VERSION + REQUIRES + lines
    return {"measures/allowance.yaml": text}


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """A file of the base with one passage changed."""
    text = (BASE / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    return {file: text.replace(old, new)}


def loaded(folder: Path, files: dict[str, str]) -> Rulebook:
    """The base once these files are in it."""
    copytree(BASE, folder / "book")
    for name, text in files.items():
        (folder / "book" / name).write_text(text, encoding="utf-8")
    return Rulebook.load(str(folder / "book"))


def faults(folder: Path, files: dict[str, str]) -> tuple[Fault, ...]:
    """What is wrong with the base once these files are in it; nothing if it loads."""
    try:
        _ = loaded(folder, files).cases
    except RulebookError as error:
        return _placed(error.faults)
    return ()


def _placed(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    assert faults, "refused without a reason"
    assert all(fault.place is not None for fault in faults)
    return faults


def codes(folder: Path, files: dict[str, str]) -> set[str]:
    """The kinds of those faults."""
    return {fault.code for fault in faults(folder, files)}

"""CONTRIBUTING.md says where to change what, and forgotten places are noticed."""

import re
from pathlib import Path

import pytest

from eligibility.loading.measures import CAUTIONS

ROW = re.compile(
    r"^\| (?P<what>[^|`]+) \| (?P<places>[^|]+) \| (?P<fails>[^|]+) \|$", re.MULTILINE
)
PATH = re.compile(r"`((?:eligibility|tests|docs|rules|scripts|cli)/[\w./-]*)`")
PLACEHOLDERS = ("rules/NAME/",)


@pytest.fixture(scope="module")
def table(checkout: Path) -> str:
    page = (checkout / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return page.partition("## Where do I change what")[2].partition("\n## ")[0]


def test_every_place_in_the_table_is_there(checkout: Path, table: str) -> None:
    rows = [
        row
        for row in ROW.finditer(table)
        if row["what"].strip("- ") not in {"", "what"}
    ]
    assert len(rows) >= len(("reading", "leaf", "measure", "fact", "format"))
    for row in rows:
        named = PATH.findall(row["places"]) + PATH.findall(row["fails"])
        assert named, row["what"]
        for place in named:
            shipped = place.replace("NAME", "guangdong").replace("ID", "legal-aid")
            assert (checkout / shipped).exists(), place


def test_every_reading_is_held_by_a_law_or_a_test(checkout: Path) -> None:
    """Of each reading some test imports it, and calls it by its module's name."""
    tests = "".join(
        file.read_text(encoding="utf-8") for file in (checkout / "tests").rglob("*.py")
    )
    readings = {
        file.stem
        for file in (checkout / "eligibility" / "readings").glob("*.py")
        if file.name != "__init__.py"
    }
    # What serves another reading alone is held through that one.
    through = {"prose", "portable", "timeline", "grounds", "turning", "sufficiency"}
    unheld = {
        name
        for name in readings - through
        if f"eligibility.readings.{name}" not in tests
        and not (checkout / "tests" / "readings" / f"test_{name}.py").exists()
    }
    assert unheld == set()


def test_every_kind_of_caution_is_documented(checkout: Path) -> None:
    page = (checkout / "docs" / "language.md").read_text(encoding="utf-8")
    found = re.search(r"^Kinds of a written caution: (.*)$", page, re.MULTILINE)
    assert found is not None
    engine = (checkout / "eligibility" / "particulars" / "cautions.py").read_text(
        "utf-8"
    )
    by_engine = set(re.findall(r'Caution\(\s*"(\w+)"', engine))
    assert by_engine
    assert set(re.findall(r"`(\w+)`", found.group(1))) == {*CAUTIONS, *by_engine}

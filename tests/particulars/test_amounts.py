"""Amounts: worked out from terms and tables, rounded as stated, never guessed."""

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eligibility import Assessment, Rulebook, assess
from eligibility.document import document

BASE = Path(__file__).parents[1] / "errors" / "base"
DAY = date(2021, 7, 27)
GIVES = """    gives:
      text: {{zh: 一笔钱, en: Some money}}
      amount: {amount}
      per: month
      rounding: {rounding}
      months: 36 - children
      cite: [{{source: law, at: 第四条, basis: secondary}}]
    requires:
"""
CEILING = """ceiling:
  title: {zh: 上限, en: Ceiling}
  type: money
  by: [city]
  values:
    - from: 2020-01-01
      rows:
        - {when: {city: port}, value: 600}
        - {when: {city: hill}, value: null}
      cite: [{source: law, at: 第五条}]
"""


def book(folder: Path, amount: str, rounding: str = "half_up") -> Rulebook:
    shutil.copytree(BASE, folder / "book")
    measure = folder / "book" / "measures" / "allowance.yaml"
    text = measure.read_text(encoding="utf-8")
    gives = GIVES.format(amount=amount, rounding=rounding)
    text = text.replace("    requires:\n", gives)
    measure.write_text(text.replace('city == "port"', "children >= 0"), "utf-8")
    parameters = folder / "book" / "parameters.yaml"
    parameters.write_text(parameters.read_text(encoding="utf-8") + CEILING, "utf-8")
    return Rulebook.load(str(folder / "book"))


def plain(found: Assessment) -> Any:
    """The only determination of an assessment, as JSON."""
    return json.loads(json.dumps(document(found)))["determinations"][0]


@pytest.mark.parametrize(
    ("amount", "rounding", "children", "expected"),
    [
        ("min(children * 1000 * 2 / 3, ceiling)", "half_up", 0, "0.00"),
        ("children * 100 / 3", "half_up", 2, "66.67"),
        ("children * 100 / 3", "down", 2, "66.66"),
        ("children * 100 / 3", "up", 1, "33.34"),
        ("min(children * 300, ceiling)", "half_up", 1, "300.00"),
        ("min(children * 300, ceiling)", "half_up", 2, "600.00"),
        ("min(children * 300, ceiling)", "half_up", 3, "600.00"),
        (
            "min(2000 * min(children, 3) + 3000 * max(children - 3, 0), 30000)",
            "half_up",
            5,
            "12000.00",
        ),
        (
            "min(2000 * min(children, 3) + 3000 * max(children - 3, 0), 30000)",
            "half_up",
            12,
            "30000.00",
        ),
    ],
)
def test_an_amount_is_what_the_term_says(
    tmp_path: Path, amount: str, rounding: str, children: int, expected: str
) -> None:
    profile = {"born": "1990-01-01", "children": children, "city": "port"}
    found = assess(profile, book(tmp_path, amount, rounding), on=DAY)[
        "allowance"
    ].amount
    assert found is not None
    assert found.value == Decimal(expected)
    assert str(found.value) == expected
    assert found.months == 36 - children
    assert found.basis is not None


@pytest.mark.parametrize(
    "left_out",
    [{"city": "hill"}, {"city": "plain"}, {"city": None}, {"children": None}],
)
def test_what_is_not_known_gives_no_figure(
    tmp_path: Path, left_out: dict[str, object]
) -> None:
    profile = {"born": "1990-01-01", "children": 1, "city": "port", **left_out}
    loaded = book(tmp_path, "min(children * 300, ceiling)")
    found = assess(profile, loaded, on=DAY)
    amount = found["allowance"].amount
    assert amount is not None
    assert amount.value is None
    assert plain(found)["amount"] is None


def test_a_figure_carries_its_weakest_ground(tmp_path: Path) -> None:
    profile = {"born": "1990-01-01", "children": 1, "city": "port"}
    found = assess(profile, book(tmp_path, "min(children * 300, ceiling)"), on=DAY)
    assert plain(found)["amount"] == {
        "value": "300.00",
        "currency": "CNY",
        "per": "month",
        "months": 35,
        "basis": "secondary",
    }

"""The solver reads each kind of test as the reference does, whatever is not known."""

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest

from eligibility import FactError
from tests import generated
from tests.proving.test_solving import rulebook
from tests.solving import Reader

DAY = date(2024, 5, 1)
DAYS = (None, "1990-01-31", "1992-02-29", "1992-03-01", "2020-06-01")
NUMBERS = (None, 0, 12, 19, 20, 40)
HOURS = (None, "0", "40.5", "60")
TESTS = {
    "a day": 'wed_on >= "1992-03-01"',
    "a day from above": 'wed_on < "1992-03-01"',
    "another day, that bounds it": 'born < "1992-02-29"',
    "another day, from below": 'born >= "1992-02-29"',
    "two days": "wed_on >= born + 1 * months",
    "two days the other way": "born + 1 * years > wed_on",
    "two numbers": "hours + used >= 80",
    "two numbers the other way": "hours + used < 80",
    "numbers that always reach": "hours + used >= 40",
    "a choice told by others": 'region != "none"',
}


@pytest.mark.parametrize("test", TESTS)
def test_a_test_is_read_alike(
    tmp_path_factory: pytest.TempPathFactory, test: str
) -> None:
    files = rulebook(TESTS[test])
    files["facts.yaml"] = {
        "facts": generated.FACTS,
        "contradictions": [
            {
                "id": "wed-before-birth",
                "text": generated.TEXT,
                "test": "wed_on < born",
            }
        ],
    }
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    plans = book.plans(DAY)
    condition, program = plans.book.measures["m"].condition, plans.measures["m"]
    assert condition is not None
    assert program.condition is not None
    reader = Reader(plans.book, {"m": condition})
    seen = set()
    grid = product(DAYS, DAYS, NUMBERS, HOURS, (None, True, False), (None, "low"))
    names = ("born", "wed_on", "used", "hours", "married", "grade")
    for values in grid:
        told = {
            name: value
            for name, value in zip(names, values, strict=True)
            if value is not None
        }
        if not _beside_the_point(TESTS[test], told):
            try:
                codes = book.profile(told, DAY).codes
            except FactError:
                continue
            truth = program.condition.truth(codes)
            assert reader.truths(codes) == {"m": truth}, told
            assert reader.possible(codes)
            seen.add(truth)
    assert len(seen) >= 2


def _beside_the_point(test: str, told: Mapping[str, object]) -> bool:
    """Whether more is told than bears on a test, so that fewer profiles do."""
    own = {name for name in told if name in test}
    near = {"wed_on", "born", "married"} if {"wed_on", "born"} & _named(test) else set()
    near |= {"grade"} if "region" in test else set()
    return bool(told.keys() - own - near)


def _named(test: str) -> set[str]:
    return {name for name in ("wed_on", "born") if name in test}

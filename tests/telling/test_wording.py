"""Parts of an answer in words: sums as people say them."""

from decimal import Decimal

import pytest

from eligibility import Rulebook
from eligibility.law.sources import Basis
from eligibility.particulars.amounts import Amount
from eligibility.readings.prose import shown
from eligibility.telling.wording import Wording

BOOK = Rulebook.load("guangdong")


@pytest.mark.parametrize(
    ("measure", "amount", "told"),
    [
        (
            "startup-grant",
            Amount(Decimal("10000.00"), "once", None, None),
            "10,000 yuan once",
        ),
        (
            "startup-loan",
            Amount(Decimal(300000), "once", None, None),
            "a loan of up to 300,000 yuan",
        ),
        (
            "social-insurance-subsidy",
            Amount(Decimal("1234.50"), "month", 12, Basis.OFFICIAL),
            "1,234.50 yuan a month, for 12 more months (official text)",
        ),
        ("startup-rent-subsidy", Amount(None, "year", None, None), "by local standard"),
        ("startup-rent-subsidy", None, ""),
    ],
)
def test_a_sum_is_said_as_people_say_it(
    measure: str, amount: Amount | None, told: str
) -> None:
    words = Wording(BOOK.facts, "en")
    assert words.amount(amount, BOOK.measures[measure]) == told


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 employees"), (1, "1 employee"), (21, "21 employees")]
)
def test_one_of_a_thing_is_told_as_one(count: int, told: str) -> None:
    fact = BOOK.facts["insured_staff"]
    assert shown(fact, count).en == told
    assert shown(fact, count).zh == f"{count} 人"

"""The rules of Guangdong hold what can be proved of them."""

import pytest

from eligibility import Rulebook
from eligibility.proving.claims import Verdict
from tests.proved import claims


@pytest.mark.slow
def test_no_claim_about_the_rules_of_guangdong_fails() -> None:
    wrong = [
        f"{one.place} {one.kind} {one.verdict.value}: {one.text.en}"
        for one in claims(Rulebook.load("guangdong"), timeout=60)
        if one.verdict in {Verdict.FAILED, Verdict.NOT_PROVED}
    ]
    assert wrong == []

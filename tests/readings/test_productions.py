"""Conditions as rules for durable-rules: what small cases have taught."""

from datetime import date
from pathlib import Path

from eligibility import Session, Status
from tests import generated

DAY = date(2024, 1, 1)


def judged(test: str, profile: dict[str, object], folder: Path) -> Status:
    """The status of a measure with one test, in a session."""
    condition = {"id": "c", "text": generated.TEXT, "test": test}
    version = {"from": "2020-01-01", "cite": generated.CITE, "requires": condition}
    book = generated.written(generated.of_one(version), folder)
    return Session(book, on=DAY, profile=profile).status("m")


def test_two_comparisons_of_the_same_two_days_are_kept_apart(tmp_path: Path) -> None:
    test = "born + 21 * years == wed_on"
    married = {"married": True, "born": "2000-01-01"}
    for wed_on, expected in (
        ("2020-12-31", Status.INELIGIBLE),
        ("2021-01-01", Status.ELIGIBLE),
        ("2021-01-02", Status.INELIGIBLE),
    ):
        profile: dict[str, object] = {**married, "wed_on": wed_on}
        assert judged(test, profile, tmp_path) is expected

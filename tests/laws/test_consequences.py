"""No answer stays open that nothing missing could change."""

from datetime import date

import pytest

from eligibility import Rulebook, Status, Truth, assess

BOOK = Rulebook.load("guangdong")
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("measure", "profile"),
    [
        ("home-premises", {"residence_use_forbidden": True}),
        ("occupational-injury-protection", {"injury": "outside_order"}),
        ("unemployment-registration", {"labour_relationship": True}),
        ("startup-jobs-subsidy", {"business_form": "none"}),
        (
            "public-employment-services",
            {
                "seeking_work": True,
                "education": "overseas",
                "graduated_on": "1990-06-30",
            },
        ),
    ],
)
def test_nothing_stays_open_that_no_answer_could_change(
    measure: str, profile: dict[str, object]
) -> None:
    status = assess(profile, BOOK, on=DAY)[measure].status
    expected = Status.INELIGIBLE
    if measure == "public-employment-services":
        expected = Status.ELIGIBLE  # born before 1990, so at least sixteen
    assert status is expected


def test_staff_who_were_insured_for_months_are_staff() -> None:
    """An employer with no number of staff told,
    but with their months (regulations 8c).
    """
    profile: dict[str, object] = {
        "work_city": "shantou",
        "business_form": "micro_company",
        "business_registered_on": "2026-03-01",
        "insured_staff_months": 8,
    }
    found = assess(profile, BOOK, on=DAY)["startup-jobs-subsidy"]
    assert found.status is Status.ELIGIBLE


def test_what_told_of_a_missing_fact_stands_with_the_finding() -> None:
    found = assess({"labour_relationship": True}, BOOK, on=DAY)
    whole = found["unemployment-registration"].finding
    assert whole is not None
    (told,) = [one for one in whole.walk() if "labour_relationship" in one.facts]
    assert told.truth is Truth.FALSE
    assert told.facts == {"employment_form": None, "labour_relationship": True}

"""What settles an answer: only what is to the point."""

from eligibility import Rulebook, Truth, assess

BOOK = Rulebook.load("guangdong")
GRADUATE = {
    "birth_date": "1998-03-12",
    "sex": "female",
    "hukou": "guangdong",
    "work_city": "guangzhou",
    "employment_form": "platform",
    "labour_relationship": False,
    "education": "university",
    "student": False,
    "graduated_on": "2020-06-30",
    "employment_registration": "flexible",
    "employment_registered_on": "2021-03-01",
    "pension_insured_as": "individual",
    "medical_insured_as": "individual",
    "subsidy_months_used": 0,
    "hardship_recognised": False,
    "receives_pension": False,
    "receives_unemployment_benefit": False,
}


def test_a_branch_of_another_city_is_no_reason() -> None:
    found = assess(GRADUATE, BOOK, on="2026-01-01")["social-insurance-subsidy"]
    assert found.status == "ineligible"
    shenzhen = {**GRADUATE, "work_city": "shenzhen"}
    there = assess(shenzhen, BOOK, on="2026-01-01")["social-insurance-subsidy"]
    assert {one.id for one in there.because} - {one.id for one in found.because}
    assert found.finding is not None
    assert "within-24-months" not in {one.id for one in found.finding.walk()}


def test_a_yes_is_settled_by_what_holds_and_by_bars_that_do_not() -> None:
    found = assess(GRADUATE, BOOK, on="2021-07-27")["social-insurance-subsidy"]
    assert found.status == "eligible"
    assert found.finding is not None
    bars = [one for one in found.finding.walk() if one.id.endswith(".absent")]
    barring = {below.id for bar in bars for below in bar.walk()}
    for one in found.because:
        assert one.truth is (Truth.FALSE if one.id in barring else Truth.TRUE)

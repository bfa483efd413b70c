"""What a person can do, in words."""

from datetime import date

import pytest

from eligibility import Rulebook, assess
from eligibility.inquiries.advice import Advice, advise
from eligibility.telling import steps
from eligibility.telling.wording import Wording
from eligibility.texts import Language

DAY = date(2021, 7, 27)
BOOK = Rulebook.load("guangdong")
RIDER: dict[str, object] = {
    "work_city": "foshan",
    "employment_form": "platform",
    "platform": "meituan",
    "platform_work": "food_delivery",
    "labour_relationship": False,
    "birth_date": "1998-03-12",
    "sex": "male",
    "hukou": "guangdong",
    "employment_registration": "flexible",
    "employment_registered_on": "2021-03-01",
    "pension_insured_as": "individual",
    "medical_insured_as": "none",
    "receives_pension": False,
    "receives_unemployment_benefit": False,
    "subsidy_months_used": 0,
    "education": "university",
    "student": False,
    "graduated_on": "2020-06-30",
    "hardship_recognised": False,
    "injury": "none",
    "business_form": "none",
    "seeking_work": True,
}


@pytest.fixture(scope="module")
def advice() -> dict[str, Advice]:
    """Advice for a rider."""
    profile = BOOK.profile(RIDER, DAY)
    return advise(assess(profile, BOOK, on=DAY), profile)


def words(language: Language) -> Wording:
    return Wording(BOOK.facts, language)


def test_the_last_day_to_apply_is_told_with_how_long_it_holds(
    advice: dict[str, Advice],
) -> None:
    one = advice["social-insurance-subsidy"]
    assert steps.until(one, words("zh")) == (
        "最晚 2022-03-01 申请，申请以后到 2022-06-30 都符合"
    )
    assert steps.until(one, words("en")) == (
        "Apply by 2022-03-01; once applied for, it holds until 2022-06-30"
    )


def test_waiting_alone_may_open_a_measure(advice: dict[str, Advice]) -> None:
    assert steps.opens(advice["occupational-injury-protection"]) == date(2022, 7, 1)
    assert steps.opens(advice["social-insurance-subsidy"]) is None


def test_a_no_tells_what_to_make_otherwise(advice: dict[str, Advice]) -> None:
    told = dict(
        steps.next_steps(
            advice["unemployment-registration"], BOOK.measures, words("en"), brief=3
        )
    )
    assert told["What it takes"].startswith("Way of working becomes: Not working now")


def test_what_is_open_instead_is_not_held_already(advice: dict[str, Advice]) -> None:
    told = dict(
        steps.next_steps(advice["hardship-recognition"], BOOK.measures, words("zh"))
    )
    assert told["可以改办"] == "零工市场和就业帮扶、免费的公共就业服务"
    assert advice["unemployment-registration"].instead == ()

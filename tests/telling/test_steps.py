"""What a person can do, in words."""

from dataclasses import replace
from datetime import date

import pytest

from eligibility import Rulebook, Status, assess
from eligibility.inquiries.advice import Advised
from eligibility.inquiries.advising import advise
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
def advice() -> Advised:
    """Advice for a rider."""
    profile = BOOK.profile(RIDER, DAY)
    return advise(assess(profile, BOOK, on=DAY), profile)


def words(language: Language) -> Wording:
    return Wording(BOOK.facts, language)


def test_the_last_day_to_apply_is_told_with_how_long_it_holds(
    advice: Advised,
) -> None:
    one = advice["social-insurance-subsidy"]
    assert steps.until(one, words("zh")) == (
        "最晚在 2022 年 3 月 1 日申请，以后可以一直领到 2022 年 6 月 30 日"
        "（月数先领满的，领满为止）"
    )
    assert steps.until(one, words("en")) == (
        "Apply by 1 March 2022, and you can draw it until 30 June 2022 "
        "(or until its months are used up)"
    )


def test_waiting_alone_may_open_a_measure(advice: Advised) -> None:
    assert steps.opens(advice["occupational-injury-protection"]) == date(2022, 7, 1)
    assert steps.opens(advice["social-insurance-subsidy"]) is None


def test_what_is_open_instead_is_not_held_already(advice: Advised) -> None:
    told = dict(steps.instead(advice["hardship-recognition"], words("zh")))
    assert (
        told["可以改办"] == "零工市场（找短工、小时工）、免费帮找工作（公共就业服务）"
    )
    assert advice["unemployment-registration"].instead == ()


@pytest.mark.parametrize(
    ("per", "told"),
    [
        ("once", "Apply by 1 March 2022; if you do, you qualify until 30 June 2022"),
        ("year", "Apply by 1 March 2022, and you can draw it until 30 June 2022"),
    ],
)
def test_only_what_is_paid_again_and_again_is_drawn_until_a_day(
    advice: Advised, per: str, told: str
) -> None:
    one = advice["social-insurance-subsidy"]
    version = one.determination.version
    assert version is not None
    assert version.gives is not None
    gives = replace(version.gives, per=per, months=None)
    paid = replace(one.determination, version=replace(version, gives=gives))
    assert steps.until(replace(one, determination=paid), words("en")) == told


def test_what_may_have_ended_says_so_beside_its_title() -> None:
    rider = {**RIDER, "work_city": "guangzhou", "pension_insured_as": "none"}
    day = date(2026, 5, 1)
    assessment = assess(BOOK.profile(rider, day), BOOK, on=day)
    now = assessment["pension-enrolment"]
    assert now.status is Status.ELIGIBLE
    assert words("zh").standing(now) == "先问是否还有效"
    insured = {**rider, "pension_insured_as": "individual"}
    held = assess(BOOK.profile(insured, day), BOOK, on=day)["pension-enrolment"]
    assert words("en").standing(held) == "ask first whether it still holds"
    before = date(2026, 4, 30)
    earlier = assess(BOOK.profile(rider, before), BOOK, on=before)
    assert words("zh").standing(earlier["pension-enrolment"]) == ""

"""The plan: each step can be taken, each act is declared, and an interview leads to it.

`python -m benchmarks.plan` tries the same on ten thousand people.
"""

import random
from datetime import date

import pytest

from eligibility import Rulebook, Status
from eligibility.inquiries.advice import Advised
from eligibility.telling.reasons import settled
from eligibility.telling.wording import Wording
from tests.planning import advised, faults, interviewed, somebody, told

BOOK = Rulebook.load("guangdong")
DAYS = (date(2021, 7, 27), date(2026, 11, 28))
PEOPLE = 12
AS_IT_IS = (
    *("birth_date", "sex", "retirement_category", "hukou", "hukou_city", "work_city"),
    *("hardship_ground", "veteran", "education", "student", "claim", "injury"),
    *("able_to_work", "special_worker", "platform", "rural_migrant_worker"),
)
"""What nobody can set out to make otherwise, or should."""
RIDER: dict[str, object] = {
    "birth_date": "1998-09-10",
    "sex": "female",
    "hukou": "other_province",
    "work_city": "guangzhou",
    "employment_form": "platform",
    "platform": "meituan",
    "platform_work": "food_delivery",
    "labour_relationship": False,
    "injury": "none",
    "education": "university",
    "student": False,
    "graduated_on": "2020-06-30",
    "employment_registration": "none",
    "unemployment_registered": False,
    "promise_signed": True,
    "pension_insured_as": "none",
    "medical_insured_as": "resident",
    "receives_pension": False,
    "receives_unemployment_benefit": False,
    "subsidy_months_used": 0,
    "hardship_recognised": False,
    "hardship_ground": "none",
    "own_business": False,
    "wants_training": False,
    "certificate": "none",
    "claim": "none",
    "seeking_work": False,
    "special_worker": "none",
    "unit_willing_to_enrol": False,
}


RESTAURANT: dict[str, object] = {
    "birth_date": "1983-02-14",
    "sex": "male",
    "hukou": "guangdong",
    "hukou_city": "qingyuan",
    "work_city": "qingyuan",
    "employment_form": "self_employed",
    "business_form": "individual_business",
    "business_registered_on": "2020-12-01",
    "is_operator": True,
    "insured_staff": 1,
    "insured_staff_months": 4,
    "own_insured_months": 4,
    "abnormal_list": False,
    "business_sector": "agritainment",
    "business_place": "township",
    "food_permit": True,
    "premises": "rented",
    "rented_at_registered_address": True,
    "startup_grant_received": False,
    "rent_subsidy_received": False,
    "other_loans": 0,
    "veteran": False,
    "education": "none",
    "unemployment_registered": False,
    "hardship_recognised": False,
}


def _chance(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - people are made up, nothing is secret


def plan_of(values: dict[str, object], day: date = DAYS[0]) -> Advised:
    return advised(values, BOOK, day)


def steps(advice: Advised) -> list[str]:
    return [one.measure or f"act {one.act}" for one in advice.plan]


def test_a_graduate_is_told_the_chain_to_her_subsidy_and_its_last_day() -> None:
    """Registers, joins both schemes (readings 15d: both in Guangzhou), then claims,
    within two years of 2020-06-30 (15b).
    """
    advice = plan_of(RIDER)
    assert steps(advice)[:4] == [
        "employment-registration",
        "pension-enrolment",
        "act medical_insured_as",
        "social-insurance-subsidy",
    ]
    assert {one.by for one in advice.plan[:4]} == {date(2022, 6, 30)}
    assert [one.after for one in advice.plan[:4]] == [(), (0,), (0,), (1, 2)]
    subsidy = advice["social-insurance-subsidy"]
    (change,) = subsidy.changes
    assert change.values == {
        "employment_registration": "flexible",
        "employment_registered_on": DAYS[0],
        "pension_insured_as": "individual",
        "medical_insured_as": "individual",
    }
    assert change.through == ("employment-registration", "pension-enrolment")


def test_whoever_can_never_have_it_is_told_so_by_what_bars_them() -> None:
    """Neither a graduate nor recognised, a driver has no way to the subsidy, though he
    could register: so the registration is not the reason.
    """
    driver = {**RIDER, "education": "none"}
    del driver["student"], driver["graduated_on"]
    one = plan_of(driver)["social-insurance-subsidy"]
    assert one.path == ()
    assert one.changes == ()
    assert "employment_registration" in one.within_reach
    words = Wording(BOOK.facts, "en")
    told = settled(one.determination, words, one.within_reach)
    assert "egistered" not in told
    assert "hardship" in told or "hard to place" in told


def jobless() -> dict[str, object]:
    """A woman of 43 out of work, who draws unemployment benefit."""
    woman = {
        **RIDER,
        "birth_date": "1978-03-02",
        "retirement_category": "worker",
        "hukou": "guangdong",
        "hukou_city": "meizhou",
        "work_city": "meizhou",
        "employment_form": "none",
        "able_to_work": True,
        "seeking_work": True,
        "education": "none",
        "unemployment_registered": True,
        "unemployment_registered_on": "2021-03-01",
        "receives_unemployment_benefit": True,
    }
    for fact in (
        *("platform", "platform_work", "labour_relationship", "injury", "student"),
        "graduated_on",
    ):
        del woman[fact]
    return woman


def test_a_no_that_an_answer_may_still_turn_is_none_yet() -> None:
    """Whoever may draw a pension may not enrol; where that is not known, one asks."""
    asked = {id_: it for id_, it in RIDER.items() if id_ != "receives_pension"}
    one = plan_of(asked)["social-insurance-subsidy"]
    assert one.determination.status is Status.INELIGIBLE
    assert one.path == ()
    assert "receives_pension" in one.open


def test_a_no_that_no_answer_turns_is_a_plain_one() -> None:
    """Where the neighbours agree, she may have a licence at home: still no staff."""
    home = {**RIDER, "own_business": True, "premises": "residence"}
    home |= {"residence_use_forbidden": False}
    advice = plan_of({**home, "business_form": "none"})
    assert advice["home-premises"].determination.status is Status.UNDETERMINED
    assert advice["startup-grant"].determination.status is Status.INELIGIBLE
    assert advice["startup-grant"].open == frozenset()


def test_what_one_step_closes_comes_before_it() -> None:
    """Hardship is recognised while out of work, the subsidy drawn while working."""
    found = steps(plan_of(jobless()))
    assert found.index("hardship-recognition") < found.index("act employment_form")
    assert found.index("act employment_form") < found.index("employment-registration")
    assert "social-insurance-subsidy" in found


def test_what_a_step_ends_is_said() -> None:
    """Whoever works draws no unemployment benefit any more."""
    ended = {one.act or one.measure: one.ends for one in plan_of(jobless()).plan}
    assert ended.pop("employment_form") == ("receives_unemployment_benefit",)
    assert set(ended.values()) == {()}
    without = jobless() | {"receives_unemployment_benefit": False}
    assert {one.ends for one in plan_of(without).plan} == {()}


def test_a_last_day_that_moves_with_the_steps_before_it_is_none() -> None:
    """The first claim is due within a year of registering, whenever that is."""
    subsidy = plan_of(jobless())["social-insurance-subsidy"]
    assert subsidy.path
    assert subsidy.claim_by is None
    assert plan_of(RIDER)["social-insurance-subsidy"].claim_by == date(2022, 6, 30)


def test_what_other_steps_bring_about_is_no_step_of_its_own() -> None:
    """Joined as her city arranges it, she need not join again in 2022."""
    advice = plan_of(RIDER)
    assert advice["medical-enrolment"].path
    assert "act medical_insured_as" in steps(advice)
    assert "medical-enrolment" not in steps(advice)


def test_of_what_may_not_be_drawn_together_the_better_paid_is_planned() -> None:
    """The support for farm restaurants is the grant itself (readings 20)."""
    advice = plan_of(RESTAURANT)
    assert advice["rural-venture-support"].path
    found = {one.measure: one.rivals for one in advice.plan}
    assert "rural-venture-support" not in found
    assert found["startup-grant"] == ("rural-venture-support",)
    assert found["startup-rent-subsidy"] == ("rural-venture-support",)
    assert set(found.values()) <= {("rural-venture-support",), ()}


def test_nothing_is_advised_that_does_not_concern_a_person() -> None:
    advice = plan_of(RIDER)
    for id_ in ("startup-grant", "legal-aid", "skills-training-subsidy"):
        assert advice[id_].path == ()
        assert advice[id_].changes == ()


def test_no_act_makes_a_person_another() -> None:
    for id_ in AS_IT_IS:
        assert BOOK.facts[id_].act is None, id_
    for id_, fact in BOOK.facts.items():
        if fact.act is None:
            continue
        uninsured = {("pension_insured_as", "none"), ("medical_insured_as", "none")}
        assert uninsured.isdisjoint(fact.act.grants.items())
        assert set(AS_IT_IS).isdisjoint(fact.act.grants)
        assert ("employment_form", "none") not in fact.act.grants.items(), id_


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_step_can_be_taken_on_its_day(day: date) -> None:
    seen = 0
    for number in range(PEOPLE):
        person = somebody(BOOK, day, _chance(f"walk {number}"))
        profile = BOOK.profile(person, day)
        advice = advised(person, BOOK, day)
        assert list(faults(advice, BOOK, profile)) == []
        for id_, one in advice.items():
            if one.determination.status is Status.ELIGIBLE:
                assert one.changes == (), id_
        seen += len(advice.plan)
    assert seen > PEOPLE


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_plan_after_an_interview_is_that_of_the_whole_person(day: date) -> None:
    for number in range(PEOPLE // 2):
        person = somebody(BOOK, day, _chance(f"ask {number}"))
        asked = interviewed(person, BOOK, day)
        assert asked.bounds_held
        after, whole = (advised(it, BOOK, day) for it in (asked.given, person))
        assert told(after.plan) == told(whole.plan)
        sections = [one for one in asked.topics if one is not None]
        assert sections == sorted(sections, key=list(BOOK.contents.topics).index)


def test_nobody_without_a_business_is_asked_where_it_stands() -> None:
    person = {id_: str(it).lower() for id_, it in RIDER.items()}
    person |= {"hukou": "other_province", "business_form": "none"}
    asked = interviewed(person, BOOK, DAYS[0])
    assert "own_business" in asked.facts
    assert {"premises", "business_form", "sells", "business_sector"}.isdisjoint(
        asked.facts
    )

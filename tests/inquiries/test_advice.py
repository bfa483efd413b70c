"""Advice: what is said of a measure fits its determination, and can be done."""

from datetime import date
from pathlib import Path

import pytest

from eligibility import Rulebook, Status, assess
from eligibility.document import document
from eligibility.inquiries.advice import Advised
from eligibility.inquiries.advising import advise
from eligibility.loading import answers

DAY = date(2021, 7, 27)
BOOK = Rulebook.load("guangdong")
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
SUBSIDY = "social-insurance-subsidy"


def advice_for(values: dict[str, object], day: date = DAY) -> Advised:
    profile = BOOK.profile(values, day)
    return advise(assess(profile, BOOK, on=day), profile)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize("day", [DAY, date(2026, 11, 24)], ids=str)
def test_advice_fits_the_determination(file: Path, day: date) -> None:
    advice = advice_for(dict(answers.from_file(str(file)).values), day)
    assert list(advice) == list(BOOK.measures)
    for measure, one in advice.items():
        status = one.determination.status
        assert one.windows[0].status is status
        assert one.windows[0].start == day
        settled = status in {Status.ELIGIBLE, Status.INELIGIBLE}
        assert bool(one.reasons) is settled
        if status is Status.ELIGIBLE:
            assert one.changes == ()
            assert one.instead == ()
            if one.apply_by is not None and one.holds_until is not None:
                assert one.apply_by <= one.holds_until
        else:
            assert one.apply_by is one.holds_until is None
            assert all(
                advice[it.id].determination.status is Status.ELIGIBLE
                for it in one.instead
            )
        if one.path:
            assert one.path[-1].measure == measure


def test_what_the_graduate_can_do_and_until_when() -> None:
    """Registered on 2021-03-01, graduated on 2020-06-30: readings 15b and 15e."""
    file = EXAMPLES[0].parent / "graduate-food-delivery.yaml"
    one = advice_for(dict(answers.from_file(str(file)).values))[SUBSIDY]
    assert one.apply_by == date(2022, 3, 1)
    assert one.holds_until == date(2022, 6, 30)


def test_a_year_out_of_work_opens_the_recognition_of_hardship() -> None:
    """Ground 7 of regulations D3 needs a year; the registration is of today."""
    values: dict[str, object] = {
        "work_city": "meizhou",
        "employment_form": "none",
        "birth_date": "1985-05-06",
        "sex": "male",
        "hukou": "guangdong",
        "able_to_work": True,
        "seeking_work": True,
        "unemployment_registered": False,
        "hardship_recognised": False,
        "hardship_ground": "none",
        "veteran": False,
        "promise_signed": True,
        "pension_insured_as": "none",
    }
    found = advice_for(values)["hardship-recognition"]
    assert [(step.measure, step.day) for step in found.path] == [
        ("unemployment-registration", DAY),
        ("hardship-recognition", date(2022, 7, 27)),
    ]


def test_the_document_has_the_contract_s_keys() -> None:
    profile = BOOK.profile({"work_city": "guangzhou"}, DAY)
    assessment = assess(profile, BOOK, on=DAY)
    whole = document(assessment, advise(assessment, profile))
    found = whole["determinations"]
    assert isinstance(found, list)
    for one in found:
        assert {"reasons", "windows", "changes", "path", "instead"} <= one.keys()
        assert one["windows"][-1]["until"] is None


def test_of_measures_of_which_one_may_be_drawn_all_are_compared(checkout: Path) -> None:
    book = Rulebook.load(str(checkout / "examples" / "library-card"))
    day = date(2024, 3, 1)
    file = checkout / "examples" / "library-card" / "profiles" / "pupil.yaml"
    values = {**answers.from_file(str(file)).values, "has_card": "true"}
    profile = book.profile(values, day)
    advice = advise(assess(profile, book, on=day), profile)
    rivals = {
        id_: {measure.id for measure, _ in one.beside}
        for id_, one in advice.items()
        if one.beside
    }
    for id_, others in rivals.items():
        assert id_ in others

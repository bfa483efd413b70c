"""How far an interview has come: about how many questions, and good news only."""

from collections.abc import Callable
from datetime import date
from types import ModuleType

import pytest

from eligibility import Rulebook, Status
from eligibility.inquiries.interview import Given, stand

Part = Callable[[str], ModuleType]
BOOK, DAY = Rulebook.load(), date(2021, 7, 27)
HELD = {
    "employment_form": "platform",
    "employment_registration": "flexible",
    "birth_date": "1999-05-01",
    "promise_signed": "true",
    "labour_relationship": "false",
    "receives_pension": "false",
    "pension_insured_as": "individual",
    "work_city": "guangzhou",
    "hukou": "guangdong",
    "able_to_work": "true",
}
PICKED = ("public-employment-services", "gig-market-placement", "home-premises")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_number_says_how_many_questions_are_left(part: Part, language: str) -> None:
    progress, view = part("asking.progress"), part("options").View(language)
    now = stand({}, BOOK, DAY)
    assert now.at_least < now.about_here < now.about < now.at_most
    told = progress.told_left(now, view)
    assert str(now.about) in told
    assert str(now.about_here) in told
    assert ("about" in told) == (language == "en")
    exact = stand({"seeking_work": "true"}, BOOK, DAY, measures=PICKED[:1])
    assert progress.told_left(exact, view) == view.say("还有 1 题", "1 more")


def test_with_nothing_left_nothing_is_said(part: Part) -> None:
    now = stand({"premises": "own"}, BOOK, DAY, measures=("home-premises",))
    assert part("asking.progress").told_left(now, part("options").View("zh")) == ""


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"premises": "own"}, ""),
        (
            {"premises": "own", "birth_date": "1999-05-01", "seeking_work": "true"},
            "已能确定：2 项可以办",
        ),
        (HELD, ""),
    ],
)
def test_only_what_one_can_have_is_counted(part: Part, given: Given, told: str) -> None:
    measures = ("employment-registration",) if given is HELD else PICKED
    now = stand(given, BOOK, DAY, measures=measures)
    assert (given is HELD) <= (now.settled == {Status.ELIGIBLE: 1})
    assert part("asking.progress").told_good(now, part("options").View("zh")) == told

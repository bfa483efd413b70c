"""Advice on example persons, made up by hand: what inquiries find is not tried here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eligibility import Assessment, Rulebook, assess
from eligibility.inquiries.advice import Advised, Change
from eligibility.inquiries.advising import advise
from eligibility.inquiries.paths import Step
from eligibility.loading import answers
from eligibility.profiles import Profile
from eligibility.report.page import Page, page
from eligibility.texts import Language

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = date(2021, 7, 27)
LATER = (date(2021, 10, 1), date(2022, 3, 2), date(2022, 7, 1), date(2024, 7, 1))
Plan = tuple[Assessment, Profile, Advised]
Pages = Callable[[str, Language], Page]


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The rulebook of Guangdong."""
    return Rulebook.load()


@pytest.fixture(scope="session")
def plan(book: Rulebook) -> Callable[[str], Plan]:
    """The assessment of an example person, with advice."""
    made: dict[str, Plan] = {}

    def planned(name: str) -> Plan:
        if name not in made:
            given = answers.from_file(str(EXAMPLES / f"{name}.yaml"))
            made[name] = advised(book.profile(given.values, DAY), book)
        return made[name]

    return planned


@pytest.fixture(scope="session")
def pages(plan: Callable[[str], Plan]) -> Pages:
    """The page of an example person in a language, without an appendix."""
    return _pages(plan, full=False)


@pytest.fixture(scope="session")
def full_pages(plan: Callable[[str], Plan]) -> Pages:
    """The same with the appendix."""
    return _pages(plan, full=True)


def _pages(plan: Callable[[str], Plan], *, full: bool) -> Pages:
    made: dict[tuple[str, Language], Page] = {}

    def paged(name: str, language: Language) -> Page:
        key = (name, language)
        if key not in made:
            made[key] = page(*plan(name), language, full=full)
        return made[key]

    return paged


def advised(profile: Profile, book: Rulebook) -> Plan:
    """The assessment of a person, with advice."""
    assessment = assess(profile, book, on=DAY)
    return assessment, profile, advise(assessment, profile)


@pytest.fixture(scope="session")
def with_path(plan: Callable[[str], Plan], book: Rulebook) -> Plan:
    """The graduate, for whom one measure opens after another, one by a change."""
    assessment, profile, advice = plan("graduate-food-delivery")
    changed = dict(advice)
    changed["startup-grant"] = replace(
        advice["startup-grant"],
        changes=(
            Change({"business_form": "individual_business", "insured_staff": 1}),
            Change({"business_form": "cooperative"}, ("unemployment-registration",)),
        ),
        instead=(book.measures["gig-market-placement"],),
    )
    changed["startup-jobs-subsidy"] = replace(
        advice["startup-jobs-subsidy"],
        path=(
            Step("unemployment-registration", DAY),
            Step("startup-jobs-subsidy", date(2021, 9, 1)),
        ),
    )
    return assessment, profile, Advised(advice.plan, changed)

"""What stands on a page: each measure once, what to do first, nothing made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from eligibility import Assessment, Status
from eligibility.inquiries.advice import Advice
from eligibility.profiles import Profile
from eligibility.report.page import Item, Page, page
from eligibility.sentences.spoken import spoken_day
from eligibility.telling.answer import AnswerKind, done_now
from eligibility.texts import Language

Plan = tuple[Assessment, Profile, dict[str, Advice]]
Pages = Callable[[str, Language], Page]
PEOPLE = ("graduate-food-delivery", "farm-restaurant", "over-retirement-age")
GRADUATE = PEOPLE[0]


def items(whole: Page) -> dict[str, Item]:
    return {item.measure: item for part in whole.parts for item in part.items}


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_measure_stands_on_the_page_once(
    plan: Callable[[str], Plan], pages: Pages, name: str, language: Language
) -> None:
    told = [item.measure for part in pages(name, language).parts for item in part.items]
    assert sorted(told) == sorted(one.measure.id for one in plan(name)[0])


def test_what_there_is_comes_before_what_there_is_not(with_path: Plan) -> None:
    ids = [part.id for part in page(*with_path, "zh").parts]
    order = [kind.name.lower() for kind in AnswerKind]
    assert ids == sorted(ids, key=order.index)
    assert ids[:2] == ["now", "next"]


def test_first_comes_what_closes_soonest(plan: Callable[[str], Plan]) -> None:
    assessment, profile, advice = plan(GRADUATE)
    last = date(2021, 8, 1)
    soon = replace(advice["gig-market-placement"], apply_by=last, holds_until=last)
    whole = page(assessment, profile, {**advice, "gig-market-placement": soon}, "en")
    assert whole.first == "Gig markets (short and hourly jobs)"
    assert ("When", "Apply by 1 August 2021") in whole.first_details


def test_where_nothing_is_open_the_first_line_says_so(
    plan: Callable[[str], Plan],
) -> None:
    assessment, profile, advice = plan(GRADUATE)
    no = [one for one in assessment if one.status is Status.INELIGIBLE]
    none = replace(assessment, determinations=tuple(no))
    whole = page(none, profile, advice, "zh")
    assert whole.first.startswith("现在没有能办的")
    assert whole.luggage.things == ()
    assert whole.luggage.places.rows == ()


def test_the_last_day_to_apply_is_the_one_advised(
    plan: Callable[[str], Plan], pages: Pages
) -> None:
    _, _, advice = plan(GRADUATE)
    closing = {
        id_: one.apply_by for id_, one in advice.items() if one.apply_by is not None
    }
    assert closing
    for id_, item in items(pages(GRADUATE, "en")).items():
        open_ = not done_now(advice[id_].determination)
        expected = id_ in closing and open_
        assert bool(item.until) is expected
        if expected:
            day = spoken_day(closing[id_]).en
            assert item.until.startswith(f"Apply by {day}")


def test_what_is_done_already_needs_nothing_to_bring(
    plan: Callable[[str], Plan], pages: Pages
) -> None:
    assessment, _, _ = plan(GRADUATE)
    done = [one.measure.title.zh for one in assessment if done_now(one)]
    whole = pages(GRADUATE, "zh")
    assert done
    places = {row[0] for row in whole.luggage.places.rows}
    assert not places & set(done)


def test_each_thing_to_bring_is_listed_once(pages: Pages) -> None:
    things = [thing for thing, _ in pages(GRADUATE, "zh").luggage.things]
    assert things
    assert len(things) == len(set(things))


def test_a_path_is_told_in_order_with_its_days(with_path: Plan) -> None:
    item = items(page(*with_path, "en"))["hardship-recognition"]
    assert item.word == AnswerKind.NEXT.word.en
    assert item.path == (
        "Register as unemployed (your own declaration is enough) (from 27 July 2021)",
        "Recognised as hard to place in work (from 1 September 2021)",
    )


def test_a_no_says_what_it_takes_and_what_else_is_open(with_path: Plan) -> None:
    item = items(page(*with_path, "en"))["startup-grant"]
    assert item.remark.startswith("Has no licence")
    takes = [text for label, text in item.details if label == "What it takes"]
    assert len(takes) == 2
    assert takes[0].endswith("Insured staff (such as 1 people)")
    assert "through Register as unemployed" in takes[1]
    assert ("Open instead", "Gig markets (short and hourly jobs)") in item.details


def test_an_outcome_that_changes_is_told_with_its_days(
    plan: Callable[[str], Plan], pages: Pages
) -> None:
    _, _, advice = plan(GRADUATE)
    for id_, item in items(pages(GRADUATE, "en")).items():
        told = [text for label, text in item.details if label == "Days"]
        windows = advice[id_].windows
        assert bool(told) is (len(windows) > 1)
        for window in windows if told else ():
            assert spoken_day(window.start).en in told[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_answer_is_shown(
    plan: Callable[[str], Plan], pages: Pages, language: Language
) -> None:
    _, profile, _ = plan(GRADUATE)
    rows = pages(GRADUATE, language).answers.rows
    assert len(rows) == len(profile.codes) + len(profile.declined)


def test_it_says_which_rules_it_rests_on(
    plan: Callable[[str], Plan], pages: Pages
) -> None:
    assessment, _, _ = plan(GRADUATE)
    told = " ".join(text for _, text in pages(GRADUATE, "en").identity)
    book = assessment.book
    for part in (book.name, book.version, book.sha256, "2021-07-27"):
        assert part in told
    assert "no decision" in pages(GRADUATE, "en").notice

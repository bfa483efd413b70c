"""What stands on a page: each measure once, what to do first, nothing made up."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from eligibility import Assessment, Status
from eligibility.inquiries.advice import Advised
from eligibility.profiles import Profile
from eligibility.report.appendix import Appendix
from eligibility.report.page import STEPS, Page, page
from eligibility.report.parts import Item, Line
from eligibility.sentences.spoken import spoken_day
from eligibility.telling.answer import Answer, AnswerKind, answer, done_now
from eligibility.telling.planning import plan_lines
from eligibility.telling.wording import Wording
from eligibility.texts import Language

Plan = tuple[Assessment, Profile, Advised]
Pages = Callable[[str, Language], Page]
PEOPLE = ("graduate-food-delivery", "farm-restaurant", "over-retirement-age")
GRADUATE = PEOPLE[0]


def items(whole: Page) -> dict[str, Item]:
    return {item.measure: item for part in whole.parts for item in part.items}


def lines(whole: Page) -> dict[str, Line]:
    return {line.measure: line for part in whole.parts for line in part.lines}


def appendix(whole: Page) -> Appendix:
    assert whole.appendix is not None
    return whole.appendix


def reasons(whole: Page) -> dict[str, dict[str, str]]:
    """What the appendix says of each measure, by label."""
    return {item.measure: dict(item.details) for item in appendix(whole).reasons}


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_measure_stands_on_the_page_once(
    plan: Callable[[str], Plan], pages: Pages, name: str, language: Language
) -> None:
    whole = pages(name, language)
    told = [
        title
        for part in whole.parts
        for title in (
            *(item.title for item in part.items),
            *(line.title for line in part.lines),
            *part.folded,
        )
    ]
    titles = [one.measure.title.in_language(language) for one in plan(name)[0]]
    assert sorted(told) == sorted(titles)
    assert sum(part.count for part in whole.parts) == len(titles)


def test_what_is_open_and_not_done_is_told_at_length(
    plan: Callable[[str], Plan], pages: Pages
) -> None:
    open_ = {
        one.measure.id
        for one in plan(GRADUATE)[0]
        if one.status is Status.ELIGIBLE and not done_now(one)
    }
    assert set(items(pages(GRADUATE, "zh"))) == open_


def test_a_page_leaves_reasons_and_sources_to_the_appendix(
    pages: Pages, full_pages: Pages
) -> None:
    assert pages(GRADUATE, "en").appendix is None
    for item in items(pages(GRADUATE, "en")).values():
        labels = {label for label, _ in item.details}
        assert "Where" in labels
        assert not labels & {"Why", "Ground", "Bring"}
    told = reasons(full_pages(GRADUATE, "en"))
    assert {"Why", "Ground"} <= told["social-insurance-subsidy"].keys()
    assert "Ground" in told["startup-loan"]["Why"]
    assert "Ground" not in lines(pages(GRADUATE, "en"))["startup-loan"].remark


def test_whom_to_ask_and_the_page_stand_in_one_line(pages: Pages) -> None:
    item = items(pages(GRADUATE, "en"))["social-insurance-subsidy"]
    details = dict(item.details)
    assert details["Ask"] == (
        "12333 labour and social-security line · https://www.gdzwfw.gov.cn/"
    )
    assert "Online" not in details


def test_titles_of_which_no_more_is_said_are_folded(
    plan: Callable[[str], Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    def bare(*of: Any) -> Answer:
        told = answer(*of)
        blocks = [
            replace(it, entries=tuple(replace(one, remark="") for one in it.entries))
            if it.kind is AnswerKind.TOLD
            else it
            for it in told.blocks
        ]
        return replace(told, blocks=tuple(blocks))

    monkeypatch.setattr("eligibility.report.page.answer", bare)
    (part,) = (it for it in page(*plan(GRADUATE), "en").parts if it.id == "told")
    assert part.lines == ()
    assert len(part.folded) == part.count == 2


def test_what_there_is_comes_before_what_there_is_not(with_path: Plan) -> None:
    ids = [part.id for part in page(*with_path, "zh").parts]
    order = [kind.name.lower() for kind in AnswerKind]
    assert ids == sorted(ids, key=order.index)
    assert ids[:2] == ["now", "next"]


def test_the_page_begins_with_the_plan(plan: Callable[[str], Plan]) -> None:
    assessment, profile, advice = plan(GRADUATE)
    whole = page(assessment, profile, advice, "en")
    lines = plan_lines(
        advice.plan,
        assessment.day,
        assessment.book.measures,
        Wording(assessment.book.facts, "en"),
    )
    assert whole.plan_heading == "Do this next"
    assert [step for step, _ in whole.plan] == [it.text for it in lines[:STEPS]]
    for (_, told), line in zip(whole.plan, lines, strict=False):
        assert line.when[1:] in told  # which begins with a capital
        assert line.where in told
    more = len(lines) - STEPS
    assert whole.plan_more == (f"and {more} more, see below" if more > 0 else "")


def test_where_there_is_nothing_to_do_the_page_says_so(
    plan: Callable[[str], Plan],
) -> None:
    assessment, profile, advice = plan(GRADUATE)
    whole = page(assessment, profile, Advised((), dict(advice)), "zh")
    assert whole.plan_heading == "现在没有要办的事。"
    assert whole.plan == ()


def test_the_last_day_to_apply_is_the_one_advised(
    plan: Callable[[str], Plan], pages: Pages
) -> None:
    _, _, advice = plan(GRADUATE)
    closing = {
        id_: one.apply_by for id_, one in advice.items() if one.apply_by is not None
    }
    assert closing
    for id_, item in items(pages(GRADUATE, "en")).items():
        assert bool(item.until) is (id_ in closing)
        if id_ in closing:
            assert item.until.startswith(f"Apply by {spoken_day(closing[id_]).en}")
        assert not any("Apply by" in text for _, text in item.details)


def test_what_is_done_already_needs_nothing_to_bring(
    plan: Callable[[str], Plan], pages: Pages
) -> None:
    assessment, _, _ = plan(GRADUATE)
    done = [one.measure for one in assessment if done_now(one)]
    assert done
    whole = pages(GRADUATE, "zh")
    purposes = " ".join(purpose for _, purpose in whole.luggage.things)
    (part,) = (it for it in whole.parts if it.id == "done")
    for measure in done:
        assert measure.title.zh not in purposes
        assert measure.title.zh in part.folded


def test_each_thing_to_bring_is_listed_once(pages: Pages) -> None:
    things = [thing for thing, _ in pages(GRADUATE, "zh").luggage.things]
    assert things
    assert len(things) == len(set(things))


def test_a_path_is_told_in_order_with_its_days(with_path: Plan) -> None:
    whole = page(*with_path, "en", full=True)
    line = lines(whole)["startup-jobs-subsidy"]
    assert line.remark == (
        "first: Register as unemployed (your own declaration is enough); open from "
        "1 September 2021"
    )
    assert reasons(whole)["startup-jobs-subsidy"]["In this order"] == (
        "1. Register as unemployed (your own declaration is enough) (from 27 July "
        "2021)\n2. Subsidy for the staff of a new business (from 1 September 2021)"
    )


def test_a_no_says_what_fails_and_what_else_is_open(with_path: Plan) -> None:
    whole = page(*with_path, "en", full=True)
    line = lines(whole)["startup-grant"]
    assert line.remark == (
        "Has no licence, or none of a form that gets start-up support (Form of "
        "business: No licence); Open instead: Gig markets (short and hourly jobs)"
    )
    (item,) = (it for it in appendix(whole).reasons if it.measure == "startup-grant")
    assert ("Open instead", "Gig markets (short and hourly jobs)") in item.details


def test_an_outcome_that_changes_is_told_with_its_days(
    plan: Callable[[str], Plan], full_pages: Pages
) -> None:
    _, _, advice = plan(GRADUATE)
    for id_, told in reasons(full_pages(GRADUATE, "en")).items():
        windows = advice[id_].windows
        assert ("Days" in told) is (len(windows) > 1)
        for window in windows if len(windows) > 1 else ():
            assert spoken_day(window.start).en in told["Days"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_answer_is_shown(
    plan: Callable[[str], Plan], full_pages: Pages, language: Language
) -> None:
    _, profile, _ = plan(GRADUATE)
    rows = appendix(full_pages(GRADUATE, language)).answers.rows
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

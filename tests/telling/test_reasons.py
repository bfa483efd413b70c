"""A no names what fails, with the person's value and the limit; no heading."""

from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from eligibility import Rulebook, Status, assess
from eligibility.telling.reasons import contains, settled
from eligibility.telling.wording import Wording
from eligibility.texts import Language
from tests import generated
from tests.people import drawn

DAY = "2024-02-29"
CITE = [{"source": "law", "at": "1"}]
WHOLE: dict[str, object] = {
    "married": False,
    "region": "east",
    "grade": "low",
    "born": "1980-05-05",
    "used": 30,
    "hours": "20",
    "wage": 1200,
}
IN_2021 = date(2021, 7, 27)


def fact(type_: str, name: str, **more: object) -> dict[str, object]:
    texts = {it: _text(name) for it in ("heading", "question", "help")}
    return {"type": type_, **texts, **more}


def _text(words: str) -> dict[str, str]:
    return {"zh": f"{words}（中文）", "en": words}


def named(id_: str, words: str, **more: object) -> dict[str, object]:
    return {"id": id_, "text": _text(words), **more}


def book_of(folder: Path, *, excludes: bool = False, **requires: object) -> Rulebook:
    """A rulebook of one measure."""
    places = {"east": _text("The east"), "west": _text("The west")}
    version: dict[str, object] = {
        "from": "2020-01-01",
        "cite": CITE,
        "requires": {"all": [named("all", "Heading of all", **requires)]},
    }
    if excludes:
        version["requires"] = {"all": [named("so", "So", test="used >= 0")]}
        version["excludes"] = [named("bar", "Is barred", **requires)]
    facts = {
        "married": fact("bool", "Married"),
        "region": fact(
            "choice",
            "Region",
            values={**places, "none": _text("Nowhere")},
        ),
        "grade": fact(
            "choice",
            "Grade",
            values={"low": _text("Low"), "high": _text("High")},
            only_if='region != "none"',
        ),
        "born": fact("date", "Born"),
        "used": fact("integer", "Used", least=0, most=40),
        "hours": fact("number", "Hours", least=0, most=60),
        "wage": fact("money", "Wage", least=0, most=5000),
    }
    return generated.written(generated.of_one(version, facts, {}), folder)


def reason(
    book: Rulebook, profile: Mapping[str, object] = WHOLE, language: Language = "en"
) -> str:
    """What settles the measure of a small rulebook, without its source."""
    (determination,) = assess(profile, book, on=DAY)
    assert determination.status is Status.INELIGIBLE
    text = settled(determination, Wording(book.facts, language))
    return text.partition(". Ground")[0].partition("。依据")[0]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("wage <= 1000", "Wage 1,200 yuan, and the rule is: Rule (at most 1,000 yuan)"),
        ("wage >= 2000.50", "Wage 1,200 yuan, and the rule is: Rule (at least 2,000.50 yuan)"),
        ("used <= 12", "Used 30, and the rule is: Rule (at most 12)"),
        ("hours >= 22.5", "Hours 20, and the rule is: Rule (at least 22.5)"),
        ('born <= "1975-01-01"', "Born 5 May 1980, and the rule is: Rule (1 January 1975 or earlier)"),
        ('born >= "1985-01-01"', "Born 5 May 1980, and the rule is: Rule (1 January 1985 or later)"),
        ("5 <= used <= 12", "Used 30, and the rule is: Rule (at most 12)"),
        ("used == 12", "Used 30, and the rule is: Rule (at most 12)"),
        ("used == 35", "Used 30, and the rule is: Rule (at least 35)"),
    ],
)  # fmt: skip
def test_a_limit_is_told_after_what_missed_it(
    tmp_path: Path, test: str, expected: str
) -> None:
    book = book_of(tmp_path, all=[named("rule", "Rule", test=test)])
    assert reason(book) == expected


def test_a_limit_in_the_rules_own_words_is_not_told_again(tmp_path: Path) -> None:
    rule = named("rule", "At most 1,000 yuan a month", test="wage <= 1000")
    book = book_of(tmp_path, all=[rule])
    assert reason(book) == (
        "Wage 1,200 yuan, and the rule is: At most 1,000 yuan a month"
    )


def test_a_day_known_to_the_month_is_told_as_such(tmp_path: Path) -> None:
    rule = named("rule", "Rule", test='born <= "1975-01-01"')
    book = book_of(tmp_path, all=[rule])
    assert reason(book, {**WHOLE, "born": "1980-05"}) == (
        "Born 5/1980, and the rule is: Rule (1 January 1975 or earlier)"
    )


def test_a_choice_is_told_where_the_words_leave_it_open(tmp_path: Path) -> None:
    west = named("rule", "Lives in the west", test='region == "west"')
    book = book_of(tmp_path, all=[west])
    assert reason(book) == "not met: Lives in the west (Region: The east)"
    assert reason(book, language="zh") == (
        "没有满足：Lives in the west（中文）（Region（中文）：The east（中文））"
    )


def test_what_does_not_hold_is_told_by_its_denial(tmp_path: Path) -> None:
    denied = {"denial": _text("Lives elsewhere"), "test": 'region == "west"'}
    book = book_of(tmp_path, all=[named("rule", "Lives in the west", **denied)])
    assert reason(book) == "Lives elsewhere (Region: The east)"
    said = {"denial": _text("Lives in The east"), "test": 'region == "west"'}
    plainly = book_of(tmp_path, all=[named("rule", "Lives in the west", **said)])
    assert reason(plainly) == "Lives in The east"


def test_a_choice_is_not_told_where_the_words_say_it(tmp_path: Path) -> None:
    book = book_of(tmp_path, all=[named("rule", "High grade", test='grade == "high"')])
    assert reason(book) == "not met: High grade"
    yes = book_of(tmp_path, all=[named("rule", "Is married", test="married == true")])
    assert reason(yes) == "not met: Is married"


def test_what_must_not_be_so_says_which_choice_it_is(tmp_path: Path) -> None:
    rule = named("rule", "Not in the east", **{"not": {"test": 'region == "east"'}})
    assert reason(book_of(tmp_path, all=[rule])) == "not met: Not in the east"


def test_what_is_not_known_is_told_by_what_tells_of_it(tmp_path: Path) -> None:
    book = book_of(tmp_path, all=[named("rule", "High grade", test='grade == "high"')])
    nowhere = {it: WHOLE[it] for it in WHOLE if it not in {"grade", "region"}}
    assert reason(book, {**nowhere, "region": "none"}) == (
        "not met: High grade (Region: Nowhere)"
    )


CASES = [
    named("wage", "Earns little", test="wage <= 1000"),
    named("west", "Lives in the west", test='region == "west"'),
    named("high", "High grade", test='grade == "high"'),
    named("wed", "Is married", test="married == true"),
]


def test_alternatives_are_told_as_such(tmp_path: Path) -> None:
    book = book_of(tmp_path, any=CASES[1:])
    assert reason(book) == (
        "none of these 3 is so: Lives in the west (Region: The east); High grade; "
        "Is married"
    )


def test_of_many_alternatives_the_nearest_three_are_told(tmp_path: Path) -> None:
    book = book_of(tmp_path, any=CASES[::-1])
    assert reason(book) == (
        "none of 4 cases is so, the nearest being: Wage 1,200 yuan, and the rule is: "
        "Earns little (at most 1,000 yuan); Is married; High grade"
    )
    assert reason(book, language="zh").endswith("……等 4 种情形都不符合")


def test_many_alternatives_with_a_denial_are_told_by_it(tmp_path: Path) -> None:
    denial = {"zh": "没有一种（中文）", "en": "Is in none of the cases"}
    cases = named("cases", "Is in one of the cases", any=CASES, denial=denial)
    assert reason(book_of(tmp_path, all=[cases])) == (
        "Is in none of the cases (Wage 1,200 yuan, Region: The east)"
    )
    few = named("few", "Is in one of the cases", any=CASES[:3], denial=denial)
    assert reason(book_of(tmp_path / "few", all=[few])).startswith("none of these 3")


def test_what_was_given_for_a_fact_is_told_once(tmp_path: Path) -> None:
    nowhere = named("none", "Lives nowhere", test='region == "none"')
    book = book_of(tmp_path, any=[CASES[1], nowhere])
    assert reason(book) == (
        "none of these 2 is so: Lives in the west (Region: The east); Lives nowhere"
    )


def test_the_same_case_in_two_places_is_told_once(tmp_path: Path) -> None:
    again = {**CASES[1], "id": "again"}
    book = book_of(tmp_path, any=[CASES[1], again])
    assert reason(book) == "not met: Lives in the west (Region: The east)"


def test_only_the_branch_of_the_person_is_told(tmp_path: Path) -> None:
    book = book_of(
        tmp_path,
        by="region",
        branches=[{"is": ["west"], "then": CASES[3]}],
        otherwise=CASES[0],
    )
    assert reason(book) == (
        "Wage 1,200 yuan, and the rule is: Earns little (at most 1,000 yuan)"
    )


def test_what_bars_is_told_as_the_cause(tmp_path: Path) -> None:
    book = book_of(
        tmp_path,
        excludes=True,
        any=[CASES[3], named("old", "Used much", test="used >= 20")],
    )
    assert reason(book) == "Used much (Used 30)"


def test_what_only_all_together_settle_is_said_so(tmp_path: Path) -> None:
    east = named("east", "Lives in the east", test='region == "east"')
    book = book_of(tmp_path, all=[east, CASES[1]])
    open_ = {it: WHOLE[it] for it in WHOLE if it not in {"region", "grade"}}
    (determination,) = assess(open_, book, on=DAY)
    assert determination.status is Status.INELIGIBLE
    assert settled(determination, Wording(book.facts, "en")) == (
        "however the rest is answered, not all of it can be met"
    )


def test_the_first_source_of_what_is_told_is_named(tmp_path: Path) -> None:
    book = book_of(tmp_path, all=[CASES[3]])
    (determination,) = assess(WHOLE, book, on=DAY)
    assert ". Ground: " in settled(determination, Wording(book.facts, "en"))


def test_a_figure_counts_as_whole() -> None:
    assert contains("at most 12 months", "12 months")
    assert not contains("at most 112 months", "12 months")
    assert contains("112 or 12 months", "12 months")


@pytest.fixture(scope="module")
def guangdong() -> Rulebook:
    return Rulebook.load("guangdong")


def test_small_trade_over_the_limit_is_refused_with_both_figures(
    guangdong: Rulebook,
) -> None:
    student = {
        "business_form": "none",
        "needs_permit": False,
        "sells_online": True,
        "sells": "daily_necessities",
        "online_turnover": 150_000,
    }
    found = assess(student, guangdong, on="2021-07-27")["licence-exemption"]
    for language, words in (
        ("zh", ("150,000 元", "100,000 元", "3 种")),
        ("en", ("150,000 yuan", "100,000 yuan", "these 3")),
    ):
        text = settled(found, Wording(guangdong.facts, language))  # type: ignore[arg-type]  # one of two
        for word in words:
            assert word in text


def test_every_refusal_says_what_fails_and_no_heading(guangdong: Rulebook) -> None:
    headings = ("网上的三种情形之一", "线下的两种情形之一", "返乡创业的三种人之一")
    seen = 0
    for profile in islice(drawn(guangdong, IN_2021, 3), 80):
        for one in assess(profile, guangdong, on=IN_2021):
            if one.status is Status.INELIGIBLE:
                seen += 1
                text = settled(one, Wording(guangdong.facts, "zh"))
                assert text
                assert not any(heading in text for heading in headings)
    assert seen > 200

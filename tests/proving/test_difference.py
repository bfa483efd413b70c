"""Each part of a difference is told of a rulebook in which just that was edited."""

from datetime import date
from pathlib import Path

import pytest

from eligibility import Rulebook, assess
from eligibility.proving.days import days_between
from eligibility.proving.difference import Difference, differences
from tests.proved import book

CARD = "measures/library-card.yaml"
MONEY = "measures/book-money.yaml"
HOME = "measures/home-delivery.yaml"
EDITS = {
    "a stricter limit": (
        {MONEY: ("monthly_income <= income_limit", "monthly_income < income_limit")},
        {"book-money": {"loses", "condition_changed"}},
    ),
    "a wider limit": (
        {"parameters.yaml": ("      value: 2.5\n", "      value: 1.5\n")},
        {"home-delivery": {"gains", "figure", "condition_reworded"}},
    ),
    "any made all": (
        {CARD: ("          any:\n", "          all:\n")},
        {"library-card": {"loses", "otherwise"}},
    ),
    "a condition that only decides sooner": (
        {
            MONEY: (
                "        - use: card-holder\n",
                """        - use: card-holder
        - id: few-lost
          text: {zh: 没有还的书不多, en: Few books are missing}
          test: lost_books < 20
""",
            )
        },
        {"book-money": {"condition_added"}},
    ),
    "a ceiling": (
        {"parameters.yaml": ("value: 260}", "value: 270}")},
        {"book-money": {"paid", "figure"}},
    ),
    "an amount": (
        {MONEY: ("min(book_spending / 2,", "min(book_spending / 3,")},
        {"book-money": {"paid", "amount"}},
    ),
    "rounding": (
        {MONEY: ("rounding: down", "rounding: up")},
        {"book-money": {"paid", "amount"}},
    ),
    "a last day": (
        {MONEY: ("until: 2023-12-31", "until: 2023-11-30")},
        {"book-money": {"ends", "period"}},
    ),
    "words": (
        {MONEY: ("en: Goes to school or university", "en: Learns at school")},
        {"book-money": {"condition_reworded"}},
    ),
    "a title": (
        {HOME: ("en: Books brought home", "en: Books at home")},
        {"home-delivery": {"words"}},
    ),
    "what one gets": (
        {HOME: ("en: Books once a week.", "en: Books twice a week.")},
        {"home-delivery": {"offer"}},
    ),
    "grounds": (
        {HOME: ("{source: desk-custom, at: 送书}", "{source: desk-custom, at: 借书}")},
        {"home-delivery": {"grounds"}},
    ),
    "a caution": (
        {HOME: ("en: Outside the town it comes on Thursdays.", "en: On Fridays.")},
        {"home-delivery": {"caution_added", "caution_dropped"}},
    ),
    "a paper": (
        {MONEY: ("en: Receipts for the textbooks", "en: Bills for the textbooks")},
        {"book-money": {"paper_added", "paper_dropped"}},
    ),
    "for whom a caution is due": (
        {
            HOME: (
                'when: {test: district == "outside"}',
                'when: {test: district == "hill"}',
            )
        },
        {"home-delivery": {"caution_changed"}},
    ),
    "who has it already": (
        {CARD: ("held: {test: has_card == true}", "held: {test: has_card == false}")},
        {"library-card": {"held"}},
    ),
    "where a figure is written": (
        {
            "parameters.yaml": (
                "cite: [{source: book-notice, at: 第二条}]",
                "cite: [{source: book-notice, at: 第五条}]",
            )
        },
        {"book-money": {"grounds"}},
    ),
    "where an amount is written": (
        {
            MONEY: (
                "cite: [{source: book-notice, at: 第四条}]",
                "cite: [{source: book-notice, at: 第五条}]",
            )
        },
        {"book-money": {"grounds"}},
    ),
    "what becomes so": (
        {CARD: ("{has_card: true, card_since: today}", "{has_card: true}")},
        {"library-card": {"grants"}},
    ),
}


def found(old: Rulebook, new: Rulebook) -> list[Difference]:
    days = days_between(old.contents, new.contents)
    return list(differences(old, new, days, timeout=10))


def parts(one: Difference) -> set[str]:
    return {move.kind for move in one.moves} | {
        change.kind for _, change in one.changes
    }


def test_what_is_alike_is_proved_unchanged(tmp_path: Path) -> None:
    same = found(book(tmp_path), book(tmp_path, name="again"))
    assert [one.measure for one in same] == [
        "library-card",
        "book-money",
        "home-delivery",
    ]
    assert all(one.unchanged for one in same)


@pytest.mark.parametrize("edit", EDITS)
def test_just_what_is_edited_is_told(tmp_path: Path, edit: str) -> None:
    edits, expected = EDITS[edit]
    told = found(book(tmp_path), book(tmp_path, edits, "edited"))
    assert {one.measure: parts(one) for one in told if not one.unchanged} == expected
    assert all(one.proved for one in told)


def test_whoever_gains_and_loses_does_so_when_assessed(tmp_path: Path) -> None:
    edits = {"parameters.yaml": ("      value: 3\n", "      value: 4\n")}
    old, new = book(tmp_path), book(tmp_path, edits, "edited")
    moves = [(one.measure, move) for one in found(old, new) for move in one.moves]
    assert {move.kind for _, move in moves} == {"gains", "otherwise"}
    for measure, move in moves:
        before, after = (
            assess(move.values, it, on=day)[measure].status
            for it, day in zip((old, new), move.days, strict=True)
        )
        assert (before, after) == move.statuses
        assert [text.en for text, _, _ in move.conditions] == [
            "Too many books did not come back"
        ]
        # None of the facts can be left out.
        for id_ in move.values:
            fewer = {one: it for one, it in move.values.items() if one != id_}
            again = tuple(
                assess(fewer, it, on=day)[measure].status
                for it, day in zip((old, new), move.days, strict=True)
            )
            assert again != move.statuses


def test_two_days_of_one_rulebook_are_held_together(tmp_path: Path) -> None:
    same = book(tmp_path)
    pair = (date(2022, 12, 31), date(2023, 1, 1))
    (card, money, home) = differences(same, same, [pair], timeout=10)
    assert {"gains", "figure"} <= parts(card)  # from eight years to six
    assert parts(home) == {"begins"}
    assert money.proved


def test_what_takes_too_long_is_not_proved(tmp_path: Path) -> None:
    edits = {"parameters.yaml": ("      value: 3\n", "      value: 4\n")}
    old, new = book(tmp_path), book(tmp_path, edits, "edited")
    days = days_between(old.contents, new.contents)
    told = list(differences(old, new, days, timeout=0))
    assert [one.proved for one in told] == [False, False, False]
    assert not any(one.unchanged for one in told)

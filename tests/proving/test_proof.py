"""Each claim of a proof fails for a rulebook in which just that is wrong."""

from pathlib import Path

import pytest

from eligibility import assess
from eligibility.proving.claims import Verdict
from tests.proved import book, claims, wrong

CARD = "measures/library-card.yaml"
MONEY = "measures/book-money.yaml"
HOME = "measures/home-delivery.yaml"
LEARNS = "          test: occupation in learner_kinds\n"
ON_THE_HILL = """\
        - id: on-the-hill
          text: {zh: 在山上, en: On the hill}
          test: district == "hill"
        - id: at-the-harbour
          text: {zh: 在港口, en: At the harbour}
          test: district == "harbour"
"""
BROKEN = {
    "nobody can meet it": (
        {MONEY: (LEARNS, LEARNS + ON_THE_HILL)},
        {"granted failed"},
    ),
    "nobody can fail it": (
        {
            CARD: (
                """    requires:
      all:
        - use: lives-in-town
        - use: old-enough
    excludes:
      - use: too-many-lost
""",
                """    requires:
      any:
        - id: on-the-hill
          text: {zh: 在山上, en: On the hill}
          test: district == "hill"
        - id: elsewhere
          text: {zh: 不在山上, en: Not on the hill}
          test: district != "hill"
""",
            )
        },
        {"refused failed"},
    ),
    "a condition that nobody meets": (
        {"definitions.yaml": ("lost_books >= lost_books_limit", "lost_books > 50")},
        {"dead failed"},
    ),
    "a condition that everybody meets": (
        {"definitions.yaml": ("age(born) >= card_age", "age(born) >= 0")},
        {"dead failed"},
    ),
    "a condition that changes nothing": (
        {
            CARD: (
                "        - use: old-enough\n",
                """        - use: old-enough
        - id: not-forty-lost
          text: {zh: 没有丢四十本, en: Has not lost forty books}
          test: lost_books < 40
""",
            )
        },
        {"redundant warning"},
    ),
    "a fact that does not apply refuses": (
        {MONEY: ("        - use: card-holder\n", "")},
        {"applies warning"},
    ),
    "a gap between versions": (
        {MONEY: ("until: 2023-12-31", "until: 2023-11-30")},
        {"versions failed"},
    ),
    "one that takes what may not be drawn beside it": (
        {
            "rulebook.yaml": (
                "[book-money, home-delivery]",
                "[book-money, library-card]",
            )
        },
        {"demanded failed"},
    ),
    "a chain that goes round": (
        {
            HOME: (
                "Books once a week.}\n",
                "Books once a week.}\n    grants: {has_card: false}\n",
            )
        },
        {"chains failed"},
    ),
    "an outcome that stays open": (
        {
            "parameters.yaml": (
                """  by: [district]
  values:
    - from: 2022-01-01
      rows:
        - {when: {district: hill}, value: 2500.50}
""",
                """  by: [days_in_town]
  values:
    - from: 2022-01-01
      rows:
        - {when: {days_in_town: true}, value: 2500.50}
""",
            )
        },
        {"settled failed"},
    ),
    "a row for nobody": (
        {
            "parameters.yaml": (
                """  by: [district]
  values:
    - from: 2022-01-01
      rows:
        - {when: {district: hill}, value: 2500.50}
""",
                """  by: [district, occupation]
  values:
    - from: 2022-01-01
      rows:
        - {when: {district: hill, occupation: student}, value: 2500.50}
""",
            ),
            "facts.yaml": (
                "contradictions:\n",
                """contradictions:
  - id: no-university-on-the-hill
    text: {zh: 山上没有大学, en: There is no university on the hill}
    all: [{test: district == "hill"}, {test: occupation == "student"}]
""",
            ),
        },
        {"row-reached warning"},
    ),
    "rows that overlap": (
        {
            "parameters.yaml": (
                """  by: [district]
  values:
    - from: 2022-01-01
      rows:
        - {when: {district: hill}, value: 2500.50}
""",
                """  by: [district, occupation]
  values:
    - from: 2022-01-01
      rows:
        - {when: {district: hill}, value: 2500.50}
        - {when: {occupation: student}, value: 2600}
""",
            )
        },
        {"row-overlap warning"},
    ),
}


def test_all_claims_hold_for_a_good_rulebook(tmp_path: Path) -> None:
    found = book(tmp_path)
    assert wrong(found) == {}
    kinds = {one.kind for one in claims(found) if one.verdict is Verdict.PROVED}
    assert kinds == {
        "granted",
        "refused",
        "settled",
        "versions",
        "conditions",
        "applies",
        "demanded",
        "chains",
        "rows",
    }


@pytest.mark.parametrize("edit", BROKEN)
def test_just_what_is_broken_fails(tmp_path: Path, edit: str) -> None:
    edits, expected = BROKEN[edit]
    assert set(wrong(book(tmp_path, edits)).values()) == expected


def test_a_claim_that_fails_has_its_place_and_somebody_who_shows_it(
    tmp_path: Path,
) -> None:
    edits, _ = BROKEN["a fact that does not apply refuses"]
    found = book(tmp_path, edits)
    (claim,) = [one for one in claims(found) if one.verdict is Verdict.WARNING]
    assert f"{claim.place}".endswith("measures/book-money.yaml:12:11")
    who = claim.witness
    assert who is not None
    assert "card_since" not in who.values
    assert who.outcomes == {"book-money": "ineligible"}
    # None of these facts can be left out.
    for id_ in who.values:
        fewer = {one: value for one, value in who.values.items() if one != id_}
        (again,) = assess(fewer, found, on=who.day, measures=["book-money"])
        assert again.status != "ineligible", id_


def test_witnesses_are_what_assessing_them_gives(tmp_path: Path) -> None:
    found = book(tmp_path)
    witnesses = [one.witness for one in claims(found) if one.witness]
    assert len(witnesses) > len(found.measures)
    for who in witnesses:
        assessed = assess(who.values, found, on=who.day, measures=who.outcomes)
        assert {one.measure.id: one.status for one in assessed} == who.outcomes


def test_what_takes_too_long_is_not_proved(tmp_path: Path) -> None:
    asked = [one for one in claims(book(tmp_path), timeout=0) if one.kind != "versions"]
    proved = {one.kind for one in asked if one.verdict is Verdict.PROVED}
    # These are seen without the solver: nothing is granted twice.
    assert proved == {"chains", "demanded"}
    assert {one.verdict for one in asked} == {Verdict.PROVED, Verdict.NOT_PROVED}


def test_a_condition_of_a_definition_need_matter_in_one_place_only(
    tmp_path: Path,
) -> None:
    """Where one measure has a stricter condition beside it, another has not."""
    age = """\
        - use: card-holder
        - id: grown-up
          text: {zh: 成年, en: Grown up}
          test: age(born) >= 18
        - use: old-enough
"""
    found = book(tmp_path, {MONEY: ("        - use: card-holder\n", age)})
    remarks = wrong(found)
    assert set(remarks.values()) == {"redundant warning"}
    # The definition as this measure names it, and nothing else.
    assert [place.partition(":")[0] for place in remarks] == ["definitions.yaml"]

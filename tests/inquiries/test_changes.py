"""Changes open the measure, no cheaper ones do, and none that would is left out."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eligibility import FactError, Rulebook, Status, assess
from eligibility.inquiries.changes import Change, changes
from eligibility.law.conditions import Among, Within
from eligibility.law.facts import Code, says_something
from eligibility.loading.answers import from_file
from eligibility.profiles import Profile, following
from eligibility.readings.classes import classes
from eligibility.readings.evaluation import Program
from eligibility.truth import Truth
from tests import generated

DAY = date(2024, 2, 29)
TODAY = DAY.toordinal()
PEOPLE = 6000
EASY, HARD, LEARNT = 1000, 3000, 0
PRICES = {"married": HARD, "region": EASY, "grade": EASY, "wed_on": EASY, "used": HARD}
CONTRADICTIONS: list[dict[str, Any]] = [
    {"test": "wed_on < born"},
    {"all": [{"test": 'region == "west"'}, {"test": "used >= 2"}]},
    {"all": [{"test": "married == true"}, {"test": 'region == "none"'}]},
]
Settings = dict[str, Code]


@st.composite
def rulebooks(draw: st.DrawFn) -> dict[str, Any]:
    """Small rulebooks in which not everything can be so at once."""
    files: dict[str, Any] = draw(generated.rulebooks(measures=2, kit=generated.FEW))
    contradictions = draw(st.lists(st.sampled_from(CONTRADICTIONS), max_size=2))
    files["facts.yaml"] = {
        **files["facts.yaml"],
        "contradictions": [
            {"id": f"clash-{n}", "text": generated.TEXT, **one}
            for n, one in enumerate(contradictions)
        ],
    }
    return files


@given(files=rulebooks(), values=generated.profiles(), most=st.integers(1, 4))
def test_changes_are_the_cheapest_of_all_that_open_the_measure(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    values: dict[str, object],
    most: int,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    for id_ in book.measures:
        profile = _possible(book, values)
        found = changes(id_, profile, book, DAY, most=most)
        if assess(profile, book, on=DAY)[id_].status is Status.ELIGIBLE:
            assert found == ()
            continue
        prices = _prices(book, profile, id_)
        told = [frozenset(change.values) for change in found]
        costs = [_cost(book, change, prices) for change in found]
        assert costs == sorted(costs)
        for n, change in enumerate(found):
            assert not any(earlier <= told[n] for earlier in told[:n])
            assert _opens(book, profile, change.values, id_)
            assert not any(
                _opens(book, profile, _without(change.values, fact), id_)
                for fact in change.values
            )
        for settings in _ways(book, profile, id_, prices):
            cost = sum(prices[fact][code] for fact, code in settings.items())
            earlier = [
                one for one, price in zip(told, costs, strict=True) if price <= cost
            ]
            assert any(one <= _told_by(book, settings) for one in earlier) or (
                len(found) == most and cost >= costs[-1]
            )


def test_a_change_names_the_measures_that_bring_it_about(checkout: Path) -> None:
    book = Rulebook.load(str(checkout / "examples" / "library-card"))
    pupil = {"district": "harbour", "born": "2012-04-01", "occupation": "pupil"}
    profile = book.profile({**pupil, "has_card": False, "monthly_income": 900}, DAY)
    first, *_ = changes("book-money", profile, book, DAY)
    assert first.values["has_card"] is True
    assert first.through == ("library-card",)


def test_nobody_is_told_to_change_what_is_past_or_given() -> None:
    book = Rulebook.load("guangdong")
    old = {"birth_date": "1950-01-01", "sex": "male", "employment_form": "none"}
    profile = book.profile(old, DAY)
    assert changes("employment-registration", profile, book, DAY) == ()
    graduate = {
        "education": "university",
        "student": False,
        "graduated_on": "2010-06-30",
    }
    for change in changes(
        "social-insurance-subsidy", book.profile(graduate, DAY), book, DAY
    ):
        assert not {"education", "student", "graduated_on"} & change.values.keys()


@pytest.mark.parametrize("name", ["graduate-food-delivery", "market-stall"])
def test_what_a_change_leaves_can_be_sent_back(checkout: Path, name: str) -> None:
    book = Rulebook.load()
    file = checkout / "examples" / f"{name}.yaml"
    person: dict[str, object] = {**from_file(str(file)).values}
    dropped = 0
    for measure in book.measures:
        for change in changes(measure, book.profile(person, DAY), book, DAY):
            kept = {k: v for k, v in person.items() if k not in change.dropped}
            dropped += len(change.dropped)
            assess({**kept, **change.values}, book, on=DAY, measures=[measure])
    assert dropped


def test_what_begins_with_a_change_begins_today() -> None:
    book = Rulebook.load("guangdong")
    rider = {"employment_registration": "none", "hardship_recognised": True}
    profile = book.profile(rider, DAY)
    first, *_ = changes("social-insurance-subsidy", profile, book, DAY)
    assert first.values["employment_registration"] == "flexible"
    assert first.values.get("employment_registered_on", DAY) == DAY


def _possible(book: Rulebook, values: Mapping[str, object]) -> Profile:
    """The profile of some values, where they and what follows from them can be so."""
    try:
        profile = book.profile(values, DAY)
    except FactError:
        assume(False)
        raise
    assume(not _clashes(book, profile.codes))
    return profile


def _prices(
    book: Rulebook, profile: Profile, measure: str
) -> dict[str, dict[Code, int]]:
    """What each fact may be set to: all ends of all classes, as the language says."""
    plans, bound = book.plans(DAY), book.on(DAY)
    condition = bound.measures[measure].condition
    assert condition is not None
    heeded = [condition, *bound.contradictions.values(), *bound.applies.values()]
    found: dict[str, dict[Code, int]] = {}
    for id_, cut in classes(heeded, bound).items():
        price = PRICES.get(id_)
        ends = [code for one in cut for code in (one[0], one[-1])]
        days = [TODAY] if id_ in {"wed_on", "born"} else []
        if id_ in profile.codes:
            told = {code: price for code in days or ends if code != profile.codes[id_]}
        elif id_ in plans.applies and (
            plans.applies[id_].truth(profile.codes) is Truth.FALSE
        ):
            told = {
                code: price
                if says_something(code) and not days and id_ != "grade"
                else LEARNT
                for code in days or ends
            }
        else:
            told = {
                code: LEARNT
                for code in [*ends, *days]
                if not _clashes(book, _following(book, {**profile.codes, id_: code}))
            }
        found[id_] = {code: one for code, one in told.items() if one is not None}
    return found


def _ways(
    book: Rulebook,
    profile: Profile,
    measure: str,
    prices: Mapping[str, Mapping[Code, int]],
) -> Iterator[Settings]:
    """Every set of settings that opens the measure."""
    plans = book.plans(DAY)
    program = plans.measures[measure].condition
    assert program is not None
    open_ = {fact: [None, *codes] for fact, codes in prices.items() if codes}
    assume(prod(map(len, open_.values())) <= PEOPLE)
    for choice in product(*open_.values()):
        pairs = zip(open_, choice, strict=True)
        settings = {fact: code for fact, code in pairs if code is not None}
        codes = _changed(book, profile, settings)
        if (
            program.truth(codes) is Truth.TRUE
            and not _by_hearsay(program, codes)
            and not _clashes(book, codes)
            and not any(
                one.truth(codes) is Truth.FALSE
                for id_, one in plans.applies.items()
                if id_ in settings and says_something(settings[id_])
            )
        ):
            yield settings


def _following(book: Rulebook, codes: Settings) -> Settings:
    """The codes with those that follow from them."""
    follows = following(codes, codes, book.plans(DAY))
    return codes | {id_: code for id_, (code, _) in follows.items()}


def _told_by(book: Rulebook, settings: Settings) -> frozenset[str]:
    """The facts that are set, and the choices of which they tell something."""
    telling = (id_ for id_, code in settings.items() if says_something(code))
    implied_ = (book.on(DAY).implied.get(id_, {}) for id_ in telling)
    return frozenset(settings).union(*implied_)


def _by_hearsay(program: Program, codes: Settings) -> bool:
    """Whether a test is known only by what another fact tells of its own: nobody
    changes anything by that.
    """
    truths = program.truths(codes)
    return any(
        isinstance(plan.condition, Among | Within)
        and plan.condition.fact not in codes
        and truths[plan.slot].known
        for plan in program.plans
    )


def _clashes(book: Rulebook, codes: Mapping[str, Code]) -> bool:
    contradictions = book.plans(DAY).contradictions.values()
    return any(one.truth(codes) is Truth.TRUE for one in contradictions)


def _without(values: Mapping[str, Any], fact: str) -> dict[str, Any]:
    return {id_: value for id_, value in values.items() if id_ != fact}


def _changed(book: Rulebook, profile: Profile, settings: Settings) -> Settings:
    """The codes with some settings, and without what applies no more."""
    codes = _following(book, {**profile.codes, **settings})
    idle = [
        id_
        for id_, applies in book.plans(DAY).applies.items()
        if id_ in codes and id_ not in settings and applies.truth(codes) is Truth.FALSE
    ]
    return {id_: code for id_, code in codes.items() if id_ not in idle}


def _cost(
    book: Rulebook, change: Change, prices: Mapping[str, Mapping[Code, int]]
) -> int:
    """What a change costs; its values lie in classes whose ends have the price."""
    total = 0
    for id_, value in change.values.items():
        code = book.facts[id_].encode(value)
        known = prices[id_]
        total += known[code] if code in known else max(known.values())
    return total


def _opens(
    book: Rulebook, profile: Profile, values: Mapping[str, Any], measure: str
) -> bool:
    settings = {id_: book.facts[id_].encode(value) for id_, value in values.items()}
    codes = _changed(book, profile, settings)
    changed = {id_: book.facts[id_].decode(code) for id_, code in codes.items()}
    try:
        found = assess(book.profile(changed, DAY), book, on=DAY)
    except FactError:
        return False
    return found[measure].status is Status.ELIGIBLE

"""The rulebooks of examples/: made up, small, and answered by every command."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from hypothesis import given
from typer.testing import CliRunner, Result

from eligibility import Rulebook, Session, assess
from eligibility.inquiries.trials import trial
from eligibility.loading.cases import Case
from tests.people import people

FOLDER = Path(__file__).parent.parent.parent / "examples" / "library-card"
NAME = "examples/library-card"
PROFILE = f"{NAME}/profiles/pupil.yaml"
DAY = "2024-05-02"
BOOK = Rulebook.load(str(FOLDER))
DAYS = (
    date(2020, 2, 29),
    date(2022, 1, 1),
    date(2023, 12, 31),
    date(2024, 5, 2),
    date(2026, 9, 1),
)
HAN = re.compile(r"[\u4e00-\u9fff]")
END = re.compile(r"[。？！]|[.?!](?:\s|$)")
PUPIL = {
    "district": "hill",
    "occupation": "pupil",
    "monthly_income": "2100",
    "has_card": True,
    "lost_books": 0,
}

Run = Callable[..., Result]


@pytest.fixture
def run(command: typer.Typer, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command from the checkout's folder, in English."""
    monkeypatch.chdir(checkout)
    surroundings = {"ELIGIBILITY_LANG": "en", "COLUMNS": "80", "NO_COLOR": "1"}
    return lambda *words: CliRunner().invoke(command, words, env=surroundings)


def texts(root: Any) -> Iterator[dict[str, str]]:
    match root:
        case {"zh": _, "en": _}:
            yield root
        case dict():
            for one in root.values():
                yield from texts(one)
        case list():
            for one in root:
                yield from texts(one)
        case _:
            pass


@pytest.mark.parametrize(
    "case", BOOK.cases, ids=lambda case: f"{case.measure}:{case.id}"
)
def test_the_case_is_answered_as_the_rules_say(case: Case) -> None:
    faults = trial(case, BOOK).faults
    assert not faults, "\n".join(fault.message("en") for fault in faults)


@pytest.mark.parametrize("measure", BOOK.measures)
def test_each_measure_has_cases_of_yes_no_and_unknown(measure: str) -> None:
    expected = {case.expected for case in BOOK.cases if case.measure == measure}
    assert expected >= {"eligible", "ineligible", "undetermined"}


@pytest.mark.parametrize("measure", BOOK.measures)
def test_each_version_is_read_on_its_first_and_last_day(measure: str) -> None:
    days = {case.day for case in BOOK.cases if case.measure == measure}
    for version in BOOK.measures[measure].versions:
        assert {version.start, version.start - timedelta(days=1)} <= days
        assert version.end is None or version.end in days


def test_it_is_said_to_be_made_up() -> None:
    assert "made up" in BOOK.contents.title.en
    assert "虚构" in BOOK.contents.title.zh
    assert all("made up" in one.title.en for one in BOOK.contents.sources.values())


@pytest.mark.parametrize(
    "file", sorted(FOLDER.rglob("*.yaml")), ids=lambda file: file.name
)
def test_no_sentence_is_long(file: Path) -> None:
    for text in texts(yaml.safe_load(file.read_text(encoding="utf-8"))):
        for sentence in END.split(text["zh"]):
            assert len(HAN.findall(sentence)) <= 40, sentence
        for sentence in END.split(text["en"]):
            assert len(sentence.split()) <= 25, sentence


def test_it_is_checked_and_its_cases_pass(run: Run) -> None:
    for words in ([NAME], ["--rulebook", NAME]):
        result = run("rules", "check", *words)
        assert result.exit_code == 0, result.output
        assert "made up): no faults" in result.stdout
        result = run("rules", "test", *words)
        assert result.exit_code == 0, result.output
        assert f"All {len(BOOK.cases)} cases passed" in result.stdout
    found = json.loads(run("rules", "check", NAME, "--json").stdout)
    assert found["counts"]["measures"] == 3
    assert found["overdue"] == [{"source": "book-notice", "review_by": "2023-06-30"}]
    found = json.loads(run("rules", "test", NAME, "--json").stdout)
    assert found["passed"] == found["cases"] == len(BOOK.cases)


def test_the_document_is_covered_and_the_cases_are_counted(run: Run) -> None:
    result = run("rules", "coverage", NAME)
    assert result.exit_code == 0, result.output
    assert "9/3" in result.stdout
    found = json.loads(run("rules", "coverage", NAME, "--json").stdout)
    assert len(found["sentences"]) == 8


def test_its_measures_are_listed(run: Run) -> None:
    result = run("measures", "--rulebook", NAME, "--on", DAY)
    assert result.exit_code == 0, result.output
    assert all(id_ in result.stdout for id_ in BOOK.measures)
    found = run("measures", "--rulebook", NAME, "--on", DAY, "--json")
    assert json.loads(found.stdout)


@pytest.mark.parametrize("measure", BOOK.measures)
def test_each_measure_is_shown(measure: str, run: Run) -> None:
    result = run("show", measure, "--rulebook", NAME, "--on", DAY)
    assert result.exit_code == 0, result.output
    assert BOOK.measures[measure].title.en in result.stdout
    found = run("show", measure, "--rulebook", NAME, "--on", DAY, "--json")
    assert json.loads(found.stdout)["measure"]["id"] == measure


def test_a_person_is_answered_in_words(run: Run) -> None:
    result = run("check", PROFILE, "--rulebook", NAME, "--on", DAY)
    assert result.exit_code == 0, result.output
    assert "✔ Library card" in result.stdout
    assert "first: Library card" in result.stdout
    for more in (["--all"], ["--why", "home-delivery"], ["--lang", "zh"]):
        result = run("check", PROFILE, "--rulebook", NAME, "--on", DAY, *more)
        assert result.exit_code == 0, result.output


def test_a_person_is_answered_as_json(run: Run) -> None:
    result = run("check", PROFILE, "--rulebook", NAME, "--on", DAY, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["rulebook"]["name"] == "library-card"
    assert {one["measure"]: one["status"] for one in found["determinations"]} == {
        "library-card": "eligible",
        "book-money": "ineligible",
        "home-delivery": "ineligible",
    }


@pytest.mark.parametrize(
    ("day", "changed", "expected"),
    [
        ("2023-06-01", {"book_spending": "188.55"}, "94.27"),  # half, rounded down
        ("2023-06-01", {"book_spending": "239.99"}, "119.99"),
        ("2023-06-01", {"book_spending": "240"}, "120.00"),
        ("2023-06-01", {"book_spending": "240.02"}, "120.00"),
        ("2024-05-02", {"book_spending": "240.02"}, "120.01"),
        ("2024-05-02", {"book_spending": "500"}, "150.00"),
        ("2024-05-02", {"book_spending": "600", "occupation": "student"}, "260.00"),
        ("2024-05-02", {"book_spending": "600", "occupation": "apprentice"}, None),
        ("2024-05-02", {}, None),
    ],
)
def test_book_money_is_half_the_price_up_to_the_ceiling(
    day: str, changed: dict[str, str], expected: str | None
) -> None:
    told = PUPIL | {"card_since": "2022-01-10"} | changed
    found = assess(told, BOOK, on=date.fromisoformat(day))["book-money"]
    assert found.status == "eligible"
    assert found.amount is not None
    assert found.amount.per == "year"
    value = found.amount.value
    assert (None if value is None else str(value)) == expected


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_session_answers_as_the_reference_does(day: date) -> None:
    session = Session(BOOK, on=day)

    @given(people(BOOK, day))
    def agree(profile: object) -> None:
        codes = profile.codes  # type: ignore[attr-defined]
        values = {id_: BOOK.facts[id_].decode(code) for id_, code in codes.items()}
        session.withdraw(*BOOK.facts)
        session.tell(values)
        found = assess(values, BOOK, on=day)
        assert session.statuses == {one.measure.id: one.status for one in found}

    agree()

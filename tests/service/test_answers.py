"""The service gives the answers of the terminal, key for key."""

import json
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from icalendar import Calendar
from jsonschema_rs import Draft202012Validator
from typer.testing import CliRunner

from eligibility import Rulebook, assess
from eligibility.document import document, plain
from eligibility.inquiries.advising import advise
from tests.people import drawn
from tests.serving import Served

DAY = date(2021, 7, 27)


def profile_of(file: Path) -> dict[str, str]:
    """A profile's file as JSON: every value is text, as the file has it."""
    found: dict[str, str] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    return found


def printed(command: typer.Typer, *words: str) -> Any:
    result = CliRunner().invoke(command, words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def in_order(value: object) -> str:
    """A value with its keys in the order in which they came."""
    return json.dumps(value, ensure_ascii=False)


def unbroken(text: str) -> str:
    """A text without blanks, so that it is the same however it is broken into lines."""
    return "".join(text.split())


@pytest.fixture
def examples(checkout: Path) -> list[Path]:
    """The example profiles."""
    return sorted((checkout / "examples").glob("*.yaml"))


def test_an_assessment_is_what_check_prints(
    service: Served, command: typer.Typer, examples: list[Path]
) -> None:
    assert len(examples) >= 5
    for file in examples:
        told = printed(command, "check", str(file), "--on", str(DAY), "--json")
        sent = {"profile": profile_of(file), "on": str(DAY)}
        answer = service.http.post("/v1/assess", json=sent)
        assert in_order(answer.json()) == in_order(told), file.name


def test_measures_and_horizon_are_those_of_the_command(
    service: Served, command: typer.Typer, examples: list[Path]
) -> None:
    listed = printed(command, "measures", "--on", str(DAY), "--json")["measures"]
    ids = [one["id"] for one in listed]
    asked = [ids[3], ids[0]]
    options = [word for id_ in asked for word in ("--measure", id_)]
    told = printed(
        command,
        "check",
        str(examples[0]),
        "--on",
        str(DAY),
        "--json",
        "--horizon",
        "2",
        *options,
    )
    sent = {
        "profile": profile_of(examples[0]),
        "on": str(DAY),
        "measures": asked,
        "horizon": 2,
    }
    answer = service.http.post("/v1/assess", json=sent)
    assert in_order(answer.json()) == in_order(told)


def test_people_made_up_get_the_determinations_of_the_engine(
    service: Served, book: Rulebook
) -> None:
    for profile in islice(drawn(book, DAY, seed=20261124), 25):
        told = assess(profile, book, on=DAY)
        whole = document(told, advise(told, profile))
        values = {
            id_: plain(book.facts[id_].decode(code))
            for id_, code in profile.codes.items()
        }
        answer = service.http.post(
            "/v1/assess", json={"profile": values, "on": str(DAY)}
        )
        expected = json.loads(json.dumps(whole))
        assert in_order(answer.json()) == in_order(expected)


def test_the_measures_are_those_that_the_command_lists(
    service: Served, command: typer.Typer
) -> None:
    listed = printed(command, "measures", "--on", str(DAY), "--json")
    answer = service.http.get("/v1/measures", params={"on": str(DAY)})
    assert in_order(answer.json()) == in_order(listed)
    id_ = listed["measures"][0]["id"]
    shown = printed(command, "show", id_, "--on", str(DAY), "--json")
    answer = service.http.get(f"/v1/measures/{id_}", params={"on": str(DAY)})
    assert in_order(answer.json()) == in_order(shown)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_are_those_of_the_terminal(
    service: Served, command: typer.Typer, examples: list[Path], language: str
) -> None:
    words = ["check", str(examples[0]), "--on", str(DAY), "--lang", language]
    shown = unbroken(CliRunner().invoke(command, words).stdout)
    sent = {"profile": profile_of(examples[0]), "on": str(DAY)}
    headers = {"Accept-Language": language}
    told = service.http.post("/v1/words", json=sent, headers=headers).json()
    assert told["lang"] == language
    assert sum(len(block["entries"]) for block in told["blocks"]) >= 20
    for block in told["blocks"]:
        assert unbroken(block["heading"]) in shown
        for entry in block["entries"]:
            assert unbroken(entry["title"]) in shown
            for detail in entry["details"]:
                assert unbroken(detail["text"]) in shown


def test_words_and_document_can_be_had_in_one_answer(
    service: Served, examples: list[Path]
) -> None:
    sent = {"profile": profile_of(examples[0]), "on": str(DAY), "horizon": 2}
    apart = [
        service.http.post(path, json=sent).json()
        for path in ("/v1/words", "/v1/assess")
    ]
    assert "assessment" not in apart[0]
    whole = service.http.post("/v1/words", json={**sent, "document": True}).json()
    assert in_order(whole.pop("assessment")) == in_order(apart[1])
    assert in_order(whole) == in_order(apart[0])


def test_the_report_and_the_calendar_are_those_of_the_command(
    service: Served, command: typer.Typer, checkout: Path, tmp_path: Path
) -> None:
    file = checkout / "examples" / "graduate-food-delivery.yaml"
    page, days = tmp_path / "plan.html", tmp_path / "plan.ics"
    words = ["check", str(file), "--on", str(DAY), "--lang", "en", "--no-input"]
    words += ["--report", str(page), "--calendar", str(days)]
    assert CliRunner().invoke(command, words).exit_code == 0
    sent = {"profile": profile_of(file), "on": str(DAY), "lang": "en"}
    report = service.http.post("/v1/report", json=sent)
    assert report.text == page.read_text("utf-8")
    assert report.headers["content-disposition"].startswith("attachment")
    calendar = service.http.post("/v1/calendar", json=sent)
    assert calendar.content == days.read_bytes()
    assert Calendar.from_ical(calendar.text)


def test_without_a_day_to_remember_there_is_no_calendar(service: Served) -> None:
    answer = service.http.post("/v1/calendar", json={"profile": {}, "on": str(DAY)})
    assert answer.status_code == 204


def test_the_schema_accepts_the_examples(
    service: Served, examples: list[Path], book: Rulebook
) -> None:
    schema = service.http.get("/v1/schemas/profile").json()
    for file in examples:
        profile = book.profile(profile_of(file), DAY)
        typed = {
            id_: plain(book.facts[id_].decode(code))
            for id_, code in profile.codes.items()
        }
        Draft202012Validator(schema).validate(typed)
    assert list(schema["properties"]) == list(book.facts)
    assert schema["additionalProperties"] is False

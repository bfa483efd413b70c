"""The server of tools: what a model's client is told, and how faults reach it."""

import json
import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

import anyio
import pytest
from mcp import Client

from eligibility import Rulebook
from eligibility.service.assistant import PROMPT, assistant
from eligibility.service.tools import INSTRUCTIONS, TOOLS
from tests.asking import Ask, asked

BOOK = Rulebook.load("guangdong")
SERVER = assistant(BOOK, lambda: date(2021, 7, 27))
ODD = "Zqx4711"


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """A client of a server in this process, on a day of 2021."""
    with asked(SERVER) as asking:
        yield asking


def test_a_client_is_told_what_there_is_and_how_to_behave() -> None:
    async def told() -> None:
        async with Client(SERVER) as client:
            assert client.instructions == INSTRUCTIONS
            listed = (await client.list_tools()).tools
            assert [one.name for one in listed] == list(TOOLS)
            for one in listed:
                assert one.annotations is not None
                assert one.annotations.read_only_hint
                assert one.description == TOOLS[one.name].description

    anyio.run(told)


@pytest.mark.parametrize(("lang", "word"), [("zh", "中文"), ("en", "English")])
def test_a_person_can_begin_with_a_prompt_in_either_language(
    lang: str, word: str
) -> None:
    async def told() -> str:
        async with Client(SERVER) as client:
            (listed,) = (await client.list_prompts()).prompts
            found = await client.get_prompt(listed.name, {"lang": lang})
            assert listed.name == PROMPT
            return str(getattr(found.messages[0].content, "text", ""))

    text = anyio.run(told)
    assert text.startswith(INSTRUCTIONS)
    assert word in text.removeprefix(INSTRUCTIONS)


def test_the_text_of_an_answer_holds_the_same_values() -> None:
    async def told() -> tuple[str, Any]:
        async with Client(SERVER) as client:
            answer = await client.call_tool("list_measures", {})
            return getattr(answer.content[0], "text", ""), answer.structured_content

    text, values = anyio.run(told)
    assert json.loads(text) == values


def test_a_day_that_is_not_named_is_today(ask: Ask) -> None:
    assert ask("list_measures", {})["on"] == "2021-07-27"
    assert ask("list_measures", {"on": "2026-11-23"})["on"] == "2026-11-23"


@pytest.mark.parametrize(
    ("name", "arguments", "pointer", "hint"),
    [
        ("assess", {"profile": {"birth_date": f"{ODD}-99"}}, "/profile/birth_date", "2020-06-30"),
        ("assess", {"profile": {"birth": "1999-05-01"}}, "/profile/birth", "birth_date"),
        ("explain", {"profile": {"sex": ODD}}, "/profile/sex", "female"),
        ("assess", {"profile": {}, "measures": ["legal-help"]}, "/measures", "legal-aid"),
        ("assess", {"profile": {}, "on": ODD}, "/on", None),
        ("assess", {"profile": ODD}, "/profile", None),
        ("assess", {"profile": {}, "horizon": 10_000}, "/horizon", None),
        ("assess", {"profile": {}, "horizon": ODD}, "/horizon", None),
        ("next_question", {}, "/profile", None),
        ("explain", {"profile": {}, "lang": ODD}, "/lang", None),
        ("explain_measure", {"measure": "legal-ad"}, "/measures", "legal-aid"),
        ("asess", {"profile": {"sex": ODD}}, "", "assess"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_a_hint_and_without_the_value(
    ask: Ask, name: str, arguments: dict[str, object], pointer: str, hint: str | None
) -> None:
    text = ask(name, arguments)
    assert isinstance(text, str)
    (fault,) = json.loads(text)["errors"]
    assert fault["pointer"] == pointer
    assert fault["detail"]["zh"]
    assert fault["detail"]["en"]
    if hint is not None:
        assert hint in fault["hint"]["zh"]
        assert hint in fault["hint"]["en"]
    assert ODD not in text


def test_a_failure_of_the_program_is_logged_by_its_place_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> date:
        raise RuntimeError(ODD)

    with asked(assistant(BOOK, broken)) as ask:
        text = ask("explain", {"profile": {"sex": ODD}})
    assert json.loads(text)["errors"][0]["code"] == "failed"
    said = [
        one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING
    ]
    assert len(said) == 1
    assert "RuntimeError, test_assistant.py" in said[0]
    assert ODD not in text + said[0]

"""A sentence is filled in the browser as it is in Python, and never in part."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from eligibility import Rulebook
from eligibility.sentences.filling import sentence, templates
from eligibility.texts import Text
from eligibility.web.export import SENTENCES
from tests.evaluating import NO_NODE, NODE, Evaluator, evaluator

pytestmark = pytest.mark.skipif(NODE is None, reason=NO_NODE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Evaluator]:
    """What the browser makes of an id and values."""
    book = Rulebook.load("guangdong")
    with evaluator(book, date(2021, 7, 27), "filling.mjs") as filled:
        yield filled


@pytest.mark.parametrize("value", [Text("甲", "{day}"), "$& {day}", 7])
def test_every_sentence_is_said_there_as_here(
    browser: Evaluator, value: Text | str | int
) -> None:
    passed = value._asdict() if isinstance(value, Text) else value
    for file in SENTENCES:
        for id_, template in templates(file).items():
            names = re.findall(r"{(\w+)}", template.zh)
            there = browser({"id": id_, "values": dict.fromkeys(names, passed)})
            assert there == sentence(id_, **dict.fromkeys(names, value))._asdict()


def test_a_name_missing_or_left_over_and_a_missing_sentence_are_errors(
    browser: Evaluator,
) -> None:
    missing = browser({"id": "answer.header.day", "values": {"dag": 1}})
    assert missing["error"].startswith("no value for {day}")
    more = browser({"id": "answer.header.day", "values": {"day": 1, "more": 2}})
    assert more["error"].startswith("no place for more")
    lost = browser({"id": "answer.lost", "values": {}})
    assert lost == {"error": "no such sentence: answer.lost"}

"""Tools for language models answer as the terminal does,
and say where it is written.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from eligibility import Rulebook, assess
from eligibility.inquiries.advising import advise
from eligibility.readings.portable import cited
from eligibility.service import tools
from eligibility.service.tools import TOOLS

DAY = date(2021, 7, 27)
BOOK = Rulebook.load("guangdong")
KNOWN: dict[str, object] = {"birth_date": "1999-05-01", "employment_form": "platform"}
RIDER: dict[str, object] = KNOWN | {
    "work_city": "guangzhou",
    "labour_relationship": False,
    "promise_signed": True,
    "business_form": "none",
    "sex": "male",
    "hukou": "guangdong",
}
DOCUMENT = {"title", "number", "at", "basis"}


def answered(name: str, **arguments: object) -> Any:
    """What a tool answers, as JSON has it."""
    tool = TOOLS[name]
    call = tool.call.model_validate(arguments)
    return json.loads(json.dumps(tool.answer(call, BOOK, DAY)))


def chinese(value: object) -> bool:
    return any(
        "\u4e00" <= sign <= "\u9fff" for sign in json.dumps(value, ensure_ascii=False)
    )


def entries(found: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry of an answer in words, with the kind of its block."""
    for block in found["blocks"]:
        for entry in block["entries"]:
            yield block["kind"], entry


def test_every_measure_in_force_is_listed_with_the_documents_it_is_taken_from() -> None:
    listed = answered("list_measures")["measures"]
    assert [one["id"] for one in listed] == list(BOOK.measures)
    for one in listed:
        version = BOOK.measures[one["id"]].on(DAY)
        assert one["cite"] == cited(version.citations if version else ())
        assert one["cite"] or one["state"] == "not_in_force"


def test_a_question_names_the_documents_of_the_measures_that_it_decides() -> None:
    fact = answered("next_question", profile=KNOWN)["fact"]
    assert fact["question"]["zh"]
    assert fact["question"]["en"]
    for one in fact["why"]:
        assert {place["source"] for place in one["cite"]}
        assert one["cite"][0].keys() >= DOCUMENT


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_answer_in_words_names_the_documents_of_what_settles_it(lang: str) -> None:
    insured = RIDER | {"pension_insured_as": "none", "medical_insured_as": "resident"}
    insured |= {"receives_pension": True}  # which no step makes otherwise
    found = answered("explain", profile=insured, lang=lang)
    told = assess(insured, BOOK, on=DAY)
    seen = set[str]()
    for kind, entry in entries(found):
        one = told[entry["measure"]]
        assert entry["cite"] or one.version is None, entry["measure"]
        assert all(place.keys() == DOCUMENT for place in entry["cite"])
        settling = {
            (
                citation.source.title.in_language("zh" if lang == "zh" else "en"),
                citation.at,
            )
            for finding in one.because
            for citation in finding.citations
        }
        if settling:
            named = {(place["title"], place["at"]) for place in entry["cite"]}
            assert named & settling
        seen.add(kind)
    assert {"now", "no", "open"} <= seen


def test_topics_narrow_what_a_model_asks_about() -> None:
    listed = answered("list_measures")
    assert [one["id"] for one in listed["topics"]] == list(BOOK.contents.topics)
    of = [one["id"] for one in listed["measures"] if one["topic"] == "dispute"]
    told = answered("assess", profile=KNOWN, topics=["dispute"])
    assert [one["measure"] for one in told["determinations"]] == of
    assert (
        answered("next_question", profile={}, topics=["dispute"])["topic"] == "dispute"
    )


def test_a_model_tells_the_plan_of_the_terminal_with_its_documents() -> None:
    profile = BOOK.profile(RIDER, DAY)
    advice = advise(assess(profile, BOOK, on=DAY), profile)
    assert advice.plan
    whole = answered("assess", profile=RIDER)["plan"]
    words = answered("explain", profile=RIDER, lang="en")["plan"]
    for planned, step, line in zip(advice.plan, whole, words, strict=True):
        assert step["do"] == line["do"]
        assert step["do"] in ({"measure": planned.measure}, {"act": planned.act})
        assert line["text"] == step["text"]["en"]
        assert line["cite"] or planned.measure is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_facts_are_listed_in_one_language_with_the_values_they_may_have(
    lang: str,
) -> None:
    facts = answered("list_facts", lang=lang)["facts"]
    assert [one["id"] for one in facts] == list(BOOK.facts)
    for one in facts:
        assert chinese(one["question"]) is (lang == "zh")
        if one["type"] == "choice":
            values = [it["value"] for it in one["values"]]
            assert values == list(BOOK.facts[one["id"]].values)


def test_nothing_can_be_asked_without_the_model_reading_that_it_must_not_invent() -> (
    None
):
    for name in ("assess", "explain", "explain_measure", "list_measures"):
        assert "Cite" in TOOLS[name].description
    assert "only what the person said" in TOOLS["list_facts"].description
    for told in (
        "Never say from memory",
        "Never guess",
        "Cite nothing else",
        "list_facts",
    ):
        assert told in tools.INSTRUCTIONS
    for name in ("next_question", "explain", "assess", "explain_measure", "list_facts"):
        assert f"`{name}`" in tools.INSTRUCTIONS


def test_a_model_reads_what_each_argument_is() -> None:
    for tool in TOOLS.values():
        for name, schema in tool.call.model_json_schema()["properties"].items():
            assert schema["description"], (tool.name, name)

"""The device says what the service says, word for word, as far as it knows."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import pytest

from eligibility import Rulebook, Status
from eligibility.inquiries.interview import decided_by
from eligibility.service.answers import Person, advised
from eligibility.service.answers import told as told_by_service
from eligibility.service.questions import described, settled_kind
from eligibility.telling.reasons import settled
from eligibility.telling.wording import BASIS, Wording
from eligibility.texts import Language
from tests.agreement import told
from tests.evaluating import NO_NODE, NODE, WEB, evaluator
from tests.people import drawn

DAYS = [date(2021, 7, 27), date(2026, 11, 23)]
PEOPLE = 40
UNKNOWN_TO_IT = {
    "zh": {"金额", "比一比", "什么时候"},
    "en": {"Amount", "Compare", "When"},
}
"""What it leaves out of a yes, or tells a part of."""
BOUNDS = {"least", "most", "decimals"}
LANGUAGES: tuple[Language, ...] = ("zh", "en")

pytestmark = pytest.mark.skipif(NODE is None, reason=NO_NODE)


class Pair(NamedTuple):
    """One person's answer by the service's engine and by the device."""

    found: Person
    device: dict[str, Any]

    def entries(self, language: Language) -> Iterator[tuple[str, Any, str, Any]]:
        """Each measure with its kind and its entry, as the service and the device
        have them.
        """
        service = by_measure(told_by_service(self.found, language))
        device = by_measure(self.device[language])
        assert service.keys() == device.keys()
        for id_, (kind, entry) in service.items():
            yield kind, entry, *device[id_]


def by_measure(told: Any) -> dict[str, tuple[str, Any]]:
    return {
        entry["measure"]: (block["kind"], entry)
        for block in told["blocks"]
        for entry in block["entries"]
    }


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """People made up, some of whom could not tell something."""
    book = Rulebook.load("guangdong")
    found = list[Pair]()
    for day in DAYS:
        with evaluator(book, day, "tell.mjs") as device:
            for number, one in enumerate(islice(drawn(book, day, 23), PEOPLE)):
                profile = told(one, book)
                if number % 2:
                    profile.setdefault("claim", None)
                service = advised(profile, book, day, measures=None, years=5)
                found.append(Pair(service, device(profile)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_needs_no_advice_is_told_word_for_word(
    pairs: list[Pair], language: Language
) -> None:
    seen = dict.fromkeys(("open", "office", "done", "told", "apart"), 0)
    for pair in pairs:
        for kind, entry, here, said in pair.entries(language):
            assert said["title"] == entry["title"]
            status = pair.found.assessment[entry["measure"]].status
            if kind == "open" and status is Status.INELIGIBLE:
                assert here == "no"  # the device knows no steps that lead out of it
            elif kind in seen:
                seen[kind] += 1
                assert (here, said) == (kind, entry)
    assert all(seen.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_find_out_is_told_alike_where_the_same_is_open(
    pairs: list[Pair], language: Language
) -> None:
    seen = 0
    for pair in pairs:
        (whole, known), (part, here) = (
            open_(told)
            for told in (told_by_service(pair.found, language), pair.device[language])
        )
        if whole == part:
            assert here == known
            seen += bool(known)
    assert seen


def open_(told: Any) -> tuple[list[str], list[Any]]:
    """The measures that are open, and what is to be found out first."""
    blocks = [block for block in told["blocks"] if block["kind"] == "open"]
    measures = [entry["measure"] for block in blocks for entry in block["entries"]]
    return measures, [find for block in blocks for find in block["finds"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_yes_lacks_amounts_and_deadlines_only(
    pairs: list[Pair], language: Language
) -> None:
    seen = 0
    for pair in pairs:
        for kind, entry, here, said in pair.entries(language):
            if kind != "now":
                assert here != "now"
                continue
            seen += 1
            left_out = UNKNOWN_TO_IT[language]
            whole, part = details(entry), details(said)
            assert {it: part[it] for it in part if it not in left_out} == {
                it: whole[it] for it in whole if it not in left_out
            }
            for label in left_out & part.keys():
                assert whole[label][0].endswith(part[label][0])
            assert (here, said["remark"]) == ("now", entry["remark"])
    assert seen


def details(entry: Any) -> dict[str, list[str]]:
    """The texts of an entry by their labels, some of which stand several times."""
    found = dict[str, list[str]]()
    for one in entry["details"]:
        found.setdefault(one["label"], []).append(one["text"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_measure_is_not_for_a_person_is_told_alike(
    pairs: list[Pair], language: Language
) -> None:
    seen = 0
    for pair in pairs:
        for kind, entry, here, said in pair.entries(language):
            if kind != "no":
                continue
            seen += 1
            assert here == "no"
            # On the device alone nobody knows what is within reach.
            advice = pair.found.advice[entry["measure"]]
            reason = settled(
                advice.determination,
                Wording(pair.found.assessment.book.facts, language),
            )
            assert said["remark"] == reason
    assert seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_in_force_is_told_but_for_what_it_will_mean(
    pairs: list[Pair], language: Language
) -> None:
    seen = 0
    for pair in pairs:
        for kind, entry, here, said in pair.entries(language):
            if kind == "later":
                seen += 1
                assert here == "later"
                assert said["remark"]
                assert entry["remark"].startswith(said["remark"])
    assert seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_headings_and_order_are_those_of_the_service(
    pairs: list[Pair], language: Language
) -> None:
    for pair in pairs:
        service: Any = told_by_service(pair.found, language)
        device = pair.device[language]
        assert device["header"] == service["header"]
        assert device["footer"] == service["footer"]
        headings = {one["kind"]: one["heading"] for one in service["blocks"]}
        for block in device["blocks"]:
            assert block["heading"] == headings.setdefault(
                block["kind"], block["heading"]
            )
        first = [id_ for id_, (kind, _) in by_measure(device).items() if kind == "now"]
        also = [id_ for id_, (kind, _) in by_measure(service).items() if kind == "now"]
        assert first == also


def test_why_a_question_is_asked_and_what_is_settled_are_told_alike(
    pairs: list[Pair],
) -> None:
    asked = 0
    for pair in pairs:
        assessment, stand = pair.found.assessment, pair.device["stand"]
        assert stand["settled"] == [
            {
                "measure": one.measure.id,
                "status": one.status.value,
                "kind": settled_kind(one).name.lower(),
            }
            for one in assessment
            if not one.missing
        ]
        fact = stand["fact"]
        if fact is None:
            continue
        asked += 1
        why = fact.pop("why")
        known = described(assessment.book.facts[fact["id"]])
        if fact["type"] == "date":
            # A form for days shows no bounds.
            known = {it: known[it] for it in known if it not in BOUNDS}
        assert plain(fact) == known
        decided = [*decided_by(fact["id"], assessment)]
        if not any(found or fact["id"] in one.gates for one, found in decided):
            decided = []  # the device does not know what only leads to a measure
        assert why == [
            {
                "measure": determination.measure.id,
                "title": words(determination.measure.title),
                "conditions": [
                    {"id": one.id, "text": words(one.text)} for one in findings
                ],
            }
            for determination, findings in decided
        ]
    assert asked


def words(text: Any) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def plain(fact: Any) -> Any:
    """A described fact, without members that hold nothing."""
    return {name: value for name, value in fact.items() if value is not None}


def test_the_component_says_of_sources_what_the_engine_says() -> None:
    file = WEB.parent / "sentences" / "component.json"
    sentences = json.loads(file.read_text(encoding="utf-8"))
    for basis, text in BASIS.items():
        assert sentences[f"component.basis.{basis.id}"] == {
            "zh": f"{{place}}（{text.zh}）",
            "en": f"{{place}} ({text.en})",
        }

"""The interview over HTTP asks and forgets as that of the terminal does."""

from datetime import date
from typing import Any

import pytest

from eligibility import Rulebook
from eligibility.inquiries.interview import stand
from tests.serving import Served

DAY = "2021-07-27"


def first_answer(fact: dict[str, Any]) -> str | None:
    """The first choice; nothing where there are none."""
    return fact["values"][0]["value"] if "values" in fact else None


def test_an_interview_goes_on_until_nothing_is_left_to_ask(
    service: Served, book: Rulebook
) -> None:
    state: dict[str, Any] = service.http.post(
        "/v1/next-question", json={"profile": {}, "on": DAY}
    ).json()
    rules = {"name": book.name, "version": book.version, "sha256": book.sha256}
    profile: dict[str, str | None] = {}
    most = state["remaining"]["at_most"]
    asked = explained = 0
    while state["fact"] is not None:
        fact = state["fact"]
        now = stand(profile, book, date.fromisoformat(DAY))
        assert now.fact is not None
        assert fact["id"] == now.fact.id
        assert state["topic"] == now.topic
        assert state["remaining"] == {
            "at_least": now.at_least,
            "at_most": now.at_most,
            "about": now.about,
            "about_here": now.about_here,
        }
        explained += bool(fact["why"])
        assert state["rulebook"] == rules
        sent = {
            "profile": profile,
            "fact": fact["id"],
            "value": first_answer(fact),
            "on": DAY,
        }
        answer = service.http.post("/v1/answer", json=sent)
        assert answer.status_code == 200, answer.text
        state = answer.json()
        profile = state["profile"]
        asked += 1
    assert asked / 2 < explained
    assert asked <= most
    assert not any(state["remaining"].values())
    determinations = service.http.post(
        "/v1/assess", json={"profile": profile, "on": DAY}
    ).json()["determinations"]
    statuses = {one["measure"]: one["status"] for one in determinations}
    assert state["settled"]
    assert all(statuses[one["measure"]] == one["status"] for one in state["settled"])


def test_answers_that_no_longer_apply_are_dropped_and_named(service: Served) -> None:
    profile = {"employment_form": "platform", "platform": "meituan", "sex": "male"}
    sent = {"profile": profile, "fact": "employment_form", "value": "none", "on": DAY}
    state = service.http.post("/v1/answer", json=sent).json()
    assert state["dropped"] == ["platform"]
    assert state["profile"] == {"employment_form": "none", "sex": "male"}


def test_a_fact_that_cannot_be_told_is_not_asked_again(service: Served) -> None:
    sent: dict[str, Any] = {"profile": {}, "on": DAY}
    first = service.http.post("/v1/next-question", json=sent).json()["fact"]["id"]
    sent["profile"] = {first: None}
    second = service.http.post("/v1/next-question", json=sent).json()["fact"]["id"]
    assert second != first


def test_an_answer_may_be_written_as_people_write_it(service: Served) -> None:
    told: dict[str, Any] = {}
    for value in ("2020年6月3日", "2020/6/3"):
        sent = {"profile": {}, "fact": "birth_date", "value": value, "on": DAY}
        told |= service.http.post("/v1/answer", json=sent).json()["profile"]
        assert told == {"birth_date": "2020-06-03"}


def test_a_wrong_answer_is_told_at_the_value(service: Served) -> None:
    sent: dict[str, Any] = {"profile": {}, "fact": "birth_date", "value": "2020-13"}
    sent["on"] = DAY
    answer = service.http.post("/v1/answer", json=sent)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/value"
    sent = {"profile": {}, "fact": "no_such_fact", "value": None, "on": DAY}
    (error,) = service.http.post("/v1/answer", json=sent).json()["errors"]
    assert error["pointer"] == "/fact"


def test_only_what_one_came_for_is_asked_about(service: Served, book: Rulebook) -> None:
    of = [id_ for id_, one in book.measures.items() if one.topic == "dispute"]
    assert 0 < len(of) < len(book.measures)
    sent: dict[str, Any] = {"profile": {}, "on": DAY, "topics": ["dispute"]}
    state = service.http.post("/v1/next-question", json=sent).json()
    assert state["topic"] == "dispute"
    sent |= {"fact": state["fact"]["id"], "value": "unpaid_wages"}
    assert service.http.post("/v1/answer", json=sent).json()["topic"] == "dispute"
    for call in ("assess", "words"):
        sent = {"profile": {}, "on": DAY, "topics": ["dispute"]}
        answer = service.http.post(f"/v1/{call}", json=sent).json()
        rows = answer.get("determinations") or [
            entry for block in answer["blocks"] for entry in block["entries"]
        ]
        assert [one["measure"] for one in rows] == of


@pytest.mark.parametrize("call", ["assess", "words", "next-question", "report"])
@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"topics": ["disputes"]}, "unknown-topic"),
        ({"topics": ["dispute"], "measures": ["legal-aid"]}, "measures-and-topics"),
    ],
    ids=["misspelt", "both"],
)
def test_topics_that_cannot_be_are_refused_in_one_sentence(
    service: Served, call: str, named: dict[str, Any], code: str
) -> None:
    answer = service.http.post(f"/v1/{call}", json={"profile": {}, "on": DAY} | named)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["code"], error["pointer"]) == (code, "/topics")


def test_what_has_nothing_to_do_with_a_person_is_settled_apart(service: Served) -> None:
    profile = {"own_business": False}
    sent = {"profile": profile, "on": DAY, "topics": ["business"]}
    state = service.http.post("/v1/next-question", json=sent).json()
    kinds = {one["measure"]: one["kind"] for one in state["settled"]}
    assert kinds["home-premises"] == "apart"

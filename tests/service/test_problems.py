"""Whatever is refused ends in a problem document that says where, what and a hint."""

import socket
from http.client import HTTPResponse
from typing import Any

import httpx
import pytest

from tests.serving import Served

ODD = "Zqx-4711-secret"
JSON = {"Content-Type": "application/json"}


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of an answer, which quotes no value."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    assert found["status"] == status
    assert found["title"]
    assert ODD not in answer.text
    return found


def pointers(found: dict[str, Any]) -> list[str]:
    return [one["pointer"] for one in found["errors"]]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"GET /v1/measures?on=" + b"1" * 65_600, id="address"),
        pytest.param(b"GET /v1/measures HTTP/1.1\r\nX-Odd: \0", id="header"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01", id="TLS"),
    ],
)
def test_what_is_no_http_is_refused_as_anything_else_is(
    service: Served, sent: bytes
) -> None:
    with socket.create_connection(service.place, timeout=30) as connection:
        connection.sendall(sent + b" HTTP/1.1\r\nHost: here\r\n\r\n")
        said = HTTPResponse(connection)
        said.begin()
        headers = dict(said.getheaders())
        found = problem(
            httpx.Response(said.status, headers=headers, content=said.read()), 400
        )
        assert "64 KiB" in found["detail"]
        assert headers["connection"] == "close"
        assert headers["x-content-type-options"] == "nosniff"
    assert service.http.get("/healthz").status_code == 200


def test_every_fault_of_a_profile_is_told_with_its_place_and_a_hint(
    service: Served,
) -> None:
    profile = {"birth_date": "2020-6", "sex": ODD, "able_to_work": [ODD], "a/b~": ODD}
    answer = service.http.post(
        "/v1/assess", json={"profile": profile, "on": "2021-07-27"}
    )
    found = problem(answer, 422)
    told = {one["pointer"]: one for one in found["errors"]}
    assert set(told) == {
        "/profile/birth_date",
        "/profile/sex",
        "/profile/able_to_work",
        "/profile/a~1b~0",
    }
    month = told["/profile/birth_date"]
    assert month["code"] == "day"
    assert "2020-06-30" in month["hint"]["zh"]
    assert "2020-06-30" in month["hint"]["en"]


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({}, ["/profile"]),
        ([], [""]),
        ({"profile": ODD}, ["/profile"]),
        ({"profile": {}, "on": 20210727}, ["/on"]),
        ({"profile": {}, "on": ODD}, ["/on"]),
        ({"profile": {}, "on": "1900-01-01"}, ["/on"]),
        ({"profile": {}, "measures": []}, ["/measures"]),
        ({"profile": {}, "measures": [1]}, ["/measures/0"]),
        ({"profile": {}, "horizon": 0}, ["/horizon"]),
        ({"profile": {}, "horizon": 21}, ["/horizon"]),
        ({"profile": {}, "extra": ODD}, ["/extra"]),
    ],
)
def test_a_wrong_call_is_told_by_its_member(
    service: Served, sent: object, where: list[str]
) -> None:
    found = problem(service.http.post("/v1/assess", json=sent), 422)
    assert pointers(found) == where


def test_a_measure_that_there_is_not_comes_with_those_like_it(service: Served) -> None:
    sent = {"profile": {}, "measures": ["social-insurance-subsidi"]}
    found = problem(service.http.post("/v1/assess", json=sent), 422)
    assert "social-insurance-subsidy" in found["errors"][0]["hint"]["en"]
    answer = service.http.get("/v1/measures/social-insurance-subsidi")
    found = problem(answer, 404)
    assert "social-insurance-subsidy" in found["errors"][0]["hint"]["zh"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"profile": {}, "profile": {}}',
        b'{"profile": {"hours_per_day": NaN}}',
        b'{"profile": {"sex": "\\ud800"}}',
        b'{"profile": {"sex": "\xff"}}',
        b"[" * 60_000,
        b'{"profile": {"hours_per_day": ' + b"1" * 5000 + b"}}",
    ],
    ids=["empty", "cut", "twice", "nan", "half", "latin", "deep", "long"],
)
def test_what_is_no_json_is_refused(service: Served, body: bytes) -> None:
    answer = service.http.post("/v1/assess", content=body, headers=JSON)
    found = problem(answer, 400)
    assert pointers(found) == [""]


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e22", "0.1234567", "-0.0"])
def test_a_number_beyond_all_bounds_is_told_by_its_fact(
    service: Served, number: str
) -> None:
    body = f'{{"profile": {{"hours_per_day": {number}, "employment_form": "none"}}}}'
    answer = service.http.post("/v1/assess", content=body, headers=JSON)
    assert answer.status_code in {200, 422}


def test_another_media_type_is_refused(service: Served) -> None:
    for headers in ({}, {"Content-Type": "text/plain"}):
        answer = service.http.post("/v1/assess", content=b"{}", headers=headers)
        problem(answer, 415)


def test_titles_are_in_the_language_asked_for_and_errors_in_both(
    service: Served,
) -> None:
    told = {}
    for language in ("zh-CN", "en-GB,en;q=0.9,zh;q=0.1"):
        answer = service.http.post(
            "/v1/assess",
            json={"profile": {"sex": ODD}},
            headers={"Accept-Language": language},
        )
        found = problem(answer, 422)
        told[answer.headers["content-language"]] = found["title"]
        assert set(found["errors"][0]["detail"]) == {"zh", "en"}
    assert told["en"].isascii()
    assert not told["zh-CN"].isascii()


def test_an_address_or_a_method_that_there_is_not_is_a_problem_too(
    service: Served,
) -> None:
    problem(service.http.get(f"/v1/{ODD}"), 404)
    answer = service.http.get("/v1/assess")
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"
    found = problem(service.http.get("/v1/measures", params={"on": ODD}), 422)
    assert pointers(found) == ["/on"]
    answer = service.http.post(
        "/v1/screen",
        params={"detail": ODD},
        content=b"{}",
        headers={"Content-Type": "application/x-ndjson"},
    )
    assert pointers(problem(answer, 422)) == ["/detail"]


def test_contradictions_are_told_with_the_facts_in_them(service: Served) -> None:
    sent = {"profile": {"sex": "male", "retirement_category": "cadre"}}
    found = problem(service.http.post("/v1/assess", json=sent), 422)
    assert pointers(found) == ["/profile/retirement_category"]
    assert "sex" in found["errors"][0]["detail"]["en"]

"""The service beneath a path of another application."""

import time
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from eligibility.service.application import application
from eligibility.service.settings import Settings
from tests.serving import Served

KEY = "a-key-of-some-length-for-tests"
SENT = {"profile": {"birth_date": "1999-05-01"}, "on": "2021-07-27"}


def portal(settings: Settings) -> FastAPI:
    app = FastAPI()
    app.mount("/rules", application(settings))
    return app


@pytest.fixture(scope="module")
def mounted() -> Iterator[TestClient]:
    """A portal that has it beneath /rules."""
    with TestClient(portal(Settings(rate=0))) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/embed", "/embed.js", "/style.css", "/openapi.json", "/v1/measures"]
)
def test_its_files_and_lists_are_those_of_the_service_alone(
    mounted: TestClient, service: Served, path: str
) -> None:
    found, alone = mounted.get(f"/rules{path}"), service.http.get(path)
    assert found.status_code == 200
    assert found.content == alone.content
    for name in ("content-security-policy", "etag", "x-content-type-options"):
        assert found.headers[name] == alone.headers[name]


@pytest.mark.parametrize("path", ["/v1/assess", "/v1/words", "/v1/next-question"])
def test_its_answers_are_those_of_the_service_alone(
    mounted: TestClient, service: Served, path: str
) -> None:
    found = mounted.post(f"/rules{path}", json=SENT)
    assert found.status_code == 200
    assert found.json() == service.http.post(path, json=SENT).json()


def test_what_it_does_not_have_is_a_problem_as_ever(mounted: TestClient) -> None:
    found = mounted.get("/rules/nothing")
    assert found.status_code == 404
    assert found.headers["content-type"] == "application/problem+json"


def test_it_becomes_ready_though_nobody_says_that_it_begins(
    mounted: TestClient,
) -> None:
    until = time.monotonic() + 60
    while mounted.get("/rules/readyz").status_code != 200:
        assert time.monotonic() < until


def test_its_key_is_asked_for_there_too() -> None:
    with TestClient(portal(Settings(key=KEY))) as client:
        for path in ("/rules/v1/measures", "/rules/metrics"):
            assert client.get(path).status_code == 401
            sent = {"Authorization": f"Bearer {KEY}"}
            assert client.get(path, headers=sent).status_code == 200
        assert client.get("/rules/healthz").status_code == 200

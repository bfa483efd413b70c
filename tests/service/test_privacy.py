"""What people say of themselves is in the answer to them, and nowhere else."""

import json
import logging

import pytest

from eligibility.rulebook import Rulebook
from eligibility.service import answers
from eligibility.service.settings import Settings
from tests.serving import Served, served

ODD = "Zqx4711"
DAY = "1987-03-19"


def sayings() -> list[dict[str, object]]:
    """Profiles with values that are found again wherever they come up."""
    return [
        {"birth_date": DAY, "monthly_contribution": "1234.56"},
        {"birth_date": ODD},
        {"sex": ODD},
        {"able_to_work": ODD},
        {ODD: ODD},
        {"birth_date": {ODD: [ODD]}},
    ]


def told(service: Served) -> None:
    """Send them to every call, well and badly formed."""
    paths = ("assess", "next-question", "words", "report", "calendar", "answer")
    for profile in sayings():
        for path in paths:
            extra = {"fact": "sex", "value": ODD} if path == "answer" else {}
            sent = {"profile": profile, "on": "2021-07-27", **extra}
            service.http.post(f"/v1/{path}", json=sent)
        service.http.post(
            "/v1/screen",
            content=json.dumps(profile) + "\n" + ODD,
            headers={"Content-Type": "application/x-ndjson"},
        )
    service.http.get(f"/{ODD}", params={"q": ODD})
    service.http.request(ODD.upper(), "/v1/assess")
    service.http.post("/v1/assess", content=f'{{"{ODD}'.encode())


def test_nothing_of_a_profile_is_in_a_log_or_a_metric(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for client in ("httpcore", "httpx"):
        caplog.set_level(logging.CRITICAL, client)
    caplog.set_level(logging.DEBUG)
    with served(Settings(rate=0, access_log=True)) as running:
        monkeypatch.setattr(logging.getLogger("eligibility.service"), "propagate", True)
        told(running)
        metrics = running.http.get("/metrics").text
    ours = [one for one in caplog.records if not one.name.startswith("http")]
    log = "\n".join(one.getMessage() for one in ours)
    assert "POST /v1/assess 422" in log
    for text in (log, metrics):
        for value in (ODD, ODD.upper(), DAY, "1234.56"):
            assert value not in text
    assert "127.0.0.1" not in log
    assert 'route="/v1/assess",status="200"' in metrics


def test_a_failure_of_the_service_is_told_and_logged_by_its_place_alone(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise RuntimeError(DAY)

    with served(Settings(rate=0)) as running:
        monkeypatch.setattr(logging.getLogger("eligibility.service"), "propagate", True)
        monkeypatch.setattr(answers, "document", failing)
        monkeypatch.setattr(Rulebook, "profile", failing)
        sent = {"profile": {"birth_date": DAY}}
        found = running.http.post("/v1/assess", json=sent)
        line = running.http.post(
            "/v1/screen?on=2021-07-27",
            content=json.dumps(sent["profile"]),
            headers={"Content-Type": "application/x-ndjson"},
        )
    assert found.status_code == 500
    assert found.headers["content-type"] == "application/problem+json"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert line.status_code == 500
    messages = [one.getMessage() for one in caplog.records]
    assert any("failed: RuntimeError, test_privacy.py:" in one for one in messages)
    assert DAY not in "".join(messages) + caplog.text + found.text + line.text


def test_no_answer_to_a_person_may_be_kept(service: Served) -> None:
    paths = ("assess", "next-question", "words", "report", "calendar")
    for path in paths:
        answer = service.http.post(f"/v1/{path}", json={"profile": {}})
        assert answer.headers["cache-control"] == "no-store"

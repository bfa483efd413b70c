"""HTTP as other programs speak it: slashes, HEAD, long heads, pipelines, refusals."""

import json
import logging
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from eligibility.service.settings import KIB, Settings
from tests.serving import Served, served

SENT = {"profile": {"birth_date": "1999-05-01"}, "on": "2021-07-27"}
JSON = {"Content-Type": "application/json"}
ORIGIN = "https://portal.example"


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    """A service that a portal may ask."""
    with served(Settings(rate=0, origins=(ORIGIN,))) as running:
        yield running


def said(service: Served, sent: bytes, *, until: bytes = b"") -> bytes:
    """All that is answered on one connection."""
    found = b""
    with socket.create_connection(service.place, timeout=10) as line:
        line.sendall(sent)
        while part := line.recv(65536):
            found += part
            if until and found.count(until) >= 2:
                break
    return found


@pytest.mark.parametrize("path", ["/v1/assess/", "/v1/measures/", "/metrics/"])
def test_nobody_is_led_to_where_a_host_header_says(service: Served, path: str) -> None:
    for method in ("POST", "GET"):
        headers = {"Host": "elsewhere.example", **JSON}
        answer = service.http.request(method, path, json=SENT, headers=headers)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert "elsewhere" not in str(answer.headers)


@pytest.mark.parametrize(
    "path",
    ["/", "/embed.js", "/healthz", "/v1/measures?on=2021-07-27", "/openapi.json"],
)
def test_head_is_get_without_the_body(service: Served, path: str) -> None:
    whole, head = service.http.get(path), service.http.head(path)
    assert head.status_code == whole.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "cache-control"):
        assert head.headers.get(name) == whole.headers.get(name)


@pytest.mark.parametrize("where", ["address", "headers"])
def test_a_head_over_the_limit_is_refused_in_one_write_too(
    service: Served, where: str
) -> None:
    long = b"x" * (65 * KIB)
    path, more = (
        (b"/healthz?" + long, b"") if where == "address" else (b"/healthz", long)
    )
    lines = b"".join(
        b"X-%d: %b\r\n" % (at, more[at : at + 8000]) for at in range(0, len(more), 8000)
    )
    told = said(service, b"GET %b HTTP/1.1\r\nHost: here\r\n%b\r\n" % (path, lines))
    assert told.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in told


def test_what_follows_in_one_write_is_answered_in_order(service: Served) -> None:
    body = json.dumps(SENT | {"detail": "brief"}).encode()
    one = (
        b"POST /v1/assess HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
    )
    told = said(service, one * 2, until=b'"licence-exemption"')
    assert told.count(b"HTTP/1.1 200 OK") == 2


def test_a_second_batch_is_not_cut_short_by_the_end_of_the_first() -> None:
    """It waits for its client as long as any other."""
    lines = b'{"birth_date": "1999-05-01"}\n' * 3
    one = (
        b"POST /v1/screen?on=2021-07-27 HTTP/1.1\r\nHost: here\r\n"
        b"Content-Type: application/x-ndjson\r\nContent-Length: %d\r\n\r\n%b"
        % (len(lines), lines)
    )
    with served(Settings(rate=0, patience=1)) as running:
        told = said(running, one * 2, until=b'"line":3')
    assert told.count(b'"line":3') == 2


@pytest.mark.parametrize(
    ("origin", "method", "status"),
    [
        (ORIGIN, "POST", 200),
        ("https://else.example", "POST", 400),
        (ORIGIN, "PUT", 400),
    ],
)
def test_a_preflight_has_the_headers_of_every_answer(
    service: Served, origin: str, method: str, status: int
) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": method}
    answer = service.http.options("/v1/assess", headers=asked)
    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    if status == 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 400


def test_a_whole_number_may_have_a_point_and_a_text_its_mark(service: Served) -> None:
    told = {"subsidy_months_used": 12.0}
    body = b"\xef\xbb\xbf" + json.dumps({**SENT, "profile": told}).encode()
    answer = service.http.post("/v1/assess", content=body, headers=JSON)
    assert answer.status_code == 200
    half = {"profile": {"subsidy_months_used": 12.5}}
    assert service.http.post("/v1/assess", json=half).status_code == 422


def test_a_refusal_of_a_large_body_can_be_read_by_who_sends_it_all_first(
    service: Served,
) -> None:
    request = urllib.request.Request(  # noqa: S310 - on this machine
        f"{service.url}/v1/assess", data=b" " * (3 << 20), headers=JSON
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)  # noqa: S310
    assert refused.value.code == 413
    assert json.load(refused.value)["status"] == 413


def test_wrong_names_without_end_are_counted_not_listed(service: Served) -> None:
    names = {f"fact_{number}": 1 for number in range(3000)}
    answer = service.http.post("/v1/assess", json={"profile": names})
    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert len(errors) == 101
    assert "2900" in errors[-1]["detail"]["en"]
    assert len(answer.content) < 64 * KIB


def test_a_call_for_the_outcomes_alone_gives_those_of_the_whole(
    service: Served,
) -> None:
    whole = service.http.post("/v1/assess", json=SENT).json()
    brief = service.http.post("/v1/assess", json=SENT | {"detail": "brief"}).json()
    assert brief["rulebook"] == whole["rulebook"]
    assert brief["on"] == whole["on"]
    for one, other in zip(
        brief["determinations"], whole["determinations"], strict=True
    ):
        assert {it: one[it] for it in ("measure", "status", "missing")} == {
            it: other[it] for it in ("measure", "status", "missing")
        }
    assert len(json.dumps(brief)) * 10 < len(json.dumps(whole))


def test_a_websocket_leaves_no_line_in_the_log(
    service: Served, caplog: pytest.LogCaptureFixture
) -> None:
    asked = (
        b"GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: Upgrade, close\r\n"
        b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with caplog.at_level(logging.ERROR):
        told = said(service, asked)
    assert told.startswith(b"HTTP/1.1 200")
    assert logging.getLogger("uvicorn").level == logging.ERROR

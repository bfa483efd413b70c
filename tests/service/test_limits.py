"""What one caller may take of the service, and what the others still get."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.service.limits import MOST_KEPT, Limiter
from eligibility.service.settings import KIB, Settings
from tests.serving import Served, served

pytestmark = pytest.mark.wire

JSON = {"Content-Type": "application/json"}
SENT = {"profile": {"birth_date": "1999-05-01"}, "on": "2021-07-27"}
KEY = "a-key-of-some-length-for-tests"


@pytest.fixture(scope="module")
def impatient() -> Iterator[Served]:
    """A service that waits for nobody for long, and answers few at a time."""
    with served(Settings(rate=0, patience=0.5, in_flight=4)) as running:
        yield running


def test_a_body_past_its_limit_is_refused_whatever_its_length_is_said_to_be(
    service: Served,
) -> None:
    inside = b'{"profile": {}, "on": "2021-07-27", "measures": ["home-premises"]}'
    for size, status, media in (
        (64 * KIB, 200, "application/json"),
        (64 * KIB + 1, 413, "application/problem+json"),
    ):
        body = inside + b" " * (size - len(inside))
        for content in (body, iter([body[:9], body[9:]])):
            answer = service.http.post("/v1/assess", content=content, headers=JSON)
            assert answer.status_code == status, size
            assert answer.headers["content-type"] == media


def test_an_endless_body_is_not_read_to_its_end(service: Served) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 2**30:
            sent += 4096
            yield b" " * 4096

    try:
        answer = service.http.post("/v1/assess", content=endless(), headers=JSON)
        assert answer.status_code == 413
    except httpx.TransportError:
        pass  # it was cut off while it still wrote
    assert sent < 2**26
    assert service.http.get("/healthz").status_code == 200


def test_a_slow_body_is_given_up(impatient: Served) -> None:
    head = (
        b"POST /v1/assess HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
        b"Content-Length: 100\r\n\r\n{"
    )
    with socket.create_connection(impatient.place, timeout=30) as connection:
        connection.sendall(head)
        told = connection.makefile("rb").read()
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in told


@pytest.mark.parametrize("head", [b"", b"GET /healthz HTTP/1.1\r\nHost: he"])
def test_a_slow_head_is_given_up(impatient: Served, head: bytes) -> None:
    with socket.create_connection(impatient.place, timeout=30) as connection:
        connection.sendall(head)
        assert connection.recv(1) == b""


def test_an_endless_head_is_given_up(service: Served) -> None:
    with socket.create_connection(service.place, timeout=30) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\n")
        with pytest.raises(OSError, match=r"[Rr]eset|[Pp]ipe"):
            connection.sendall((b"X-Long: " + b"x" * 4096 + b"\r\n") * 10_000)
    assert service.http.get("/healthz").status_code == 200


def test_a_batch_that_stops_coming_is_ended_with_a_word(impatient: Served) -> None:
    head = (
        b"POST /v1/screen?on=2021-07-27 HTTP/1.1\r\nHost: here\r\n"
        b"Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(impatient.place, timeout=30) as connection:
        connection.sendall(head + b"3\r\n{}\n\r\n")
        reader = connection.makefile("rb")
        told = b""
        while b'"line":2' not in told:
            part = reader.readline()
            assert part, told
            told += part
    assert b'"status":408' in told


def test_who_reads_no_answer_holds_no_place() -> None:
    head = (
        b"POST /v1/screen?on=2021-07-27&detail=full HTTP/1.1\r\nHost: here\r\n"
        b"Content-Type: application/x-ndjson\r\nContent-Length: 30000\r\n\r\n"
    )
    with (
        served(Settings(rate=0, patience=5, open=1)) as running,
        socket.socket() as deaf,
    ):
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        deaf.connect(running.place)
        deaf.sendall(head + b"{}\n" * 10_000)
        until = time.monotonic() + 60

        def awaited(status: int) -> bool:
            found = 0
            while found != status and time.monotonic() < until:
                found = running.http.get("/v1/schemas/profile").status_code
            return found == status

        assert awaited(429)  # it is all that its address may have under way
        assert awaited(200)  # and is shown out


def test_more_than_may_be_in_flight_are_told_to_come_back(impatient: Served) -> None:
    def ask(_: int) -> httpx.Response:
        return httpx.post(
            f"{impatient.url}/v1/assess", json=SENT, timeout=60, trust_env=False
        )

    with ThreadPoolExecutor(24) as pool:
        found = list(pool.map(ask, range(24)))
    assert {one.status_code for one in found} == {200, 503}
    for one in found:
        if one.status_code == 503:
            assert int(one.headers["retry-after"]) > 0
            assert one.headers["content-type"] == "application/problem+json"


def test_a_hundred_parallel_calls_are_all_answered_alike(service: Served) -> None:
    def ask(_: int) -> bytes:
        answer = httpx.post(
            f"{service.url}/v1/next-question", json=SENT, timeout=120, trust_env=False
        )
        assert answer.status_code == 200
        return answer.content

    with ThreadPoolExecutor(100) as pool:
        assert len(set(pool.map(ask, range(100)))) == 1


def test_callers_who_hang_up_leave_it_answering(service: Served) -> None:
    body = b'{"profile": {}}'
    head = (
        b"POST /v1/assess HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    )
    for sent in (b"", head[:20], head, head + body[:3], head + body):
        for _ in range(5):
            with socket.create_connection(service.place, timeout=30) as connection:
                connection.sendall(sent)
    assert service.http.post("/v1/next-question", json=SENT).status_code == 200


def test_an_address_that_calls_too_often_is_told_when_to_come_back() -> None:
    with served(Settings(rate=0.001, burst=3)) as running:
        found = [running.http.get("/v1/schemas/profile") for _ in range(9)]
        assert running.http.get("/healthz").status_code == 200
    refused = [one for one in found if one.status_code == 429]
    assert len(refused) in range(6, 9)
    assert int(refused[0].headers["retry-after"]) > 0
    assert "3" in refused[0].json()["detail"]


def test_a_key_is_asked_for_where_one_is_set() -> None:
    with served(Settings(rate=0, key=KEY)) as running:
        http = httpx.Client(base_url=running.url, trust_env=False)
        for given_ in ("", "Bearer wrong", f"Basic {KEY}", "Bearer schlüssel"):
            for path in ("/v1/measures", "/metrics"):
                headers = {b"Authorization": given_.encode()}
                answer = http.get(path, headers=headers)
                assert answer.status_code == 401
                assert answer.headers["www-authenticate"] == "Bearer"
        assert http.get("/healthz").status_code == 200
        assert http.get("/openapi.json").json()["components"]["securitySchemes"]
        assert running.http.get("/v1/measures").status_code == 200
        http.close()


@given(st.lists(st.tuples(st.floats(0, 5), st.booleans()), max_size=60))
def test_a_bucket_gives_no_more_than_its_burst_and_its_rate(
    calls: list[tuple[float, bool]],
) -> None:
    now = 0.0
    limiter = Limiter(2.0, 3, lambda: now)
    given_: list[float] = []
    for pause, far in calls:
        now += pause
        if limiter.wait("2001:db8::1" if far else "2001:db8::2") == 0:
            given_.append(now)
    for first, begun in enumerate(given_):
        for last in range(first, len(given_)):
            most = 3 + 2.0 * (given_[last] - begun)
            assert last - first + 1 <= most + 1e-6


def test_whoever_waits_as_long_as_told_is_let_in() -> None:
    now = 0.0
    limiter = Limiter(0.25, 1, lambda: now)
    assert limiter.wait("192.0.2.1") == 0
    wait = limiter.wait("192.0.2.1")
    assert wait == 4
    assert limiter.wait("192.0.2.2") == 0
    now += wait
    assert limiter.wait("::ffff:192.0.2.1") == 0


def test_addresses_without_end_do_not_fill_memory() -> None:
    limiter = Limiter(1.0, 1)
    for number in range(MOST_KEPT + 100):
        limiter.wait(str(number))
    assert len(limiter._buckets) == MOST_KEPT  # noqa: SLF001 - what it must not let grow

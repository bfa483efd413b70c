"""One address does its worst; another, meanwhile, is answered within a second."""

import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import httpx
import pytest

from eligibility.service.settings import Settings
from tests.serving import Served, served

pytestmark = pytest.mark.wire

JSON = {"Content-Type": "application/json"}
SENT = {"profile": {"birth_date": "1999-05-01"}, "on": "2021-07-27", "detail": "brief"}
VICTIM = "127.0.0.2"
CALLS = 100
Attack = Callable[[Served, threading.Event], None]


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    """A service as it comes."""
    with served(Settings()) as running:
        yield running


def unfinished(head: bytes, first: bytes, then: bytes) -> Attack:
    """Many connections that begin a request and send a little of it now and then."""

    def attack(service: Served, end: threading.Event) -> None:
        with ExitStack() as open_:
            found: list[socket.socket] = []
            for _ in range(300):
                with suppress(OSError):
                    one = open_.enter_context(socket.create_connection(service.place))
                    one.sendall(head + first)
                    found.append(one)
            while not end.wait(0.2):
                for one in found:
                    with suppress(OSError):
                        one.sendall(then)

    return attack


def again_and_again(path: str, bodies: Iterator[dict[str, object]]) -> Attack:
    """Costly calls, as many as are let in, on several connections."""

    def attack(service: Served, end: threading.Event) -> None:
        def calling() -> None:
            with httpx.Client(
                base_url=service.url, timeout=60, trust_env=False
            ) as http:
                while not end.is_set():
                    with suppress(httpx.HTTPError):
                        http.post(path, json=next(bodies))

        threads = [threading.Thread(target=calling) for _ in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    return attack


BATCH = (
    b"POST /v1/screen HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-ndjson\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)
ANNOUNCED = (
    b"POST /v1/assess HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
    b"Content-Length: 60000\r\n\r\n"
)
PDF: dict[str, object] = {
    "profile": {"birth_date": "1999-05-01"},
    "on": "2021-07-27",
    "format": "pdf",
}
NAMES = {f"fact_{number}": "x" * 8 for number in range(2000)}
DAYS = (f"20{year}-{month:02}-15" for year in range(21, 40) for month in range(1, 13))
ATTACKS: dict[str, Attack] = {
    "a batch a byte at a time": unfinished(BATCH, b"", b"1\r\n{\r\n"),
    "a body that does not come": unfinished(ANNOUNCED, b"{", b" "),
    "a thousand wrong names": again_and_again(
        "/v1/assess", itertools.repeat({"profile": NAMES})
    ),
    "days that nobody asked for": again_and_again(
        "/v1/assess", ({"profile": {}, "on": day} for day in itertools.cycle(DAYS))
    ),
    "plans on paper": again_and_again("/v1/report", itertools.repeat(PDF)),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_another_address_is_answered_within_a_second(
    service: Served, name: str
) -> None:
    end = threading.Event()
    attacker = threading.Thread(target=ATTACKS[name], args=(service, end))
    transport = httpx.HTTPTransport(local_address=VICTIM)
    took = []
    attacker.start()
    try:
        time.sleep(1)
        with httpx.Client(
            base_url=service.url, transport=transport, timeout=30, trust_env=False
        ) as http:
            for _ in range(CALLS):
                start = time.perf_counter()
                answer = http.post("/v1/assess", json=SENT)
                took.append(time.perf_counter() - start)
                assert answer.status_code == 200, answer.text
                time.sleep(0.05)
    finally:
        end.set()
        attacker.join()
    late = sorted(took)[int(0.99 * CALLS) - 1]
    assert late < 1

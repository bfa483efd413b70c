"""How many calls a second the service answers, beside a route that returns a constant.

    python -m benchmarks.service

Both are served by the same server with as many processes as this machine has cores, and
asked over as many connections as there are calls in flight. The one who asks shares the
cores with them, so the figures are lower than those of a server on its own.
"""

import argparse
import asyncio
import contextlib
import json
import os
import resource
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fastapi import FastAPI

from eligibility import Rulebook
from eligibility.document import plain
from eligibility.inquiries.windows import HORIZON
from eligibility.offering import every_measure
from eligibility.service.calls import today
from tests.people import drawn

IN_FLIGHT = 200
CONNECTIONS = 1000
SEED = 20261124
PEOPLE = 200
WAIT = 60

bare = FastAPI()
"""What there is to compare with: the same framework, and nothing to do."""


@bare.post("/constant")
async def constant() -> dict[str, bool]:
    """Return a constant."""
    return {"answered": True}


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked, over and over."""

    name: str
    path: str
    bodies: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it: a status and the seconds each call took, and the whole time."""

    statuses: tuple[int, ...]
    seconds: tuple[float, ...]
    whole: float

    @property
    def rate(self) -> float:
        """Calls answered a second."""
        return self.statuses.count(200) / self.whole

    def percentile(self, share: float) -> float:
        """The seconds within which a share of the calls were answered."""
        ranked = sorted(self.seconds)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def people() -> tuple[dict[str, object], ...]:
    """People made up for the rulebook, as profiles."""
    book = Rulebook.load()
    day = today(book)
    return tuple(
        {id_: plain(book.facts[id_].decode(code)) for id_, code in one.codes.items()}
        for one in islice(drawn(book, day, SEED), PEOPLE)
    )


def calls() -> tuple[Call, ...]:
    """The calls that are counted."""
    book = Rulebook.load()
    day = today(book)
    first = next(
        str(one["id"])
        for one in every_measure(book, day)["measures"]  # type: ignore[attr-defined] # a list
        if one["state"] == "in_force"
    )
    made = people()

    def bodies(**extra: object) -> tuple[bytes, ...]:
        return tuple(json.dumps({"profile": one, **extra}).encode() for one in made)

    return (
        Call("assess, every measure", "/v1/assess", bodies(horizon=HORIZON)),
        Call("assess, one measure", "/v1/assess", bodies(measures=[first])),
        Call("next-question", "/v1/next-question", bodies()),
    )


async def asked(port: int, call: Call, count: int, in_flight: int) -> Taken:
    """Ask a number of times over kept connections."""
    statuses: list[int] = []
    seconds: list[float] = []
    left = iter(range(count))

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in left:
            body = call.bodies[number % len(call.bodies)]
            begun = time.perf_counter()
            writer.write(_request(call.path, body))
            statuses.append(await _status(reader))
            seconds.append(time.perf_counter() - begun)
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(in_flight)))
    return Taken(tuple(statuses), tuple(seconds), time.perf_counter() - begun)


def _request(path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _status(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.partition(b":")[2])
        for line in head.lower().split(b"\r\n")
        if line.startswith(b"content-length")
    )
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


async def crowded(port: int, call: Call) -> str:
    """Whether a thousand connections, each with a call, leave it answering."""
    taken = await asked(port, call, CONNECTIONS, CONNECTIONS)
    found = {status: taken.statuses.count(status) for status in set(taken.statuses)}
    after = await asked(port, call, 1, 1)
    told = ", ".join(f"{count} times {status}" for status, count in found.items())
    return f"{told} in {taken.whole:.1f} s; the next call: {after.statuses[0]}"


@contextlib.contextmanager
def serving(command: list[str], path: str) -> Generator[int]:
    """A server on a free port, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([*command, "--port", str(port)])
    try:
        until = time.monotonic() + WAIT
        while not _answers(f"http://127.0.0.1:{port}{path}"):
            if time.monotonic() > until:
                sys.exit("the server does not come up")
            time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(WAIT)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - a server of ours
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        return error.code == 405
    except OSError:
        return False


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How many calls a second.")
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    workers = ["--workers", str(chosen.workers)]
    uvicorn = [sys.executable, "-m", "uvicorn", "benchmarks.service:bare"]
    beside = Path(sys.executable).parent / "eligibility"
    ours = [str(beside), "serve", "--rate", "0", *workers]
    with serving([*uvicorn, "--no-access-log", *workers], "/constant") as port:
        nothing = Call("constant", "/constant", (b"{}",))
        base = asyncio.run(asked(port, nothing, 20 * chosen.calls, IN_FLIGHT))
    print(f"{'':24}{'calls/s':>9}{'p50':>10}{'p99':>10}{'bare/ours':>11}")
    _show(nothing.name, base, base)
    with serving([*ours, "--in-flight", "512"], "/readyz") as port:
        for call in calls():
            taken = asyncio.run(asked(port, call, chosen.calls, IN_FLIGHT))
            _show(call.name, taken, base)
    with serving(ours, "/readyz") as port:
        print("1,000 connections:", asyncio.run(crowded(port, calls()[1])))


def _show(name: str, taken: Taken, base: Taken) -> None:
    ratio = base.rate / taken.rate if taken.rate else float("inf")
    half, most = taken.percentile(0.5), taken.percentile(0.99)
    told = f"{name:24}{taken.rate:9.1f}{1000 * half:8.0f}ms{1000 * most:8.0f}ms{ratio:11.1f}"
    refused = len(taken.statuses) - taken.statuses.count(200)
    print(told + (f"  ({refused} refused)" if refused else ""))


if __name__ == "__main__":
    main()

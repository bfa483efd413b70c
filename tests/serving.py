"""The service on a free port of this machine, in a thread,
for as long as a test asks.
"""

import asyncio
import contextlib
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import uvicorn

from eligibility.service.listening import listening
from eligibility.service.server import Address, configured
from eligibility.service.settings import Settings

WAIT = 60


@dataclass(frozen=True)
class Served:
    """A running service: where it is, and a client of it."""

    url: str
    http: httpx.Client

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0


@contextlib.contextmanager
def served(settings: Settings) -> Generator[Served]:
    """Serve until the block ends; without a limit to the rate unless one is set."""
    address = Address(port=0)
    listener = listening(address.host, address.port)
    config = configured(address, settings)
    server = uvicorn.Server(config)

    def run() -> None:
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(server.serve(sockets=[listener]))

    thread = threading.Thread(target=run)
    thread.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    key = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
    with httpx.Client(base_url=url, timeout=WAIT, trust_env=False, headers=key) as http:
        try:
            _await_ready(http)
            yield Served(url, http)
        finally:
            server.should_exit = True
            thread.join(WAIT)


def _await_ready(http: httpx.Client) -> None:
    until = time.monotonic() + WAIT
    while http.get("/readyz").status_code != 200:
        assert time.monotonic() < until, "the service does not become ready"

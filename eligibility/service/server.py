"""The server: connections, processes, and how they stop.

uvicorn does the work. What it leaves open is closed here: how long and how large the
head of a request may be, and how many open files a process may have.
"""

import asyncio
import contextlib
import os
import resource
import socket
import tempfile
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from eligibility.service.headers import ON_EVERY_ANSWER
from eligibility.service.languages import DEFAULT
from eligibility.service.listening import BACKLOG
from eligibility.service.problems import Problem, problem
from eligibility.service.settings import DEFAULTS, KIB, Settings
from eligibility.texts import Text

HEAD = 64 * KIB
"""The head of a request may be so long."""
NO_HTTP = Text(
    f"这不是 HTTP 请求，或者地址超过 {HEAD // KIB} KiB",
    f"This is no HTTP, or the address is over {HEAD // KIB} KiB",
)
IDLE_SECONDS = 10
"""A connection may be kept so long without a request."""
STOP_SECONDS = 30
"""On SIGTERM, calls that are being answered have so long to end."""
LOGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "loggers": {
        "eligibility.service": {
            "handlers": ["stderr"],
            "level": "INFO",
            "propagate": False,
        },
        # What is no HTTP is answered so; a line for each would fill the log.
        "uvicorn": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the service listens, with how many processes, and behind which proxies."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    proxies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begin:
    """Makes the application in each process; a value, so that it can be sent to one."""

    settings: Settings

    def __call__(self) -> ASGIApp:
        """The application."""
        from eligibility.service.application import application

        return application(self.settings)


class Protocol(HttpToolsProtocol):
    """HTTP of one connection, with bounds on the head of each request."""

    _head = 0
    _size = 0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Wait for a request, but not for ever."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the end of a head."""
        if self._waiting is not None:
            self._head += len(data)
        super().data_received(data)
        if self._waiting is not None and self._head > HEAD:
            self.transport.close()

    def on_message_begin(self) -> None:
        """Count anew."""
        self._size = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Count the address."""
        self._size += len(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header, and what parts it from the next."""
        self._size += len(name) + len(value) + len(b": \r\n")
        super().on_header(name, value)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - ours says more
        """Refuse what is no HTTP, or has too long an address,
        as all else is refused.
        """
        answer = problem(Problem(400, NO_HTTP, hang_up=True), DEFAULT)
        answer.headers.update(ON_EVERY_ANSWER)
        head = [b"%b: %b" % both for both in answer.raw_headers]
        parts = [b"HTTP/1.1 400 Bad Request", *head, b"", bytes(answer.body)]
        self.transport.write(b"\r\n".join(parts))
        self.transport.close()

    def on_headers_complete(self) -> None:
        """The head is here in time; what follows is bounded where it is read."""
        self._wait_no_more()
        if self._size > HEAD:  # all of it came at once
            raise ValueError(self._size)  # which the parser hands on as no HTTP
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._wait()  # else the next is here already, and under way

    def _wait(self) -> None:
        self._wait_no_more()
        if not self.transport.is_closing():
            app = self.config.app
            seconds = app.settings.patience if isinstance(app, Begin) else IDLE_SECONDS
            self._waiting = self.loop.call_later(seconds, self.transport.close)

    def _wait_no_more(self) -> None:
        self._head = 0
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


def serve(
    address: Address, listener: socket.socket, settings: Settings = DEFAULTS
) -> None:
    """Serve until SIGTERM or SIGINT, then let the calls under way end."""
    _open_more_files()
    config = configured(address, settings)
    if address.workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
        return
    # Processes add their counts up through files; these hold numbers alone.
    with tempfile.TemporaryDirectory(prefix="eligibility-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        Multiprocess(config, sockets=[listener]).run()


def configured(address: Address, settings: Settings) -> uvicorn.Config:
    """How uvicorn serves it: no line of its log says what was sent."""
    return uvicorn.Config(
        Begin(settings),
        factory=True,
        workers=address.workers,
        http=Protocol,
        ws="none",
        lifespan="on",
        log_config=LOGS,
        access_log=False,
        server_header=False,
        proxy_headers=bool(address.proxies),
        forwarded_allow_ips=list(address.proxies),
        backlog=BACKLOG,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )


def _open_more_files() -> None:
    """Each connection is an open file, and the usual limit is low."""
    low, high = resource.getrlimit(resource.RLIMIT_NOFILE)
    if low < high:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (high, high))

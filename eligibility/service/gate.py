"""The gate before the routes: whom it lets in, and how many at once.

Whatever fails behind it ends in a problem document, and is logged by its place in the
program alone, since the message of an exception may hold what somebody answered.
"""

import asyncio
import hashlib
import hmac
import logging
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from eligibility.service.addresses import address
from eligibility.service.headers import ON_EVERY_ANSWER
from eligibility.service.languages import language
from eligibility.service.limits import Limiter, caller
from eligibility.service.metrics import Metrics
from eligibility.service.pages import FILES
from eligibility.service.problems import Problem, place_of, problem
from eligibility.service.settings import Settings
from eligibility.texts import Language, Text

logger = logging.getLogger("eligibility.service")
ALWAYS_ANSWERED = frozenset({"/healthz", "/readyz"})
"""What a supervisor asks is answered however busy the service is."""
OTHER = "other"


class Gate:
    """Middleware that counts, limits, guards and catches."""

    def __init__(
        self, app: ASGIApp, settings: Settings, metrics: Metrics, limiter: Limiter
    ) -> None:
        self._app = app
        self._settings = settings
        self._metrics = metrics
        self._limiter = limiter
        self._open: dict[str, int] = {}
        self._key = _digest(settings.key) if settings.key else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = monotonic(), 0
        headless = scope["method"] == "HEAD"
        if headless:  # answered as GET is, but for the body, which the server heeds
            scope = {**scope, "method": "GET"}

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message)
            elif headless:
                message = {**message, "body": b""}
            async with asyncio.timeout(self._settings.patience):
                await send(message)

        try:
            await self._admitted(scope, receive, sent)
        except (ClientDisconnect, TimeoutError):
            status = status or 499
        except HTTPException as failure:
            await problem(failure, _language(scope))(scope, receive, sent)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it ends in a problem
            logger.error("failed: %s", place_of(failure))  # noqa: TRY400 - a traceback may show an answer
            if not status:
                await problem(Problem(500), _language(scope))(scope, receive, sent)
        finally:
            self._note(scope, status, monotonic() - begun)

    async def _admitted(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = address(scope)
        if path in ALWAYS_ANSWERED or path in FILES:
            await self._app(scope, receive, send)
            return
        who = caller(scope)
        wait = self._limiter.wait(who)
        if wait:
            raise _too_often(wait, self._settings)
        if self._open.get(who, 0) >= self._settings.open:
            raise _too_many(self._settings)
        if self._key is not None and (path.startswith("/v1/") or path == "/metrics"):
            _refuse_without(self._key, Headers(scope=scope))
        self._open[who] = self._open.get(who, 0) + 1
        self._metrics.in_flight.inc()
        try:
            await self._app(scope, receive, send)
        finally:
            self._metrics.in_flight.dec()
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", OTHER)
        method = scope["method"]
        self._metrics.called(route, method, status, seconds)
        if self._settings.access_log:
            logger.info("%s %s %d %.0f ms", method, route, status, 1000 * seconds)


def _language(scope: Scope) -> Language:
    return language(Headers(scope=scope).get("accept-language"))


def _add_headers(message: Message) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in ON_EVERY_ANSWER.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")
    if not headers["X-Frame-Options"]:
        del headers["X-Frame-Options"]


def _refuse_without(key: bytes, headers: Headers) -> None:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    # Digests are of one length, so that not even the key's is told by the time it
    # takes.
    right = hmac.compare_digest(_digest(given.strip()), key)
    if scheme.lower() != "bearer" or not right:
        raise Problem(
            401,
            Text(
                "请在 Authorization 里写：Bearer 密钥",
                "Send the header Authorization: Bearer KEY",
            ),
            headers={"WWW-Authenticate": "Bearer"},
            hang_up=True,
        )


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()


def _too_often(wait: int, settings: Settings) -> Problem:
    rate, burst = settings.rate, settings.burst
    return Problem(
        429,
        Text(
            f"每个地址长期每秒 {rate:g} 次，一次最多连续 {burst} 次；{wait} 秒后再试",
            f"An address may call {rate:g} times a second in the long run, {burst} at "
            f"once; try again in {wait} s",
        ),
        headers={"Retry-After": str(wait)},
        hang_up=True,
    )


def _too_many(settings: Settings) -> Problem:
    return Problem(
        429,
        Text(
            f"每个地址同时最多 {settings.open} 个请求；等前面的答完再发",
            f"An address may have {settings.open} calls under way at once; wait for "
            "the answers to those before",
        ),
        headers={"Retry-After": "1"},
        hang_up=True,
    )

"""Problem documents (RFC 9457): how each failure is told to a caller over HTTP.

A problem quotes no value of a profile. Its `title` and `detail` are in the language of
the request, its `errors` in both, each with a pointer (RFC 6901) into what was sent.
"""

import asyncio
import contextlib
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from eligibility.document import text
from eligibility.errors import EligibilityError, Fault
from eligibility.texts import Language, Text

MEDIA = "application/problem+json"
TITLES: Mapping[int, Text] = {
    400: Text("请求看不懂", "The request cannot be read"),
    401: Text("需要密钥", "A key is needed"),
    404: Text("没有这个地址", "There is nothing here"),
    405: Text("这个地址不支持这种方法", "The method is not supported here"),
    408: Text("请求来得太慢", "The request came too slowly"),
    413: Text("请求太大", "The request is too large"),
    415: Text("内容类型不对", "The media type is not supported"),
    422: Text("内容有错，不能回答", "What was sent cannot be so"),
    429: Text("请求太频繁", "Too many requests"),
    500: Text("服务自己出错了", "The service itself failed"),
    501: Text("这里做不了这种文件", "Such a file cannot be made here"),
    503: Text("服务正忙", "The service is busy"),
}
Headers = Mapping[str, str]
DRAINED = 4 << 20
DRAIN_SECONDS = 2
"""So many bytes of a refused body are read, and for so long."""


class Problem(HTTPException):
    """A request that is not answered; `errors` are JSON values, one a fault.

    `hang_up` closes the connection, where the rest of a request is not read.
    """

    def __init__(
        self,
        status: int,
        detail: Text | None = None,
        errors: Iterable[Mapping[str, object]] = (),
        *,
        headers: Headers | None = None,
        hang_up: bool = False,
    ) -> None:
        sent = dict(headers or {}) | ({"Connection": "close"} if hang_up else {})
        super().__init__(status, headers=sent)
        self.text = detail
        self.errors = tuple(errors)


def pointer(*parts: str | int) -> str:
    """A JSON pointer to a part of what was sent.

    >>> pointer("profile", "a/b"), pointer()
    ('/profile/a~1b', '')
    """
    steps = (str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return "".join(f"/{step}" for step in steps)


def error(
    code: str, at: str, detail: Text, hint: Text | None = None
) -> dict[str, object]:
    """One thing wrong, as JSON: its code, where, what, and a hint."""
    found: dict[str, object] = {"code": code, "pointer": at, "detail": text(detail)}
    if hint is not None:
        found["hint"] = text(hint)
    return found


def errors_of(failure: EligibilityError, *at: str) -> list[dict[str, object]]:
    """The faults of the engine, as JSON; those of a fact point beneath `at`."""
    return [_told(fault, at) for fault in failure.faults]


def _told(fault: Fault, at: tuple[str, ...]) -> dict[str, object]:
    whole = {
        "bad-day": ("on",),
        "too-early": ("on",),
        "unknown-measure": ("measures",),
        "unknown-topic": ("topics",),
        "measures-and-topics": ("topics",),
    }
    if fault.code in whole:
        found = pointer(*whole[fault.code])
    elif fault.subject is None or fault.code == "contradiction":
        found = pointer(*at)
    else:
        found = pointer(*at, fault.subject)
    return error(fault.code, found, fault.text, fault.hint)


class Refusal(Response):
    """An answer before the body is here, after which a little of that is read and
    thrown away: whoever sends it all before looking for an answer would see a broken
    connection.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        """Answer, and hang up once the body is over, or enough of it."""
        start = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **start})
        part = {"type": "http.response.body", "body": bytes(self.body)}
        await send({**part, "more_body": True})
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await _drain(receive)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _drain(receive: Receive) -> None:
    left = DRAINED
    while left > 0:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return
        left -= len(message.get("body", b""))


def problem(failure: HTTPException, language: Language) -> Response:
    """The answer that tells a failure."""
    status = failure.status_code
    title = TITLES.get(status, Text("请求没有成功", "The request failed"))
    body: dict[str, object] = {
        "type": "about:blank",
        "title": title.in_language(language),
        "status": status,
    }
    if isinstance(failure, Problem):
        if failure.text is not None:
            body["detail"] = failure.text.in_language(language)
        if failure.errors:
            body["errors"] = list(failure.errors)
    headers = {
        **(failure.headers or {}),
        "Content-Language": "zh-CN" if language == "zh" else "en",
        "Cache-Control": "no-store",
        "Vary": "Accept-Language",
    }
    kind = Refusal if headers.get("Connection") == "close" else Response
    return kind(to_json(body), status, headers, MEDIA)


def place_of(failure: BaseException) -> str:
    """The kind of a failure and where in the program it arose: never its message."""
    frames = traceback.extract_tb(failure.__traceback__)
    if not frames:
        return type(failure).__name__
    last = frames[-1]
    return f"{type(failure).__name__}, {Path(last.filename).name}:{last.lineno}"

"""Bodies of requests: read within a size and a time, and parsed strictly.

What JSON leaves to the reader is refused: a name given twice, numbers that are none,
half of a surrogate pair. Nothing of a body is quoted.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from time import monotonic
from typing import NoReturn

from starlette.requests import Request

from eligibility.service.problems import Problem, error
from eligibility.service.settings import Settings
from eligibility.texts import Text

JSON = "application/json"
LINES = "application/x-ndjson"
KIB = 1024


class NotJsonError(Exception):
    """A text that is no JSON as it is read here; `code` and `text` say why."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(code)
        self.code = code
        self.text = text


def refuse_other_media(request: Request, *media: str) -> None:
    """Problem 415 where the body is said to be something else."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given not in media:
        wanted = " / ".join(media)
        raise Problem(
            415,
            Text(
                f"内容类型（Content-Type）应当是 {wanted}",
                f"The Content-Type has to be {wanted}",
            ),
            hang_up=True,
        )


async def whole(request: Request, limit: int, patience: float) -> bytes:
    """The whole body; Problem 413 past the limit, counted as it comes, and 408 where
    it does not all come in time.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:18]) > limit:
        raise too_large(limit)
    found = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for chunk in request.stream():
                found += chunk
                if len(found) > limit:
                    raise too_large(limit)
    except TimeoutError:
        raise too_slow(patience) from None
    return bytes(found)


async def chunks(request: Request, settings: Settings) -> AsyncIterator[bytes]:
    """A body part by part; TimeoutError where the next does not come in time, or all of
    them come too slowly: only the time spent waiting for them counts.
    """
    stream = request.stream()
    waited, count, begun = 0.0, 0, monotonic()
    while True:
        start = monotonic()
        try:
            async with asyncio.timeout(settings.patience):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        now = monotonic()
        waited, count = waited + now - start, count + len(chunk)
        owed = settings.least * (waited - settings.patience)
        if count < owed or now - begun > settings.longest:
            raise TimeoutError
        yield chunk


def parsed(data: bytes) -> object:
    """The JSON value in a text; NotJsonError for what is none."""
    try:
        text = data.decode("utf-8-sig")
        value: object = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number
        )
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeError:
        told = Text("不是 UTF-8 文本", "This is no UTF-8 text")
        raise NotJsonError("encoding", told) from None
    except (ValueError, RecursionError):
        told = Text("不是 JSON", "This is no JSON")
        raise NotJsonError("not-json", told) from None
    return value


def too_large(limit: int) -> Problem:
    """The problem of a body past its limit."""
    most = limit // KIB
    return Problem(
        413,
        Text(
            f"最多 {most} KiB；一个人的回答用不了这么多",
            f"At most {most} KiB are read; one person's answers take far less",
        ),
        hang_up=True,
    )


def too_slow(patience: float) -> Problem:
    """The problem of a body that does not come."""
    return Problem(
        408,
        Text(
            f"{patience:g} 秒内没有收完请求",
            f"The request was not complete within {patience:g} seconds",
        ),
        hang_up=True,
    )


def unreadable(failure: NotJsonError) -> Problem:
    """The problem of a body that is no JSON."""
    return Problem(400, failure.text, [error(failure.code, "", failure.text)])


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        told = Text("同一个名字写了两次", "A name is given twice")
        raise NotJsonError("twice", told)
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError

"""Batches: one profile a line in, one answer a line out, each as soon as it is known.

Every line is answered, in order and with its number, by determinations or by what is
wrong with it; a fault in one stops none of the others.
"""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

from pydantic_core import to_json
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from eligibility.assessment import assess
from eligibility.rulebook import Rulebook
from eligibility.service.answers import advised, assessed, in_brief, profile_in
from eligibility.service.bodies import (
    LINES,
    NotJsonError,
    chunks,
    parsed,
    too_large,
    too_slow,
    unreadable,
)
from eligibility.service.metrics import Metrics
from eligibility.service.problems import Problem, error, place_of
from eligibility.service.reckoning import Reckoner
from eligibility.service.settings import KIB, Settings
from eligibility.texts import Text

logger = logging.getLogger("eligibility.service")
Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked of every line."""

    book: Rulebook
    day: date
    measures: tuple[str, ...]
    years: int
    full: bool


class BatchResponse(Response):
    """The answers to a batch, written while the rest of it is still read."""

    def __init__(
        self,
        request: Request,
        batch: Batch,
        settings: Settings,
        reckoner: Reckoner,
        metrics: Metrics,
    ) -> None:
        super().__init__(media_type=LINES)
        del self.headers["content-length"]
        self._request = request
        self._batch = batch
        self._settings = settings
        self._reckoner = reckoner
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        """Answer line by line; Problem where already the first is too large."""
        begun = False
        async for answer in self._answers():
            if not begun:
                if answer.get("status") in {408, 413}:
                    raise _first_refused(answer, self._settings)
                await send(self._start())
                begun = True
            self._metrics.line(answered="determinations" in answer)
            await send(_part(to_json(answer) + b"\n", more=True))
        if not begun:
            await send(self._start())
        await send(_part(b"", more=False))

    async def _answers(self) -> AsyncIterator[Answer]:
        number = 0
        parts = chunks(self._request, self._settings)
        try:
            async for line in lines(parts, self._settings.line):
                number += 1
                yield await self._answer(number, line)
        except TimeoutError:
            yield refused(number + 1, too_slow(self._settings.patience))

    async def _answer(self, number: int, line: bytes | None) -> Answer:
        if line is None:
            return refused(number, _line_too_large(self._settings.line))
        try:
            return await self._reckoner.apart(
                self._request, lambda: answer(number, line, self._batch)
            )
        except ClientDisconnect:
            raise
        except Exception as failure:  # noqa: BLE001 - one line's failure is no other's
            logger.error("failed: %s", place_of(failure))  # noqa: TRY400 - a traceback may show an answer
            return refused(number, Problem(500))

    def _start(self) -> dict[str, object]:
        return {
            "type": "http.response.start",
            "status": 200,
            "headers": self.raw_headers,
        }


async def lines(parts: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes | None]:
    """The lines of a text that comes in parts; None for one that is longer than may
    be, of which no more is kept.
    """
    held = bytearray()
    skipping = False
    async for part in parts:
        *ends, rest = part.split(b"\n")
        for end in ends:
            held += end
            yield None if skipping or len(held) > limit else bytes(held)
            held.clear()
            skipping = False
        held += b"" if skipping else rest
        if len(held) > limit:
            skipping = True
            held.clear()
    if skipping:
        yield None
    elif held:
        yield bytes(held)


def answer(number: int, line: bytes, batch: Batch) -> Answer:
    """The answer to one line."""
    try:
        if not line.strip():
            raise _not_a_person("empty", Text("这一行是空的", "The line is empty"))
        values = parsed(line)
        if not isinstance(values, dict):
            told = Text("一行应当是一个对象", "A line has to be one object")
            raise _not_a_person("not-an-object", told)
        return {"line": number, "determinations": _decided(values, batch)}
    except NotJsonError as failure:
        return refused(number, unreadable(failure))
    except Problem as failure:
        return refused(number, failure)


def refused(number: int, failure: Problem) -> Answer:
    """What is wrong with a line, as JSON; pointers lead into the line itself."""
    text = failure.text or Text("服务自己出错了", "The service itself failed")
    errors = [
        one | {"pointer": str(one["pointer"]).removeprefix("/profile")}
        for one in map(dict, failure.errors)
    ]
    code = {408: "too-slow", 413: "too-large"}.get(failure.status_code, "failed")
    return {
        "line": number,
        "status": failure.status_code,
        "errors": errors or [error(code, "", text)],
    }


def _decided(values: dict[str, object], batch: Batch) -> object:
    book, day, measures = batch.book, batch.day, batch.measures
    if batch.full:
        found = advised(values, book, day, measures=measures, years=batch.years)
        return assessed(found)["determinations"]
    profile = profile_in(values, book, day)
    return [in_brief(one) for one in assess(profile, book, on=day, measures=measures)]


def _not_a_person(code: str, text: Text) -> Problem:
    return Problem(400, text, [error(code, "", text)])


def _line_too_large(limit: int) -> Problem:
    most = limit // KIB
    return Problem(
        413,
        Text(f"一行最多 {most} KiB", f"At most {most} KiB are read of a line"),
    )


def _first_refused(answer: Answer, settings: Settings) -> Problem:
    if answer["status"] == 408:
        return too_slow(settings.patience)
    return too_large(settings.line)


def _part(data: bytes, *, more: bool) -> dict[str, object]:
    return {"type": "http.response.body", "body": data, "more_body": more}

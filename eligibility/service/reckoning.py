"""Where answers are reckoned: in a few threads, so that connections are still served.

Threads share one core (the engine is Python), so more of them answer nobody sooner;
more processes do.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

from eligibility.assessment import assess
from eligibility.inquiries.advising import advise
from eligibility.inquiries.interview import stand
from eligibility.rulebook import Rulebook
from eligibility.service.limits import Limiter, caller
from eligibility.service.problems import Problem
from eligibility.service.settings import Settings
from eligibility.service.turns import NoPlaceError, Turns
from eligibility.texts import Text

BUSY_SECONDS = 5
KEPT_FREE = 4
"""Of all places for calls that wait or are reckoned, one in so many is for others."""
T = TypeVar("T")


class Reckoner:
    """The threads of one process; `ready` once the rules of the day were laid out.

    What a call costs is charged to its caller's address.
    """

    def __init__(self, book: Rulebook, settings: Settings, limiter: Limiter) -> None:
        self.ready = False
        self._book = book
        self._limiter = limiter
        self._pool = ThreadPoolExecutor(
            settings.threads, thread_name_prefix="reckoning"
        )
        most = settings.in_flight
        self._turns = Turns(settings.threads, most, max(1, most - most // KEPT_FREE))

    async def run(self, request: Request, work: Callable[[], T]) -> T:
        """What some work makes, when its turn comes; ClientDisconnect where the caller
        is gone by then, Problem where too many wait already.
        """
        return await self._in_turn(request, work, asked=True)

    async def apart(self, request: Request, work: Callable[[], T]) -> T:
        """What some work makes, for a caller who sends and receives at once."""
        return await self._in_turn(request, work, asked=False)

    async def _in_turn(
        self, request: Request, work: Callable[[], T], *, asked: bool
    ) -> T:
        who = caller(request.scope)
        try:
            async with self._turns.turn(who, patient=not asked):
                if asked and await request.is_disconnected():
                    raise ClientDisconnect
                found, seconds = await self._in_thread(lambda: _timed(work))
        except NoPlaceError:
            raise _busy() from None
        self._limiter.charge(who, seconds)
        if isinstance(found, _Failed):
            raise found.failure
        return found

    async def warm(self, day: date) -> None:
        """Lay out the rules of a day, so that the first caller need not wait."""
        await self._in_thread(lambda: _laid_out(self._book, day))
        self.ready = True

    def close(self) -> None:
        """Let go of the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


class _Failed:
    """What came instead of an answer: it has cost something as well."""

    def __init__(self, failure: Exception) -> None:
        self.failure = failure


def _timed(work: Callable[[], T]) -> tuple[T | _Failed, float]:
    """What some work makes, and the seconds of this thread that it took."""
    start = time.thread_time()
    try:
        found: T | _Failed = work()
    except Exception as failure:  # noqa: BLE001 - raised again by whoever waits for it
        found = _Failed(failure)
    return found, time.thread_time() - start


def _busy() -> Problem:
    return Problem(
        503,
        Text(
            f"同时处理的请求太多；{BUSY_SECONDS} 秒后再试",
            f"Too many calls are being answered; try again in {BUSY_SECONDS} s",
        ),
        headers={"Retry-After": str(BUSY_SECONDS)},
        hang_up=True,
    )


def _laid_out(book: Rulebook, day: date) -> None:
    nobody = book.profile({}, day)
    advise(assess(nobody, book, on=day), nobody)
    stand({}, book, day)

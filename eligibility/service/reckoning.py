"""Where answers are reckoned: in a few threads, so that connections are still served.

Threads share one core (the engine is Python), so more of them answer nobody sooner;
more processes do.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

from eligibility.assessment import assess
from eligibility.inquiries.advising import advise
from eligibility.inquiries.interview import stand
from eligibility.rulebook import Rulebook

T = TypeVar("T")


class Reckoner:
    """The threads of one process; `ready` once the rules of the day were laid out."""

    def __init__(self, book: Rulebook, threads: int) -> None:
        self.ready = False
        self._book = book
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="reckoning")
        self._places = asyncio.Semaphore(threads)

    async def run(self, request: Request, work: Callable[[], T]) -> T:
        """What some work makes, when its turn comes; ClientDisconnect where the caller
        is gone by then.
        """
        async with self._places:
            if await request.is_disconnected():
                raise ClientDisconnect
            return await self._in_thread(work)

    async def apart(self, work: Callable[[], T]) -> T:
        """What some work makes, for a caller who sends and receives at once."""
        async with self._places:
            return await self._in_thread(work)

    async def warm(self, day: date) -> None:
        """Lay out the rules of a day, so that the first caller need not wait."""
        await self._in_thread(lambda: _laid_out(self._book, day))
        self.ready = True

    def close(self) -> None:
        """Let go of the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


def _laid_out(book: Rulebook, day: date) -> None:
    nobody = book.profile({}, day)
    advise(assess(nobody, book, on=day), nobody)
    stand({}, book, day)

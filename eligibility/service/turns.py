"""Turns: whose work is reckoned next, so that one address cannot shut others out.

Addresses that wait take turns, whatever number of calls each has; while another waits,
none has all the places. A call waits only once its body is there: one that trickles in
takes nobody's place.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager


class NoPlaceError(Exception):
    """Too many wait already: in all, or of one address."""


class Turns:
    """So many `places` at work, and `most` calls in all, waiting ones included; one
    address has at most `share` of these.
    """

    def __init__(self, places: int, most: int, share: int) -> None:
        self._places = places
        self._most = most
        self._share = share
        self._working: dict[str, int] = {}
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @property
    def count(self) -> int:
        """How many calls there are, at work and waiting."""
        return sum(self._working.values()) + sum(map(len, self._waiting.values()))

    @asynccontextmanager
    async def turn(self, who: str, *, patient: bool = False) -> AsyncGenerator[None]:
        """Wait for a place, and keep it; NoPlaceError where too many wait, unless one
        is `patient`, as who asks for one thing after another.
        """
        own = self._working.get(who, 0) + len(self._waiting.get(who, ()))
        full = self.count >= self._most or own >= self._share
        if full and not patient:
            raise NoPlaceError
        coming = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(who, deque()).append(coming)
        self._call()
        try:
            await coming
        except asyncio.CancelledError:
            self._forget(who, coming)
            raise
        try:
            yield
        finally:
            self._leave(who)

    def _call(self) -> None:
        """Give free places to those whose turn it is."""
        while (who := self._next()) is not None:
            line = self._waiting[who]
            coming = line.popleft()
            if line:
                self._waiting.move_to_end(who)
            else:
                del self._waiting[who]
            if coming.cancelled():  # gone, and not yet forgotten
                continue
            self._working[who] = self._working.get(who, 0) + 1
            coming.set_result(None)

    def _next(self) -> str | None:
        """The address that comes next; None where nobody does. The last free place is
        kept for an address that has none, as long as there is more than one.
        """
        free = self._places - sum(self._working.values())
        if free < 1:
            return None
        for who in self._waiting:
            if free > 1 or self._places == 1 or not self._working.get(who):
                return who
        return None

    def _forget(self, who: str, coming: "asyncio.Future[None]") -> None:
        """Somebody who waited is gone, perhaps with a place just given."""
        if coming.done() and not coming.cancelled():
            self._leave(who)
            return
        line = self._waiting.get(who)
        if line is not None and coming in line:
            line.remove(coming)
            if not line:
                del self._waiting[who]

    def _leave(self, who: str) -> None:
        left = self._working[who] - 1
        if left:
            self._working[who] = left
        else:
            del self._working[who]
        self._call()

"""How much an address may ask for: a bucket of tokens for each, kept in memory.

A call takes a token when it comes, and more when it is seen what it cost.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from time import monotonic

from starlette.types import Scope

MOST_KEPT = 50_000
"""So many addresses are remembered; the one that was silent longest makes room."""
NETWORK = 64
TOKEN = 0.05
"""One token pays for so many seconds of reckoning."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Limiter:
    """Buckets that hold `burst` tokens and are filled at `rate` tokens a second.

    An address of IPv6 stands for its network of 64 bits, which one caller has to
    himself. A rate of 0 sets no limit.
    """

    def __init__(
        self, rate: float, burst: int, clock: Callable[[], float] = monotonic
    ) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, who: str) -> int:
        """Take a token; in how many seconds there is one, where there is none now."""
        if not self._rate:
            return 0
        bucket = self._filled(who)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0
        return max(1, ceil((1 - bucket.tokens) / self._rate))

    def charge(self, who: str, seconds: float) -> None:
        """Take what an answer cost beyond its first token; an address owes as much at
        most as its bucket holds.
        """
        if self._rate:
            bucket = self._filled(who)
            owed = bucket.tokens - max(0.0, seconds / TOKEN - 1)
            bucket.tokens = max(-float(self._burst), owed)

    def _filled(self, who: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(who, _Bucket(self._burst, now))
        self._buckets.move_to_end(who)
        if len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
        filled = bucket.tokens + (now - bucket.at) * self._rate
        bucket.tokens, bucket.at = min(self._burst, filled), now
        return bucket


def caller(scope: Scope) -> str:
    """Whose call it is: its address, or the network that stands for it."""
    client = scope.get("client")
    return network(client[0]) if client else ""


def network(address: str) -> str:
    """The address, of IPv6 the network of 64 bits."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(int(found) >> (128 - NETWORK))
    return str(found)

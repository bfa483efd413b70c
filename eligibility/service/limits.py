"""How often an address may call: a bucket of tokens for each, kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from time import monotonic

MOST_KEPT = 50_000
"""So many addresses are remembered; the one that was silent longest makes room."""
NETWORK = 64


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

    def wait(self, address: str) -> int:
        """Take a token; in how many seconds there is one, where there is none now."""
        if not self._rate:
            return 0
        name, now = _network(address), self._clock()
        bucket = self._buckets.setdefault(name, _Bucket(self._burst, now))
        self._buckets.move_to_end(name)
        if len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
        filled = bucket.tokens + (now - bucket.at) * self._rate
        bucket.tokens, bucket.at = min(self._burst, filled), now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0
        return max(1, ceil((1 - bucket.tokens) / self._rate))


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(int(found) >> (128 - NETWORK))
    return str(found)

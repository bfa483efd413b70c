"""Counts for an operator, in the format of Prometheus.

How many calls, how they ended, how long they took. No label holds anything that a
caller chose.
"""

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder through which the processes of one service add up their counts."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counts of one process."""

    media = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._own = CollectorRegistry()
        self._calls = Counter(
            "eligibility_calls",
            "Calls answered, by route, method and status.",
            ("route", "method", "status"),
            registry=self._own,
        )
        self._seconds = Histogram(
            "eligibility_call_seconds",
            "How long calls took, by route.",
            ("route",),
            buckets=SECONDS,
            registry=self._own,
        )
        self._lines = Counter(
            "eligibility_batch_lines",
            "Lines of batches, by whether they were answered or refused.",
            ("outcome",),
            registry=self._own,
        )
        self.in_flight = Gauge(
            "eligibility_calls_in_flight",
            "Calls that are being answered.",
            registry=self._own,
            multiprocess_mode="livesum",
        )

    def called(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a call that has ended."""
        known = method if method in METHODS else "other"
        self._calls.labels(route, known, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def line(self, *, answered: bool) -> None:
        """Count a line of a batch."""
        self._lines.labels("answered" if answered else "refused").inc()

    def text(self) -> bytes:
        """All counts, of every process of the service."""
        if SHARED not in os.environ:
            return generate_latest(self._own)
        whole = CollectorRegistry()
        MultiProcessCollector(whole)  # type: ignore[no-untyped-call] # it has no types
        return generate_latest(whole)

"""What an operator can set of the service,
with the defaults that docs/http.md states.
"""

from dataclasses import dataclass, field

KIB = 1024
KEY = "ELIGIBILITY_API_KEY"
"""The environment variable that holds the key, where one is asked for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Whom the service answers, and how much of it at once.

    Times are seconds. `rate` is how many calls a second one address may make in the
    long run, `burst` how many at once; a rate of 0 sets no limit, and an answer that
    takes long counts as several calls. `in_flight` counts calls whose body is there,
    `open` those of one address that are under way, both in one process; `threads` of
    them are reckoned at a time, which share one core. A batch comes at `least` bytes a
    second or more, and ends within `longest`.
    """

    rulebook: str = "guangdong"
    origins: tuple[str, ...] = ()
    framed_by: tuple[str, ...] = ()
    key: str | None = field(default=None, repr=False)
    rate: float = 20.0
    burst: int = 200
    in_flight: int = 128
    open: int = 256
    threads: int = 2
    body: int = 64 * KIB
    line: int = 1024 * KIB
    least: float = 64.0
    longest: float = 3600.0
    patience: float = 20.0
    """So long a client may take to send its headers, then its body, and to accept a
    part of an answer; in a batch, to send or accept the next part."""
    access_log: bool = False
    metrics: bool = True


DEFAULTS = Settings()

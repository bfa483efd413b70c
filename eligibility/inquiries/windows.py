"""Windows: from when until when each outcome holds."""

from dataclasses import dataclass
from datetime import date

from eligibility.assessment import Status


@dataclass(frozen=True, slots=True)
class Window:
    """Days, both ends included, on which an outcome stays the same; `until` None goes
    on beyond the horizon.
    """

    status: Status
    start: date
    until: date | None

"""Paths: measures to obtain one after another, each on its earliest day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Step:
    """A measure to obtain, and the earliest day on which it can be."""

    measure: str
    day: date

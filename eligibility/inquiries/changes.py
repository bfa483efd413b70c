"""Changes: the least that would have to be otherwise for a measure to be open."""

from collections.abc import Mapping
from dataclasses import dataclass

from eligibility.facts import Value


@dataclass(frozen=True, slots=True)
class Change:
    """Facts that together open a measure, with the values they must take; `through`
    are the measures that grant some of them.
    """

    values: Mapping[str, Value]
    through: tuple[str, ...] = ()

"""Which column of a table is which fact, by its heading or as a mapping says."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eligibility.errors import CallError, Fault, nearest
from eligibility.facts import Fact
from eligibility.screening.mapping import Meaning, NoMeaning
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are.

    `facts` has the index of each fact's column, `others` those of the rest, both in the
    table's order. `meanings` tell what cells of a fact's column stand for. `notes` are
    of columns that look like a fact misspelt.
    """

    headings: tuple[str, ...]
    facts: Mapping[str, int]
    others: tuple[int, ...]
    meanings: Mapping[str, NoMeaning | Meaning] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()

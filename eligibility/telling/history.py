"""What changed in a measure, in words."""

from eligibility.inquiries.history import Change
from eligibility.sentences.filling import sentence
from eligibility.texts import Text

SAID = {
    "begins": ("history.begins", ("after",)),
    "ends": ("history.ends", ()),
    "told": ("history.told", ("after",)),
    "condition_added": ("history.condition_added", ("subject",)),
    "condition_dropped": ("history.condition_dropped", ("subject",)),
    "condition_reworded": ("history.condition_reworded", ("before", "after")),
    "condition_changed": ("history.condition_changed", ("subject",)),
    "figure": ("history.figure", ("subject", "before", "after")),
    "figure_changed": ("history.figure_changed", ("subject",)),
    "offer": ("history.offer", ("after",)),
    "amount": ("history.amount", ()),
    "paper_added": ("history.paper_added", ("subject",)),
    "paper_dropped": ("history.paper_dropped", ("subject",)),
    "where": ("history.where", ("after",)),
    "within": ("history.within", ("after",)),
    "contact": ("history.contact", ("after",)),
    "source_added": ("history.source_added", ("subject",)),
    "source_dropped": ("history.source_dropped", ("subject",)),
    "words": ("history.words", ("before", "after")),
    "caution_added": ("history.caution_added", ("subject",)),
    "caution_dropped": ("history.caution_dropped", ("subject",)),
    "grounds": ("history.grounds", ("subject", "before", "after")),
    "period": ("history.period", ("before", "after")),
    "grants": ("history.grants", ()),
    "caution_changed": ("history.caution_changed", ("subject",)),
    "held": ("history.held", ()),
    "concerns": ("history.concerns", ()),
    "listed": ("history.listed", ()),
}
"""What says each kind of change, and what it is filled with."""


def told(change: Change) -> Text:
    """A change in one sentence."""
    id_, names = SAID[change.kind]
    nothing = sentence("history.nothing")
    values = {name: getattr(change, name) or nothing for name in names}
    return sentence(id_, **values)

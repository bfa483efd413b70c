"""A page written in one of its formats: the bytes of the file."""

from eligibility.keeping.formats import Format
from eligibility.report.listing import Caseload
from eligibility.report.page import Page


def written(page: Page | Caseload, format_: Format) -> bytes:
    """The whole file; CallError where what it takes is not installed."""
    made: str | bytes = format_.write(page)
    return made.encode() if isinstance(made, str) else made

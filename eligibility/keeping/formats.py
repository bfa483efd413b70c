"""The formats of files that are written: a row each, with its writer and what it needs.

The command line, the service with its OpenAPI file, and their help read these rows. A
new format is a row here, named under what it is written for, and its writer.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from eligibility.errors import needing
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files.

    `writer` is `module:name`, which is imported when it is needed, and `library` what
    it takes beside the engine: it comes with `extra`.
    """

    ending: str
    media: str
    writer: str
    library: str | None = None
    extra: str | None = None

    @property
    def id(self) -> str:
        """Its ending without the dot, as callers name it."""
        return self.ending.removeprefix(".")

    @property
    def write(self) -> Any:
        """The writer, as its own module declares it."""
        module, _, name = self.writer.partition(":")
        return getattr(import_module(module), name)

    def needed(self) -> AbstractContextManager[None]:
        """Import its library within; CallError where that is not installed."""
        so = Text("写不了这种文件", "so no such file can be written")
        return needing(str(self.extra), so)

    def refuse_missing(self) -> None:
        """CallError where its library is not installed."""
        if self.library is not None:
            with self.needed():
                import_module(self.library)


HTML = Format(".html", "text/html", "eligibility.report.html:html", "jinja2", "report")
PDF = Format(".pdf", "application/pdf", "eligibility.report.pdf:pdf", "typst", "report")
ICS = Format(
    ".ics",
    "text/calendar",
    "eligibility.report.calendar:calendar",
    "icalendar",
    "report",
)
PARQUET = Format(
    ".parquet",
    "application/vnd.apache.parquet",
    "eligibility.screening.parquet:ParquetSink",
)
CSV = Format(".csv", "text/csv", "eligibility.screening.writing:CsvSink")
XLSX = Format(
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "eligibility.screening.sheet:SheetSink",
)
WORKBOOK = Format(XLSX.ending, XLSX.media, "eligibility.report.sheets:write")

TABLES = (PARQUET, CSV, XLSX)
"""What decisions are written as: from what keeps most to what most people open."""
PLANS = (HTML, PDF)
"""What one person's answer is written as."""
CALENDARS = (ICS,)
CASELOADS = (HTML, PDF, WORKBOOK)
"""What the report of a caseload is written as."""
LETTER = HTML


def ending(name: str) -> str:
    """How the name of a file ends, in small letters."""
    return Path(name).suffix.lower()


def format_of(name: str, formats: Sequence[Format]) -> Format | None:
    """The one of some formats that a file's name asks for; None for another."""
    return next((one for one in formats if one.ending == ending(name)), None)


def either(formats: Sequence[Format]) -> Text:
    """The endings of formats in a sentence: this, that or the third."""
    *rest, last = [one.ending for one in formats]
    if not rest:
        return Text(last, last)
    return Text(f"{'、'.join(rest)} 或 {last}", f"{', '.join(rest)} or {last}")

"""Workbooks of Excel under way: opened, closed, or given up with nothing left open."""

from contextlib import suppress
from pathlib import Path

from xlsxwriter import (  # type: ignore[import-untyped]  # it ships no types
    Workbook,
)
from xlsxwriter.exceptions import (  # type: ignore[import-untyped]  # as above
    XlsxFileError,
)
from xlsxwriter.format import (  # type: ignore[import-untyped]  # as above
    Format,
)
from xlsxwriter.utility import (  # type: ignore[import-untyped]  # as above
    xl_range_abs as cell_range,
)
from xlsxwriter.worksheet import (  # type: ignore[import-untyped]  # as above
    Worksheet,
)

from eligibility.keeping.filing import unwritable

__all__ = [
    "HEADING",
    "Format",
    "Workbook",
    "Worksheet",
    "abandoned",
    "cell_range",
    "closed",
    "opened",
]

HEADING = {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "top"}
"""How headings look."""


def opened(place: Path, folder: Path) -> Workbook:
    """A workbook under way, which keeps what it needs meanwhile in a folder."""
    options = {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
    return Workbook(str(place), options)


def closed(workbook: Workbook, name: str) -> None:
    """Write a workbook to its end; CallError where the disk does not take it."""
    try:
        workbook.close()
    except XlsxFileError as error:
        cause = error.args[0] if error.args else None
        if not isinstance(cause, OSError):
            raise
        raise unwritable(name, cause) from error


def abandoned(workbook: Workbook) -> None:
    """Close what a workbook that will not be written holds open."""
    for sheet in workbook.worksheets():
        with suppress(OSError):
            sheet._opt_close()  # noqa: SLF001 - only `close` does it, and would write

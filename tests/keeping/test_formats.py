"""The table of formats: each row can be written, and everybody reads the same rows."""

from importlib.metadata import metadata
from pathlib import Path
from typing import get_args

import pytest

from eligibility.keeping.formats import (
    CALENDARS,
    CASELOADS,
    PLANS,
    TABLES,
    Format,
    either,
    format_of,
)
from eligibility.service.calls import ReportCall

FORMATS = tuple(dict.fromkeys((*TABLES, *PLANS, *CALENDARS, *CASELOADS)))


@pytest.mark.parametrize("format_", FORMATS, ids=lambda it: it.writer)
def test_every_format_has_a_writer(format_: Format) -> None:
    assert callable(format_.write)
    assert format_.write.__module__ == format_.writer.partition(":")[0]


@pytest.mark.parametrize("format_", FORMATS, ids=lambda it: it.writer)
def test_a_library_comes_with_an_extra_that_there_is(format_: Format) -> None:
    extras = metadata("eligibility").get_all("Provides-Extra") or []
    assert (format_.library is None) is (format_.extra is None)
    assert format_.extra is None or format_.extra in extras


@pytest.mark.parametrize("formats", [TABLES, PLANS, CALENDARS, CASELOADS])
def test_a_name_asks_for_the_one_format_of_its_ending(
    formats: tuple[Format, ...],
) -> None:
    assert len({one.ending for one in formats}) == len(formats)
    for format_ in formats:
        assert format_of(f"folder.doc/NAME{format_.ending.upper()}", formats) is format_
    assert format_of("name.doc", formats) is None
    assert format_of("name", formats) is None


def test_endings_stand_in_a_sentence() -> None:
    assert either(CALENDARS) == (".ics", ".ics")
    assert either(CASELOADS) == (".html、.pdf 或 .xlsx", ".html, .pdf or .xlsx")


def test_the_service_takes_the_formats_of_a_plan() -> None:
    named = get_args(ReportCall.model_fields["format"].annotation)
    assert named == tuple(one.id for one in PLANS)


def test_the_guides_name_every_format(checkout: Path) -> None:
    guides = "".join(
        file.read_text(encoding="utf-8") for file in (checkout / "docs").glob("*.md")
    )
    assert [it.ending for it in FORMATS if it.ending not in guides] == []
    served = (checkout / "docs" / "http.md").read_text(encoding="utf-8")
    served += (checkout / "docs" / "openapi.json").read_text(encoding="utf-8")
    assert [it.media for it in (*PLANS, *CALENDARS) if it.media not in served] == []

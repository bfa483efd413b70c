"""A page as a PDF: typst, a fixed template, and every text passed as data."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib.resources import files

from eligibility.keeping.formats import PDF
from eligibility.report import looks
from eligibility.report.extra import refuse_fontless
from eligibility.report.listing import Caseload
from eligibility.report.page import Page


def pdf(page: Page | Caseload) -> bytes:
    """The whole file, the same each time for the same page.

    Raises CallError where the library or the Chinese font for it is missing.
    """
    with PDF.needed():
        import typst
    refuse_fontless()
    made = typst.compile(
        template(page.layout),
        format="pdf",
        sys_inputs=inputs(page),
        timestamp=datetime.combine(page.day, time(), UTC),
    )
    return bytes(made)


def template(layout: str = Page.layout) -> bytes:
    """A layout, the same for every page that is laid out so."""
    folder = files("eligibility.report")
    return b"\n".join(
        folder.joinpath(name).read_bytes() for name in ("look.typ", f"{layout}.typ")
    )


def inputs(page: Page | Caseload) -> dict[str, str]:
    """What the template lays out: the page and its looks, as JSON."""
    return {
        "page": json.dumps(asdict(page), default=str, ensure_ascii=False),
        "looks": json.dumps(_looks()),
    }


def _looks() -> dict[str, object]:
    return {
        "font": looks.CHINESE,
        "ink": looks.INK,
        "muted": looks.MUTED,
        "line": looks.LINE,
        "tones": {name: asdict(tone) for name, tone in looks.TONES.items()},
    }

"""A page as one HTML file: no network, no script, for a phone and for paper."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from eligibility.keeping.formats import HTML
from eligibility.report import looks
from eligibility.report.listing import Caseload
from eligibility.report.page import Page
from eligibility.sentences.wrapping import atoms, cells
from eligibility.telling.links import Links

TAGS = {"zh": "zh-CN", "en": "en"}
LONGEST = 26
"""What is longer may be broken: a phone shows not much more in a line."""


def html(page: Page | Caseload) -> str:
    """The whole file; every text of the page is escaped.

    Raises CallError where the library for it is not installed.
    """
    with HTML.needed():
        template = _template(page.layout)
    written: str = template.render(
        page=page,
        tag=TAGS[page.language],
        looks=looks,
        fonts=looks.FONTS,
        links=page.links if isinstance(page, Page) else (),
    )
    return written


@cache
def _template(layout: str) -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined, pass_context

    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    filters: dict[str, Any] = environment.filters
    filters["whole"] = pass_context(_flowing)
    return environment.get_template(f"{layout}.html")


def _source(name: str) -> str:
    return files("eligibility.report").joinpath(name).read_text(encoding="utf-8")


def _flowing(context: Mapping[str, Any], text: str) -> Any:
    """The text, with what leads somewhere as links, and no line broken within a day."""
    from markupsafe import Markup

    links: Links = context["links"]
    if not links:
        return _whole(text)
    link = Markup('<a href="{}" rel="noreferrer">{}</a>')
    addresses = dict(links)
    return Markup().join(
        link.format(addresses[part], _whole(part))
        if part in addresses
        else _whole(part)
        for part in _leading(links).split(text)
    )


@cache
def _leading(links: Links) -> re.Pattern[str]:
    """Finds the words that lead somewhere; a number is none within a longer one."""
    words = "|".join(re.escape(word) for word, _ in links)
    return re.compile(rf"(?<!\d)({words})(?!\d)")


def _whole(text: str) -> Any:
    """The text, its days, amounts and numbers of documents kept in one line."""
    from markupsafe import Markup

    kept = Markup('<span class="whole">{}</span>')
    parts = [
        kept.format(atom) if _kept(atom) else Markup.escape(atom)
        for line in text.splitlines(keepends=True)
        for atom in atoms(line)
    ]
    return Markup().join(parts)


def _kept(atom: str) -> bool:
    digits = any(letter.isdigit() for letter in atom)
    return digits and len(atom) > 1 and cells(atom) <= LONGEST

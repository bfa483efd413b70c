"""A page as one HTML file: no network, no script, for a phone and for paper."""

from importlib.resources import files

from eligibility.report import looks
from eligibility.report.extra import missing
from eligibility.report.page import Page
from eligibility.wrapping import atoms, cells

TAGS = {"zh": "zh-CN", "en": "en"}
LONGEST = 26
"""What is longer may be broken: a phone shows not much more in a line."""


def html(page: Page) -> str:
    """The whole file; every text of the page is escaped.

    Raises CallError where the library for it is not installed.
    """
    try:
        from jinja2 import Environment, StrictUndefined
        from markupsafe import Markup
    except ModuleNotFoundError as error:
        raise missing(error) from None

    def whole(text: str) -> Markup:
        """The text, its days, amounts and numbers of documents kept in one line."""
        kept = Markup('<span class="whole">{}</span>')
        parts = [
            kept.format(atom) if _kept(atom) else Markup.escape(atom)
            for line in text.splitlines(keepends=True)
            for atom in atoms(line)
        ]
        return Markup().join(parts)

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["whole"] = whole
    template = files("eligibility.report").joinpath("page.html")
    return environment.from_string(template.read_text(encoding="utf-8")).render(
        page=page, tag=TAGS[page.language], looks=looks, fonts=looks.FONTS
    )


def _kept(atom: str) -> bool:
    digits = any(letter.isdigit() for letter in atom)
    return digits and len(atom) > 1 and cells(atom) <= LONGEST

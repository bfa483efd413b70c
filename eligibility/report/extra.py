"""What a report needs beside the engine: libraries and a font, and how to get them."""

from eligibility.errors import CallError, Fault
from eligibility.keeping.formats import PDF, Format
from eligibility.report.looks import CHINESE
from eligibility.texts import Text


def refuse_impossible(format_: Format) -> None:
    """CallError where a file of this format cannot be made here."""
    format_.refuse_missing()
    if format_ is PDF:
        refuse_fontless()


def refuse_fontless() -> None:
    """CallError where the font of a PDF is missing."""
    import typst

    if CHINESE not in typst.Fonts(include_embedded_fonts=False).families():
        raise CallError(
            [
                Fault(
                    "font-missing",
                    Text(
                        f"这台机器没有中文字体 {CHINESE}，写不了 PDF",
                        f"The font {CHINESE} is not here, so no PDF can be written",
                    ),
                    hint=Text(
                        "Debian 或 Ubuntu 上：apt-get install fonts-noto-cjk；"
                        "或者改写 .html，不用字体。",
                        "On Debian or Ubuntu: apt-get install fonts-noto-cjk. "
                        "Or name a file that ends in .html, which needs no font.",
                    ),
                )
            ]
        )

"""What a report needs beside the engine: libraries and a font, and how to get them."""

from importlib import import_module

from eligibility.errors import CallError, Fault, not_installed
from eligibility.report.looks import CHINESE
from eligibility.texts import Text

LIBRARIES = {".html": "jinja2", ".pdf": "typst", ".ics": "icalendar"}
"""The library that writes each kind of file."""


def refuse_impossible(ending: str) -> None:
    """CallError where a file of this ending cannot be made here."""
    try:
        import_module(LIBRARIES[ending])
    except ModuleNotFoundError as error:
        raise missing(error) from None
    if ending == ".pdf":
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


def missing(error: ModuleNotFoundError) -> CallError:
    """The error for a library that is not installed."""
    so = Text("写不了这种文件", "so no such file can be written")
    return not_installed(str(error.name), "report", so)

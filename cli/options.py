"""Options that several commands share, and what they are read into."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import typer

from .help import Language, both, width_of_terminal

On = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help=both(
            "按哪一天的规定，写成 2021-07-27；默认今天",
            "the day whose rules hold, as 2021-07-27; today by default",
        ),
    ),
]
Json = Annotated[
    bool,
    typer.Option("--json", help=both("输出 JSON，给程序读", "JSON, for programs")),
]
Measures = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        metavar="ID",
        help=both(
            "只看这一项，可以写几次", "this measure only; may stand several times"
        ),
    ),
]
Book = Annotated[
    str,
    typer.Option(
        "--rulebook",
        metavar="NAME|FOLDER",
        help=both("规则集的名字或文件夹", "a rulebook's name or folder"),
    ),
]
Lang = Annotated[
    str,
    typer.Option(
        "--lang",
        envvar="ELIGIBILITY_LANG",
        metavar="zh|en",
        help=both("语言，默认 zh", "language, zh by default"),
    ),
]
Accessible = Annotated[
    bool,
    typer.Option(
        "--accessible",
        help=both(
            "给读屏软件：一行一句，没有符号和颜色",
            "for screen readers: plain sentences, no signs, no colour",
        ),
    ),
]
NoColor = Annotated[
    bool, typer.Option("--no-color", help=both("不用颜色", "no colour"))
]


@dataclass(frozen=True, slots=True)
class View:
    """How a person wants to read."""

    language: Language
    accessible: bool = False
    color: bool = True

    @property
    def width(self) -> int:
        """The width of a line, in cells."""
        return width_of_terminal()

    def say(self, zh: str, en: str) -> str:
        """One of two texts."""
        return en if self.language == "en" else zh


def view(lang: str, *, accessible: bool = False, no_color: bool = False) -> View:
    """The view that the options ask for; CallError for a language there is not."""
    if lang not in {"zh", "en"}:
        from .failures import wrong_call

        raise wrong_call(
            f"没有这种语言：{lang}",
            f"There is no such language: {lang}",
            hint=("可以写 --lang zh 或 --lang en。", "Write --lang zh or --lang en."),
        )
    return View("en" if lang == "en" else "zh", accessible, not no_color)


DEFAULT_BOOK = "guangdong"


def today() -> date:
    """The day it is."""
    return datetime.now().astimezone().date()


def day(on: str | None, *, option: str = "--on") -> date:
    """The day asked for, or today; CallError for what is no day."""
    if on is None:
        return today()
    from eligibility.periods import iso_day

    asked = iso_day(on)
    if asked is None:
        from .failures import wrong_call

        raise wrong_call(
            f"{option} 看不懂这个日期：{on}",
            f"{option}: no such day: {on}",
            hint=("要写成 2021-07-27 这样。", "Write it as 2021-07-27."),
        )
    return asked

"""Options that several commands share, and what they are read into."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import wraps
from typing import Annotated, Any, get_type_hints

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
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        metavar="TOPIC",
        help=both(
            "只看这一类，如 insurance；可以写几次",
            "this topic only, such as insurance; may stand several times",
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


DEFAULT_BOOK = "guangdong"


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


@dataclass(frozen=True, slots=True)
class Caller:
    """The options of every command: by which rules, in which language."""

    rulebook: Book = DEFAULT_BOOK
    lang: Lang = "zh"

    @property
    def view(self) -> View:
        """How the caller wants to read; CallError for a language there is not."""
        return view(self.lang)


@dataclass(frozen=True, slots=True)
class Reader(Caller):
    """The options of every command whose answer a person reads."""

    accessible: Accessible = False
    no_color: NoColor = False

    @property
    def view(self) -> View:
        """How the reader wants to read; CallError for a language there is not."""
        return view(self.lang, accessible=self.accessible, no_color=self.no_color)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be decided: by which rulebook, for which day, of which measures."""

    rulebook: str
    day: date
    measures: tuple[str, ...] | None = None


def scope(
    rulebook: str,
    on: str | None,
    measure: list[str] | None,
    topic: list[str] | None = None,
) -> Scope:
    """What the options ask to decide; CallError for a day or a topic there is not."""
    measures = list(measure or ())
    if topic:
        from eligibility.assessment import topical

        from .opening import rulebook as opened

        measures += topical(opened(rulebook), topic)
    return Scope(rulebook, day(on, rulebook), tuple(measures) if measures else None)


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each field of its parameters that are dataclasses.

    Typer reads the signature: the options stand in the order of the parameters, those
    of a dataclass in its place.
    """
    groups: dict[str, type[Any]] = {}
    spread_out: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        group = parameter.annotation
        if isinstance(group, type) and is_dataclass(group):
            groups[parameter.name] = group
            hints = get_type_hints(group, include_extras=True)
            spread_out += [
                parameter.replace(
                    name=field.name, default=field.default, annotation=hints[field.name]
                )
                for field in fields(group)
            ]
        else:
            spread_out.append(parameter)

    @wraps(command)
    def called(**given: Any) -> None:
        gathered = {
            name: group(
                **{field.name: given.pop(field.name) for field in fields(group)}
            )
            for name, group in groups.items()
        }
        from .opening import close_all

        close_all()
        command(**given, **gathered)

    vars(called)["__signature__"] = inspect.Signature(spread_out)
    called.__annotations__ = {one.name: one.annotation for one in spread_out}
    return called


def today(rulebook: str) -> date:
    """The day it is where a rulebook holds."""
    from .opening import today

    return today(rulebook)


def day(on: str | None, rulebook: str, *, option: str = "--on") -> date:
    """The day asked for, or today where a rulebook holds; CallError for what is no
    day.
    """
    if on is None:
        return today(rulebook)
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

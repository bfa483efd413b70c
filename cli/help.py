"""Help in two languages, laid out by the cells that Chinese takes.

This module and those that declare commands import nothing of the engine but the
breaking of lines, so that help comes at once.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any, Literal

Language = Literal["zh", "en"]

BETWEEN = " ‖ "
WIDEST = 100
WORDS = {
    "usage": ("用法", "Usage"),
    "arguments": ("参数", "Arguments"),
    "options": ("选项", "Options"),
    "commands": ("命令", "Commands"),
    "examples": ("例子", "Examples"),
    "more": (
        "各命令的说明：eligibility 命令 --help；语言：--lang zh 或 --lang en",
        "Help on a command: eligibility COMMAND --help; language: --lang zh or --lang en",
    ),
}


def both(zh: str, en: str) -> str:
    """One help text in both languages, as Typer carries it."""
    return zh + BETWEEN + en


def one(text: str | None, language: Language) -> str:
    """The help text in one language."""
    zh, _, en = (text or "").partition(BETWEEN)
    return en or zh if language == "en" else zh


def width_of_terminal() -> int:
    """How wide a text should be: the terminal, 80 in a pipe, never too wide to read."""
    return max(20, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def help_screen(command: Any, context: Any, language: Language) -> str:
    """The whole help of a command or a group."""
    return "\n".join(_lines(command, context, language)).rstrip() + os.linesep * 0


def _lines(command: Any, context: Any, language: Language) -> Iterator[str]:
    from eligibility.sentences.wrapping import hung, wrapped

    width = width_of_terminal()

    def word(key: str) -> str:
        return WORDS[key][language == "en"]

    yield from wrapped(one(command.help, language), width)
    yield ""
    usage = [context.command_path, *_usage(command)]
    yield from hung(f"{word('usage')}  ", " ".join(usage), width)
    shown = [param for param in command.params if not getattr(param, "hidden", False)]
    arguments = [param for param in shown if param.param_type_name == "argument"]
    options = [param for param in shown if param.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    rows = {
        "commands": [(name, one(it.help, language)) for name, it in commands.items()],
        "arguments": [(it.metavar, one(it.help, language)) for it in arguments],
        "options": [(_written(it), one(it.help, language)) for it in options],
    }
    for key, pairs in rows.items():
        if pairs:
            yield ""
            yield word(key)
            yield from _table(pairs, width)
    examples = one(command.epilog, language)
    if examples:
        yield ""
        yield word("examples")
        yield from (f"  {line}" for line in examples.split("\n"))
    if commands:
        yield ""
        yield from wrapped(word("more"), width)


def _usage(command: Any) -> Iterator[str]:
    yield from (
        f"[{param.metavar}]" if not param.required else param.metavar
        for param in command.params
        if param.param_type_name == "argument"
    )
    if getattr(command, "commands", None):
        yield "COMMAND"
    if any(param.param_type_name == "option" for param in command.params):
        yield "[--…]"


def _written(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar}"


def _table(pairs: list[tuple[str, str]], width: int) -> Iterator[str]:
    from eligibility.sentences.wrapping import cells, hung, padded, wrapped

    column = max(cells(name) for name, _ in pairs) + 2
    for name, text in pairs:
        if width - column < 30:
            yield f"  {name}"
            yield from (f"      {line}" for line in wrapped(text, width - 6))
        else:
            yield from hung(padded(name, column), text, width, indent=2)

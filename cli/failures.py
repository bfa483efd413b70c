"""How a failure is told: a sentence on stderr, and an exit code."""

import os
import sys
import traceback
from collections.abc import Iterable
from typing import Any

from eligibility.errors import (
    CallError,
    EligibilityError,
    FactError,
    Fault,
    RulebookError,
    TableError,
)
from eligibility.texts import Language, Text

CODES: dict[type[EligibilityError], int] = {
    CallError: 2,
    FactError: 3,
    TableError: 3,
    RulebookError: 4,
}
OWN_FAULT = 1
INTERRUPTED = 130


def wrong_call(zh: str, en: str, *, hint: tuple[str, str] | None = None) -> CallError:
    """The error for a call that cannot be answered."""
    return CallError([Fault("call", Text(zh, en), hint=Text(*hint) if hint else None)])


def told(error: Exception, language: Language) -> int:
    """Tell a failure on stderr; the exit code it leaves with."""
    if isinstance(error, EligibilityError):
        _write(error.faults, language)
        return CODES[type(error)]
    if hasattr(error, "format_message"):
        _write([_usage(error)], language)
        return 2
    if type(error).__name__ == "Abort":
        return INTERRUPTED
    if isinstance(error, OSError) and error.filename:
        text = Text(
            f"打不开或写不了 {error.filename}：{error.strerror}",
            f"{error.filename} cannot be opened or written: {error.strerror}",
        )
        _write([Fault("file", text)], language)
        return CODES[CallError]
    _write([_own_fault(error)], language)
    return OWN_FAULT


def _write(faults: Iterable[Fault], language: Language) -> None:
    from .drawing import drawn

    sys.stderr.write(drawn(faults, language))
    sys.stderr.flush()


def _own_fault(error: Exception) -> Fault:
    """A fault of the program: named by its place, without any value of a profile."""
    if os.environ.get("ELIGIBILITY_DEBUG"):
        traceback.print_exception(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - a name from a frame, not a path to open
    return Fault(
        "own-fault",
        Text(f"程序自己出错了（{where}）", f"The program itself failed ({where})"),
        hint=Text(
            "请把这一行告诉我们；设 ELIGIBILITY_DEBUG=1 可以看到全部经过。",
            "Please tell us this line; ELIGIBILITY_DEBUG=1 shows the whole of it.",
        ),
    )


def _usage(error: Any) -> Fault:
    """A wrong use of the command line, in both languages."""
    said = str(error.format_message()).rstrip(".")
    option = getattr(error, "option_name", None)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "eligibility"
    named = getattr(error, "param", None)
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = ", ".join(sorted(error.possibilities or ()))
        zh = f"没有 {option} 这个选项" + (f"，是不是 {near}" if near else "")
    elif kind == "MissingParameter" and named is not None:
        zh = f"缺少 {named.metavar or named.name}"
    elif kind == "BadParameter" and named is not None:
        zh = f"{named.opts[0]} 的值不对"
    elif kind == "BadOptionUsage":
        zh = f"{option} 后面缺少值，或者多了值"
    elif said.startswith("No such command"):
        zh = "没有这个命令：" + said.removeprefix("No such command ").replace(
            "Did you mean", "是不是"
        )
    else:
        zh = f"命令写得不对：{said}"
    return Fault(
        "usage",
        Text(zh, said),
        hint=Text(f"用法：{path} --help", f"See {path} --help"),
    )

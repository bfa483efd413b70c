"""What every command shares: one language, help in it, and how each failure ends.

Exit codes: 0 done, 2 wrong usage or no input to be had, 3 invalid data, 4 an invalid
rulebook, 130 interrupted, and 1 for a fault of the program itself.
"""

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from typer.core import TyperCommand, TyperGroup

from .help import Language, help_screen

INTERRUPTED = 130


def language_in(arguments: Sequence[str]) -> Language:
    """The language that the arguments ask for, else the environment, else Chinese."""
    asked = [os.environ.get("ELIGIBILITY_LANG", "")]
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--lang":
            asked.append(following)
        elif argument.startswith("--lang="):
            asked.append(argument.removeprefix("--lang="))
    known = [one for one in asked if one in {"zh", "en"}]
    return "en" if known and known[-1] == "en" else "zh"


class Command(TyperCommand):
    """A command with help in the language asked for."""

    def get_help(self, ctx: Any) -> str:
        """Say how it is used."""
        return help_screen(self, ctx, ctx.find_root().meta["language"])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments once the language is known."""
        ctx.find_root().meta.setdefault("language", language_in(args))
        return super().parse_args(ctx, args)


class Group(TyperGroup):
    """A group of commands with help in the language asked for."""

    def get_help(self, ctx: Any) -> str:
        """Say which commands there are."""
        return help_screen(self, ctx, ctx.find_root().meta["language"])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments once the language is known."""
        ctx.find_root().meta.setdefault("language", language_in(args))
        return super().parse_args(ctx, args)


class Program(Group):
    """The whole command: no failure of it ends in a traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with the exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        _never_fail_on_a_character()
        try:
            code = super().main(
                arguments,
                prog_name or "eligibility",
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )
            sys.stdout.flush()
        except BrokenPipeError:
            _close_quietly()
            code = 0
        except SystemExit as leaving:
            # Typer leaves with 1 when the reader of a pipe is gone; the work is done.
            gone = isinstance(leaving.__context__, BrokenPipeError)
            code = 0 if gone else leaving.code
        except KeyboardInterrupt:
            code = INTERRUPTED
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends in a sentence
            from .failures import told

            code = told(error, language_in(arguments))
        if not standalone_mode:
            return code
        sys.exit(code if isinstance(code, int) else 0)


def _never_fail_on_a_character() -> None:
    """Write a question mark for what the terminal's encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _close_quietly() -> None:
    """Drop what is still to be written: nobody reads it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())

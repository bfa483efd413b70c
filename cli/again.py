"""A command to give again: as the program was started, with the options given."""

import shlex
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import typer

PROGRAM = "eligibility"
GIVEN = {"COMMANDLINE", "ENVIRONMENT"}
"""Where an option comes from that is not its default."""
BESIDE = {"--no-input", "--save"}
"""What would keep a command from going on, or from the file that it goes on with."""
BEYOND = {
    *("--json", "--one-key", "--no-color", "--why", "--all", "--report", "--calendar"),
}
"""What says nothing of which answer is wanted, and in which words."""


@dataclass(frozen=True, slots=True)
class Call:
    """How `check` was called: the words that start it, and each option given."""

    start: tuple[str, ...] = (PROGRAM, "check")
    options: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, context: typer.Context) -> Self:
        """The call of the command that runs."""
        options: list[tuple[str, ...]] = []
        for option in context.command.params:
            source = context.get_parameter_source(option.name or "")
            if option.param_type_name != "option" or not source:
                continue
            value = context.params[option.name or ""]
            values = value if isinstance(value, list | tuple) else [value]
            if source.name in GIVEN and option.opts[0] not in BESIDE:
                options += [
                    (option.opts[0],) if one is True else (option.opts[0], str(one))
                    for one in values
                ]
        return cls((*started(), "check"), tuple(options))

    def with_options(self, name: str, values: Iterable[str]) -> Self:
        """The same call with an option more, once for each value."""
        return replace(self, options=(*self.options, *((name, one) for one in values)))

    def same(self, file: str) -> str:
        """The command that answers the same of a file of answers."""
        options = [one for one in self.options if one[0] not in BEYOND]
        return self._joined([_path(file)], options)

    def onward(self, file: str) -> str:
        """The command that goes on with a file of answers."""
        plain = ("--json",) not in self.options
        named = [_path(file)] if plain else ["--save", file]
        return self._joined(named, self.options)

    def begun(self, file: str) -> str:
        """The command that begins, and keeps the answers in a file."""
        return self._joined(["--save", file], self.options)

    def _joined(self, words: list[str], options: Iterable[tuple[str, ...]]) -> str:
        given = (word for option in options for word in option)
        return shlex.join([*self.start, *words, *given])


def started() -> tuple[str, ...]:
    """The words that start this program from where it was started."""
    main = sys.modules["__main__"].__spec__
    if main is not None and main.name == f"{__package__}.__main__":
        before = len(sys.orig_argv) - len(sys.argv) + 1
        return tuple(sys.orig_argv[:before])
    script = Path(sys.argv[0])
    if script.stem != PROGRAM:
        return (PROGRAM,)
    found = shutil.which(PROGRAM)
    if found is not None and script.exists() and Path(found).samefile(script):
        return (PROGRAM,)
    return (sys.argv[0],)


def _path(file: str) -> str:
    """A file's name that is not taken for an option."""
    return f"./{file}" if file.startswith("-") else file

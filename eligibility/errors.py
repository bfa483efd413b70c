"""Every error that the engine raises, and the faults they carry.

    EligibilityError
    ├── RulebookError        a rulebook that cannot be read: for the people who keep it
    ├── FactError            a profile that cannot be read: for the caller
    ├── TableError           a table that cannot be read: for the caller
    └── CallError            a name, a day or an option that the rulebook does not have

A fault says what is wrong, where, and what to do about it. Reading goes on after a
fault, and all of them are raised together, in the order of their places. No fault
quotes a value of a profile: whoever draws it may quote the line of the file.
"""

import difflib
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass

from eligibility.places import Place
from eligibility.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    `code` names the kind of fault for programs, `text` says it to people, `hint` what
    to do. `place` is where it stands, if it came from a file; `subject` is the fact,
    column or name it concerns; `other` is a second place that explains it, such as the
    declaration, with a word on what stands there.
    """

    code: str
    text: Text
    place: Place | None = None
    hint: Text | None = None
    other: tuple[Place, Text] | None = None
    subject: str | None = None

    def message(self, language: Language) -> str:
        """One line: where, if known, and what."""
        where = f"{self.place}: " if self.place else ""
        return where + self.text.in_language(language)


class EligibilityError(Exception):
    """What the engine raises over what it was given; `faults` holds all that was found,
    in the order of their places. As a `str` it is their English texts, a line each.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(faults, key=_order))
        super().__init__("\n".join(fault.message("en") for fault in self.faults))


class RulebookError(EligibilityError):
    """A rulebook that cannot be read: for the people who keep it."""


class FactError(EligibilityError):
    """A profile that cannot be read, or whose facts cannot all be so."""


class TableError(EligibilityError):
    """A table that cannot be read."""


class CallError(EligibilityError):
    """A name, a day or an option that the rulebook does not have."""


def _order(fault: Fault) -> tuple[str, int, int]:
    place = fault.place
    return (place.document.name, place.line, place.column) if place else ("", 0, 0)


def nearest(name: str, names: Iterable[str]) -> Text | None:
    """A hint with the names most like `name`, at most three;
    none if none is like it.
    """
    found = difflib.get_close_matches(name, list(names), n=3, cutoff=0.6)
    if not found:
        return None
    return Text("是不是：" + "、".join(found), "Did you mean: " + ", ".join(found))


@contextmanager
def needing(extra: str, so: Text) -> Generator[None]:
    """Import within what comes with an extra;
    CallError, as `so`, where it is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise not_installed(str(error.name), extra, so) from None


def not_installed(library: str, extra: str, so: Text) -> CallError:
    """The error for a library that comes with an extra of the package; `so` says what
    cannot be done without it.
    """
    name = f"eligibility[{extra}]"
    return CallError(
        [
            Fault(
                "extra-missing",
                Text(
                    f"没有安装 {library}，{so.zh}",
                    f"{library} is not installed, {so.en}",
                ),
                hint=Text(
                    f"请安装：pip install '{name}'", f"Install it: pip install '{name}'"
                ),
                subject=library,
            )
        ]
    )

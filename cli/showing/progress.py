"""How far a long run is, on stderr: a bar, or plain lines for screen readers.

Nothing is said where nobody looks: where stderr is no terminal.
"""

import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from ..options import View

EVERY = 10.0
"""Seconds between two plain lines."""
SETTLED = 1.0
"""Seconds after which the pace means something."""
T = TypeVar("T")
Advance = Callable[[int], None]
"""Takes how many rows were done since it was last called."""


def tracked(items: Iterable[T], count: int, told: str, view: View) -> Iterator[T]:
    """The items as they come, with a bar where somebody is looking."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = view.accessible or not console.is_terminal
    return iter(
        track(items, told, count, console=console, transient=True, disable=hidden)
    )


@contextmanager
def progress(
    view: View, *, rows: int | None, clock: Callable[[], float] = time.monotonic
) -> Generator[Advance]:
    """Tell how far the rows are; `rows` is None where it is not known how many."""
    if not sys.stderr.isatty():
        yield lambda _: None
    elif view.accessible:
        yield _lines(view, rows, clock)
    else:
        with _bar(view, rows, clock) as advance:
            yield advance


def _lines(view: View, rows: int | None, clock: Callable[[], float]) -> Advance:
    done, told = 0, clock()

    def advance(more: int) -> None:
        nonlocal done, told
        done += more
        if clock() - told >= EVERY:
            told = clock()
            of = "" if rows is None else view.say(f"，共 {rows:,} 行", f" of {rows:,}")
            said = view.say(f"已做 {done:,} 行{of}。", f"{done:,}{of} rows done.")
            print(said, file=sys.stderr)  # noqa: T201 - talk belongs on stderr

    return advance


@contextmanager
def _bar(
    view: View, rows: int | None, clock: Callable[[], float]
) -> Generator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, no_color=None if view.color else True)
    left = view.say("还要", "left")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}  {task.fields[pace]}"),
        *(() if rows is None else (TextColumn(left), TimeRemainingColumn())),
    )
    start, done = clock(), 0

    def fields() -> dict[str, Any]:
        of = "" if rows is None else f"/{rows:,}"
        spent = clock() - start
        pace = done / spent if spent >= SETTLED else 0
        said = view.say(f"每秒 {pace:,.0f}", f"{pace:,.0f} a second")
        return {
            "count": view.say(f"{done:,}{of} 行", f"{done:,}{of} rows"),
            "pace": said if pace else "",
        }

    with Progress(*columns, console=console, transient=True) as bar:
        told = view.say("核对", "Screening")
        task = bar.add_task(told, total=rows, **fields())

        def advance(more: int) -> None:
            nonlocal done
            done += more
            bar.update(task, completed=done, **fields())

        yield advance

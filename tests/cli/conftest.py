"""The command run in this process, and driven on a terminal of its own."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner, Result

DAY = "2021-07-27"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[=>]|\r")
PATIENCE = 30


@pytest.fixture
def run(command: typer.Typer) -> Callable[..., Result]:
    """Run the command with arguments, in a pipe."""

    def running(
        *arguments: str, given: str | bytes | None = None, **environment: str
    ) -> Result:
        surroundings = {"ELIGIBILITY_LANG": None, "COLUMNS": "80", "NO_COLOR": None}
        return CliRunner().invoke(
            command, arguments, input=given, env={**surroundings, **environment}
        )

    return running


@pytest.fixture(scope="session")
def part() -> Callable[[str], ModuleType]:
    """A module of the command line, by its name."""
    (script,) = entry_points(group="console_scripts", name="eligibility")
    package = script.module.rpartition(".")[0]
    return lambda name: import_module(f"{package}.{name}")


@pytest.fixture
def graduate(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The profile of a graduate who delivers food, from the checkout's folder."""
    monkeypatch.chdir(checkout)
    return "examples/graduate-food-delivery.yaml"


class Screen:
    """The command on a terminal of its own, as a person sits before it; its answer goes
    to a file where there is one.
    """

    def __init__(self, arguments: list[str], folder: Path, out: Path | None) -> None:
        (script,) = entry_points(group="console_scripts", name="eligibility")
        start = f"from {script.module} import main; main()"
        self._terminal, other = pty.openpty()
        surroundings = {
            key: value
            for key, value in os.environ.items()
            if key not in {"ELIGIBILITY_LANG", "NO_COLOR"}
        }
        with out.open("wb") if out else nullcontext(other) as stdout:
            self._process = subprocess.Popen(
                [sys.executable, "-c", start, *arguments],
                stdin=other,
                stdout=stdout,
                stderr=other,
                cwd=folder,
                env=surroundings | {"COLUMNS": "80", "LINES": "30", "TERM": "xterm"},
                start_new_session=True,
            )
        os.close(other)
        self.seen = ""

    def wait_for(self, text: str) -> str:
        """What was shown until a text appears; an AssertionError where it does not."""
        until = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert self._read(until - time.monotonic()), self.seen
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._terminal, keys.encode())

    def interrupt(self) -> None:
        """Press control-C where no question stands."""
        self._process.send_signal(signal.SIGINT)

    def end(self) -> int:
        """The exit code, once the command is done."""
        until = time.monotonic() + PATIENCE
        while self._read(until - time.monotonic()):
            pass
        return self._process.wait(PATIENCE)

    def close(self) -> None:
        """Leave nothing running."""
        self._process.kill()
        self._process.wait(PATIENCE)
        os.close(self._terminal)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], max(0, patience))
        if not ready:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # the other side is closed
            return False
        if b"\x1b[6n" in data:  # "where is the cursor?": a terminal answers
            os.write(self._terminal, b"\x1b[1;1R")
        self.seen += ESCAPES.sub("", data.decode("utf-8", "ignore"))
        return bool(data)


@pytest.fixture
def sit_before(tmp_path: Path) -> Iterator[Callable[..., Screen]]:
    """Start the command on a terminal of its own, in an empty folder."""
    screens: list[Screen] = []

    def starting(*arguments: str, out: Path | None = None) -> Screen:
        screens.append(Screen(list(arguments), tmp_path, out))
        return screens[-1]

    yield starting
    for screen in screens:
        screen.close()

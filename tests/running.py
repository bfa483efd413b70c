"""The installed command as a process of its own that serves on a free port."""

import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = str(Path(sys.executable).parent / "eligibility")
WHERE = re.compile(r"http://[^\s/]+:\d+(/mcp)?")
WAIT = 60


@dataclass
class Running:
    """A process that serves, and where; `rest` is what it said until it ended."""

    url: str
    process: subprocess.Popen[str]
    rest: str = ""


@contextmanager
def running(*words: str) -> Generator[Running]:
    """The command with some words, from its first line on until the block ends."""
    with subprocess.Popen(
        [COMMAND, *words], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = WHERE.search(told)
        assert found is not None, told + process.stderr.read()
        one = Running(found[0], process)
        try:
            yield one
        finally:
            process.terminate()
            one.rest = process.communicate(timeout=WAIT)[1]

"""What the longer measurements share: memory, the machine,
progress, ratios of pairs.
"""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

MEGABYTE = 1e6
KILOBYTE = 1024


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    # `ru_maxrss` would begin with what the process held that started this one.
    said = Path("/proc/self/status").read_text(encoding="ascii")
    (found,) = (line for line in said.splitlines() if line.startswith("VmHWM"))
    return int(found.split()[1]) * KILOBYTE / MEGABYTE


def machine() -> str:
    """On what a figure was measured, and of which commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - whichever git there is
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
    ).stdout.strip()
    python = platform.python_version()
    return f"{os.cpu_count()} cores, Python {python}, commit {commit or 'unknown'}"


def timed(run: Callable[[], object]) -> float:
    """How many seconds a run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def paired(
    ours: Callable[[], object], other: Callable[[], object], rounds: int
) -> tuple[float, float, float]:
    """The median seconds of two runs made in turn, and the median of their ratios."""
    pairs = [(timed(ours), timed(other)) for _ in range(rounds)]
    mine = statistics.median(one for one, _ in pairs)
    theirs = statistics.median(one for _, one in pairs)
    return mine, theirs, statistics.median(a / b for a, b in pairs)


def told(words: str) -> None:
    """Say how far it is, on stderr."""
    print(words, file=sys.stderr, flush=True)

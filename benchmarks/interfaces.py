"""Holds the whole document of each interface against that of the engine, key for key.

python -m benchmarks.interfaces                          1,000 people
python -m benchmarks.interfaces --people 100 --processes 2

Each person is asked about through `check --json` (a process each), POST /v1/assess,
`eligibility mcp` over standard input and output and over HTTP, a Session that hears one
fact after another, and the component in Chromium, with its service and alone (there
without advice and amounts, which it does not have). Some go through the whole interview
first, and are asked about with the answers that the component then holds. Values are
typed or written as text, some are null, and every other person is asked about today,
without naming the day.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.saying import machine
from benchmarks.saying import told as say
from eligibility import Rulebook
from eligibility.service import calls
from tests.agreement import difference
from tests.interfaces import (
    ALONE,
    Person,
    by_python,
    made_up,
    opened,
    shown,
    without_advice,
)

SEED = 7
EARLIER = date(2021, 7, 27)
PART = 100


def main() -> None:
    """Compare, and print how many documents differ, and where the first do."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=1_000, help="1,000")
    parser.add_argument("--interviews", type=int, default=2, help="of each 100; 2")
    parser.add_argument("--processes", type=int, default=1, help="1")
    asked = parser.parse_args()
    start = time.perf_counter()
    total: Counter[str] = Counter()
    parts = range(-(-asked.people // PART))
    run = partial(compared, people=min(asked.people, PART), interviews=asked.interviews)
    with ProcessPoolExecutor(asked.processes) as pool:
        for done in as_completed([pool.submit(run, part) for part in parts]):
            total += done.result()
            say(
                f"{total['people']} of {asked.people} people, {total['differ']} "
                f"documents differ; {time.perf_counter() - start:.0f} s"
            )
    print(machine())
    print(f"{total['people']} people, {time.perf_counter() - start:.0f} s")
    for name in sorted(total):
        interface, _, what = name.partition(": ")
        if what == "compared":
            differ = total[f"{interface}: differ"]
            print(f"  {interface}: {total[name]} documents compared, {differ} differ")


def compared(part: int, *, people: int, interviews: int) -> Counter[str]:
    """How many documents of each interface were compared for some people, of whom the
    first are interviewed, and how many of them differ.
    """
    book, found = Rulebook.load("guangdong"), Counter[str]()
    today = partial(calls.today, book)
    engine, bare = by_python(book, today), without_advice(book, today)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        component = stack.enter_context(shown(book, [today(), EARLIER], folder))
        interfaces = stack.enter_context(opened(book, today, folder))
        interfaces |= component.answers
        for number, (drawn, named) in enumerate(islice(_crowd(book, part), people)):
            said: dict[str, Any] = {}
            person, day = drawn, named
            if number < interviews:
                person, said["interview"] = component.interview(drawn)
                day = None
            said |= {name: answer(person, day) for name, answer in interfaces.items()}
            wanted = dict.fromkeys(said, engine(person, day))
            wanted[ALONE] = bare(person, day)
            for name, document in said.items():
                found[f"{name}: compared"] += 1
                where = difference(document, wanted[name])
                if where is not None:
                    found[f"{name}: differ"] += 1
                    found["differ"] += 1
                    if found[f"{name}: differ"] == 1:
                        print(name, where, day or today(), json.dumps(person))
            found["people"] += 1
    return found


def _crowd(book: Rulebook, part: int) -> Iterator[tuple[Person, date | None]]:
    """People on two days in turn, the second of them today, which is not named."""
    seed = SEED + part
    earlier, now = made_up(book, EARLIER, seed), made_up(book, calls.today(book), seed)
    while True:
        yield next(earlier), EARLIER
        yield next(now), None


if __name__ == "__main__":
    main()

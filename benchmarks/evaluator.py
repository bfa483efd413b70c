"""Holds the evaluator for browsers against the engine, profile by profile.

python -m benchmarks.evaluator                            10,000 people, by Node.js
python -m benchmarks.evaluator --people 500 --processes 2

People are drawn with a share of unknown facts of their own, and each value stands at
the edge of a class. Whole documents are compared, key for key, on several days in turn.
"""

import argparse
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from itertools import islice

from benchmarks.saying import machine
from benchmarks.saying import told as say
from eligibility import Rulebook
from tests.agreement import difference, expected, told
from tests.evaluating import evaluator
from tests.people import drawn

SEED = 12
PART = 250
DAYS = (date(2021, 7, 27), date(2026, 11, 23))


def main() -> None:
    """Compare, and print how many documents differ, and where the first do."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=10_000, help="10,000")
    parser.add_argument("--processes", type=int, default=1, help="1")
    asked = parser.parse_args()
    start = time.perf_counter()
    total: Counter[str] = Counter()
    parts = range(-(-asked.people // PART))
    with ProcessPoolExecutor(asked.processes) as pool:
        for found in pool.map(compared, parts):
            total += found
            say(
                f"{total['people']} of {asked.people} people, {total['differ']} differ; "
                f"{time.perf_counter() - start:.0f} s"
            )
    print(machine())
    print(f"{total['people']} people on {len(DAYS)} days, {total['differ']} differ")
    for what, count in total.most_common():
        if what.startswith("at "):
            print(f"  {what}: {count}")


def compared(part: int) -> Counter[str]:
    """How many documents were compared, and how many of them differ."""
    day, book = DAYS[part % len(DAYS)], _book()
    found = Counter[str]()
    with evaluator(book, day) as evaluated:
        for number, one in enumerate(islice(drawn(book, day, SEED + part), PART)):
            said = evaluated(told(one, book))
            said.pop("next", None)
            where = difference(said, expected(one, book, day))
            found["people"] += 1
            if where is not None:
                found["differ"] += 1
                found[f"at {where}, {day}, seed {SEED + part}, person {number}"] += 1
    return found


@cache
def _book() -> Rulebook:
    return Rulebook.load("guangdong")


if __name__ == "__main__":
    main()

"""Holds the evaluator for browsers against the engine, profile by profile.

python -m benchmarks.evaluator                 10,000 people, by Node.js
python -m benchmarks.evaluator --people 500
"""

import argparse
import tempfile
import time
from itertools import islice
from pathlib import Path

from eligibility import Rulebook
from tests.agreement import expected, told
from tests.people import drawn
from tests.web.test_evaluator import DAYS, answered

SEED = 12
AT_ONCE = 500


def main() -> None:
    """Count the documents that differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    people = parser.parse_args().people
    book = Rulebook.load("guangdong")
    start, compared, differ = time.perf_counter(), 0, 0
    for day in DAYS:
        profiles = drawn(book, day, SEED)
        for _ in range(-(-people // len(DAYS) // AT_ONCE)):
            some = list(islice(profiles, AT_ONCE))
            with tempfile.TemporaryDirectory() as folder:
                found = answered(
                    book, day, [told(one, book) for one in some], Path(folder)
                )
            for profile, one in zip(some, found, strict=True):
                one.pop("next")
                compared += 1
                differ += one != expected(profile, book, day)
            print(f"{compared:,} people, {differ} differ", flush=True)
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()

"""Counts answers left open although every way to fill in what is missing agrees.

python -m benchmarks.needless                       100,000 people, two processes
python -m benchmarks.needless --people 1000 --on 2021-07-27
"""

import argparse
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from itertools import islice

from benchmarks.people import drawn
from eligibility import Rulebook, Status, assess
from eligibility.inquiries.completions import Completions, TooMany
from eligibility.truth import Truth

PART = 500
DEFINITE = (frozenset({Truth.TRUE}), frozenset({Truth.FALSE}))


def main() -> None:
    """Draw people, and print the share of needless unknowns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="100,000")
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 11, 24))
    parser.add_argument("--processes", type=int, default=2, help="2")
    asked = parser.parse_args()
    start = time.perf_counter()
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(asked.processes) as pool:
        seeds = range(-(-asked.people // PART))
        for found in pool.map(counted, [asked.on] * len(seeds), seeds):
            total += found
    seconds = time.perf_counter() - start
    print(f"{asked.people} people on {asked.on}, {seconds:.0f} s")
    open_, needless = total["open"], total["needless"]
    print(f"answers: {total['answers']}; open for a missing fact: {open_}")
    print(f"needless: {needless} ({needless / open_:.4%} of the open ones)")
    print(f"not decided by the search: {total['not decided']}")
    for what, count in total.most_common():
        if what.startswith("measure "):
            print(f"  {what.removeprefix('measure '):40}{count:8}")


def counted(day: date, seed: int) -> Counter[str]:
    """The counts for some people."""
    book = _book()
    found: Counter[str] = Counter()
    for profile in islice(drawn(book, day, seed), PART):
        for one in assess(profile, book, on=day):
            found["answers"] += 1
            if one.status is not Status.UNDETERMINED or not one.missing:
                continue
            found["open"] += 1
            try:
                outcomes = _completions(day, one.measure.id).outcomes(profile.codes)
            except TooMany:
                found["not decided"] += 1
                continue
            if outcomes in DEFINITE:
                found["needless"] += 1
                found[f"measure {one.measure.id}"] += 1
    return found


@cache
def _book() -> Rulebook:
    return Rulebook.load("guangdong")


@cache
def _completions(day: date, measure: str) -> Completions:
    plans = _book().plans(day)
    program = plans.measures[measure].condition
    if program is None:
        raise AssertionError(measure)
    return Completions(program, plans)


if __name__ == "__main__":
    main()

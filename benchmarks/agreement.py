"""Holds the answers for many people at once against those for each of them alone.

python -m benchmarks.agreement                      1,000,000 people, one process
python -m benchmarks.agreement --people 20000 --processes 2

Every measure's status, the conditions that settle it and the facts that are missing
are compared, on several days in turn; people are drawn with a share of unknown facts of
their own, and each value stands at the edge of a class.
"""

import argparse
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from itertools import islice

from benchmarks.saying import machine, told
from eligibility import Rulebook
from eligibility.screening.deciding import Decider
from tests.crowds import crowd, expected
from tests.people import drawn

PART = 2_000
SEED = 1_000_000
DAYS = (
    date(2020, 1, 1),
    date(2021, 7, 27),
    date(2022, 7, 1),
    date(2024, 2, 29),
    date(2026, 11, 23),
)
WHAT = {"": "statuses", "because": "lists of conditions", "missing": "lists of facts"}


def main() -> None:
    """Compare, and print how many values differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=1_000_000, help="1,000,000")
    parser.add_argument("--processes", type=int, default=1, help="1")
    asked = parser.parse_args()
    start = time.perf_counter()
    total: Counter[str] = Counter()
    parts = range(-(-asked.people // PART))
    with ProcessPoolExecutor(asked.processes) as pool:
        for part, found in zip(parts, pool.map(compared, parts), strict=True):
            total += found
            if part % 10 == 9 or part == parts[-1]:
                _progress(total, time.perf_counter() - start)
    seconds = time.perf_counter() - start
    print(machine())
    print(f"{total['people']} people on {len(DAYS)} days, {seconds:.0f} s")
    for kind, what in WHAT.items():
        print(f"{total[kind]} {what} compared, {total[f'{kind} differ']} differ")
    for what, count in total.most_common():
        if what.startswith("at "):
            print(f"  {what}: {count}")


def compared(part: int) -> Counter[str]:
    """How much was compared for some people, and how much of it differs."""
    day = DAYS[part % len(DAYS)]
    book = _book()
    profiles = list(islice(drawn(book, day, SEED + part), PART))
    people = crowd([one.codes for one in profiles], book.facts)
    rows = _decider(day).decided(people).iter_rows(named=True)
    found = Counter(people=len(profiles))
    for number, (profile, row) in enumerate(zip(profiles, rows, strict=True)):
        for id_, wanted in expected(profile, book, day).items():
            kind = id_.partition(".")[2]
            found[kind] += 1
            if row[id_] != wanted:
                found[f"{kind} differ"] += 1
                found[f"at {id_}, {day}, seed {SEED + part}, person {number}"] += 1
    return found


def _progress(total: Counter[str], seconds: float) -> None:
    differ = sum(total[f"{kind} differ"] for kind in WHAT)
    told(f"{total['people']} people, {differ} differ; {seconds:.0f} s")


@cache
def _book() -> Rulebook:
    return Rulebook.load("guangdong")


@cache
def _decider(day: date) -> Decider:
    return Decider(_book().plans(day))


if __name__ == "__main__":
    main()

"""Holds windows against assessing on every single day of the horizon.

python -m benchmarks.every_day                      2,000 people, two processes
python -m benchmarks.every_day --people 100 --years 1
"""

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from itertools import islice

from eligibility import Rulebook, Status, assess
from eligibility.inquiries.windows import Window, windows
from eligibility.periods import MONTHS_PER_YEAR, Period, day_after
from eligibility.profiles import Profile
from tests.people import drawn

PARTS = 64
SEED = 5


def main() -> None:
    """Compare, and print how many statuses differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000, help="2,000")
    parser.add_argument("--years", type=int, default=5, help="5")
    parser.add_argument("--on", type=date.fromisoformat, default=date(2021, 7, 27))
    parser.add_argument("--processes", type=int, default=2, help="2")
    asked = parser.parse_args()
    start = time.perf_counter()
    compared = differing = 0
    asking = (asked.people, asked.on, asked.years)
    with ProcessPoolExecutor(asked.processes) as pool:
        parts = pool.map(differences, [asking] * PARTS, range(PARTS))
        for number, (count, differ) in enumerate(parts, 1):
            compared += count
            differing += differ
            print(f"\r{number}/{PARTS}", end="", flush=True)
    seconds = time.perf_counter() - start
    print(f"\r{asked.people} people, {asked.years} years from {asked.on}")
    print(f"{compared} statuses compared, {differing} differ; {seconds:.0f} s")


def differences(asking: tuple[int, date, int], part: int) -> tuple[int, int]:
    """How many statuses were compared on some of the days, and how many differ."""
    people, first, years = asking
    last = day_after(first, Period(years * MONTHS_PER_YEAR))
    book, told = Rulebook.load("guangdong"), _windows(people, first, years)
    compared = differing = 0
    for number in range(part, (last - first).days + 1, PARTS):
        day = first + timedelta(number)
        for profile, found in told:
            for one in assess(profile, book, on=day):
                compared += 1
                status = _status(found[one.measure.id], day)
                differing += status is not one.status
    return compared, differing


def _status(found: tuple[Window, ...], day: date) -> Status:
    (one,) = (
        window
        for window in found
        if window.start <= day and (window.until is None or day <= window.until)
    )
    return one.status


@cache
def _windows(
    people: int, first: date, years: int
) -> list[tuple[Profile, dict[str, tuple[Window, ...]]]]:
    book = Rulebook.load("guangdong")
    some = islice(drawn(book, first, SEED), people)
    return [(one, windows(one, book, first, years=years)) for one in some]


if __name__ == "__main__":
    main()

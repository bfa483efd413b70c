"""Holds the solver's reading against the reference, unknowns included.

python -m benchmarks.solver                      100,000 samples
python -m benchmarks.solver --samples 5000

A sample is a person, a measure and a version: people are drawn with a share of unknown
facts of their own, each value at the edge of a class, on days of every version.
"""

import argparse
import time
from datetime import date
from itertools import islice

from benchmarks.saying import machine
from eligibility import Rulebook
from eligibility.proving.days import days_of
from tests.people import drawn
from tests.solving import Reader


def main() -> None:
    """Compare, and print how many differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=int, default=100_000, help="100,000")
    asked = parser.parse_args()
    book = Rulebook.load("guangdong")
    days = sorted(_days(book))
    start, compared, differ = time.perf_counter(), 0, 0
    for number, day in enumerate(days):
        left = (asked.samples - compared) // (len(days) - number)
        more, wrong = _compared(book, day, left)
        compared += more
        differ += wrong
    print(machine())
    seconds = time.perf_counter() - start
    print(f"{compared} truths on {len(days)} days, {seconds:.0f} s: {differ} differ")


def _days(book: Rulebook) -> set[date]:
    return {
        day
        for measure in book.measures.values()
        for version in measure.versions
        for day in days_of(version, book.contents)
    }


def _compared(book: Rulebook, day: date, samples: int) -> tuple[int, int]:
    plans = book.plans(day)
    judged = {
        id_: one.condition
        for id_, one in plans.book.measures.items()
        if one.condition is not None
    }
    reader, differ, compared = Reader(plans.book, judged), 0, 0
    for profile in islice(
        drawn(book, day, day.toordinal()), -(-samples // len(judged))
    ):
        for id_, truth in reader.truths(profile.codes).items():
            program = plans.measures[id_].condition
            if program is not None:
                compared += 1
                differ += truth is not program.truth(profile.codes)
    return compared, differ


if __name__ == "__main__":
    main()

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

from eligibility import Rulebook, Status, assess
from eligibility.inquiries.relevance import Relevance
from eligibility.readings.evaluation import Plans
from eligibility.truth import Truth
from tests.people import drawn

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
    print(f"needless: {needless} ({needless / open_:.3%} of the open ones)")
    alone = total["needless by one fact alone"]
    print(f"  but for dates that contradict each other: {alone} ({alone / open_:.3%})")
    print(f"not decided by the search: {total['not decided']}")
    for what, count in total.most_common():
        if ": " in what:
            print(f"  {what:70}{count:8}")


def counted(day: date, seed: int) -> Counter[str]:
    """The counts for some people."""
    book = _book()
    plans = book.plans(day)
    searches = {
        "needless": plans.once(Relevance),
        # As if any two dates could go together.
        "needless by one fact alone": plans.once(_without_contradictions),
    }
    found: Counter[str] = Counter()
    for profile in islice(drawn(book, day, seed), PART):
        for one in assess(profile, book, on=day):
            found["answers"] += 1
            if one.status is not Status.UNDETERMINED or not one.missing:
                continue
            found["open"] += 1
            for what, relevance in searches.items():
                before = relevance.given_up
                outcomes = relevance.reached(one.measure.id, profile)
                if relevance.given_up > before:
                    found["not decided"] += 1
                elif outcomes in DEFINITE:
                    found[what] += 1
                    found[f"{what}: {one.measure.id}"] += 1
                else:
                    break
    return found


def _without_contradictions(plans: Plans) -> Relevance:
    return Relevance(Plans(plans.book, plans.measures, plans.applies, plans.asked, {}))


@cache
def _book() -> Rulebook:
    return Rulebook.load("guangdong")


if __name__ == "__main__":
    main()

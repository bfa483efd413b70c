"""Prints whether plans hold, and how many questions an interview for them takes.

python -m benchmarks.plan                  10,000 people on each of two days
python -m benchmarks.plan --people 500

People are drawn, with fixed seeds, from the population that the rulebook states. For
each, the plan of the whole profile is walked step by step, and compared with the plan
after an interview; a tenth are asked about each topic by itself as well.
docs/interview.md has the last figures.
"""

import argparse
import random
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial

from eligibility import Rulebook
from tests.planning import advised, faults, interviewed, somebody, told

DAYS = (date(2026, 11, 28), date(2021, 7, 27))
PROCESSES = 2
SEED = 20261128
MILLISECOND = 1e3
TOPICS = 10
"""One in so many is asked about each topic by itself, too."""
MOST_SHOWN = 5


@dataclass(frozen=True)
class Told:
    """What was measured of one person: questions in all and by topic, seconds for each
    question and for an assessment with its plan, steps of the plan; and what is wrong.
    """

    questions: int
    topics: Mapping[str, int]
    seconds: tuple[float, ...]
    advising: float
    steps: int
    wrong: tuple[str, ...]


def main() -> None:
    """Try people on each day and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000, help="a day (10000)")
    people = parser.parse_args().people
    for day in DAYS:
        _day(day, people)


def _day(day: date, count: int) -> None:
    start = time.perf_counter()
    chunks = [range(count)[n::PROCESSES] for n in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = [
            one for chunk in pool.map(partial(_people, day), chunks) for one in chunk
        ]
    took = time.perf_counter() - start
    print(f"\n{day}, {count} people ({took:.0f} s, {PROCESSES} processes)")
    print(f"{'questions':34}{'median':>8}{'p90':>6}{'mean':>8}")
    print(f"{'all topics':34}{_spread([one.questions for one in found])}")
    topics = dict.fromkeys(topic for one in found for topic in one.topics)
    for topic in topics:
        counts = [one.topics[topic] for one in found if topic in one.topics]
        print(f"{f'{topic} ({len(counts)})':34}{_spread(counts)}")
    print(f"next question: {_times([it for one in found for it in one.seconds])}")
    print(f"assessment and plan: {_times([one.advising for one in found])}")
    print(f"steps in a plan: {_spread([one.steps for one in found]).strip()}")
    wrong = [one.wrong for one in found if one.wrong]
    print(f"people of whom something is wrong: {len(wrong)}")
    for each in wrong[:MOST_SHOWN]:
        print("  " + "; ".join(each[:MOST_SHOWN]))


def _spread(counts: Sequence[int]) -> str:
    ninth = sorted(counts)[int(0.9 * len(counts))]
    return f"{statistics.median(counts):8.0f}{ninth:6}{statistics.mean(counts):8.2f}"


def _times(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    late = ordered[int(0.95 * len(ordered))]
    median, worst = statistics.median(ordered), ordered[-1]
    return ", ".join(
        f"{name} {one * MILLISECOND:.1f} ms"
        for name, one in (
            *(("median", median), ("mean", statistics.mean(ordered))),
            *(("95th percentile", late), ("worst", worst)),
        )
    )


def _people(day: date, numbers: Iterable[int]) -> list[Told]:
    book = Rulebook.load("guangdong")
    return [_person(number, book, day) for number in numbers]


def _person(number: int, book: Rulebook, day: date) -> Told:
    person = somebody(book, day, random.Random(SEED + number))  # noqa: S311 - nothing secret
    asked = interviewed(person, book, day)
    start = time.perf_counter()
    whole = advised(person, book, day)
    advising = time.perf_counter() - start
    wrong = list(faults(whole, book, book.profile(person, day)))
    after = told(advised(asked.given, book, day).plan)
    if after != told(whole.plan):
        wrong.append(f"person {number}: another plan after the interview")
    if not asked.bounds_held:
        wrong.append(f"person {number}: bounds broken")
    topics = book.contents.topics if number % TOPICS == 0 else ()
    by_topic = {}
    for topic in topics:
        ids = [id_ for id_, one in book.measures.items() if one.topic == topic]
        by_topic[topic] = len(interviewed(person, book, day, ids).facts)
    return Told(
        len(asked.facts),
        by_topic,
        asked.seconds,
        advising,
        len(whole.plan),
        tuple(wrong),
    )


if __name__ == "__main__":
    main()

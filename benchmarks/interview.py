"""Prints how many questions an interview takes, in our order and in others.

python -m benchmarks.interview                  10,000 people on each of two days
python -m benchmarks.interview --people 500

People are drawn, with fixed seeds, from the population that the rulebook states, and
from all values alike. docs/interview.md says what is counted.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from eligibility import Rulebook, Status, assess
from eligibility.inquiries.interview import Given, stand
from eligibility.inquiries.prospects import Prospect, Prospects
from eligibility.inquiries.relevance import Relevance
from eligibility.law.population import Population, drawn
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Codes
from eligibility.truth import Truth
from tests import small

DAYS = (date(2026, 11, 24), date(2021, 7, 27))
PROCESSES = 2
SEED = 20261124
MILLISECOND = 1e3
SMALL = 200
SLOW = 10
"""One in so many is also asked in the order that is slow to try."""
HINDSIGHT, TRIES = 300, 20
LIBRARY = Path(__file__).parent.parent / "examples" / "library-card"
NO_POPULATION: Population = {}
Open = Mapping[str, Prospect]
Order = Callable[[Open, Codes, Rulebook, date], str | None]


@dataclass(frozen=True)
class Taken:
    """How many questions one interview took: in all, and until the first measure was
    certain to be open (None: none is).
    """

    questions: int
    first: int | None


@dataclass(frozen=True)
class Told:
    """What was measured of one person; `left_open` counts the measures for which a fact
    is still missing when nothing is asked any more.
    """

    orders: Mapping[str, Taken]
    seconds: tuple[float, ...]
    bounds_held: bool
    given_up: int
    left_open: int


def main() -> None:
    """Run every comparison and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000, help="a day (10000)")
    people = parser.parse_args().people
    for day in DAYS:
        for usual in (True, False):
            _people(day, people if usual else people // 10, usual=usual)
        _hindsight(day, min(people, HINDSIGHT))
    _small()


def _people(day: date, count: int, *, usual: bool) -> None:
    start = time.perf_counter()
    numbers = range(count)
    ask = partial(_interviews, day, usual=usual)
    chunks = [numbers[n::PROCESSES] for n in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        told = [one for chunk in pool.map(ask, chunks) for one in chunk]
    named = "the population of the rulebook" if usual else "all values alike"
    took = time.perf_counter() - start
    print(f"\n{day}, {count} people, {named} ({took:.0f} s, {PROCESSES} processes)")
    print(f"{'questions':34}{'median':>8}{'p90':>6}{'mean':>8}   first entitlement")
    for order in ("ours", *ORDERS):
        taken = [one.orders[order] for one in told if order in one.orders]
        first = [one.first for one in taken if one.first is not None]
        print(
            f"{order:34}{_spread([one.questions for one in taken])}   {_spread(first)}"
        )
    seconds = sorted(one for each in told for one in each.seconds)
    median = statistics.median(seconds) * MILLISECOND
    late = seconds[int(0.95 * len(seconds))] * MILLISECOND
    print(f"next question: median {median:.1f} ms, 95th percentile {late:.1f} ms")
    wrong = sum(not one.bounds_held for one in told)
    lost = sum(one.given_up for one in told)
    open_ = sum(one.left_open for one in told)
    print(f"bounds broken: {wrong}; searches given up: {lost}; left open: {open_}")


def _spread(counts: Sequence[int]) -> str:
    if not counts:
        return "none"
    ninth = sorted(counts)[int(0.9 * len(counts))]
    return f"{statistics.median(counts):8.0f}{ninth:6}{statistics.mean(counts):8.2f}"


def _interviews(day: date, numbers: Iterable[int], *, usual: bool) -> list[Told]:
    book = Rulebook.load("guangdong")
    population = book.contents.population if usual else NO_POPULATION
    return [
        _interview(
            number,
            _person(random.Random(SEED + number), book, day, population),  # noqa: S311 - nothing secret
            book,
            day,
        )
        for number in numbers
    ]


def _person(
    chance: random.Random, book: Rulebook, day: date, population: Population
) -> Codes:
    """Somebody, fact by fact: what makes no sense is left out, and whoever contradicts
    himself is drawn anew.
    """
    plans = book.plans(day)
    while True:
        codes: dict[str, bool | str | int] = {}
        for id_ in small.in_order(plans):
            fact = book.facts[id_]
            if small.makes_sense(id_, codes, plans):
                codes[id_] = drawn(fact, chance.random(), population, day)
        late = any(
            int(code) > day.toordinal()
            for id_, code in codes.items()
            if book.facts[id_].latest_is_today
        )
        against = plans.contradictions.values()
        if not late and all(one.truth(codes) is not Truth.TRUE for one in against):
            return codes


def _interview(number: int, codes: Codes, book: Rulebook, day: date) -> Told:
    seconds: list[float] = []
    bounds: list[tuple[int, int]] = []
    relevance = book.once(day, Relevance)
    before = relevance.given_up
    given: Given = {}
    first: int | None = None
    while True:
        start = time.perf_counter()
        now = stand(given, book, day)
        seconds.append(time.perf_counter() - start)
        bounds.append((now.at_least, now.at_most))
        if first is None and now.settled.get(Status.ELIGIBLE):
            first = len(given)
        if now.fact is None:
            break
        given = {**given, now.fact.id: _text(now.fact.id, codes, book)}
    held = all(
        least <= len(given) - number <= most
        for number, (least, most) in enumerate(bounds)
    )
    ours = {"ours": Taken(len(given), first)}
    orders = ORDERS if number % SLOW == 0 else QUICK
    others = {name: _in(order, codes, book, day) for name, order in orders.items()}
    lost = relevance.given_up - before
    open_ = sum(bool(one.missing) for one in now.assessment)
    return Told({**ours, **others}, tuple(seconds), held, lost, open_)


def _text(id_: str, codes: Codes, book: Rulebook) -> str:
    value = book.facts[id_].decode(codes[id_])
    return str(value).lower() if isinstance(value, bool) else str(value)


def _in(order: Order, codes: Codes, book: Rulebook, day: date) -> Taken:
    """An interview in another order, until no missing fact keeps a measure open."""
    prospects = book.once(day, Prospects)
    judged = [id_ for id_, one in book.plans(day).measures.items() if one.condition]
    known: dict[str, bool | str | int] = {}
    first: int | None = None
    while True:
        now = {id_: prospects[id_].of(Profile(known)) for id_ in judged}
        if first is None and any(one.truth is Truth.TRUE for one in now.values()):
            first = len(known)
        open_ = {id_: one for id_, one in now.items() if one.missing}
        if not open_:
            return Taken(len(known), first)
        following = order(open_, known, book, day)
        if following is None:
            raise AssertionError(open_.keys())
        known[following] = codes[following]


def _listed(_: Open, known: Codes, book: Rulebook, day: date) -> str | None:
    plans = book.plans(day)
    order = (id_ for id_ in small.in_order(plans) if id_ not in known)
    return next((id_ for id_ in order if small.makes_sense(id_, known, plans)), None)


def _listed_and_open(open_: Open, _: Codes, book: Rulebook, __: date) -> str | None:
    askable = _askable(open_)
    return next((id_ for id_ in book.facts if id_ in askable), None)


def _most_measures(open_: Open, _: Codes, book: Rulebook, __: date) -> str | None:
    askable = _askable(open_)
    order = [id_ for id_ in book.facts if id_ in askable]
    return max(order, key=lambda id_: askable[id_], default=None)


def _weights(open_: Open, known: Codes, book: Rulebook, day: date) -> str | None:
    weights = assess(Profile(known), book, on=day, measures=open_.keys()).weights
    askable = _askable(open_)
    order = [id_ for id_ in book.facts if id_ in askable]
    return max(order, key=lambda id_: round(weights[id_], 9), default=None)


def _askable(open_: Open) -> dict[str, int]:
    """The facts that may be asked, with the number of measures that wait for each."""
    found: dict[str, int] = {}
    for one in open_.values():
        for id_ in one.askable:
            found[id_] = found.get(id_, 0) + 1
    return found


QUICK: Mapping[str, Order] = {
    "as listed, all that make sense": _listed,
    "as listed, what is open": _listed_and_open,
    "in most open measures first": _most_measures,
}
ORDERS: Mapping[str, Order] = {**QUICK, "by weight (a tenth of them)": _weights}


def _hindsight(day: date, count: int) -> None:
    """How few answers would do, if one knew beforehand what they are: all but those
    that can be left out one after another, the fewest of several tries.
    """
    book = Rulebook.load("guangdong")
    population = book.contents.population
    fewest = []
    for number in range(count):
        chance = random.Random(SEED + number)  # noqa: S311 - nothing secret
        codes = _person(chance, book, day, population)
        tries = (_needed(codes, chance, book, day) for _ in range(TRIES))
        fewest.append(min(tries))
    print(f"{f'in hindsight ({count} people)':34}{_spread(fewest)}")


def _needed(codes: Codes, chance: random.Random, book: Rulebook, day: date) -> int:
    prospects = book.once(day, Prospects)
    judged = [id_ for id_, one in book.plans(day).measures.items() if one.condition]
    kept = dict(codes)
    for fact in chance.sample(sorted(codes), len(codes)):
        fewer = {id_: code for id_, code in kept.items() if id_ != fact}
        profile = Profile(fewer)
        if not any(prospects[id_].of(profile).missing for id_ in judged):
            kept = fewer
    return len(kept)


def _small() -> None:
    """Ours against the best of all orders, on average over everybody."""
    print(f"\n{'small rulebooks, mean questions':34}{'ours':>8}{'best':>8}{'ratio':>8}")
    ratios = []
    ours, best = 0.0, 0.0
    for number in range(SMALL):
        chance = random.Random(SEED + number)  # noqa: S311 - nothing secret
        with tempfile.TemporaryDirectory() as folder:
            book = small.written(small.files(chance), Path(folder))
            one, least = _expected(book, small.DAY), small.optimum(book, small.DAY)
        ours, best = ours + one, best + least
        if least:
            ratios.append(one / least)
    print(
        f"{f'{SMALL} made up':34}{ours / SMALL:8.3f}{best / SMALL:8.3f}{ours / best:8.3f}"
    )
    worst, exact = max(ratios), sum(one < 1 + 1e-9 for one in ratios)
    print(f"worst of them {worst:.3f}; as good as the best: {exact} of {len(ratios)}")
    book = Rulebook.load(str(LIBRARY))
    one, least = _expected(book, DAYS[0]), small.optimum(book, DAYS[0])
    print(f"{'examples/library-card':34}{one:8.3f}{least:8.3f}{one / least:8.3f}")


def _expected(book: Rulebook, day: date) -> float:
    """The mean number of our questions over everybody."""
    people = list(small.worlds(book, day, {}))
    whole = sum(one.share for one in people)
    following: dict[frozenset[tuple[str, object]], str | None] = {}

    def questions(codes: Codes) -> int:
        given: Given = {}
        known: dict[str, object] = {}
        while True:
            state = frozenset(known.items())
            if state not in following:
                fact = stand(given, book, day).fact
                following[state] = fact.id if fact is not None else None
            asked = following[state]
            if asked is None:
                return len(given)
            given = {**given, asked: _text(asked, codes, book)}
            known[asked] = codes[asked]

    return sum(one.share / whole * questions(one.codes) for one in people)


if __name__ == "__main__":
    main()

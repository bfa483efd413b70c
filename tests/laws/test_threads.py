"""Many threads that share a rulebook get the answers that one alone gets."""

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import islice
from threading import Barrier

import pytest
from pydantic_core import to_json

from eligibility import Rulebook, Session, assess
from eligibility.document import document
from eligibility.inquiries import prospects
from eligibility.inquiries.advising import advise
from eligibility.inquiries.interview import stand
from eligibility.law.facts import Value
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Plans
from eligibility.rulebook import DAYS_KEPT
from tests.people import drawn

DAYS = (date(2021, 7, 27), date(2026, 11, 24))
THREADS = 8
QUESTIONS = 12


@pytest.fixture(autouse=True)
def restless() -> Iterator[None]:
    """Threads take turns so often that each is interrupted everywhere."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def answered(profile: Profile, day: date, book: Rulebook) -> bytes:
    """All that is reckoned for a person: determinations, advice, the next question."""
    found = assess(profile, book, on=day)
    whole = document(found, advise(found, profile))
    given = {
        id_: str(book.facts[id_].decode(code)).lower()
        if isinstance(code, bool)
        else str(book.facts[id_].decode(code))
        for id_, code in profile.codes.items()
    }
    now = stand(given, book, day)
    fact = now.fact.id if now.fact is not None else None
    return to_json([whole, fact, now.at_least, now.at_most])


def test_answers_are_the_same_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    # So few are kept that they make room for each other all the time.
    monkeypatch.setattr(prospects, "MOST_KEPT", 3)
    alone = Rulebook.load()
    people = [
        (profile, day) for day in DAYS for profile in islice(drawn(alone, day, 7), 4)
    ]
    expected = [answered(profile, day, alone) for profile, day in people]
    shared = Rulebook.load()
    begin = Barrier(THREADS)

    def ask(number: int) -> list[bytes]:
        begin.wait()
        turned = people[number % len(people) :] + people[: number % len(people)]
        return [answered(profile, day, shared) for profile, day in turned[:2]]

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(ask, range(THREADS)))
    for number, answers in enumerate(found):
        first = number % len(people)
        turned = expected[first:] + expected[:first]
        assert answers == turned[:2]


def spoken(given: Mapping[str, Value], day: date, book: Rulebook) -> list[object]:
    """A conversation: each question, what is left,
    what an answer changes, going back.
    """
    session = Session(book, on=day)
    told: list[object] = []
    for _ in range(QUESTIONS):
        fact = session.question
        if fact is None:
            break
        told += [fact.id, session.remaining, sorted(session.why)]
        changed, dropped = session.answer(given.get(fact.id))
        told += [sorted(changed), dropped]
    told += [session.answers, sorted(session.back()), session.statuses]
    return told


def test_conversations_are_the_same_however_many_are_held() -> None:
    alone, shared = Rulebook.load(), Rulebook.load()
    people = [
        (
            {
                id_: alone.facts[id_].decode(code)
                for id_, code in profile.codes.items()
                if id_ not in profile.implied
            },
            DAYS[number % 2],
        )
        for number, profile in enumerate(islice(drawn(alone, DAYS[0], 11), THREADS))
    ]
    expected = [spoken(given, day, alone) for given, day in people]
    assert len({str(one) for one in expected}) > THREADS // 2
    begin = Barrier(THREADS)

    def talk(person: tuple[Mapping[str, Value], date]) -> list[object]:
        begin.wait()
        return spoken(*person, shared)

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(talk, people)) == expected


def test_days_make_room_for_each_other_under_many_threads() -> None:
    book = Rulebook.load()

    def plans(number: int) -> bool:
        day = DAYS[0] + timedelta(number % (2 * DAYS_KEPT))
        return book.plans(day).book.day == day

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(plans, range(8 * DAYS_KEPT)))


def test_what_is_made_once_is_made_once() -> None:
    book = Rulebook.load()
    begin = Barrier(THREADS)
    made: list[Plans] = []

    def make(plans: Plans) -> object:
        made.append(plans)
        return object()

    def ask(_: int) -> object:
        begin.wait()
        return book.once(DAYS[0], make)

    with ThreadPoolExecutor(THREADS) as pool:
        found = set(pool.map(ask, range(THREADS)))
    assert len(found) == len(made) == 1

"""A day known to the month or the year is answered as each of its days agree."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from itertools import islice, product
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import FactError, Rulebook, Session, Status, assess, screen
from eligibility.binding.courses import Law
from eligibility.law.conditions import BoundLeaf
from eligibility.law.facts import Kind, as_written
from eligibility.periods import SomeDay
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Program
from eligibility.readings.timeline import timelines
from eligibility.screening.deciding import Decider
from eligibility.sets.days import Span
from eligibility.truth import agreement
from tests import generated, people
from tests.crowds import crowd, expected

DATES = ("born", "wed_on")
DAY = date(2026, 1, 1)
DATED = generated.Kit(
    generated.tests().filter(lambda test: any(id_ in test for id_ in DATES)),
    generated.SHAPES,
)
"""Conditions over days, some of them over two or beside a number."""
DEFINITE = {Status.ELIGIBLE, Status.INELIGIBLE}


def days_of(span: SomeDay) -> Iterator[date]:
    """All days that may be meant."""
    count = (span.last - span.first).days + 1
    return (span.first + timedelta(n) for n in range(count))


@st.composite
def spanned(draw: st.DrawFn) -> tuple[dict[str, object], list[dict[str, object]]]:
    """A profile some of whose days are known to the month, or one to the year; and all
    that it may stand for: for two months, their ends and the days about the middle.
    """
    profile = draw(generated.profiles())
    chosen = draw(st.lists(st.sampled_from(DATES), unique=True, min_size=1))
    profile |= {id_: draw(generated.VALUES[id_]) for id_ in chosen}
    if "wed_on" in chosen and profile.get("married") is False:
        del profile["married"]
    spans: dict[str, SomeDay] = {}
    for id_ in chosen:
        day = profile[id_]
        assert isinstance(day, date)
        whole_year = len(chosen) == 1 and draw(st.booleans())
        spans[id_] = SomeDay(day.year, None if whole_year else day.month)
    each = [list(days_of(span)) for span in spans.values()]
    if len(each) > 1:
        each = [[*days[:2], *days[13:16], *days[-2:]] for days in each]
    meant = [profile | dict(zip(spans, days, strict=True)) for days in product(*each)]
    told = profile | {id_: str(span) for id_, span in spans.items()}
    return told, meant


def possible(
    profiles: list[dict[str, object]], book: Rulebook, day: date
) -> list[Profile]:
    """Those of some profiles that may be so."""
    found: list[Profile] = []
    for one in profiles:
        try:
            found.append(book.profile(one, day))
        except FactError:
            continue
    return found


def leaves(program: Program) -> Iterator[int]:
    """The slots of the tests of a program."""
    for plan in program.plans:
        if isinstance(plan.condition, BoundLeaf):
            yield plan.slot


@given(
    files=generated.rulebooks(measures=2, kit=DATED), of=spanned(), day=generated.DAYS
)
def test_each_test_says_what_it_says_on_all_days_of_the_span(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    of: tuple[dict[str, object], list[dict[str, object]]],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    told, meant = of
    each = possible(meant, book, day)
    if not each:
        with pytest.raises(FactError):
            book.profile(told, day)
        return
    now = assess(told, book, on=day)
    for determination in now:
        program = determination.plan.condition
        assert program is not None
        truths = [program.truths(one.codes) for one in each]
        for slot in leaves(program):
            among = agreement(one[slot] for one in truths)
            assert determination.truths[slot] is among
        root = program.root.slot
        if determination.status in DEFINITE:
            assert {one[root] for one in truths} == {determination.truths[root]}
        for finding in determination.finding.walk() if determination.finding else ():
            for id_ in DATES:
                if isinstance(told.get(id_), str) and id_ in finding.facts:
                    value = finding.facts[id_]
                    assert isinstance(value, SomeDay)
                    assert str(value).startswith(str(told[id_]))
    session = Session(book, on=day, profile=told)
    assert session.statuses == {one.measure.id: one.status for one in now}
    again = book.profile(session.answers, day)
    assert again.codes == book.profile(told, day).codes


@given(
    files=generated.rulebooks(measures=2, kit=DATED), of=spanned(), day=generated.DAYS
)
def test_a_timeline_is_on_each_day_what_the_assessment_is(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    of: tuple[dict[str, object], list[dict[str, object]]],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    told, meant = of
    if not possible(meant, book, day):
        return
    profile = book.profile(told, day)
    span = Span(day, 40)
    lines = timelines(Law(book.contents, span), book.measures)
    for number in range(0, span.count, 13):
        then = span.day(number)
        if then > book.contents.last_day:
            break
        for determination in assess(profile, book, on=then):
            parts = [
                one.split(profile.codes)
                for one in lines.measures[determination.measure.id]
            ]
            true, false = reduce(
                lambda one, other: (one[0] | other[0], one[1] | other[1]), parts
            )
            said = {Status.ELIGIBLE: (1, 0), Status.INELIGIBLE: (0, 1)}
            assert (true >> number & 1, false >> number & 1) == said.get(
                determination.status, (0, 0)
            )


@given(
    files=generated.rulebooks(measures=2, kit=DATED),
    of=st.lists(spanned(), min_size=1, max_size=4),
    day=generated.DAYS,
)
def test_many_people_are_answered_as_each_alone(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    of: list[tuple[dict[str, object], list[dict[str, object]]]],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    profiles = possible([told for told, _ in of], book, day)
    if not profiles:
        return
    rows = Decider(book.plans(day)).decided(
        crowd([one.codes for one in profiles], book.facts)
    )
    for profile, row in zip(profiles, rows.to_dicts(), strict=True):
        wanted = expected(profile, book, day)
        assert {id_: row[id_] for id_ in wanted} == wanted


def test_a_table_of_guangdong_is_decided_as_each_row_alone() -> None:
    book = Rulebook.load()
    rows: list[dict[str, str]] = []
    for number, profile in enumerate(islice(people.drawn(book, DAY, 8), 120)):
        row: dict[str, str] = {}
        for id_, code in profile.codes.items():
            text = as_written(book.facts[id_].decode(code))
            cut = [4, 7, 10][number % 3]
            row[id_] = text[:cut] if book.facts[id_].kind is Kind.DATE else text
        rows.append(row)
    frame = pl.DataFrame({id_: [row.get(id_) for row in rows] for id_ in book.facts})
    refused = 0
    for row, got in zip(
        rows, screen(frame, book, on=DAY).collect().to_dicts(), strict=True
    ):
        try:
            profile = book.profile(row, DAY)
        except FactError:
            assert got["faults"]
            refused += 1
            continue
        wanted = expected(profile, book, DAY)
        assert not got["faults"]
        assert {id_: got[id_] for id_ in wanted} == wanted
    assert refused < len(rows) / 3


def test_people_of_guangdong_are_answered_as_all_days_of_their_span_agree() -> None:
    book = Rulebook.load()
    spans = 0
    for number, profile in enumerate(islice(people.drawn(book, DAY, 7), 60)):
        values: dict[str, object] = {
            id_: book.facts[id_].decode(code)
            for id_, code in profile.codes.items()
            if id_ not in profile.implied
        }
        dated = [id_ for id_ in values if book.facts[id_].kind is Kind.DATE]
        if not dated:
            continue
        fact = dated[number % len(dated)]
        day = values[fact]
        assert isinstance(day, date)
        span = SomeDay(day.year, day.month)
        meant = [{**values, fact: one} for one in days_of(span)]
        each = [assess(one, book, on=DAY) for one in possible(meant, book, DAY)]
        for determination in assess({**values, fact: str(span)}, book, on=DAY):
            found = {one[determination.measure.id].status for one in each}
            alike = found.pop() if len(found) == 1 else Status.UNDETERMINED
            assert determination.status is alike
            if found:
                assert fact in determination.missing
        spans += 1
    assert spans > 30

"""Guangdong's rules: a worklist tells of everybody what advice on that person tells."""

from datetime import date
from itertools import islice

import polars as pl

from eligibility import Rulebook, assess
from eligibility.assessment import Status
from eligibility.inquiries.windows import windows
from eligibility.readings.columns import Columns
from eligibility.screening.batches import Batch, no_faults
from eligibility.screening.deciding import Decider
from eligibility.screening.screener import Screened
from eligibility.screening.worklist import SOON, Collecting
from eligibility.sets.people import flags
from eligibility.telling.wording import held
from tests.crowds import crowd
from tests.people import drawn

BOOK = Rulebook.load("guangdong")
DAY = date(2021, 7, 27)
PEOPLE = list(islice(drawn(BOOK, DAY, seed=11), 600))
CROWD = crowd([one.codes for one in PEOPLE], BOOK.facts)


def test_whoever_has_a_measure_is_known_to_have_it() -> None:
    found = BOOK.plans(DAY).once(Columns).having(CROWD)
    assert found
    has = {id_: flags(of, CROWD.count) for id_, of in found.items()}
    assert all(of.any() for of in has.values())
    for person, profile in enumerate(PEOPLE):
        for one in assess(profile, BOOK, on=DAY):
            if one.measure.id in has:
                assert has[one.measure.id][person] == held(one)


def test_each_person_is_on_the_lists_that_advice_puts_them_on() -> None:
    collecting = Collecting(BOOK, DAY, most=10_000)
    codes = pl.DataFrame([dict(one.codes) for one in PEOPLE], infer_schema_length=None)
    rows = pl.Series(range(1, CROWD.count + 1), dtype=pl.UInt64)
    sound = pl.repeat(value=True, n=CROWD.count, eager=True)
    decisions = Decider(BOOK.plans(DAY)).decided(CROWD)
    collecting.add(
        Batch(codes, rows, no_faults(), no_faults()),
        Screened(decisions, no_faults(), 0, sound, codes, CROWD),
    )
    found = collecting.worklist()
    due: set[tuple[str, int]] = set()
    closing: set[tuple[str, int, date | None]] = set()
    for number, profile in enumerate(PEOPLE, 1):
        of = windows(profile, BOOK, DAY, years=1)
        for one in assess(profile, BOOK, on=DAY):
            if one.status is not Status.ELIGIBLE or held(one):
                continue
            due.add((one.measure.id, number))
            spans = of[one.measure.id]
            (later,) = (
                span.status
                for span in spans
                if span.start <= DAY + SOON and (span.until or date.max) >= DAY + SOON
            )
            if later is not Status.ELIGIBLE:
                closing.add((one.measure.id, number, spans[0].until))
    listed = {(id_, row.number) for id_, of in found.due.items() for row in of.rows}
    assert listed == due
    told = {(one.measure, one.row.number, one.day) for one in found.closing}
    assert told == closing
    assert closing
    assert found.closing_rows == len({row for _, row, _ in closing})

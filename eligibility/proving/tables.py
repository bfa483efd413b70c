"""The rows of parameters: each can be reached, and no two claim the same people.

That each choice has a row, loading sees to. An exception stands before the rule that it
is taken from, and a later table's changes before what they change: there the order is
plain. Of two rows that only overlap, the order alone decides.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, product

import z3

from eligibility.law.facts import Code
from eligibility.law.parameters import Parameter, Row, Table
from eligibility.proving.claims import Claim, Verdict
from eligibility.proving.days import horizon
from eligibility.proving.solving import NotProvedError, Question
from eligibility.proving.stages import Stages
from eligibility.readings.prose import shown
from eligibility.sentences.filling import joined, sentence
from eligibility.texts import Text

Choices = dict[str, Code]


def tables(stages: Stages) -> Iterator[Claim]:
    """What is claimed of each parameter that goes by choices."""
    for parameter in _written(stages):
        found = list(_parameter(parameter, stages))
        found = list({_told_once(claim): claim for claim in found}.values())
        wrong = [claim for claim in found if claim.verdict is not Verdict.TOLD]
        if not wrong:
            text = sentence("proofs.rows", parameter=parameter.title)
            yield Claim("rows", Verdict.PROVED, text, None, parameter.place)
        yield from found


def _told_once(claim: Claim) -> object:
    """What tells a claim from others: a row not known once need not be told again."""
    return claim.kind if claim.verdict is Verdict.TOLD else claim.text


def _written(stages: Stages) -> Iterator[Parameter]:
    """The parameters as they are written: not the cases into which tests cut them."""
    for id_, parameter in stages.book.contents.parameters.items():
        if parameter.by and id_ == parameter.written:
            yield parameter


def _parameter(parameter: Parameter, stages: Stages) -> Iterator[Claim]:
    last = horizon(stages.book.contents)
    earlier: tuple[Row, ...] = ()
    for table in parameter.tables:
        day = max(table.start, stages.book.contents.first_day)
        if day <= last:
            yield from _rows(parameter, table, earlier, day, stages)
        earlier = table.rows


def _rows(
    parameter: Parameter,
    table: Table,
    earlier: tuple[Row, ...],
    day: date,
    stages: Stages,
) -> Iterator[Claim]:
    try:
        reached = _reached(parameter, table, day, stages)
    except NotProvedError:
        claim = sentence("proofs.rows", parameter=parameter.title)
        text = sentence("proofs.not_proved", claim=claim)
        yield Claim("rows", Verdict.NOT_PROVED, text, None, parameter.place)
        return
    for row in table.rows:
        if row.test is None and not reached[id(row)] and row not in earlier:
            text = sentence(
                "proofs.row_never_reached",
                parameter=parameter.title,
                row=_said(row.when, stages),
                day=table.start,
            )
            yield Claim("row-reached", Verdict.WARNING, text, None, parameter.place)
    own = [row for row in table.rows if row.when and row not in earlier]
    for one, other in combinations(own, 2):
        both = _shared(one, other, reached)
        if both and one.value != other.value and not _nested(one, other):
            text = sentence(
                "proofs.rows_overlap",
                parameter=parameter.title,
                choices=_said({id_: frozenset({c}) for id_, c in both.items()}, stages),
                day=table.start,
            )
            yield Claim("row-overlap", Verdict.WARNING, text, None, parameter.place)
    unknown = [row for row in table.rows if row.value is None and reached[id(row)]]
    if unknown:
        rows = joined((_said(row.when, stages) for row in unknown), "joins.clauses")
        text = sentence(
            "proofs.row_unknown",
            parameter=parameter.title,
            row=rows,
            day=table.start,
        )
        yield Claim("row-unknown", Verdict.TOLD, text, None, parameter.place)


def _reached(
    parameter: Parameter, table: Table, day: date, stages: Stages
) -> dict[int, list[Choices]]:
    """For each row the choices of people of whom it may hold that there can be."""
    _, formulas = stages.day(day)
    question = Question(formulas, parameter.by, timeout=stages.timeout)
    person, facts = formulas.person, formulas.facts
    found: dict[int, list[Choices]] = {id(row): [] for row in table.rows}
    for codes in product(*(facts[id_].domain for id_ in parameter.by)):
        choices = dict(zip(parameter.by, codes, strict=True))
        fitting = [row for row in table.rows if row.fits(choices)]
        # Where a fact does not apply, nothing is said of it, and any value fits.
        if question.somebody(
            *(
                z3.Or(z3.Not(person.known(id_)), person.has(id_, code))
                for id_, code in choices.items()
            )
        ):
            sure = table.candidates(choices)
            for row in fitting:
                if row in sure or row.test is not None:
                    found[id(row)].append(choices)
    return found


def _shared(
    one: Row, other: Row, reached: Mapping[int, list[Choices]]
) -> Choices | None:
    """Choices that both rows are written for."""
    if one.test is not None or other.test is not None:
        return None
    return next((it for it in reached[id(one)] if other.fits(it)), None)


def _nested(one: Row, other: Row) -> bool:
    """Whether the first is an exception from the second: for fewer people."""
    return all(
        id_ in one.when and one.when[id_] <= codes for id_, codes in other.when.items()
    )


def _said(when: Mapping[str, frozenset[Code]], stages: Stages) -> Text:
    """The choices of a row, in words."""
    facts = stages.book.facts
    parts = [
        sentence(
            "prose.among",
            fact=facts[id_].heading,
            values=joined(
                (
                    shown(facts[id_], facts[id_].decode(code))
                    for code in sorted(codes, key=str)
                ),
                "joins.names",
            ),
        )
        for id_, codes in when.items()
    ]
    return joined(parts, "joins.clauses") if parts else sentence("proofs.everybody")

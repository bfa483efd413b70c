"""Who gains and who loses between two rulebooks, or between two days of one.

People are those who can be told by both: each fact as both allow it, and all known that
applies. Where two trees are written alike nobody's outcome can differ; else the solver
looks for somebody, or shows that there is nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product

import z3

from eligibility.assessment import Determination, Status, assess
from eligibility.errors import FactError
from eligibility.inquiries.edits import Dated, Side, edited, edits
from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Bound,
    Contested,
    Not,
    Relation,
    Stairs,
    Within,
    children,
)
from eligibility.law.facts import Code, Fact, Value
from eligibility.law.terms import FactTerm, ParameterTerm, leaves
from eligibility.particulars.amounts import Amount
from eligibility.proving.formulas import differ, facts_under
from eligibility.proving.solving import Codes, NotProvedError, Question
from eligibility.proving.stages import Stage, Stages
from eligibility.proving.witnesses import Values, smallest
from eligibility.rulebook import Rulebook
from eligibility.texts import Text
from eligibility.truth import Truth

MOST = 256
"""So many combinations of what a sum rests on are tried with each person."""
Pair = tuple[date, date]
"""A day of the old rulebook, and one of the new."""


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose outcome differs: `kind` is gains, loses, otherwise (another
    status), asked (only while something is not told), or paid (another amount).
    `conditions` are those that differ for them, with how true each was and is; None
    where it is not written.
    """

    kind: str
    days: Pair
    values: Mapping[str, Value]
    statuses: tuple[Status, Status]
    conditions: tuple[tuple[Text, Truth | None, Truth | None], ...] = ()
    amounts: tuple[Amount | None, Amount | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a measure: `proved` tells that all who differ were looked for."""

    measure: str
    moves: tuple[Move, ...]
    changes: tuple[Dated, ...]
    proved: bool

    @property
    def unchanged(self) -> bool:
        """Whether nothing is otherwise, for anybody."""
        return self.proved and not self.moves and not self.changes


def differences(
    old: Rulebook,
    new: Rulebook,
    days: list[Pair],
    *,
    timeout: float,
) -> Iterator[Difference]:
    """What became of each measure of either, in the new one's order."""
    sides = Stages(old, timeout=timeout), Stages(new, timeout=timeout)
    for id_ in dict.fromkeys((*new.measures, *old.measures)):
        yield _difference(id_, sides, days)


def _difference(
    measure: str, sides: tuple[Stages, Stages], days: list[Pair]
) -> Difference:
    moves: dict[str, Move] = {}
    proved = True
    told = edited(measure, sides[0].book.contents, sides[1].book.contents, days)
    for pair in days:
        old, new = (
            side.on(measure, day) if measure in side.book.measures else None
            for side, day in zip(sides, pair, strict=True)
        )
        if old is None or new is None:
            continue  # told as a change: it begins, ends, or is only told of
        try:
            for move in _moves(old, new, set(moves)):
                moves[move.kind] = move
        except NotProvedError:
            proved = False
    return Difference(measure, tuple(moves.values()), told, proved)


def _moves(old: Stage, new: Stage, found: set[str]) -> Iterator[Move]:
    """Somebody of each kind that is not found yet."""
    alike = _same_people(old, new) and same(old.condition, new.condition)
    if not alike:
        question = _question(old, new, partial=False)
        sides = {
            "gains": (new.split.true, z3.Not(old.split.true)),
            "loses": (old.split.true, z3.Not(new.split.true)),
            "otherwise": (
                differ(old.split, new.split),
                z3.Not(z3.Or(old.split.true, new.split.true)),
            ),
        }
        more = False
        for kind, conditions in sides.items():
            if kind in found:
                more = True
                continue
            codes = question.somebody(*conditions)
            if codes is not None:
                more = True
                yield _move(kind, codes, old, new)
        if not more and not found - {"paid"}:
            partial = _question(old, new, partial=True)
            codes = partial.somebody(differ(old.split, new.split))
            if codes is not None:
                yield _move("asked", codes, old, new)
    if "paid" not in found:
        yield from _paid(old, new)


def _question(old: Stage, new: Stage, *, partial: bool) -> Question:
    """Questions about whoever can be told by both."""
    facts = facts_under(old.condition) | facts_under(new.condition)
    both = set(old.book.facts) & set(new.book.facts)
    question = Question(
        new.formulas,
        facts & set(new.book.facts),
        timeout=new.stages.timeout,
        partial=partial,
    )
    around = old.formulas.around(facts & set(old.book.facts))
    question.take_for_granted(old.formulas.possible(around))
    if partial:
        question.take_for_granted(old.formulas.following(around))
    else:
        alone = [id_ for id_ in around if id_ not in both or id_ not in question.facts]
        question.take_for_granted(old.formulas.whole(alone))
    question.beside(old.formulas, around)
    return question


def same(one: Bound, other: Bound) -> bool:
    """Whether two conditions are written alike, whatever their words."""
    if type(one) is not type(other):
        return False
    if isinstance(one, AllOf | AnyOf | Not | Contested):
        parts, others = children(one), children(other)
        return len(parts) == len(others) and all(map(same, parts, others))
    return one is other or _bare(one) == _bare(other)


def _bare(leaf: Bound) -> Bound:
    match leaf:
        case Among() | Within() | Stairs() | Relation():
            return replace(leaf, label=None)
        case _:
            raise AssertionError(leaf)  # it has parts


def _same_people(old: Stage, new: Stage) -> bool:
    """Whether the same can be told of people, as far as a measure goes."""
    facts = {*old.question.facts, *new.question.facts}
    if not facts <= old.book.facts.keys() & new.book.facts.keys():
        return False
    books = old.plans.book, new.plans.book
    if books[0].contradictions.keys() != books[1].contradictions.keys():
        return False
    return all(
        _declared(old, id_) == _declared(new, id_)
        and (id_ in books[0].applies) is (id_ in books[1].applies)
        and (
            id_ not in books[0].applies
            or same(books[0].applies[id_], books[1].applies[id_])
        )
        for id_ in facts
    ) and all(
        same(one, books[1].contradictions[id_])
        for id_, one in books[0].contradictions.items()
    )


def _declared(stage: Stage, id_: str) -> tuple[object, ...]:
    fact = stage.book.facts[id_]
    values = fact.domain if not fact.kind.ordered else ()
    return (
        fact.kind,
        values,
        fact.least,
        fact.most,
        fact.decimals,
        fact.tells,
        fact.latest_is_today,
    )


def _move(kind: str, codes: Codes, old: Stage, new: Stage) -> Move:
    """Somebody who differs, with the fewest facts for which they do."""
    both = _assessed(_values(codes, old, new), old, new)
    if both is None or both[0].status is both[1].status:
        raise AssertionError(kind)  # the solver found whom assessing does not
    statuses = both[0].status, both[1].status

    def keeps(left: Values) -> bool:
        again = _assessed(left, old, new)
        return again is not None and tuple(one.status for one in again) == statuses

    values = smallest(_values(codes, old, new), keeps)
    shown = _assessed(values, old, new)
    conditions = tuple(_differing(*shown)) if shown else ()
    return Move(kind, (old.day, new.day), values, statuses, conditions)


def _values(codes: Codes, old: Stage, new: Stage) -> dict[str, Value]:
    facts = {**old.book.facts, **new.book.facts}
    return {id_: facts[id_].decode(code) for id_, code in codes.items()}


def _assessed(
    values: Values, old: Stage, new: Stage
) -> tuple[Determination, Determination] | None:
    """What both say of somebody, each of the facts that it has."""
    found: list[Determination] = []
    for stage in (old, new):
        own = {id_: one for id_, one in values.items() if id_ in stage.book.facts}
        try:
            (one,) = assess(own, stage.book, on=stage.day, measures=[stage.measure])
        except FactError:
            return None
        found.append(one)
    return found[0], found[1]


def _differing(
    old: Determination, new: Determination
) -> Iterator[tuple[Text, Truth | None, Truth | None]]:
    """The conditions with words that are otherwise for one person."""
    was, now = (
        {
            one.id: (one.text, one.truth)
            for one in (it.finding.walk() if it.finding else ())
            if one.written and one.id != it.measure.id
        }
        for it in (old, new)
    )
    for id_ in dict.fromkeys((*now, *was)):
        before, after = was.get(id_), now.get(id_)
        truths = before[1] if before else None, after[1] if after else None
        if truths[0] is not truths[1]:
            text = (after or before or (Text("", ""), None))[0]
            yield (text, *truths)


def _paid(old: Stage, new: Stage) -> Iterator[Move]:
    """Somebody to whom the measure is open before and after, and pays another sum."""
    gives = [stage.plan.bound.version for stage in (old, new)]
    sums = [one.gives.amount if one and one.gives else None for one in gives]
    if sums == [None, None] or not _may_pay_otherwise(old, new):
        return
    question = _question(old, new, partial=False)
    someone = question.somebody(old.split.true, new.split.true)
    near = new.near(someone) if someone is not None else ()
    for codes in (with_sums for one in near for with_sums in _paying(one, old, new)):
        values = _values(codes, old, new)
        both = _assessed(values, old, new)
        if both is None or {one.status for one in both} != {Status.ELIGIBLE}:
            continue
        amounts = both[0].amount, both[1].amount
        if _sum(amounts[0]) == _sum(amounts[1]):
            continue

        def keeps(
            left: Values, wanted: tuple[object, ...] = tuple(map(_sum, amounts))
        ) -> bool:
            again = _assessed(left, old, new)
            return (
                again is not None
                and {one.status for one in again} == {Status.ELIGIBLE}
                and tuple(_sum(one.amount) for one in again) == wanted
            )

        fewest = smallest(values, keeps)
        statuses = both[0].status, both[1].status
        yield Move("paid", (old.day, new.day), fewest, statuses, (), amounts)
        return


def _paying(codes: Codes, old: Stage, new: Stage) -> Iterator[Codes]:
    """Somebody, with some values of what else sums rest on."""
    facts: dict[str, Fact] = {}
    for stage in (old, new):
        version = stage.plan.bound.version
        gives = version.gives if version else None
        if gives is None or gives.amount is None:
            continue
        for leaf in leaves(gives.amount):
            if isinstance(leaf, FactTerm):
                facts[leaf.fact] = stage.book.facts[leaf.fact]
            elif isinstance(leaf, ParameterTerm):
                by = stage.book.contents.parameters[leaf.parameter].by
                facts |= {id_: stage.book.facts[id_] for id_ in by}
    open_ = [
        fact for id_, fact in facts.items() if id_ not in codes or not fact.kind.ordered
    ]
    tried = [_tried(fact) for fact in open_]
    for chosen in islice(product(*tried), MOST):
        yield codes | {fact.id: code for fact, code in zip(open_, chosen, strict=True)}


def _tried(fact: Fact) -> tuple[Code, ...]:
    """All choices; of a line its ends, and codes of each size between."""
    if not fact.kind.ordered:
        return fact.domain
    sizes = (fact.least + 10**size for size in range(len(str(fact.most))))
    inside = (code for code in sizes if code < fact.most)
    return tuple(dict.fromkeys((fact.most, *inside, fact.least)))


def _may_pay_otherwise(old: Stage, new: Stage) -> bool:
    sides = Side(old.book.contents, old.day), Side(new.book.contents, new.day)
    kinds = {change.kind for change in edits(new.measure, *sides)}
    return bool(kinds & {"amount", "figure", "figure_changed"})


def _sum(amount: Amount | None) -> tuple[object, ...] | None:
    return (amount.value, amount.per, amount.months) if amount else None

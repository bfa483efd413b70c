"""What an answer has otherwise than a case expects, and the leaf that did it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from eligibility.assessment import BY_TRUTH, Determination
from eligibility.inquiries.advice import Advised, Planned
from eligibility.inquiries.paths import Step
from eligibility.law.conditions import BoundLeaf, Label, facts_of
from eligibility.loading.cases import Case
from eligibility.loading.expectations import (
    NONE,
    ExpectedCaution,
    ExpectedStep,
)
from eligibility.particulars.cautions import Caution
from eligibility.places import Place
from eligibility.readings.evaluation import Plan, settled_with
from eligibility.truth import Truth

NOTHING = "—"
SHOWN = 60
"""So many characters of a caution are quoted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise: `what` is the key of the case that expects it, or
    the condition.
    """

    what: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Culprit:
    """A leaf that made an answer what it is: the condition in which it stands, where
    that is written, and how many others did as much.
    """

    condition: str
    place: Place
    others: int = 0


def differences(
    case: Case, found: Determination, advised: Advised | None
) -> Iterator[Difference]:
    """Everything that is otherwise than expected; `advised` is needed only where the
    case expects what advice tells.
    """
    beside = case.beside
    if found.status != case.expected:
        yield Difference("expect", case.expected, found.status.value)
    if beside.missing is not None and beside.missing != frozenset(found.missing):
        yield Difference("missing", _listed(beside.missing), _listed(found.missing))
    kinds = frozenset(caution.kind for caution in found.cautions)
    if beside.cautions is not None and beside.cautions != kinds:
        yield Difference("cautions", _listed(beside.cautions), _listed(kinds))
    yield from _unsaid(beside.said, found.cautions)
    if beside.concerns is not None and beside.concerns is not found.concerning:
        yield Difference("concerns", beside.concerns.value, found.concerning.value)
    yield from _figures(case, found)
    if beside.conditions:
        whole = found.finding
        truths = {one.id: one.truth for one in whole.walk()} if whole else {}
        for id_, truth in beside.conditions.items():
            if truths.get(id_) is not truth:
                known = truths.get(id_)
                yield Difference(id_, truth.value, known.value if known else NOTHING)
    if advised is not None:
        yield from _steps(case, advised)


def _unsaid(
    said: Sequence[ExpectedCaution], found: Sequence[Caution]
) -> Iterator[Difference]:
    """Of each kind that is expected with words: exactly these, each in one caution."""
    for kind in dict.fromkeys(one.kind for one in said):
        left = [one for one in found if one.kind == kind]
        unsaid: list[ExpectedCaution] = []
        for expected in (one for one in said if one.kind == kind):
            match = next((one for one in left if _says(one, expected)), None)
            if match is None:
                unsaid.append(expected)
            else:
                left.remove(match)
        if left or unsaid:
            yield Difference("cautions", _words(unsaid), _quoted(left))


def _says(caution: Caution, expected: ExpectedCaution) -> bool:
    texts = caution.text._asdict()
    return all(words in texts[language] for language, words in expected.words.items())


def _words(expected: Iterable[ExpectedCaution]) -> str:
    return (
        "; ".join(f"{one.kind}: {' / '.join(one.words.values())}" for one in expected)
        or NOTHING
    )


def _quoted(cautions: Iterable[Caution]) -> str:
    return (
        "; ".join(f"{one.kind}: {_short(one.text.zh)}" for one in cautions) or NOTHING
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _figures(case: Case, found: Determination) -> Iterator[Difference]:
    amount = found.amount
    value = amount.value if amount is not None else None
    for what, expected, number in (
        ("amount", case.beside.amount, value),
        ("per", case.beside.per, amount.per if amount is not None else None),
        ("months", case.beside.months, amount.months if amount is not None else None),
        ("claims", case.beside.claims, found.claims),
    ):
        shown = NONE if number is None else str(number)
        if expected is not None and expected != shown:
            yield Difference(what, expected, shown)


def _steps(case: Case, advised: Advised) -> Iterator[Difference]:
    beside, advice = case.beside, advised[case.measure]
    if beside.by is not None and beside.by != _day(advice.apply_by):
        yield Difference("by", beside.by, _day(advice.apply_by))
    for what, expected, found in (
        ("path", beside.path, tuple(_walked(step) for step in advice.path)),
        (
            "plan",
            beside.plan,
            tuple(_planned(s) for s in advised.plan if case.measure in s.serves),
        ),
    ):
        if expected is not None and not _alike(expected, found):
            yield Difference(what, _chain(expected), _chain(found))


def _walked(step: Step) -> ExpectedStep:
    return ExpectedStep(step.measure, step.act, step.day.isoformat())


def _planned(step: Planned) -> ExpectedStep:
    return ExpectedStep(step.measure, step.act, step.start.isoformat(), _day(step.by))


def _alike(expected: Sequence[ExpectedStep], found: Sequence[ExpectedStep]) -> bool:
    return len(expected) == len(found) and all(
        one.name == other.name
        and one.start in {None, other.start}
        and one.by in {None, other.by}
        for one, other in zip(expected, found, strict=True)
    )


def _chain(steps: Iterable[ExpectedStep]) -> str:
    return " → ".join(_told(step) for step in steps) or NONE


def _told(step: ExpectedStep) -> str:
    days = [step.start or "", f"by {step.by}" if step.by else ""]
    told = ", ".join(day for day in days if day)
    return f"{step.name} ({told})" if told else step.name


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else NONE


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or NOTHING


def culprit(difference: Difference, case: Case, found: Determination) -> Culprit | None:
    """The leaf that did it: one that, were it otherwise, would give what is expected;
    else what settles the answer. None where no leaf had a hand in it.
    """
    program = found.plan.condition
    if program is None:
        return None
    if difference.what == "missing":
        expected = case.beside.missing or frozenset()
        odd = expected.symmetric_difference(found.missing)
        return _first(
            label
            for plan, label in _leaves(program.root, None)
            if isinstance(plan.condition, BoundLeaf)
            and odd.intersection(facts_of(plan.condition))
        )
    root, wanted = program.root, None
    if difference.what == "expect":
        wanted = next(
            (truth for truth, one in BY_TRUTH.items() if one == case.expected), None
        )
    elif difference.what in (case.beside.conditions or {}):
        wanted = (case.beside.conditions or {})[difference.what]
        root = next(
            (
                plan
                for plan in program.plans
                if plan.label is not None and plan.label.id == difference.what
            ),
            root,
        )
    if wanted is None:
        place = found.version.place if found.version is not None else None
        return Culprit(found.measure.id, place) if place is not None else None
    turning = _first(_turning(root, wanted, found))
    if turning is not None:
        return turning
    return _first(one.condition.label for one in found.because)


def _turning(root: Plan, wanted: Truth, found: Determination) -> Iterator[Label | None]:
    """The conditions of the leaves each of which alone could give what is wanted."""
    for plan, label in _leaves(root, None):
        others = (truth for truth in Truth if truth is not found.truths[plan.slot])
        if any(
            settled_with(root, found.truths, {plan.slot: truth}) is wanted
            for truth in others
        ):
            yield label


def _leaves(plan: Plan, around: Label | None) -> Iterator[tuple[Plan, Label | None]]:
    label = plan.label
    near = label if label is not None and label.place is not None else around
    if not plan.parts:
        yield plan, near
    for part in plan.parts:
        yield from _leaves(part, near)


def _first(labels: Iterable[Label | None]) -> Culprit | None:
    placed = {
        str(one.place): (one, one.place)
        for one in labels
        if one is not None and one.place is not None
    }
    if not placed:
        return None
    label, place = next(iter(placed.values()))
    return Culprit(label.id, place, len(placed) - 1)

"""Tests that refuse whoever their fact does not apply to, without saying so."""

from collections.abc import Iterator, Mapping
from itertools import product

from eligibility.errors import Fault
from eligibility.law.conditions import AllOf, Condition, Test
from eligibility.law.contents import Contents
from eligibility.law.facts import Fact, Kind, says_something
from eligibility.law.parameters import Parameter
from eligibility.law.terms import (
    Comparison,
    FactTerm,
    Literal,
    facts_in,
    holds,
    leaves,
    parameters_in,
    replaced,
)
from eligibility.loading.agreeing import agreed, required_tests
from eligibility.periods import FIRST_DAY
from eligibility.places import Place
from eligibility.texts import Text
from eligibility.truth import Truth

NAMING = ("==", "in")
"""What says that a choice is one of those named."""


def refusals(contents: Contents) -> Iterator[Fault]:
    """The required tests whose fact does not apply to everybody, where no other
    condition says so.

    None is one that a person without the fact fails in plain words: who has no business
    has no staff, and who works for no platform for none of those listed.
    """
    for version, required in contents.required():
        tests = tuple(required_tests(required))
        said = AllOf(tuple(_said(tests, contents)))
        known = agreed(said, contents.facts, {})
        for test, place in _placed(required, version.place):
            for name in facts_in(test.comparison):
                fact = contents.facts[name]
                if (
                    fact.only_if is not None
                    and known.truth(fact.only_if) is not Truth.TRUE
                    and not fails_plainly(test.comparison, fact, contents.parameters)
                ):
                    yield _refusing(name, place)


def _placed(
    node: Condition, around: Place | None
) -> Iterator[tuple[Test, Place | None]]:
    """The tests that are required, each with the nearest place around it."""
    place = node.label.place if node.label and node.label.place else around
    if isinstance(node, AllOf):
        for part in node.parts:
            yield from _placed(part, place)
    elif isinstance(node, Test):
        yield node, place


def _refusing(name: str, place: Place | None) -> Fault:
    return Fault(
        "refuses-unsaid",
        Text(
            f"“{name}”对有的人不适用，这里不说明就把他们都挡在外面",
            f'"{name}" does not apply to everybody, and whoever it does not apply to '
            "is refused here without a word",
        ),
        place,
        Text(
            "在它前面把适用的情形另写成一个条件；不适用的人也可以的，"
            "就写 any：不是这种情形，或满足这一条。",
            "Say before it, as a condition of its own, when the fact applies; where "
            "the others may pass, write `any`: it is not so, or this test.",
        ),
        subject=name,
    )


def _said(tests: tuple[Test, ...], contents: Contents) -> Iterator[Condition]:
    """What is so wherever some tests are met."""
    for test in tests:
        yield test
        names = facts_in(test.comparison)
        if len(names) != 1:
            continue
        fact = contents.facts[names[0]]
        if fact.only_if is not None and fails_plainly(
            test.comparison, fact, contents.parameters
        ):
            yield fact.only_if
        if fact.kind is Kind.CHOICE and parameters_in(test.comparison):
            passing = frozenset(
                str(code)
                for code in fact.domain
                for valued in _valued(test.comparison, contents.parameters)
                if holds(valued, {fact.id: code}, FIRST_DAY)
            )
            yield Test(Comparison(FactTerm(fact.id), "in", Literal(passing)))


def fails_plainly(
    comparison: Comparison, fact: Fact, parameters: Mapping[str, Parameter]
) -> bool:
    """Whether a person without a fact fails a test over it in plain words."""
    if facts_in(comparison) != (fact.id,) or fact.kind is Kind.DATE:
        return False
    neutral = [code for code in fact.domain if not says_something(code)]
    if fact.kind is Kind.CHOICE and not neutral:
        return comparison.operator in NAMING
    if fact.kind.ordered and fact.least <= 0 <= fact.most:
        neutral = [0]
    return bool(neutral) and not any(
        holds(valued, {fact.id: fact.decode(code)}, FIRST_DAY)
        for code in neutral
        for valued in _valued(comparison, parameters)
    )


def _valued(
    comparison: Comparison, parameters: Mapping[str, Parameter]
) -> Iterator[Comparison]:
    """A comparison with each set of values that its parameters may have."""
    names = parameters_in(comparison)
    values = (
        [
            row.value
            for table in parameters[name].tables
            for row in table.rows
            if row.value is not None
            if not any(isinstance(leaf, FactTerm) for leaf in leaves(row.value))
        ]
        for name in names
    )
    for chosen in product(*values):
        terms = dict(zip(names, chosen, strict=True))
        yield Comparison(
            replaced(comparison.left, terms),
            comparison.operator,
            replaced(comparison.right, terms),
        )

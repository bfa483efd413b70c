"""The tree of conditions: a closed union of frozen nodes that knows no reading.

Four nodes and a fifth: `AllOf`, `AnyOf`, `Not`, a test, and `Contested` where the law
itself is open. The tree is written over one kind of test (`Test`, a comparison of
terms) and read over others (`Among`, `Within`, `Relation`: what binding to a date
leaves of a comparison), so the nodes are generic in their leaves.

A truth that is always so is an empty `AllOf`; one that is never so an empty `AnyOf`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Generic, Never, TypeVar, Union, assert_never

from eligibility.law.sources import Citation
from eligibility.law.terms import Comparison
from eligibility.places import Place
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Label:
    """What a rulebook says about a condition: its id, its words and its grounds.

    `text` is None for a part that leaves its words to the test; `id` is then made from
    the condition around it. `place` is where it is written. `denial` is said of a
    person for whom it does not hold. A `deadline` is met once one has applied: it
    counts for that day only.
    """

    id: str
    text: Text | None
    citations: tuple[Citation, ...]
    place: Place | None = None
    deadline: bool = False
    denial: Text | None = None


class Role(Enum):
    """Why a conjunction is there."""

    PLAIN = "plain"
    """It was written."""
    BRANCH = "branch"
    """Its first part is a guard: without it, the rest is beside the point."""
    CONSENSUS = "consensus"
    """It follows from its siblings, and is stated so that a missing fact leaves no
    answer open which is the same for each of its values. Explanations leave it out."""


@dataclass(frozen=True, slots=True)
class Test:
    """A leaf as written: one comparison. Not `guarded`, its facts are known to make
    sense where it stands. `unvalued` is what it says where the figure of a parameter in
    it is not known: it is open then, and an office tells.
    """

    comparison: Comparison
    label: Label | None = None
    guarded: bool = True
    unvalued: "Contested[Never] | None" = None


@dataclass(frozen=True, slots=True)
class Among:
    """A bound leaf: a choice or a truth is one of these values.

    Where it is not known, other facts may tell: those that make sense only for some of
    these values (`met_by`), or only for others (`barred_by`).
    """

    fact: str
    values: frozenset[str | bool | int]
    label: Label | None = None
    met_by: tuple[str, ...] = ()
    barred_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """A bound leaf: an ordered fact, as its code, lies between two codes, both
    included; None leaves a side open. Other facts may tell, as in `Among`, and facts
    that it cannot lie before (`after`) or beyond (`before`), each with a distance.
    """

    fact: str
    least: int | None
    most: int | None
    label: Label | None = None
    met_by: tuple[str, ...] = ()
    barred_by: tuple[str, ...] = ()
    after: "tuple[tuple[str, int], ...]" = ()
    before: "tuple[tuple[str, int], ...]" = ()


Span = tuple[int | None, int | None] | None
"""Two codes as in `Within`; None where no code will do."""


@dataclass(frozen=True, slots=True)
class Stairs:
    """A bound leaf: the span in which one ordered fact must lie, for each code of
    another from `first` on. The spans grow in one direction.
    """

    fact: str
    few: str
    first: int
    spans: tuple[Span, ...]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A bound leaf: two ordered facts, each of many values, compared on a day."""

    comparison: Comparison
    facts: tuple[str, ...]
    today: date
    label: Label | None = None


BoundLeaf = Among | Within | Stairs | Relation
Leaf = TypeVar("Leaf", covariant=True)  # noqa: PLC0105 - the name in talk, too


@dataclass(frozen=True, slots=True)
class AllOf(Generic[Leaf]):
    """Holds when each part holds."""

    parts: "tuple[Node[Leaf], ...]"
    label: Label | None = None
    role: Role = Role.PLAIN


@dataclass(frozen=True, slots=True)
class AnyOf(Generic[Leaf]):
    """Holds when one part holds.

    `at_least` above one says that the parts are the ways in which so many of some
    conditions can hold together (`options`): that changes its words, and no truth.
    """

    parts: "tuple[Node[Leaf], ...]"
    label: Label | None = None
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Not(Generic[Leaf]):
    """Holds when its part does not."""

    part: "Node[Leaf]"
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Contested(Generic[Leaf]):
    """An unclear passage in two or more readings; `decided_by` says who may settle it.

    `office` marks the limit case, a matter of discretion: its two readings are that it
    is granted and that it is not.
    """

    readings: "tuple[Node[Leaf], ...]"
    label: Label
    decided_by: Text
    office: bool = False


# Written with `|`, a bare type variable is no alias to mypy.
Node = Union[AllOf[Leaf], AnyOf[Leaf], Not[Leaf], Contested[Leaf], Leaf]  # noqa: UP007
Condition = AllOf[Test] | AnyOf[Test] | Not[Test] | Contested[Test] | Test
Bound = (
    AllOf[BoundLeaf]
    | AnyOf[BoundLeaf]
    | Not[BoundLeaf]
    | Contested[BoundLeaf]
    | BoundLeaf
)


ALWAYS: AllOf[Never] = AllOf(())
"""What is always so."""
NEVER: AnyOf[Never] = AnyOf(())
"""What is never so."""


def children(node: Bound) -> tuple[Bound, ...]:
    """The conditions that a bound condition is made of."""
    match node:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case Contested(readings=readings):
            return readings
        case Among() | Within() | Stairs() | Relation():
            return ()
        case _:
            assert_never(node)


def options(node: AnyOf[BoundLeaf]) -> tuple[Bound, ...]:
    """The conditions of which some must hold, each once."""
    if node.at_least == 1:
        return node.parts
    ways = (way for way in node.parts if isinstance(way, AllOf) and not implied(way))
    found = (part for way in ways for part in way.parts if not implied(part))
    return tuple(dict.fromkeys(found))


def facts_of(leaf: BoundLeaf) -> tuple[str, ...]:
    """The facts that a bound leaf rests on."""
    match leaf:
        case Relation(facts=facts):
            return facts
        case Stairs(fact, few):
            return (fact, few)
        case Among(fact) | Within(fact):
            return (fact,)
        case _:
            assert_never(leaf)


def tellers_of(leaf: BoundLeaf) -> tuple[str, ...]:
    """The facts that may tell of a bound leaf whose own is not known."""
    match leaf:
        case Among(met_by=met_by, barred_by=barred_by):
            return (*met_by, *barred_by)
        case Within(met_by=met_by, barred_by=barred_by, after=after, before=before):
            bounds = (*after, *before)
            return (*met_by, *barred_by, *(fact for fact, _ in bounds))
        case Stairs() | Relation():
            return ()
        case _:
            assert_never(leaf)


def implied(node: Bound) -> bool:
    """Whether a condition only says what its siblings have in common."""
    return isinstance(node, AllOf) and node.role is Role.CONSENSUS


def in_span(code: int, span: Span) -> bool:
    """Whether a code lies in a span."""
    if span is None:
        return False
    least, most = span
    return (least is None or code >= least) and (most is None or code <= most)


def walk(node: Bound) -> Iterator[Bound]:
    """The condition and all beneath it, from the top."""
    yield node
    for child in children(node):
        yield from walk(child)


def labels_in(node: Condition) -> Iterator[Label]:
    """The labels of a written condition, from the top."""
    if node.label is not None:
        yield node.label
    match node:
        case AllOf(parts=parts) | AnyOf(parts=parts) | Contested(readings=parts):
            for part in parts:
                yield from labels_in(part)
        case Not(part=part):
            yield from labels_in(part)
        case Test():
            return


def parts_of(node: Condition) -> tuple[Condition, ...]:
    """The conditions that a written condition is made of."""
    match node:
        case AllOf(parts=parts) | AnyOf(parts=parts) | Contested(readings=parts):
            return parts
        case Not(part=part):
            return (part,)
        case Test():
            return ()


def tests_in(node: Condition) -> Iterator[Test]:
    """The tests of a written condition, from left to right."""
    match node:
        case AllOf(parts=parts) | AnyOf(parts=parts) | Contested(readings=parts):
            for part in parts:
                yield from tests_in(part)
        case Not(part=part):
            yield from tests_in(part)
        case Test():
            yield node


def signed_tests(
    node: Condition, *, upright: bool = True
) -> Iterator[tuple[Test, bool]]:
    """The tests of a written condition, each with whether its truth speaks for that of
    the whole, or against it.
    """
    match node:
        case AllOf(parts=parts) | AnyOf(parts=parts) | Contested(readings=parts):
            for part in parts:
                yield from signed_tests(part, upright=upright)
        case Not(part=part):
            yield from signed_tests(part, upright=not upright)
        case Test():
            yield node, upright

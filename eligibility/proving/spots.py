"""Written conditions in their places: what stands above each, and beside it.

A condition may stand in several versions, and one of a definition in several measures.
It is of use if it is of use in one of them; a whole definition, in each that names it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from eligibility.law.conditions import (
    AllOf,
    AnyOf,
    Bound,
    BoundLeaf,
    Condition,
    Contested,
    Label,
    Not,
    Role,
    Test,
    children,
    implied,
    parts_of,
)
from eligibility.places import Place
from eligibility.proving.formulas import (
    Split,
    agreed,
    all_hold,
    any_holds,
    denied,
    facts_under,
)
from eligibility.proving.stages import Stage

T = TypeVar("T")
Path = tuple[int, ...]
"""Which part of which part, from the top."""


@dataclass(frozen=True)
class Logic(Generic[T]):
    """The connectives over one kind of truth."""

    all: Callable[[Iterable[T]], T]
    any: Callable[[Iterable[T]], T]
    denial: Callable[[T], T]
    agreement: Callable[[Iterable[T]], T]


SPLITS = Logic(all_hold, any_holds, denied, agreed)


@dataclass(frozen=True, slots=True)
class Standing:
    """A written condition where it stands in a tree on a day."""

    stage: Stage
    path: Path
    written: Condition
    node: Bound
    upright: bool
    """Whether its truth speaks for that of the whole, or against it."""
    decided: bool
    """Whether the version can be granted and refused: else nothing in it matters."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A condition above a part, and its other parts."""

    node: Bound
    others: tuple[Bound, ...]


@dataclass
class Spot:
    """A written condition, wherever it stands. `loose` is one that can be left out and
    leave a condition behind.
    """

    label: Label
    measure: str
    loose: bool
    standings: list[Standing] = field(default_factory=list)


def spots(stages: Iterable[Stage], found: dict[object, Spot], *, decided: bool) -> None:
    """Add where the conditions of a measure stand, by what tells one from others."""
    for stage in stages:
        version = stage.plan.bound.version
        if version is not None and version.requirement is not None:
            for standing, around in _standing(stage, version.requirement, decided):
                label = standing.written.label
                if label is None or label.place is None:
                    continue
                key = _key(label.place, around, stage.measure)
                loose = bool(drop_at(standing))
                spot = found.setdefault(key, Spot(label, stage.measure, loose))
                spot.standings.append(standing)


def _standing(
    stage: Stage, requirement: Condition, decided: bool
) -> Iterator[tuple[Standing, Place | None]]:
    """Each condition in a requirement but the whole, with the place around it."""

    def below(
        written: Condition, node: Bound, path: Path, around: Place | None, upright: bool
    ) -> Iterator[tuple[Standing, Place | None]]:
        if path:
            yield Standing(stage, path, written, node, upright, decided), around
        if isinstance(written, Test):
            return
        place = written.label.place if written.label else None
        upright = upright is not isinstance(written, Not)
        for number, (part, under) in enumerate(
            zip(parts_of(written), children(node), strict=False)
        ):  # binding adds parts that follow from these
            yield from below(part, under, (*path, number), place or around, upright)

    yield from below(requirement, stage.condition, (), None, True)


def _key(place: Place, around: Place | None, measure: str) -> object:
    """Within a definition, where it is written; else in which measure, too."""
    of_definition = around is not None and around.document == place.document
    shared = not place.document.name.startswith("measures/")
    return str(place) if shared and of_definition else (measure, str(place))


def drop_at(standing: Standing) -> Path:
    """What is left out with a condition: it, and all that only denies it; nothing
    where no condition would be left, or it is counted with others.
    """
    above = list(_above(standing.stage.condition, standing.path))
    path = standing.path
    while path and isinstance(above[len(path) - 1], Not):
        path = path[:-1]
    if not path:
        return ()
    parent = above[len(path) - 1]
    counted = any(isinstance(one, AnyOf) and one.at_least > 1 for one in above)
    kept = [one for one in children(parent) if not implied(one)]
    if counted or isinstance(parent, Contested) or len(kept) < 2:
        return ()
    return path


def _above(node: Bound, path: Path) -> Iterator[Bound]:
    for step in path:
        yield node
        node = children(node)[step]


def ladder(standing: Standing, path: Path) -> tuple[Rung, ...]:
    """The conditions above a part, the nearest first, each with its other parts; what
    only follows from its siblings is left out.
    """
    rungs = [
        Rung(
            node,
            tuple(
                part
                for number, part in enumerate(children(node))
                if number != step and not implied(part)
            ),
        )
        for node, step in zip(_above(standing.stage.condition, path), path, strict=True)
    ]
    return tuple(reversed(rungs))


def climbed(
    rungs: Iterable[Rung],
    part: T,
    instead: T | None,
    said: Callable[[Bound], T],
    logic: Logic[T],
) -> tuple[T, T]:
    """The truth of a whole with a part as it is, and where that says `instead`; None:
    where it is not there.
    """
    now, otherwise = part, instead
    for rung in rungs:
        others = [said(one) for one in rung.others]
        connect = _connective(rung.node, logic)
        now = connect([*others, now])
        otherwise = connect(others if otherwise is None else [*others, otherwise])
    if otherwise is None:
        raise AssertionError(part)  # the whole itself stands nowhere
    return now, otherwise


def _connective(node: Bound, logic: Logic[T]) -> Callable[[list[T]], T]:
    match node:
        case AllOf():
            return logic.all
        case AnyOf():
            return logic.any
        case Not():
            return lambda parts: logic.denial(parts[0])
        case Contested():
            return logic.agreement
        case _:
            raise AssertionError(node)  # a leaf has no parts


def splits_with(
    standing: Standing, path: Path, instead: Split | None = None
) -> tuple[Split, Split]:
    """For anybody, the truth of a whole with its part at a path, and otherwise."""
    said = standing.stage.formulas.split
    rungs = ladder(standing, path)
    return climbed(rungs, said(part_at(standing, path)), instead, said, SPLITS)


def part_at(standing: Standing, path: Path) -> Bound:
    """The part of a whole at a path."""
    node = standing.stage.condition
    for step in path:
        node = children(node)[step]
    return node


def required(standing: Standing) -> bool:
    """Whether a condition is among those that must all hold: what is one of several
    ways to meet another is not for everybody anyway.
    """
    return standing.upright and not any(
        isinstance(one, Contested) or (isinstance(one, AnyOf) and not _branching(one))
        for one in _above(standing.stage.condition, standing.path)
    )


def _branching(node: AnyOf[BoundLeaf]) -> bool:
    """Whether the parts are branches, of which one is each person's."""
    return all(
        isinstance(part, AllOf) and part.role is not Role.PLAIN for part in node.parts
    )


def says_when_another_applies(standing: Standing) -> bool:
    """Whether a condition says in words what a test beside it takes for granted: when
    its fact applies. It changes no outcome, and is there to be told.
    """
    stage = standing.stage
    own = facts_under(standing.node)
    *_, parent = _above(stage.condition, drop_at(standing))
    beside = {
        fact
        for part in children(parent)
        if part is not standing.node and not implied(part)
        for fact in facts_under(part)
    }
    applies = stage.plans.book.applies
    granted = {
        one for fact in beside if fact in applies for one in facts_under(applies[fact])
    }
    return own <= granted

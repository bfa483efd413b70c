"""Days known to a month or a year: what stands among a person's codes for one.

Such a fact has no code of its own. Two others, under ids that no fact can have, bound
it: its earliest day and its latest. A fact's own code goes before them, so a reading
may set one beside them and ask what would be so.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from eligibility.law.facts import Code, Fact, Value, says_something
from eligibility.periods import SomeDay

Ends = tuple[int | None, int | None]
"""Two codes, both included; None leaves a side open."""


def earliest(fact: str) -> str:
    """The id of the earliest day on which a fact may lie."""
    return f"{fact}>="


def latest(fact: str) -> str:
    """The id of the latest day on which a fact may lie."""
    return f"{fact}<="


def bounds(fact: str) -> tuple[str, str]:
    """The ids of both."""
    return earliest(fact), latest(fact)


def bounded(id_: str) -> str:
    """The fact that an id is or bounds.

    >>> bounded("born"), bounded("born>="), bounded("born<=")
    ('born', 'born', 'born')
    """
    return id_.rstrip("<>=")


def coded(fact: Fact, value: Value | SomeDay, today: date) -> dict[str, Code]:
    """The codes of a value that has been read for a fact, without days that it cannot
    have; a span that lies altogether after today is left as it is.
    """
    if not isinstance(value, SomeDay):
        return {fact.id: fact.encode(value)}
    least = max(value.first.toordinal(), fact.least)
    most = min(value.last.toordinal(), fact.most)
    if fact.latest_is_today:
        most = max(least, min(most, today.toordinal()))
    return {earliest(fact.id): least, latest(fact.id): most}


def value_of(fact: Fact, codes: Mapping[str, Code]) -> Value | SomeDay | None:
    """What is known of a fact; None where nothing is."""
    if fact.id in codes:
        return fact.decode(codes[fact.id])
    if earliest(fact.id) not in codes:
        return None
    first, last = (date.fromordinal(int(codes[id_])) for id_ in bounds(fact.id))
    month = first.month if first.replace(day=1) == last.replace(day=1) else None
    return SomeDay(first.year, month)


def is_told(fact: str, codes: Mapping[str, Code]) -> bool:
    """Whether something is known of a fact."""
    return fact in codes or earliest(fact) in codes


def is_said(fact: str, codes: Mapping[str, Code]) -> bool:
    """Whether it is known that a fact is more than "none"; every day is."""
    return says_something(codes[fact]) if fact in codes else earliest(fact) in codes


def ends_of(fact: str, codes: Mapping[str, Code]) -> Ends:
    """Between which codes an ordered fact lies, as far as it has been told."""
    if fact in codes:
        return int(codes[fact]), int(codes[fact])
    low, high = (codes.get(id_) for id_ in bounds(fact))
    return None if low is None else int(low), None if high is None else int(high)


def code_ends(fact: Fact, codes: Mapping[str, Code]) -> tuple[int, ...]:
    """The code of an ordered fact, or those at both ends of its span, or else of its
    line.
    """
    least, most = ends_of(fact.id, codes)
    ends = (
        fact.least if least is None else least,
        fact.most if most is None else most,
    )
    return tuple(dict.fromkeys(ends))


def value_ends(fact: Fact, codes: Mapping[str, Code]) -> tuple[Value, ...]:
    """The values of those codes."""
    return tuple(map(fact.decode, code_ends(fact, codes)))


def possible(
    fact: str, of: Iterable[Code], codes: Mapping[str, Code]
) -> Iterator[Code]:
    """Of some codes of a fact those that it may have, and the ends of its span."""
    least, most = ends_of(fact, codes)
    if least is None or most is None:
        yield from of
        return
    inside = (code for code in of if least <= int(code) <= most)
    yield from dict.fromkeys((*inside, least, most))

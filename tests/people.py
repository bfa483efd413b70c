"""People made up for a real rulebook: values of every class that its rules tell apart."""

from collections.abc import Iterable, Mapping
from datetime import date

from hypothesis import strategies as st

from eligibility import FactError, Rulebook
from eligibility.conditions import Stairs, Within, walk
from eligibility.facts import Code, Fact
from eligibility.profiles import Profile


def codes_of(book: Rulebook, day: date) -> dict[str, list[Code]]:
    """For each fact, codes on both sides of each of its thresholds on a day."""
    found: dict[str, set[int]] = {
        id_: {fact.least, fact.most}
        for id_, fact in book.facts.items()
        if fact.kind.ordered
    }
    for bound in book.on(day).measures.values():
        for node in walk(bound.condition) if bound.condition else ():
            match node:
                case Within(fact, least, most):
                    found[fact] |= _about([least, most])
                case Stairs(fact, few, first, spans):
                    found[few] |= {first, first + 1, first + len(spans) - 1}
                    found[fact] |= _about(
                        end for span in spans[::7] for end in span or ()
                    )
                case _:
                    pass
    return {
        id_: _inside(fact, found[id_]) if fact.kind.ordered else list(fact.domain)
        for id_, fact in book.facts.items()
    }


def _about(ends: Iterable[int | None]) -> set[int]:
    return {end + n for end in ends if end is not None for n in (-1, 0, 1)}


def _inside(fact: Fact, codes: set[int]) -> list[Code]:
    return [code for code in sorted(codes) if fact.least <= code <= fact.most]


def people(book: Rulebook, day: date) -> st.SearchStrategy[Profile]:
    """Profiles that may be so on a day, some facts of each unknown."""
    codes = codes_of(book, day)
    ids = st.sets(st.sampled_from(sorted(codes)), min_size=1)

    @st.composite
    def person(draw: st.DrawFn) -> Profile:
        share = draw(st.booleans())
        chosen = sorted(codes) if share else sorted(draw(ids))
        values = {
            id_: book.facts[id_].decode(draw(st.sampled_from(codes[id_])))
            for id_ in chosen
        }
        return possible(values, book, day)

    return person()


def possible(values: Mapping[str, object], book: Rulebook, day: date) -> Profile:
    """The profile of some values, less those that cannot be so together."""
    left = dict(values)
    while True:
        try:
            return book.profile(left, day)
        except FactError as error:
            for fault in error.faults:
                if left.pop(fault.subject or "", None) is None:
                    for id_ in [one for one in left if one in fault.text.en]:
                        del left[id_]

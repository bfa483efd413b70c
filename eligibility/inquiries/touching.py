"""What a parameter touches: measures, definitions, texts and cases."""

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility.errors import CallError, Fault, nearest
from eligibility.inquiries.history import used
from eligibility.law.conditions import tests_in
from eligibility.law.contents import Contents
from eligibility.law.terms import parameters_in
from eligibility.loading.written import scalars, written
from eligibility.places import Place
from eligibility.rulebook import Rulebook
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Touched:
    """What a parameter touches: the versions of measures that rest on it, definitions,
    texts that say its value, and cases on days of such versions.
    """

    measures: tuple[tuple[str, str], ...]
    definitions: tuple[str, ...]
    texts: tuple[Place, ...]
    cases: tuple[tuple[str, str], ...]


def touched(parameter: str, book: Rulebook) -> Touched:
    """What a parameter touches; CallError for one that there is not."""
    contents = book.contents
    names = {
        id_ for id_, one in contents.parameters.items() if one.written == parameter
    }
    if not names:
        known = sorted({one.written for one in contents.parameters.values()})
        text = Text(
            f"没有叫“{parameter}”的参数", f'There is no parameter "{parameter}"'
        )
        hint = nearest(parameter, known)
        raise CallError(
            [Fault("unknown-parameter", text, hint=hint, subject=parameter)]
        )
    versions = [
        (id_, version)
        for id_, measure in contents.measures.items()
        for version in measure.versions
        if names & set(used(version))
    ]
    return Touched(
        tuple((id_, version.start.isoformat()) for id_, version in versions),
        tuple(_definitions(names, contents)),
        tuple(_texts(parameter, book)),
        tuple(
            (case.measure, case.id)
            for case in book.cases
            if any(
                case.measure == id_ and version.covers(case.day)
                for id_, version in versions
            )
        ),
    )


def _definitions(names: set[str], contents: Contents) -> Iterator[str]:
    for id_, condition in contents.definitions.items():
        if any(
            names & set(parameters_in(one.comparison)) for one in tests_in(condition)
        ):
            yield id_


def _texts(parameter: str, book: Rulebook) -> Iterator[Place]:
    for root in written(book.folder).values():
        for _, said in scalars(root):
            if f"{{{parameter}}}" in said.text:
                yield said.place

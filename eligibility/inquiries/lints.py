"""What a rulebook that loads may still say otherwise than it is meant: warnings.

Each is a fault with a place and a hint, as loading gives them, but refuses nothing.
"""

from collections.abc import Iterator, Mapping

from eligibility.errors import Fault
from eligibility.inquiries.phrasing import phrasing
from eligibility.inquiries.refusals import refusals
from eligibility.inquiries.unused import unused
from eligibility.law.conditions import labels_in, tests_in
from eligibility.law.contents import Contents, Measure
from eligibility.loading.folder import FIRST
from eligibility.loading.soundness import Soundness
from eligibility.loading.source import Node
from eligibility.loading.written import mappings, scalars, written
from eligibility.rulebook import Rulebook
from eligibility.texts import Text

COVERAGE = "coverage.yaml"
NAMING = {FIRST: ("measures",), "measures": ("instead",), COVERAGE: ("measures",)}
"""Which keys name measures that one could get, by file."""
ANY_TIME = ("随时", "什么时候都可以", "at any time", "any time")


def lints(book: Rulebook) -> tuple[Fault, ...]:
    """The warnings about a rulebook, in the order of their places, each once.

    Raises RulebookError where the rulebook cannot be read.
    """
    contents, roots = book.contents, written(book.folder)
    found = [
        *refusals(contents),
        *_impossible(contents),
        *_never_in_force(contents, roots),
        *_any_time(contents, roots),
        *unused(contents, roots),
        *phrasing(contents, roots),
    ]
    first = {(fault.code, str(fault.place), fault.subject): fault for fault in found}
    return tuple(sorted(first.values(), key=_position))


def _position(fault: Fault) -> tuple[str, int, int]:
    place = fault.place
    return (place.document.name, place.line, place.column) if place else ("", 0, 0)


def _impossible(contents: Contents) -> Iterator[Fault]:
    """Tests that nobody can meet."""
    soundness = Soundness(contents.facts, contents.parameters)
    for version, required in contents.required():
        for test in tests_in(required):
            if soundness.impossible(test.comparison):
                place = test.label.place if test.label else None
                yield Fault(
                    "never-met",
                    Text("没有人能满足这个判断", "Nobody can meet this test"),
                    place or version.place,
                    Text(
                        "看看事实的 least、most 和参数的值。",
                        "Look at `least` and `most` of its facts, and at the values "
                        "of its parameters.",
                    ),
                )


def _never_in_force(contents: Contents, roots: Mapping[str, Node]) -> Iterator[Fault]:
    """Measures that are named as if one could get them, and never could."""
    judged = {
        id_ for id_, one in contents.measures.items() if _ever(one, "requirement")
    }
    told = {id_ for id_, one in contents.measures.items() if _ever(one, "informs")}
    for name, root in roots.items():
        for entry in mappings(root):
            for key in NAMING.get(name.split("/")[0], ()):
                if name == FIRST and entry is root:
                    continue  # it lists all of them
                answered = judged | told if name == COVERAGE else judged
                for _, item in scalars(entry.entries.get(key)):
                    if item.text in contents.measures and item.text not in answered:
                        yield Fault(
                            "never-in-force",
                            Text(
                                f"措施“{item.text}”从来没有实行过",
                                f'The measure "{item.text}" is never in force',
                            ),
                            item.place,
                            Text(
                                "这里不写它，或者给它一个有 requires 的版本。",
                                "Leave it out here, or give it a version with "
                                "`requires`.",
                            ),
                            subject=item.text,
                        )


def _ever(measure: Measure, what: str) -> bool:
    return any(getattr(version, what) is not None for version in measure.versions)


def _any_time(contents: Contents, roots: Mapping[str, Node]) -> Iterator[Fault]:
    """What can be had at any time, beside a condition that ends."""
    ending = {
        str(version.place)
        for version, required in contents.required()
        if any(label.deadline for label in labels_in(required))
    }
    for root in roots.values():
        for entry in mappings(root):
            apply = entry.entries.get("apply")
            if str(entry.place) not in ending or apply is None:
                continue
            for within in mappings(apply):
                for _, said in scalars(within.entries.get("within")):
                    if any(word in said.text.lower() for word in ANY_TIME):
                        yield Fault(
                            "any-time",
                            Text(
                                "这里说随时可以，可有一个条件是有期限的（deadline）",
                                "This says at any time, but a condition is a deadline",
                            ),
                            said.place,
                            Text("写出期限。", "Say by when."),
                        )

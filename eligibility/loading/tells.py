"""What an answer tells of other facts, so that nobody is asked for them one by one."""

from collections.abc import Iterator
from collections.abc import Mapping as Names

from eligibility.law.conditions import AllOf, Test
from eligibility.law.contents import Contradiction
from eligibility.law.facts import Code, Fact, says_something
from eligibility.law.terms import Comparison, FactTerm, Literal
from eligibility.loading.catalogue import key_place
from eligibility.loading.entries import Entries
from eligibility.loading.granting import grants
from eligibility.loading.source import Mapping, Node
from eligibility.texts import Text


def tells(
    id_: str, node: Node, facts: Names[str, Fact], entries: Entries
) -> dict[Code, Names[str, Code]]:
    """For values of a choice or a truth, the facts that are "none" with it."""
    fact = facts[id_]
    values = {str(code).lower(): code for code in fact.domain}
    found: dict[Code, Names[str, Code]] = {}
    for written, entry in entries.named(node).items():
        if written not in values:
            entries.unknown("value", written, key_place(node, written), values)
            continue
        told: dict[str, Code] = {}
        for name, code in grants(entry, None, facts, entries).items():
            if not isinstance(code, bool | str | int) or says_something(code):
                place = (
                    entry.entries[name].place if isinstance(entry, Mapping) else None
                )
                entries.fault(
                    "says-something",
                    place or node.place,
                    Text(
                        "这里只能写 false、0 或 none",
                        "Only `false`, `0` or `none` may stand here",
                    ),
                    subject=name,
                )
            else:
                told[name] = code
        found[values[written]] = told
    return found


def denials(facts: Names[str, Fact]) -> Iterator[Contradiction]:
    """What an answer tells cannot be given otherwise beside it: else a verdict would
    turn on whether the person was asked.
    """
    for id_, fact in facts.items():
        for said, told in fact.tells.items():
            for other, code in told.items():
                tests = _is(id_, said, "=="), _is(other, code, "!=")
                yield Contradiction(
                    f"{id_}-{str(said).lower()}-tells-{other}",
                    Text(
                        f"“{fact.heading.zh}”这样答了，“{facts[other].heading.zh}”"
                        "就只能是没有",
                        f'with this answer to "{fact.heading.en}" there is no '
                        f'"{facts[other].heading.en}"',
                    ),
                    AllOf(tests),
                )


def _is(fact: str, code: Code, operation: str) -> Test:
    return Test(Comparison(FactTerm(fact), operation, Literal(code)))

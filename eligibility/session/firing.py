"""The rules of a bound rulebook on durable-rules: units are told what is known, and
fire.

A host of our own for each bound rulebook. What was found out about the library, and is
heeded here:

- its background threads race with whoever deletes a state, so they are never started;
- a message that meets more than 64 nodes fails, so each unit has a message of its own;
- withdrawing a fact would not withdraw what was derived from it, so units are told what
  is known now, by messages that are consumed at once. Nothing of a person stays in the
  engine, so there is no state to delete, and all sessions share one;
- a message that fires nothing raises, which is an answer here: the unit is open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from eligibility.readings.evaluation import Plans
from eligibility.readings.productions import Unit, definitions, units
from eligibility.truth import Truth

RULESET = "measures"
Known = Callable[[str, Truth], None]
"""Who is told that a unit's truth is known."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The units of one measure, parts before wholes, and all facts they rest on."""

    units: tuple[Unit, ...]
    facts: frozenset[str]


class Engine:
    """The rules of a bound rulebook, loaded into a host of durable-rules."""

    def __init__(self, plans: Plans) -> None:
        facts = plans.book.contents.facts
        self.measures: dict[str, Chain] = {}
        for id_, plan in plans.measures.items():
            if plan.condition is not None:
                cut = units(id_, plan.condition.root.condition, facts)
                rests = (
                    [
                        *unit.facts,
                        *(f for one in unit.relations.values() for f in one.facts),
                    ]
                    for unit in cut
                )
                self.measures[id_] = Chain(
                    cut, frozenset(f for one in rests for f in one)
                )
        self._turn = Lock()
        self._known: Known = _nobody
        self._host = _host(
            {
                RULESET: {
                    name: {**rule, "run": self._consequent(unit.name, truth)}
                    for chain in self.measures.values()
                    for unit in chain.units
                    for name, truth, rule in definitions(unit)
                }
            }
        )

    def post(self, message: dict[str, object], known: Known) -> None:
        """Tell a unit what is known; `known` hears of the rule that fires, if one does.

        Sessions of several threads take turns.
        """
        from durable.engine import MessageNotHandledException

        with self._turn:
            self._known = known
            try:
                self._host.post(RULESET, message)
            except MessageNotHandledException:
                pass
            finally:
                self._known = _nobody

    def _consequent(self, unit: str, truth: Truth) -> Callable[[object], None]:
        def fired(_: object) -> None:
            self._known(unit, truth)

        return fired


def _nobody(unit: str, truth: Truth) -> None:
    """A rule fired while nobody was listening."""
    raise AssertionError(unit, truth)


def _host(rulesets: dict[str, dict[str, Any]]) -> Any:
    """A host whose background threads never start."""
    from durable.engine import Host

    class QuietHost(Host):  # type: ignore[misc]
        def _run(self) -> None:
            pass

    return QuietHost(rulesets)

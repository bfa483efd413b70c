"""Questions to the solver: whether there is anybody for whom a formula holds."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

import z3

from eligibility.binding.lines import half_line, narrower
from eligibility.law.conditions import Relation, Span, in_span
from eligibility.law.facts import Code, Fact
from eligibility.proving.formulas import Formula, Formulas, relation_name

Codes = dict[str, Code]


class NotProvedError(Exception):
    """The solver gave up before it knew."""


class Question:
    """Asks about people of whom all that applies is known, as far as some facts go.

    With `partial`, of any that a profile can be of, whatever is known. A question that
    takes longer than `timeout` seconds raises NotProvedError.
    """

    def __init__(
        self,
        formulas: Formulas,
        facts: Iterable[str],
        *,
        timeout: float,
        partial: bool = False,
    ) -> None:
        self.formulas = formulas
        self.facts = formulas.around(facts)
        self._timeout = timeout
        self._others: list[Formulas] = []
        self._solver = z3.Solver()
        self._solver.set("timeout", max(1, int(timeout * 1000)))
        self.take_for_granted(formulas.possible(self.facts))
        if partial:
            self.take_for_granted(formulas.following(self.facts))
        else:
            self.take_for_granted(formulas.whole(self.facts))

    def take_for_granted(self, conditions: Iterable[Formula]) -> None:
        """Ask from now on only about people of whom these hold."""
        self._solver.add(*conditions)

    def beside(self, other: Formulas, facts: Iterable[str]) -> None:
        """Ask about what another rulebook says, too, and about its facts."""
        self._others.append(other)
        self.facts = tuple(dict.fromkeys((*self.facts, *facts)))

    @property
    def _relations(self) -> dict[str, tuple[Relation, Formulas]]:
        """The comparisons that take a calendar, each with the formulas it is from."""
        return {
            name: (node, formulas)
            for formulas in (self.formulas, *self._others)
            for name, node in formulas.relations.items()
        }

    def somebody(self, *conditions: Formula) -> Codes | None:
        """The codes of somebody for whom all conditions hold; None: nobody."""
        if self._timeout <= 0:
            raise NotProvedError
        self._solver.push()
        try:
            self._solver.add(*conditions)
            end = time.monotonic() + self._timeout
            while time.monotonic() < end:
                answer = self._solver.check()
                if answer == z3.unsat:
                    return None
                if answer != z3.sat:
                    raise NotProvedError
                model = self._solver.model()
                lemmas = self._lemmas(model)
                self._solver.add(*lemmas)
                found = model if not lemmas else self._there(model)
                if found is not None:
                    return self._codes(found)
            raise NotProvedError
        finally:
            self._solver.pop()

    def _codes(self, model: Any) -> Codes:
        found: Codes = {}
        for formulas in (*self._others, self.formulas):
            own = [id_ for id_ in self.facts if id_ in formulas.facts]
            found |= formulas.person.codes(model, own)
        return found

    def _there(self, model: Any) -> Any:
        """A model in which one fact of each comparison is as in another: what was
        learnt of the comparisons there is exact.
        """
        person = self.formulas.person
        relations = [node for node, _ in self._relations.values()]
        for side in (0, -1):
            fixed = {node.facts[side] for node in relations}
            pins = [
                person.code(id_) == model.eval(person.code(id_), model_completion=True)
                for id_ in sorted(fixed)
            ]
            if self._solver.check(*pins) == z3.sat:
                pinned = self._solver.model()
                if not self._lemmas(pinned):
                    return pinned
        return None

    def _lemmas(self, model: Any) -> list[Formula]:
        """What a model got wrong about two facts whose comparison takes a calendar:
        once one is wrong, what all such comparisons say about there.
        """
        person = self.formulas.person
        lemmas: list[Formula] = []
        wrong = False
        for name, (node, formulas) in self._relations.items():
            facts = formulas.facts
            said = model.eval(z3.Bool(name))
            codes = {
                id_: model.eval(person.code(id_), model_completion=True).as_long()
                for id_ in node.facts
            }
            for one, other in (node.facts, node.facts[::-1]):
                if not facts[one].least <= codes[one] <= facts[one].most:
                    continue  # nobody's code: nothing is asked of this fact
                span = _span(node, one, codes[one], facts)
                inside = person.inside(other, span)
                lemmas += _around(node, one, codes[one], inside, formulas)
                decided = z3.is_true(said) or z3.is_false(said)
                wrong |= decided and in_span(codes[other], span) is not z3.is_true(said)
        return lemmas if wrong else []


def _around(
    node: Relation, fact: str, code: int, inside: Formula, formulas: Formulas
) -> Iterable[Formula]:
    """What a comparison says at a code of one of its facts, and on the side of it where
    it can only be more so, or less: it rises or falls along each fact.
    """
    holds = z3.Bool(relation_name(node))
    facts, variable = formulas.facts, formulas.person.code(fact)
    ends = facts[fact].least, facts[fact].most
    low, high = (_span(node, fact, end, facts) for end in ends)
    rises = low is None or (high is not None and narrower(low, high))
    more, less = variable >= code, variable <= code
    if not rises:
        more, less = less, more
    yield z3.Implies(z3.And(more, inside), holds)
    yield z3.Implies(z3.And(less, z3.Not(inside)), z3.Not(holds))


def _span(node: Relation, fact: str, code: int, facts: Mapping[str, Fact]) -> Span:
    """Where the other fact must lie for a code of one."""
    other = next(id_ for id_ in node.facts if id_ != fact)
    return half_line(node.comparison, other, {fact: code}, facts, node.today)

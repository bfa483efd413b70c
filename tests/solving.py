"""What the solver's reading says of one person, to be held against the reference."""

from collections.abc import Iterable, Mapping
from typing import Any

import z3

from eligibility.binding.bound import BoundRulebook
from eligibility.law.conditions import Bound
from eligibility.law.facts import Code, Kind
from eligibility.proving.formulas import Formula, Formulas
from eligibility.truth import Truth


class Reader:
    """Conditions as the solver reads them, for one person after another."""

    def __init__(self, book: BoundRulebook, conditions: Mapping[str, Bound]) -> None:
        self.formulas = Formulas(book)
        self._names = tuple(conditions)
        terms: list[Formula] = []
        for condition in conditions.values():
            split = self.formulas.split(condition)
            terms += [split.true, split.false]
        facts = self.formulas.facts
        possible = [*self.formulas.possible(facts), *self.formulas.following(facts)]
        terms.append(z3.And(possible))
        # As one term, so that what they share is worked out once.
        joined: Any = z3.Function("all", *[z3.BoolSort()] * len(terms), z3.BoolSort())
        self._whole = joined(*terms)

    def truths(self, codes: Mapping[str, Code]) -> dict[str, Truth]:
        """The truth of each condition."""
        *found, _ = self._worked_out(codes)
        return {
            name: _truth(*pair)
            for name, pair in zip(
                self._names, zip(found[::2], found[1::2], strict=True), strict=True
            )
        }

    def possible(self, codes: Mapping[str, Code]) -> bool:
        """Whether there can be such a person."""
        return self._worked_out(codes)[-1]

    def _worked_out(self, codes: Mapping[str, Code]) -> list[bool]:
        model: Any = z3.Model()
        for variable, value in self._assigned(codes):
            model.update_value(variable, value)
        result = model.eval(self._whole)
        found = [result.arg(n) for n in range(result.num_args())]
        assert all(z3.is_true(one) or z3.is_false(one) for one in found)
        return [z3.is_true(one) for one in found]

    def _assigned(self, codes: Mapping[str, Code]) -> Iterable[tuple[Formula, Formula]]:
        person = self.formulas.person
        for id_, fact in self.formulas.facts.items():
            yield person.known(id_), z3.BoolVal(id_ in codes)
            # Of what is not known, any code must do.
            code = codes.get(id_, fact.least if fact.kind.ordered else fact.domain[0])
            if fact.kind.ordered:
                yield person.code(id_), z3.IntVal(int(code))
            elif fact.kind is Kind.BOOL:
                yield person.has(id_, True), z3.BoolVal(code is True)
            else:
                for one in fact.domain:
                    yield person.has(id_, one), z3.BoolVal(one == code)
        for name, node in self.formulas.relations.items():
            yield z3.Bool(name), z3.BoolVal(_compared(node, codes, self.formulas))


def _compared(node: Any, codes: Mapping[str, Code], formulas: Formulas) -> bool:
    from eligibility.readings.evaluation import related

    if any(id_ not in codes for id_ in node.facts):
        return False
    return related(node, codes, formulas.facts) is Truth.TRUE


def _truth(true: bool, false: bool) -> Truth:
    assert not (true and false)
    return Truth.TRUE if true else Truth.FALSE if false else Truth.UNKNOWN

"""Parameters have a value wherever a condition asks for one: each day, each choice."""

from dataclasses import dataclass
from datetime import date

from eligibility.law.conditions import Condition, tests_in
from eligibility.law.parameters import Parameter
from eligibility.law.terms import parameters_in
from eligibility.loading.catalogue import gaps
from eligibility.loading.conditions import Conditions
from eligibility.loading.entries import DECLARED
from eligibility.places import Place
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Valued:
    """The days on which conditions are read:
    from `first` to `last`, open where None.
    """

    conditions: Conditions
    first: date
    last: date | None = None

    def refuse_gaps(self, condition: Condition, around: Place | None) -> None:
        """Record each parameter of a condition that lacks a value on some of the days;
        `around` is where the condition stands if its test does not say.
        """
        for test in tests_in(condition):
            place = test.label.place if test.label else around
            for name in parameters_in(test.comparison):
                if place is not None:
                    parameter = self.conditions.scope.parameters[name]
                    self._refuse_gaps(parameter, place, open_=test.unvalued is not None)

    def _refuse_gaps(self, parameter: Parameter, place: Place, *, open_: bool) -> None:
        entries, name = self.conditions.entries, parameter.written
        declared = (parameter.place, DECLARED) if parameter.place else None
        now = parameter.on(self.first)
        if now is None:
            entries.fault(
                "no-value",
                place,
                Text(
                    f"参数“{name}”在 {self.first} 还没有值",
                    f'The parameter "{name}" has no value on {self.first}',
                ),
                other=declared,
            )
        facts = dict(self.conditions.scope.facts)
        for table, choice in gaps(parameter, facts, open_=open_):
            begun = self.last is None or table.start <= self.last
            over = now is not None and table.start < now.start
            if begun and not over:
                entries.fault(
                    "no-value",
                    place,
                    Text(
                        f"参数“{name}”自 {table.start} 起没有这一项的值：{choice}",
                        f'The parameter "{name}" has no value for {choice} '
                        f"from {table.start}",
                    ),
                    hint=Text(
                        "不知道的数写 value: null，用在有 id 和 text 的条件里：那里说明还没有定什么。",
                        "A figure that is not known is written `value: null`, and used "
                        "in a condition whose `id` and `text` say what is open.",
                    ),
                    other=declared,
                )

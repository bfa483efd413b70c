"""Figures in words: a text names a parameter in braces, and says its value of the day.

So a figure stands once, and the words about it cannot be left behind when it changes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from eligibility.law.facts import YUAN, Fact
from eligibility.law.parameters import Parameter
from eligibility.law.terms import Literal, Product, Quantity, Term
from eligibility.loading.entries import LANGUAGES, Entries
from eligibility.loading.source import Scalar
from eligibility.periods import MONTHS_PER_YEAR, Period
from eligibility.sentences.filling import joined, sentence
from eligibility.sentences.spoken import spoken_day, spoken_sum
from eligibility.texts import Language, Text

WRITTEN = {
    Period(MONTHS_PER_YEAR): ("prose.years.one", "prose.years.many"),
    Period(1): ("prose.months.one", "prose.months.many"),
    Period(0, 1): ("prose.days.one", "prose.days.many"),
}
"""The units that durations are written in: one of each, and many."""
NAMED = re.compile(r"(?<!\{)\{([^{}]*)\}(?!\})")
"""A name in braces; what stands in two pairs of them is said as it is."""


@dataclass(slots=True)
class Figures:
    """Says the values of a rulebook's parameters in its texts."""

    parameters: Mapping[str, Parameter]
    facts: Mapping[str, Fact]
    entries: Entries
    _refused: set[tuple[str, date]] = field(default_factory=set)

    def turns(self, key: str, scalar: Scalar) -> Iterator[date]:
        """The days on which a text comes to say another figure."""
        for name in names_in(key, scalar):
            if name in self.parameters:
                yield from (table.start for table in self.parameters[name].tables)

    def said(self, key: str, scalar: Scalar, day: date) -> Scalar:
        """A text with its figures of a day; the scalar itself where it names none."""
        if not any(True for _ in names_in(key, scalar)):
            return scalar
        language: Language = "zh" if key == "zh" else "en"

        def figure(match: re.Match[str]) -> str:
            text = self._figure(match, scalar, day)
            return text.in_language(language) if text else match.group()

        return Scalar(NAMED.sub(figure, scalar.text), scalar.place, scalar.plain)

    def _figure(self, match: re.Match[str], scalar: Scalar, day: date) -> Text | None:
        """What a name in a text stands for; None,
        with a fault, where that is nothing.
        """
        name = match.group(1)
        place = scalar.place.within(match.start() + (not scalar.plain), len(match[0]))
        if name not in self.parameters:
            self.entries.unknown("parameter", name, place, tuple(self.parameters))
            return None
        table = self.parameters[name].on(day)
        values = {row.value for row in table.rows} if table is not None else set()
        value = values.pop() if len(values) == 1 else None
        figure = spoken(value, self.parameters[name], self.facts) if value else None
        if figure is None:
            self.entries.fault(
                "no-figure",
                place,
                Text(
                    f"{day} 这一天，“{name}”不是一个数，不能写进文字",
                    f'"{name}" is no single figure on {day} that words could say',
                ),
                hint=Text(
                    "只有对谁都一样的参数才能写进文字。",
                    "Only a parameter that is the same for everybody can be said.",
                ),
                subject=name,
            )
            return None
        return figure


def names_in(key: str, scalar: Scalar) -> Iterator[str]:
    """The names in braces in a text; nothing else has any."""
    if key in LANGUAGES:
        yield from NAMED.findall(scalar.text)


def spoken(value: Term, parameter: Parameter, facts: Mapping[str, Fact]) -> Text | None:
    """A value with its unit, as people say it: 24 months as months where they are so
    written; None for one that is worked out of a person's facts.

    >>> two_years = Product(Literal(2), Literal(Period(12)))
    >>> spoken(two_years, Parameter("p", Text("", ""), "duration", ()), {})
    Text(zh='2 年', en='2 years')
    """
    match value:
        case Product(Literal(int(count)), Literal(Period() as unit)) if unit in WRITTEN:
            one, many = WRITTEN[unit]
            return sentence(one if count == 1 else many, count=count)
        case Literal(quantity):
            return _said(quantity, parameter, facts)
        case _:
            return None


def _said(
    quantity: Quantity, parameter: Parameter, facts: Mapping[str, Fact]
) -> Text | None:
    match quantity:
        case Period():
            one, _ = WRITTEN.get(quantity, (None, None))
            return sentence(one, count=1) if one else None
        case frozenset():
            values = facts[parameter.of].values if parameter.of else {}
            named = (text for code, text in values.items() if code in quantity)
            return joined(named, "joins.names")
        case date():
            return spoken_day(quantity)
        case _:
            money = parameter.kind == "money"
            unit = YUAN if money else parameter.unit
            figure = spoken_sum(Decimal(str(quantity))) if money else _plain(quantity)
            return Text(
                f"{figure} {unit.zh}" if unit else figure,
                f"{figure} {unit.en}" if unit else figure,
            )


def _plain(quantity: object) -> str:
    """A number with its thousands apart, and without zeros at its end."""
    figure = f"{Decimal(str(quantity)):,f}"
    return figure.rstrip("0").rstrip(".") if "." in figure else figure

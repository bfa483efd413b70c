"""Declared facts: what can be known of a person, and how a value is coded.

Readings never see values but codes: a truth and a choice stand for themselves; a day,
an amount or a number becomes the whole number of its place on a line (the day's
ordinal, fen, tenths), so that every ordered test compares integers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from eligibility import periods
from eligibility.law.applying import Application
from eligibility.law.conditions import Condition
from eligibility.law.sources import Citation
from eligibility.law.terms import Today
from eligibility.places import Place
from eligibility.sentences.filling import sentence
from eligibility.texts import Text

Value = bool | str | date | int | Decimal
Code = bool | str | int

MONEY_DECIMALS = 2
YUAN = Text("元", "yuan")
YES_OR_NO = (("true", sentence("values.yes")), ("false", sentence("values.no")))


class Kind(Enum):
    """The type of a fact."""

    BOOL = "bool"
    CHOICE = "choice"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"

    @property
    def ordered(self) -> bool:
        """Whether its values lie on a line."""
        return self is not Kind.BOOL and self is not Kind.CHOICE


@dataclass(frozen=True, slots=True)
class Act:
    """What a person can set out to do so that a fact becomes so.

    `grants` maps the fact, and others that come with it, to the codes they take, with
    `Today` for the day of the act; `how` says where it is done and whom to ask, `when`
    for whom it is there. One that `waits` comes by itself: there is nothing to do but
    wait.
    """

    text: Text
    grants: "Mapping[str, Code | Today]"
    how: Application | None = None
    when: Condition | None = None
    waits: bool = False
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One attribute of a person.

    `heading`, `question` and `help` are words for a form, `values` those of a choice;
    numbers have so many `decimals`. `sensitive` facts are shown to the person only.
    `least` and `most` are codes, `ends` their values. `latest_is_today` makes a day
    after the day asked a fault. `only_if` says when the fact makes sense, `asked_if`
    when it is to the point, `act` what one can do so that it becomes so, `tells` which
    others are none with which of its values; see docs/language.md. `movable` is a fact
    that an act or a measure may make otherwise.
    """

    id: str
    kind: Kind
    heading: Text
    question: Text
    help: Text
    values: Mapping[str, Text] = field(default_factory=dict)
    only_if: Condition | None = None
    asked_if: Condition | None = None
    decimals: int = 0
    least: int = 0
    most: int = 0
    unit: Text | None = None
    latest_is_today: bool = False
    sensitive: bool = False
    act: Act | None = None
    tells: Mapping[Code, Mapping[str, Code]] = field(default_factory=dict)
    movable: bool = False
    place: Place | None = None

    def encode(self, value: Value) -> Code:
        """The code of a value that has been read for this fact."""
        match value:
            case bool() | str():
                return value
            case date():
                return value.toordinal()
            case int() | Decimal():
                return int(value * 10**self.decimals)

    def decode(self, code: Code) -> Value:
        """The value of a code."""
        match self.kind:
            case Kind.BOOL | Kind.CHOICE | Kind.INTEGER:
                return code
            case Kind.DATE:
                return date.fromordinal(int(code))
            case Kind.NUMBER | Kind.MONEY:
                return Decimal(int(code)).scaleb(-self.decimals)

    @property
    def ends(self) -> tuple[Value, Value]:
        """The least and the greatest value of an ordered fact."""
        return self.decode(self.least), self.decode(self.most)

    @property
    def choices(self) -> tuple[tuple[str, Text], ...]:
        """The answers to choose from, as a profile's file writes them, each with its
        words; empty where a day or a number is to be written.
        """
        if self.kind is Kind.BOOL:
            return YES_OR_NO
        return tuple(self.values.items())

    @property
    def counted_in(self) -> Text | None:
        """What its numbers count."""
        return YUAN if self.kind is Kind.MONEY else self.unit

    @property
    def domain(self) -> tuple[Code, ...]:
        """All values of a truth or a choice, as codes, in the order declared."""
        return (True, False) if self.kind is Kind.BOOL else tuple(self.values)


def as_written(value: object) -> str:
    """A value as the file of a profile writes it; a whole number without decimals, as
    JSON does not tell 8 from 8.0.

    >>> as_written(True), as_written(date(2020, 6, 30)), as_written(Decimal("8.5"))
    ('true', '2020-06-30', '8.5')
    >>> as_written(8.0)
    '8'
    """
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return f"{value:.0f}"
        case _:
            return str(value)


def says_something(code: Code) -> bool:
    """Whether a value says more than "none": it is not false, 0 or `none`.

    Only such a value tells that a fact makes sense.
    """
    return code is True or (code not in (0, "none"))


FIRST_CODE = periods.FIRST_DAY.toordinal()
LAST_CODE = periods.LAST_DAY.toordinal()

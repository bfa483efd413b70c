"""The types of terms, and how they go together."""

from typing import NamedTuple

from eligibility.law.facts import Kind
from eligibility.periods import MONTHS_PER_YEAR, Period
from eligibility.texts import Text

UNITS = {
    "years": Period(MONTHS_PER_YEAR),
    "months": Period(1),
    "days": Period(0, 1),
}
STRETCHES = {"month": 1, "quarter": 3, "year": MONTHS_PER_YEAR}
"""What has a last day, and how many months it has."""
TRUTHS = {"true": True, "false": False}


class Type(NamedTuple):
    """The type of a term; `of` is the fact whose values a choice or a set has."""

    name: str
    of: str | None = None


DATE, DURATION, NUMBER, MONEY = map(Type, ("date", "duration", "number", "money"))
BOOL, TEXT, LIST = map(Type, ("bool", "text", "list"))
KINDS = {
    Kind.BOOL: BOOL,
    Kind.DATE: DATE,
    Kind.INTEGER: NUMBER,
    Kind.NUMBER: NUMBER,
    Kind.MONEY: MONEY,
}
PARAMETERS = {
    "integer": NUMBER,
    "number": NUMBER,
    "money": MONEY,
    "date": DATE,
    "duration": DURATION,
}
SUMS = {
    (DATE, DURATION): DATE,
    (DURATION, DURATION): DURATION,
    (NUMBER, NUMBER): NUMBER,
    (MONEY, MONEY): MONEY,
    (MONEY, NUMBER): MONEY,
    (NUMBER, MONEY): MONEY,
}
PRODUCTS = {
    (NUMBER, NUMBER): NUMBER,
    (NUMBER, DURATION): DURATION,
    (DURATION, NUMBER): DURATION,
    (NUMBER, MONEY): MONEY,
    (MONEY, NUMBER): MONEY,
}
WORDS = {
    "date": Text("日期", "a date"),
    "duration": Text("时长", "a duration"),
    "number": Text("数", "a number"),
    "money": Text("金额", "money"),
    "bool": Text("是或否", "true or false"),
    "text": Text("文字", "a text"),
    "list": Text("一列值", "a list of values"),
    "choice": Text("选项", "a choice"),
    "choices": Text("一组选项", "a set of choices"),
}

"""Names and types of tests: from parsed comparisons to terms that fit together."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from eligibility.law.facts import Fact
from eligibility.law.parameters import Parameter
from eligibility.law.terms import (
    Age,
    Comparison,
    Difference,
    EndOf,
    Extreme,
    FactTerm,
    Floor,
    Literal,
    Months,
    ParameterTerm,
    Product,
    Quotient,
    Sum,
    Term,
    Today,
    facts_in,
    turn,
)
from eligibility.loading.entries import DECLARED, Entries
from eligibility.loading.soundness import Soundness
from eligibility.loading.source import Scalar
from eligibility.loading.syntax import (
    OPERATORS,
    expression_of,
    in_language,
    parsed,
    place_of,
)
from eligibility.loading.types import (
    BOOL,
    DATE,
    DURATION,
    KINDS,
    LIST,
    MONEY,
    NUMBER,
    PARAMETERS,
    PRODUCTS,
    STRETCHES,
    SUMS,
    TEXT,
    TRUTHS,
    UNITS,
    WORDS,
    Type,
)
from eligibility.periods import iso_day
from eligibility.places import Place
from eligibility.texts import Text

ORDERING = {"<", "<=", ">", ">="}
PLAIN_NUMBER = re.compile(r"\d+\.\d+|\d+", re.ASCII)
MEETING = 2
"""How many ordered facts may meet in one test."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a test may use."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    broken: frozenset[str] = frozenset()
    """Names whose declaration could not be read: their faults are told there."""

    @property
    def soundness(self) -> Soundness:
        """What of their terms can be proved."""
        return Soundness(self.facts, self.parameters)

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, for suggestions."""
        declared = (id_ for id_ in self.parameters if id_.isidentifier())
        return (*self.facts, *declared, "today", *UNITS, *TRUTHS)


class _Refused(Exception):  # noqa: N818 - it is no error: the fault is recorded
    """Reading the test is over."""


def comparisons(
    scalar: Scalar, scope: Scope, entries: Entries
) -> tuple[Comparison, ...]:
    """The comparisons that a test is made of: one, or one for each link of a chain.

    Empty where the test is wrong; the fault has then been recorded.
    """
    compare = parsed(scalar, entries)
    if compare is None:
        return ()
    typing = _Typing(scalar, scope, entries)
    try:
        operands = [
            (node, *typing.term(node)) for node in (compare.left, *compare.comparators)
        ]
        links = tuple(
            typing.comparison(OPERATORS[type(op)], left, right)
            for op, left, right in zip(
                compare.ops, operands, operands[1:], strict=False
            )
        )
        typing.chained(links, compare)
    except _Refused:
        return ()
    return links


def term(scalar: Scalar, kind: str, scope: Scope, entries: Entries) -> Term | None:
    """The term of a type in a scalar; None, with a fault, where it is none."""
    expression = expression_of(scalar, entries)
    if expression is None or not in_language(expression, scalar, entries):
        return None
    try:
        found, type_ = _Typing(scalar, scope, entries).term(expression)
    except _Refused:
        return None
    if type_ == PARAMETERS[kind] or (type_, kind) == (NUMBER, "money"):
        return found
    word = WORDS[PARAMETERS[kind].name]
    entries.expected(scalar, word.zh, word.en)
    return None


def constant(
    scalar: Scalar, kind: str, parameters: Mapping[str, Parameter], entries: Entries
) -> Term | None:
    """The value of a parameter of a type; None, with a fault, where it is none."""
    if kind == "date":
        day = iso_day(scalar.text)
        if day is None:
            entries.expected(
                scalar, "日期，例如 2021-07-27", "a day such as 2021-07-27"
            )
        return Literal(day) if day else None
    if scalar.text.isidentifier():
        word = WORDS[PARAMETERS[kind].name]
        entries.expected(scalar, word.zh, word.en)
        return None
    return term(scalar, kind, Scope({}, parameters), entries)


Operand = tuple[ast.expr, Term, Type]


class _Typing:
    """Types the terms of one scalar."""

    def __init__(self, scalar: Scalar, scope: Scope, entries: Entries) -> None:
        self._scalar = scalar
        self._scope = scope
        self._entries = entries

    def term(self, node: ast.expr) -> tuple[Term, Type]:
        match node:
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.Constant(value=value):
                return self._constant(node, value)
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                return self._list(node, elements)
            case ast.UnaryOp(operand=ast.Constant(value=int())):
                raise self._refuse(
                    node, "negative", "数不能是负的", "Numbers are not negative here"
                )
            case ast.Call(func=ast.Name(id="min" | "max" as name), args=arguments):
                return self._extreme(node, name, [self.term(one) for one in arguments])
            case ast.Call(func=ast.Name(id="months"), args=[start, end]):
                first = self._day(start, "months")
                return Months(first, self._day(end, "months")), NUMBER
            case ast.Call(func=ast.Name(id="end_of"), args=[stretch, day]):
                return EndOf(self._stretch(stretch), self._day(day, "end_of")), DATE
            case ast.Call(func=ast.Name(id="floor"), args=[number, unit]):
                return self._floor(number, unit)
            case ast.Call(args=[born]):
                return Age(self._day(born, "age")), NUMBER
            case ast.BinOp(left=left, op=operator, right=right):
                return self._arithmetic(
                    node, operator, self.term(left), self.term(right)
                )
            case _:
                raise self._refuse(
                    node,
                    "not-in-language",
                    "规则语言里没有这种写法",
                    "This is not in the language of tests",
                )

    def _day(self, node: ast.expr, name: str) -> Term:
        """A term that stands in a call and is a day."""
        term, found = self.term(node)
        if found != DATE:
            raise self._refuse(
                node, "wrong-type", f"{name}(…) 要日期", f"{name}(…) takes days"
            )
        return term

    def _stretch(self, node: ast.expr) -> int:
        """How many months that has of which the last day is asked."""
        if isinstance(node, ast.Name) and node.id in STRETCHES:
            return STRETCHES[node.id]
        raise self._refuse(
            node,
            "wrong-type",
            "end_of 的第一项是 month、quarter 或 year",
            "end_of begins with month, quarter or year",
        )

    def _floor(self, number: ast.expr, unit: ast.expr) -> tuple[Term, Type]:
        term, found = self.term(number)
        if found not in {NUMBER, MONEY}:
            raise self._refuse(
                number,
                "wrong-type",
                "floor(…) 要一个数或金额",
                "floor(…) takes a number or an amount",
            )
        match self.term(unit):
            case Literal(int() | Decimal() as size), type_ if type_ == NUMBER and size:
                return Floor(term, size), found
            case _:
                raise self._refuse(
                    unit,
                    "wrong-type",
                    "floor 的单位是一个大于零的数，例如 1 或 0.1",
                    "The unit of floor is a number above zero, as 1 or 0.1",
                )

    def _name(self, node: ast.expr, name: str) -> tuple[Term, Type]:
        if name == "today":
            return Today(), DATE
        if name in UNITS:
            return Literal(UNITS[name]), DURATION
        if name in TRUTHS:
            return Literal(TRUTHS[name]), BOOL
        if name in self._scope.facts:
            kind = self._scope.facts[name].kind
            return FactTerm(name), KINDS.get(kind, Type("choice", name))
        if name in self._scope.parameters:
            parameter = self._scope.parameters[name]
            found = PARAMETERS.get(parameter.kind, Type("choices", parameter.of))
            return ParameterTerm(name), found
        if name not in self._scope.broken:
            place = place_of(node, self._scalar)
            self._entries.unknown("name", name, place, self._scope.names)
        raise _Refused

    def _constant(self, node: ast.expr, value: object) -> tuple[Term, Type]:
        if isinstance(value, bool) or value is None:
            raise self._refuse(
                node, "wrong-type", "写作 true 或 false", "Write true or false"
            )
        if isinstance(value, int):
            return Literal(value), NUMBER
        if isinstance(value, float):
            written = ast.get_source_segment(self._scalar.text.strip(), node) or ""
            if not PLAIN_NUMBER.fullmatch(written):
                raise self._refuse(
                    node,
                    "not-plain",
                    "数要用普通的写法，例如 0.5",
                    "A number is written in plain digits, as 0.5",
                )
            return Literal(Decimal(written)), NUMBER
        if isinstance(value, str):
            return Literal(value), TEXT
        raise self._refuse(
            node,
            "not-in-language",
            "规则语言里没有这种写法",
            "This is not in the language of tests",
        )

    def _list(self, node: ast.expr, elements: list[ast.expr]) -> tuple[Term, Type]:
        values: list[str] = []
        for element in elements:
            match element:
                case ast.Constant(value=str(value)):
                    values.append(value)
                case _:
                    raise self._refuse(
                        element,
                        "wrong-type",
                        "列表里只能放带引号的值",
                        "A list holds values in quotation marks",
                    )
        if not values:
            raise self._refuse(node, "empty-list", "列表是空的", "The list is empty")
        twice = next((one for one in values if values.count(one) > 1), None)
        if twice is not None:
            zh, en = f"“{twice}”在列表里写了两次", f'"{twice}" stands twice in the list'
            raise self._refuse(node, "duplicate-value", zh, en)
        return Literal(frozenset(values)), LIST

    def _extreme(
        self, node: ast.expr, name: str, found: list[tuple[Term, Type]]
    ) -> tuple[Term, Type]:
        types = {type_ for _, type_ in found}
        if types == {NUMBER, MONEY}:
            types = {MONEY}
        (type_, *others) = types
        if others or type_ not in {NUMBER, MONEY, DATE}:
            raise self._refuse(
                node,
                "wrong-type",
                f"{name}(…) 里要放同一种数、金额或日期",
                f"{name}(…) takes numbers, amounts or days, all alike",
            )
        return Extreme(tuple(term for term, _ in found), name == "max"), type_

    def _arithmetic(
        self,
        node: ast.expr,
        operator: ast.operator,
        left: tuple[Term, Type],
        right: tuple[Term, Type],
    ) -> tuple[Term, Type]:
        (term, left_type), (other, with_) = left, right
        made: Term
        if isinstance(operator, ast.Mult):
            result, made = PRODUCTS.get((left_type, with_)), Product(term, other)
            if result == DURATION:
                self._counted(node, term if left_type == NUMBER else other)
        elif isinstance(operator, ast.Div):
            divides = with_ == NUMBER and isinstance(other, Literal) and other.quantity
            result = left_type if divides and left_type in {NUMBER, MONEY} else None
            made = Quotient(term, other)
        elif isinstance(operator, ast.Add):
            result = SUMS.get((left_type, with_), SUMS.get((with_, left_type)))
            made = Sum(term, other)
        else:
            result, made = SUMS.get((left_type, with_)), Difference(term, other)
        if result is None:
            zh = f"{WORDS[left_type.name].zh}和{WORDS[with_.name].zh}不能这样计算"
            en = f"{WORDS[left_type.name].en} and {WORDS[with_.name].en} do not combine so"
            raise self._refuse(node, "wrong-type", zh, en[0].upper() + en[1:])
        return made, result

    def _counted(self, node: ast.expr, times: Term) -> None:
        """Months and days come whole: half a month is no length of time."""
        if not self._scope.soundness.whole(times):
            raise self._refuse(
                node,
                "not-whole",
                "月和日只能乘整数",
                "Months and days are multiplied by whole numbers only",
                hint=Text(
                    "一年半写成 18 * months。", "Write 1.5 years as 18 * months."
                ),
            )

    def chained(self, links: tuple[Comparison, ...], node: ast.expr) -> None:
        """Refuse a chain between whose ends nothing lies."""
        sound = self._scope.soundness
        for first, last in pairwise(links):
            if sound.never(first, last):
                raise self._refuse(
                    node,
                    "never-so",
                    "两头之间没有数，这个判断不会成立",
                    "No number lies between the two ends: the test is never met",
                )

    def comparison(self, symbol: str, left: Operand, right: Operand) -> Comparison:
        """One link of a chain, with its types checked."""
        left, right = self._dates(left, right), self._dates(right, left)
        (_, term, found), (at, other, with_) = left, right
        if not self._comparable(symbol, left, right):
            zh = f"{WORDS[found.name].zh}不能用 {symbol} 和{WORDS[with_.name].zh}相比"
            en = f"{WORDS[found.name].en} does not compare with "
            en += f"{WORDS[with_.name].en} by {symbol}"
            raise self._refuse(
                at, "wrong-type", zh, en[0].upper() + en[1:], about=(term, other)
            )
        comparison = Comparison(term, symbol, other)
        self._monotone(comparison, at)
        self._searchable(comparison, at)
        return comparison

    def _searchable(self, comparison: Comparison, at: ast.expr) -> None:
        sound = self._scope.soundness
        if any(True for _ in sound.unproved(comparison)):
            raise self._refuse(
                at,
                "not-monotone",
                "相乘的数里有一个可能小于零，门槛就找不准",
                "A factor here may be below zero, so no threshold can be found",
                hint=Text(
                    "改写成不会小于零的数，或者给事实写明 least。",
                    "Write it with numbers that are never negative, or give the fact "
                    "a `least`.",
                ),
            )

    def _dates(self, operand: Operand, other: Operand) -> Operand:
        """A text beside a date is a date."""
        node, term, found = operand
        if found != TEXT or other[2] != DATE or not isinstance(term, Literal):
            return operand
        day = iso_day(str(term.quantity))
        if day is None:
            raise self._refuse(
                node, "wrong-type", "这不是一个日期", "This is not a day (YYYY-MM-DD)"
            )
        return node, Literal(day), DATE

    def _comparable(self, symbol: str, left: Operand, right: Operand) -> bool:
        (_, _, left_type), (_, _, with_) = left, right
        if symbol in {"in", "not in"}:
            if left_type.name != "choice" or with_.name not in {"list", "choices"}:
                return False
            self._values(left_type, right)
            return with_.name == "list" or left_type.of == with_.of
        numbers = {NUMBER, MONEY}
        if left_type == with_ == DURATION:
            self._alike(left, right)
            return True
        if left_type == with_ and left_type.name in {"date", "number", "money"}:
            return True
        if left_type in numbers and with_ in numbers:
            return True
        if symbol in ORDERING:
            return False
        if {left_type.name, with_.name} == {"choice", "text"}:
            choice, text = (
                (left, right) if left_type.name == "choice" else (right, left)
            )
            self._values(choice[2], text)
            return True
        return left_type == with_ == BOOL or left_type.name == with_.name == "choice"

    def _alike(self, left: Operand, right: Operand) -> None:
        """Durations compare where both are of months, or both of days."""
        (at, term, _), (_, other, _) = left, right
        sound = self._scope.soundness
        if len(sound.units(term) | sound.units(other)) > 1:
            raise self._refuse(
                at,
                "months-and-days",
                "月和日不能互相比较：一个月有 28 到 31 天",
                "Months do not compare with days: a month has 28 to 31 of them",
                hint=Text(
                    "都用月或都用日；或者比较两个日期。",
                    "Use months on both sides, or days; or compare two days.",
                ),
            )

    def _values(self, choice: Type, operand: Operand) -> None:
        """Each literal value must be one of the fact's."""
        node, term, _ = operand
        fact = self._scope.facts[choice.of or ""]
        if not isinstance(term, Literal):
            return
        written = term.quantity
        for value in sorted(
            written if isinstance(written, frozenset) else {str(written)}
        ):
            if value not in fact.values:
                self._entries.unknown(
                    "value",
                    value,
                    self._value_place(node, value),
                    tuple(fact.values),
                    declared=fact.place,
                )
                raise _Refused

    def _value_place(self, node: ast.expr, value: str) -> Place:
        elements = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
        found = next(
            (
                element
                for element in elements
                if isinstance(element, ast.Constant) and element.value == value
            ),
            node,
        )
        return place_of(found, self._scalar)

    def _monotone(self, comparison: Comparison, at: ast.expr) -> None:
        facts = facts_in(comparison)
        ordered = [fact for fact in facts if self._scope.facts[fact].kind.ordered]
        if len(ordered) > MEETING:
            raise self._refuse(
                at,
                "too-many-facts",
                "一个判断里最多有两个有大小的事实",
                "At most two ordered facts may meet in one test",
            )
        for fact in ordered:
            if turn(comparison, FactTerm(fact)) is None:
                raise self._refuse(
                    at,
                    "not-monotone",
                    f"“{fact}”在这个判断里既使它变大又使它变小",
                    f'The test both rises and falls with "{fact}"',
                )

    def _refuse(  # noqa: PLR0913 - a fault has this many sides
        self,
        node: ast.expr,
        code: str,
        zh: str,
        en: str,
        *,
        about: tuple[Term, ...] = (),
        hint: Text | None = None,
    ) -> _Refused:
        """Record a fault, beside it where the first fact it is about is declared."""
        facts = (one.fact for one in about if isinstance(one, FactTerm))
        places = (self._scope.facts[fact].place for fact in facts)
        declared = next((place for place in places if place), None)
        self._entries.fault(
            code,
            place_of(node, self._scalar),
            Text(zh, en),
            hint=hint,
            other=(declared, DECLARED) if declared else None,
        )
        return _Refused()

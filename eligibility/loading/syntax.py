"""Tests as written: one comparison in a small part of Python's expression syntax.

The text is parsed with `ast` and never run. What is not in the language is refused
here, with its place; names and types are the business of resolution.
"""

import ast
from collections.abc import Mapping

from eligibility.errors import nearest
from eligibility.loading.entries import Entries
from eligibility.loading.slips import in_expression, slip_at
from eligibility.loading.source import Scalar
from eligibility.places import Place
from eligibility.texts import Text

OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
}
ALLOWED = (
    ast.Name,
    ast.Constant,
    ast.BinOp,
    ast.Call,
    ast.List,
    ast.Tuple,
    ast.Load,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.UnaryOp,
    ast.USub,
)
FUNCTIONS: Mapping[str, tuple[int, int | None]] = {
    "age": (1, 1),
    "months": (2, 2),
    "end_of": (2, 2),
    "floor": (2, 2),
    "min": (2, None),
    "max": (2, None),
}
"""How many terms each takes: at least, and at most."""
CALLS = Text(
    "age(日期)、months(从, 到)、end_of(month, 日期)、floor(数, 单位)、min(…)、max(…)",
    "age(day), months(from, to), end_of(month, day), floor(number, unit), "
    "min(…), max(…)",
)
"""How they are called."""
LONGEST = 300


def parsed(scalar: Scalar, entries: Entries) -> ast.Compare | None:
    """The comparison in a scalar; None, with a fault, where it is none."""
    expression = expression_of(scalar, entries)
    if expression is None:
        return None
    if isinstance(expression, ast.BoolOp):
        word = "and" if isinstance(expression.op, ast.And) else "or"
        entries.fault(
            "and-or",
            place_of(expression, scalar),
            Text(f"一个判断里不能用 {word}", f"`{word}` is not read in a test"),
            hint=Text(
                f"拆成两条，放在 {'all' if word == 'and' else 'any'}: 下面，各有各的说明。",
                f"Split it under `{'all' if word == 'and' else 'any'}:`, "
                "so that each part has words of its own.",
            ),
        )
        return None
    if not isinstance(expression, ast.Compare):
        entries.fault(
            "no-comparison",
            place_of(expression, scalar),
            Text("判断必须是一个比较", "A test is one comparison"),
            hint=Text("例如 student == true", "For example: student == true"),
        )
        return None
    for part in (expression.left, *expression.comparators):
        if not in_language(part, scalar, entries):
            return None
    if not all(type(op) in OPERATORS for op in expression.ops):
        entries.fault(
            "not-in-language",
            place_of(expression, scalar),
            Text("不能用 is 来比较", "`is` is not in the language"),
            hint=Text("用 == 或 !=", "Use == or !="),
        )
        return None
    return expression


def expression_of(scalar: Scalar, entries: Entries) -> ast.expr | None:
    """The expression in a scalar, of any form."""
    text = scalar.text.strip()
    if len(text) > LONGEST or "\n" in text:
        entries.fault(
            "too-long",
            scalar.place,
            Text(
                f"判断太长，最多 {LONGEST} 个字符，写在一行",
                f"Too long: at most {LONGEST} characters in one line",
            ),
        )
        return None
    slip = in_expression(text)
    if slip is not None:
        at, written, meant = slip
        place = scalar.place.within(at + _quote(scalar), len(written))
        entries.faults.append(slip_at(place, written, meant))
        return None
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        column = getattr(error, "offset", None) or 1
        entries.fault(
            "not-an-expression",
            scalar.place.within(column - 1 + _quote(scalar), 1),
            Text("看不懂这个判断", "This is not an expression"),
            hint=Text(
                "例如 age(birth_date) >= 16", "For example: age(birth_date) >= 16"
            ),
        )
        return None


def place_of(node: ast.expr, scalar: Scalar) -> Place:
    """Where in the file a part of a test stands."""
    text = scalar.text.encode()
    start = len(text[: node.col_offset].decode())
    end = len(text[: node.end_col_offset].decode())
    return scalar.place.within(start + _quote(scalar), end - start)


def _quote(scalar: Scalar) -> int:
    return 0 if scalar.plain else 1


def in_language(expression: ast.expr, scalar: Scalar, entries: Entries) -> bool:
    """Whether a term uses only what the language has; records the first that is not."""
    for node in ast.walk(expression):
        if isinstance(node, ast.Call):
            if not _known_call(node, scalar, entries):
                return False
        elif not isinstance(node, ALLOWED):
            at = place_of(node, scalar) if isinstance(node, ast.expr) else scalar.place
            entries.fault(
                "not-in-language",
                at,
                Text(
                    "规则语言里没有这种写法",
                    "This is not in the language of tests",
                ),
                hint=Text(
                    f"可以用：比较、+ - * /、years、months、days、{CALLS.zh}。",
                    f"Possible: comparisons, + - * /, years, months, days, {CALLS.en}.",
                ),
            )
            return False
    return True


def _known_call(node: ast.Call, scalar: Scalar, entries: Entries) -> bool:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    least, most = FUNCTIONS.get(name, (0, 0))
    arguments = least <= len(node.args) and (most is None or len(node.args) <= most)
    if name in FUNCTIONS and arguments and not node.keywords:
        return True
    entries.fault(
        "not-in-language",
        place_of(node, scalar),
        Text(
            f"{name}(…) 的参数个数不对"
            if name in FUNCTIONS
            else "规则语言里没有这个函数",
            f"{name}(…) does not take so many terms"
            if name in FUNCTIONS
            else "There is no such function in the language of tests",
        ),
        hint=nearest(name, FUNCTIONS)
        or Text(f"有 {CALLS.zh}。", f"There are {CALLS.en}."),
    )
    return False

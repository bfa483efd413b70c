"""What is odd about the words of a rulebook: their length, language and figures."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from eligibility.errors import Fault
from eligibility.law.contents import Contents
from eligibility.law.parameters import Parameter
from eligibility.law.terms import Literal, Product, Term
from eligibility.loading.conditions import STRUCTURE
from eligibility.loading.entries import LANGUAGES
from eligibility.loading.figures import NAMED
from eligibility.loading.source import Mapping as Entry
from eligibility.loading.source import Node, Scalar
from eligibility.loading.written import mappings, scalars
from eligibility.periods import MONTHS_PER_YEAR, Period
from eligibility.texts import Text

CHINESE = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
WORD = re.compile(r"[^\s]+")
MOST = {"zh": 40, "en": 25}
FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\d]*[A-Za-z-])")
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
NAME = re.compile(r"[^\W\d]\w*")
SAID = ("text", "denial")
"""What is said of a condition."""
TEST = "test"


def phrasing(contents: Contents, roots: Mapping[str, Node]) -> Iterator[Fault]:
    """The texts that are too long or in the other language, and those that say a
    figure which stands, or should stand, in the test beside them.
    """
    for root in roots.values():
        for entry in mappings(root):
            if entry.entries.keys() & STRUCTURE.keys():
                for words in (
                    entry.entries[key] for key in SAID if key in entry.entries
                ):
                    yield from _too_long(words)
                    yield from _figures(entry, words, contents.parameters)
            if entry.entries.keys() >= set(LANGUAGES):
                yield from _other_language(entry)


def _too_long(text: Node) -> Iterator[Fault]:
    for key, said in _said(text):
        words = (CHINESE if key == "zh" else WORD).findall(said.text)
        if len(words) > MOST[key]:
            yield Fault(
                "too-long",
                Text(
                    f"条件的文字有 {len(words)} {'个字' if key == 'zh' else '个英文词'}，"
                    f"最多 {MOST[key]}",
                    f"The words of a condition are {len(words)} "
                    f"{'Chinese characters' if key == 'zh' else 'words'} long, "
                    f"at most {MOST[key]}",
                ),
                said.place,
                Text(
                    "分成几个条件，或者说短些。",
                    "Split the condition, or say it shorter.",
                ),
            )


def _said(text: Node) -> Iterator[tuple[str, Scalar]]:
    return ((key, said) for key, said in scalars(text) if key in LANGUAGES)


def _other_language(entry: Entry) -> Iterator[Fault]:
    zh, en = (entry.entries[key] for key in LANGUAGES)
    if not isinstance(zh, Scalar) or not isinstance(en, Scalar):
        return
    if not CHINESE.search(zh.text) and LATIN.search(NAMED.sub("", zh.text)):
        text = Text("zh 里没有中文", "There is no Chinese in `zh`")
        yield Fault("other-language", text, zh.place)
    if CHINESE.search(en.text):
        text = Text("en 里有中文", "There is Chinese in `en`")
        yield Fault("other-language", text, en.place)


def _figures(
    entry: Entry, words: Node, parameters: Mapping[str, Parameter]
) -> Iterator[Fault]:
    """Figures in the words of a test that are those of its parameters, or others."""
    test = entry.entries.get(TEST)
    if not isinstance(test, Scalar):
        return
    named = [name for name in NAME.findall(test.text) if name in parameters]
    shared = {name: values for name in named if (values := _values(parameters[name]))}
    written = {Fraction(one) for one in NUMBER.findall(test.text)}
    for _, said in _said(words):
        for figure in FIGURE.findall(NAMED.sub("", said.text)):
            number = Fraction(figure.replace(",", ""))
            equal = next((n for n, values in shared.items() if number in values), None)
            if equal is not None:
                yield _stands_twice(figure, equal, said)
            elif _contradicts(number, written, named, shared):
                yield Fault(
                    "other-figure",
                    Text(
                        f"文字里说 {figure}，判断里是另一个数",
                        f"The words say {figure}, and the test another figure",
                    ),
                    said.place,
                    Text("看看哪个对。", "See which of them is right."),
                    other=(test.place, Text("判断在这里", "the test is here")),
                )


def _stands_twice(figure: str, name: str, said: Scalar) -> Fault:
    return Fault(
        "figure-in-words",
        Text(
            f"文字里的 {figure} 是参数“{name}”的值，它变了文字不会跟着变",
            f'{figure} is the value of "{name}", and will stand when that changes',
        ),
        said.place,
        Text(f"写成 {{{name}}}。", f"Write {{{name}}}."),
        subject=name,
    )


def _contradicts(
    number: Fraction,
    written: set[Fraction],
    named: list[str],
    shared: Mapping[str, set[Fraction]],
) -> bool:
    """Whether a figure is none of those that a test compares with.

    Only one that stands alone is held against it: with several, or with one that is
    not the same for everybody, words may well say a figure of their own. A figure next
    to it is the other side of the same limit, as "under 18" and "17 or younger" are.
    """
    if len(set(named)) != len(shared):
        return False
    known = {*written, *(one for values in shared.values() for one in values)}
    alone = len(written) + len(shared) == 1
    near = {*known, *(one + 1 for one in known), *(one - 1 for one in known)}
    near |= {one * MONTHS_PER_YEAR for one in written}
    near |= {one / MONTHS_PER_YEAR for one in written}
    return alone and number not in near


def _values(parameter: Parameter) -> set[Fraction]:
    """The figures of a parameter that is the same for everybody, on whatever day, as
    people say them; nothing where it is not, or is no figure.
    """
    found: set[Fraction] = set()
    for table in parameter.tables:
        values = {row.value for row in table.rows}
        value = values.pop() if len(values) == 1 else None
        figures = _numbers(value) if value is not None else set()
        if not figures:
            return set()
        found |= figures
    return found


def _numbers(value: Term) -> set[Fraction]:
    match value:
        case Product(Literal(int(count)), Literal(Period(months, 0))):
            total = Fraction(count * months)
            years = total / MONTHS_PER_YEAR
            return {total, years} if years.denominator == 1 else {total}
        case Product(Literal(int(count)), Literal(Period(0, days))):
            return {Fraction(count * days)}
        case Literal(int() | Decimal() as number):
            return {Fraction(number)}
        case _:
            return set()

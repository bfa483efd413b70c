"""The catalogues of a rulebook: its sources, its facts, its parameters."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, product

from eligibility.law.facts import (
    FIRST_CODE,
    LAST_CODE,
    MONEY_DECIMALS,
    Code,
    Fact,
    Kind,
)
from eligibility.law.parameters import Parameter, Row, Table
from eligibility.law.sources import Basis, Citation, Source
from eligibility.law.terms import (
    Comparison,
    FactTerm,
    Literal,
    Staircase,
    Sum,
    Term,
    facts_in,
    quantity,
)
from eligibility.loading.entries import NOWHERE, Entries
from eligibility.loading.resolution import Scope, comparisons, constant
from eligibility.loading.source import Mapping, Node, Scalar
from eligibility.loading.types import PARAMETERS, TRUTHS, UNITS
from eligibility.periods import Period
from eligibility.places import Place
from eligibility.texts import Text

MOST = {Kind.INTEGER: 10**6, Kind.NUMBER: 10**6, Kind.MONEY: 10**9}
KINDS = {kind.value: kind for kind in Kind}
BASES = {basis.id: basis for basis in Basis}
TEST = "test"
"""What stands among the facts in `when`, and chooses for whom a row is."""
MOST_TESTS = 4
TABLES = ("value", "rows", "changes")
"""How a table is written: one value for all, row by row, or as it differs from the one
before it.
"""
FACT_KEYS = (
    "values",
    "only_if",
    "asked_if",
    "decimals",
    "least",
    "most",
    "unit",
    "latest",
    "sensitive",
    "act",
    "tells",
)


UNREADABLE = Source("?", Text("?", "?"), Basis.OFFICIAL, date.min, date.max)
"""Stands where a source was not readable, so that one fault is not told twice."""


def sources(node: Node | None, entries: Entries) -> dict[str, Source]:
    """The documents of sources.yaml."""
    documents: dict[str, Source] = {}
    for id_, entry in entries.named(node).items():
        fields = entries.mapping(
            entry,
            required=("title", "basis", "verified_on", "review_by"),
            optional=("number", "seen_at"),
        ).entries
        title = entries.text(fields.get("title"))
        basis = entries.look_up(fields.get("basis"), BASES, "basis")
        verified_on = entries.day(fields.get("verified_on"))
        review_by = entries.day(fields.get("review_by"))
        if verified_on and review_by and review_by < verified_on:
            entries.fault(
                "unordered",
                fields["review_by"].place,
                Text(
                    "review_by 早于 verified_on",
                    "`review_by` comes before `verified_on`",
                ),
            )
        if title and basis is not None and verified_on and review_by:
            documents[id_] = Source(
                id_,
                title,
                basis,
                verified_on,
                review_by,
                entries.word(fields.get("number")) if "number" in fields else None,
                entries.word(fields.get("seen_at")) if "seen_at" in fields else None,
            )
    return documents


def citations(
    node: Node | None, known: dict[str, Source], entries: Entries
) -> tuple[Citation, ...]:
    """A list of citations."""
    found: list[Citation] = []
    items = entries.items(node)
    if node is not None and not items:
        entries.expected(node, "至少一个依据", "at least one citation")
    for item in items:
        fields = entries.mapping(
            item, required=("source",), optional=("at", "basis")
        ).entries
        source = entries.look_up(fields.get("source"), known, "source")
        at = entries.word(fields["at"]) if "at" in fields else ""
        source = source or UNREADABLE
        basis: Basis | None = source.basis
        if "basis" in fields:
            basis = entries.look_up(fields["basis"], BASES, "basis")
        found.append(Citation(source, at or "", basis or Basis.OFFICIAL))
    entries.distinct(
        (item, (cited.source.id, cited.at) if cited.source is not UNREADABLE else None)
        for item, cited in zip(items, found, strict=True)
    )
    return tuple(found)


def facts(node: Node | None, entries: Entries) -> dict[str, Fact]:
    """The facts of facts.yaml, not yet with their conditions and acts."""
    return {
        id_: fact
        for id_, entry in entries.named(node).items()
        if (fact := _fact(id_, entry, key_place(node, id_), entries)) is not None
    }


def key_place(node: Node | None, name: str) -> Place:
    """Where a name is declared."""
    return node.keys[name] if isinstance(node, Mapping) else NOWHERE


def _fact(id_: str, node: Node, place: Place, entries: Entries) -> Fact | None:
    fields = entries.mapping(
        node, required=("type", "heading", "question", "help"), optional=FACT_KEYS
    ).entries
    if not id_.isidentifier() or id_ in {"today", *UNITS, *TRUTHS}:
        entries.fault(
            "bad-name",
            place,
            Text(f"“{id_}”不能作事实的名字", f'"{id_}" cannot name a fact'),
        )
        return None
    kind = entries.look_up(fields.get("type"), KINDS, "type")
    texts = [entries.text(fields.get(key)) for key in ("heading", "question", "help")]
    heading, question, help_ = texts
    if kind is None or heading is None or question is None or help_ is None:
        return None
    values: dict[str, Text] = {}
    if kind is Kind.CHOICE:
        for value, entry in entries.named(fields.get("values")).items():
            text = entries.text(entry)
            values[value] = text or Text(value, value)
        if not values:
            entries.fault(
                "missing-key", place, Text("选项没有值", "A choice needs `values`")
            )
            return None
    decimals, least, most = _line(kind, fields, entries)
    if least > most:
        entries.fault(
            "unordered",
            place,
            Text("least 大于 most", "`least` is greater than `most`"),
        )
    latest = entries.one_of(fields.get("latest"), ("today",), "value")
    return Fact(
        id_,
        kind,
        heading,
        question,
        help_,
        values,
        None,
        None,
        decimals,
        least,
        most,
        entries.text(fields.get("unit")),
        latest_is_today=latest is not None,
        sensitive=entries.truth(fields.get("sensitive"), default=False),
        place=place,
    )


def _line(
    kind: Kind, fields: dict[str, Node], entries: Entries
) -> tuple[int, int, int]:
    """The decimals, and the least and the greatest code, of an ordered fact."""
    if not kind.ordered:
        return 0, 0, 0
    if kind is Kind.DATE:
        return 0, FIRST_CODE, LAST_CODE
    decimals = 0 if kind is Kind.INTEGER else 1
    if kind is Kind.MONEY:
        decimals = MONEY_DECIMALS
    elif kind is Kind.NUMBER:
        decimals = entries.whole(fields.get("decimals"), decimals)
    least = entries.whole(fields.get("least"), 0)
    most = entries.whole(fields.get("most"), MOST[kind])
    return decimals, least * 10**decimals, most * 10**decimals


@dataclass(frozen=True, slots=True)
class _Context:
    """What the values of one parameter are read with."""

    kind: str
    of: Fact | None
    by: dict[str, Fact]
    facts: dict[str, Fact]
    sources: dict[str, Source]


def parameters(
    node: Node | None,
    facts_: dict[str, Fact],
    sources_: dict[str, Source],
    entries: Entries,
) -> dict[str, Parameter]:
    """The parameters of parameters.yaml."""
    declared: dict[str, Parameter] = {}
    for id_, entry in entries.named(node).items():
        if id_ in facts_:
            entries.fault(
                "duplicate-id",
                entry.place,
                Text(f"“{id_}”已经是一个事实", f'"{id_}" is a fact already'),
                other=_declared(facts_[id_].place),
            )
            continue
        parameter = _parameter(id_, entry, facts_, sources_, entries)
        if parameter is not None:
            declared[id_] = replace(parameter, place=key_place(node, id_))
    for parameter in tuple(declared.values()):
        declared |= parameter.cases()
    return declared


def _declared(place: Place | None) -> tuple[Place, Text] | None:
    return (place, Text("在这里声明", "declared here")) if place else None


def _parameter(
    id_: str,
    node: Node,
    facts_: dict[str, Fact],
    sources_: dict[str, Source],
    entries: Entries,
) -> Parameter | None:
    fields = entries.mapping(
        node, required=("title", "type", "values"), optional=("by", "of", "unit")
    ).entries
    title = entries.text(fields.get("title"))
    kind = entries.one_of(fields.get("type"), (*PARAMETERS, "choices"), "type")
    choices = {id_: fact for id_, fact in facts_.items() if not fact.kind.ordered}
    of = entries.look_up(fields.get("of"), choices, "fact")
    chosen = [
        (item, entries.look_up(item, choices, "fact"))
        for item in entries.items(fields.get("by"))
    ]
    entries.distinct((item, fact.id if fact else None) for item, fact in chosen)
    by = {fact.id: fact for _, fact in chosen if fact is not None}
    if kind == "choices" and of is None and "of" not in fields:
        entries.fault(
            "missing-key",
            node.place,
            Text("缺少“of”：哪一个事实的值", '"of" is missing: the fact of the values'),
        )
    if title is None or kind is None or (kind == "choices" and of is None):
        return None
    context = _Context(kind, of, by, facts_, sources_)
    items = entries.items(fields.get("values"))
    if "values" in fields and not items:
        entries.expected(fields["values"], "至少一个值", "at least one value")
    tables: list[tuple[Table, Place]] = []
    for item in items:
        table = _table(item, context, tables[-1][0] if tables else None, entries)
        if table is not None:
            tables.append((table, item.place))
    whole = Parameter(id_, title, kind, tuple(table for table, _ in tables))
    if len(whole.tests) > MOST_TESTS:
        entries.fault(
            "too-many",
            node.place,
            Text(
                f"一个参数最多由 {MOST_TESTS} 个判断来选",
                f"A parameter is chosen by {MOST_TESTS} tests at most",
            ),
        )
        return None
    for before, after in pairwise(tables):
        if after[0].start <= before[0].start:
            entries.fault(
                "unordered",
                after[1],
                Text("日期要从早到晚", "The days must rise"),
                other=(before[1], Text("前一个在这里", "the one before is here")),
            )
    return Parameter(
        id_,
        title,
        kind,
        tuple(table for table, _ in tables),
        tuple(by),
        of.id if of else None,
        node.place,
        entries.text(fields.get("unit")),
    )


def _table(
    node: Node, context: _Context, before: Table | None, entries: Entries
) -> Table | None:
    fields = entries.mapping(
        node, required=("from", "cite"), optional=(*TABLES, "rises")
    ).entries
    start = entries.day(fields.get("from"))
    cited = citations(fields.get("cite"), context.sources, entries)
    given = [key for key in TABLES if key in fields]
    if len(given) != 1:
        entries.fault(
            "missing-key",
            node.place,
            Text(
                "要有 value、rows 或 changes，只要一个",
                "Give one of `value`, `rows` and `changes`",
            ),
        )
        return None
    if "value" in fields:
        rows = [Row({}, _value(fields, context, entries), cited)]
    else:
        items = entries.items(fields[given[0]])
        if not items:
            entries.expected(fields[given[0]], "至少一行", "at least one row")
        rows = [_row(item, context, cited, entries) for item in items]
        reached = _reached(items, rows, context, entries)
        if "changes" in fields:
            if before is None:
                entries.fault(
                    "nothing-before",
                    fields["changes"].place,
                    Text(
                        "前面还没有可以修改的表", "There is no table before to change"
                    ),
                    hint=Text("第一张表写 rows。", "The first table has `rows`."),
                )
                return None
            rows += _left(rows, before, context)
        elif not reached:
            return None
    return Table(start, tuple(rows)) if start else None


def _left(rows: list[Row], before: Table, context: _Context) -> list[Row]:
    """The rows of the table before that the changed ones leave something of."""
    inherited = Table(before.start, (*rows, *before.rows))
    domains = [fact.domain for fact in context.by.values()]
    reached = {
        id(row)
        for codes in product(*domains)
        for row in inherited.candidates(dict(zip(context.by, codes, strict=True)))
    }
    return [row for row in before.rows if id(row) in reached]


def _reached(
    items: list[Node], rows: list[Row], context: _Context, entries: Entries
) -> bool:
    """Whether each row is for some choice; a fault for each of which those before it
    take all.
    """
    domains = [fact.domain for fact in context.by.values()]
    table = Table(date.min, tuple(rows))
    found = {
        id(row)
        for codes in product(*domains)
        for row in table.candidates(dict(zip(context.by, codes, strict=True)))
    }
    reached = {n for n, row in enumerate(rows) if id(row) in found}
    for n, item in enumerate(items):
        if n not in reached and all(rows[n].when.values()):
            entries.fault(
                "unreached",
                item.place,
                Text(
                    "轮不到这一行：前面的行已经包括了它",
                    "This row is never reached: those before it take its choices",
                ),
            )
    return set(range(len(items))) <= reached


def _row(
    node: Node, context: _Context, cited: tuple[Citation, ...], entries: Entries
) -> Row:
    fields = entries.mapping(
        node, required=("value",), optional=("when", "rises", "cite")
    ).entries
    if "cite" in fields:
        cited = citations(fields["cite"], context.sources, entries)
    when: dict[str, frozenset[Code]] = {}
    test: Comparison | None = None
    for id_, entry in entries.named(fields.get("when")).items():
        if id_ == TEST and id_ not in context.by:
            test = _row_test(entry, context, entries)
            continue
        if id_ not in context.by:
            entries.unknown("fact", id_, entry.place, tuple(context.by))
            continue
        when[id_] = frozenset(values_of(entry, context.by[id_], entries))
    return Row(when, _value(fields, context, entries), cited, test)


def _row_test(node: Node, context: _Context, entries: Entries) -> Comparison | None:
    """The test by which a row is chosen: of facts that make sense for everybody."""
    if not isinstance(node, Scalar):
        entries.expected(node, "一个比较", "a comparison")
        return None
    links = comparisons(node, Scope(context.facts, {}), entries)
    if len(links) > 1:
        entries.expected(node, "一个比较，不是一串", "one comparison, and no chain")
    for link in links:
        for id_ in facts_in(link):
            if context.facts[id_].only_if is not None:
                entries.fault(
                    "does-not-apply",
                    node.place,
                    Text(
                        f"“{id_}”不是对谁都适用，不能用来选值",
                        f'"{id_}" does not apply to everybody, so it chooses no value',
                    ),
                    other=_declared(context.facts[id_].place),
                    subject=id_,
                )
    return links[0] if len(links) == 1 else None


def values_of(node: Node, fact: Fact, entries: Entries) -> list[Code]:
    """One value of a truth or a choice, or a list of them."""
    items = [node] if isinstance(node, Scalar) else entries.items(node)
    names: dict[str, Code] = (
        {"true": True, "false": False}
        if fact.kind is Kind.BOOL
        else {value: value for value in fact.values}
    )
    found = [(item, entries.look_up(item, names, "value")) for item in items]
    entries.distinct(found)
    if not items:
        entries.expected(node, "至少一个值", "at least one value")
    return [code for _, code in found if code is not None]


def _value(fields: dict[str, Node], context: _Context, entries: Entries) -> Term | None:
    node = fields.get("value")
    if node is None or (isinstance(node, Scalar) and node.null):
        return None
    if context.of is not None and context.kind == "choices":
        codes = values_of(node, context.of, entries)
        return Literal(frozenset(str(code) for code in codes))
    if not isinstance(node, Scalar):
        entries.expected(node, "一个值", "one value")
        return Literal(0)
    value = constant(node, context.kind, {}, entries)
    if value is not None and "rises" in fields:
        steps = _staircase(fields["rises"], context, entries)
        return Sum(value, steps) if steps else value
    return value or Literal(0)  # a fault has been recorded; it is not told twice


def _staircase(node: Node, context: _Context, entries: Entries) -> Staircase | None:
    fields = entries.mapping(
        node, required=("with", "from", "each", "by", "at_most")
    ).entries
    days = {id_: f for id_, f in context.facts.items() if f.kind is Kind.DATE}
    fact = entries.look_up(fields.get("with"), days, "fact")
    start = entries.day(fields.get("from"))
    periods = [_period(fields.get(key), entries) for key in ("each", "by", "at_most")]
    each, step, at_most = periods
    if fact is None or start is None or None in periods:
        return None
    if (
        each is None
        or step is None
        or at_most is None
        or not each.months
        or not step.months
    ):
        entries.expected(node, "以月计的台阶", "a staircase in months")
        return None
    return Staircase(
        FactTerm(fact.id), start, each.months, step, at_most.months // step.months
    )


def _period(node: Node | None, entries: Entries) -> Period | None:
    if not isinstance(node, Scalar):
        return None
    term = constant(node, "duration", {}, entries)
    if term is None:
        return None
    period: Period = quantity(term, {}, date.min)
    return period


def gaps(
    parameter: Parameter, by: dict[str, Fact], *, open_: bool = False
) -> list[tuple[Table, str]]:
    """The tables of a parameter that have no value for some choice, and for which; with
    `open_`, those that do not even say that it is not known.
    """
    found = []
    domains = [by[id_].domain for id_ in parameter.by]
    for table in parameter.tables:
        for codes in product(*domains):
            row = table.row(dict(zip(parameter.by, codes, strict=True)))
            if row is None or (row.value is None and not open_):
                found.append((table, ", ".join(map(str, codes))))
                break
    return found

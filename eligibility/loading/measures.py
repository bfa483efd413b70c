"""Measures as written: one file each, with versions that follow one another."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from eligibility.law.conditions import AllOf, Condition, Label, Not, Test
from eligibility.law.contents import Gives, Measure, Version, WrittenCaution
from eligibility.law.sources import Citation
from eligibility.law.terms import Term
from eligibility.loading.amendments import Piece
from eligibility.loading.applying import application
from eligibility.loading.catalogue import citations
from eligibility.loading.conditions import Around, Conditions, refuse_duplicates
from eligibility.loading.entries import Entries
from eligibility.loading.granting import WHEN, Granted, grants
from eligibility.loading.resolution import term
from eligibility.loading.source import Mapping, Node, Scalar
from eligibility.loading.valued import Valued
from eligibility.texts import Text

KINDS = (
    "registration",
    "service",
    "subsidy",
    "insurance",
    "loan",
    "training",
    "premises",
    "exemption",
    "rights",
)
AUDIENCES = ("person", "employer", "platform", "business")
CAUTIONS = ("renewal_unconfirmed", "earlier_text_unseen", "remark")
PERIODS = ("once", "month", "year")
ROUNDINGS = ("half_up", "down", "up")
MEASURE_KEYS = ("held", "instead", "topic", "concerns")
VERSION_KEYS = (
    "cite",
    "requires",
    "planned",
    "informs",
    "excludes",
    "cautions",
    "gives",
    "grants",
    "apply",
)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a measure may use: those of all measures and topics."""

    measures: tuple[str, ...]
    topics: tuple[str, ...]


def measure(
    name: str,
    node: Node,
    conditions: Conditions,
    first_day: date,
    names: Names,
) -> Measure | None:
    """The measure in a file, whose id must be the file's name."""
    entries = conditions.entries
    fields = entries.mapping(
        node,
        required=("id", "title", "summary", "kind", "audience", "versions"),
        optional=MEASURE_KEYS,
    ).entries
    id_ = entries.word(fields.get("id"))
    if id_ is not None and id_ != name:
        entries.fault(
            "wrong-id",
            fields["id"].place,
            Text(f"应与文件名一致：{name}", f"The id must be the file's name: {name}"),
        )
    title = entries.text(fields.get("title"))
    summary = entries.text(fields.get("summary"))
    kind = entries.one_of(fields.get("kind"), KINDS, "kind")
    audience = entries.one_of(fields.get("audience"), AUDIENCES, "kind")
    held, concerns = (
        conditions.plain(fields[key]) if key in fields else None
        for key in ("held", "concerns")
    )
    root = Label(name, title, (), node.place)
    items = entries.items(fields.get("versions"))
    cut = [piece for item in items for piece in conditions.amendments.pieces(item)]
    if "versions" in fields and not items:
        entries.fault(
            "missing-version",
            fields["versions"].place,
            Text("至少要有一个版本", "A measure has one version or more"),
        )
    versions = _in_order([_version(piece, root, conditions) for piece in cut], entries)
    for version in versions:
        valued = Valued(conditions, max(version.start, first_day), version.end)
        if version.requirement is not None:
            valued.refuse_gaps(version.requirement, version.place)
        for key, one in (("held", held), ("concerns", concerns)):
            if one is not None:
                valued.refuse_gaps(one, fields[key].place)
        for caution in version.cautions:
            if caution.when is not None:
                since = replace(
                    valued, first=max(valued.first, caution.start or valued.first)
                )
                since.refuse_gaps(caution.when, version.place)
    if title is None or summary is None or kind is None or audience is None:
        return None
    others = tuple(one for one in names.measures if one != name)
    instead = (
        entries.one_of(item, others, "measure")
        for item in entries.items(fields.get("instead"))
    )
    return Measure(
        name,
        title,
        summary,
        kind,
        audience,
        versions,
        held,
        node.place,
        tuple(one for one in instead if one is not None),
        _topic(node, fields.get("topic"), names, entries),
        concerns,
    )


def _topic(
    measure_: Node, node: Node | None, names: Names, entries: Entries
) -> str | None:
    """The topic of a measure: it has one where the rulebook names any."""
    if node is None and names.topics:
        entries.fault(
            "missing-key",
            measure_.place,
            Text(
                "缺少“topic”：人为什么事而来", '"topic" is missing: what one comes for'
            ),
            hint=Text(
                "可以用：" + "、".join(names.topics),
                "Possible here: " + ", ".join(names.topics),
            ),
            subject="topic",
        )
    return entries.one_of(node, names.topics, "topic")


def _version(piece: Piece, root: Label, conditions: Conditions) -> Version:
    entries, node, day = conditions.entries, piece.node, piece.day
    fields = entries.mapping(node, optional=VERSION_KEYS).entries
    given = [key for key in ("requires", "planned", "informs") if key in fields]
    if len(given) != 1:
        entries.fault(
            "one-structure",
            node.place,
            Text(
                "一个版本要有且只有一个：requires、planned、informs",
                "A version has exactly one of: requires, planned, informs",
            ),
        )
    for key in ("excludes", "grants", "gives"):
        if key in fields and given and given != ["requires"]:
            entries.fault(
                "beside",
                fields[key].place,
                Text(
                    f"{key} 只能和 requires 在一起，这个版本是 {given[0]}",
                    f"`{key}` goes with `requires`; this version has `{given[0]}`",
                ),
                subject=key,
            )
    cited = citations(fields.get("cite"), conditions.sources, entries)
    requirement = None
    if "requires" in fields:
        around = Around(root.id, cited, named=False, day=day)
        label = replace(root, citations=cited)
        requirement = _requirement(fields, label, around, conditions)
        if requirement is not None:
            refuse_duplicates(requirement, entries)
    return Version(
        piece.start,
        piece.end,
        requirement,
        entries.text(fields.get("planned")),
        entries.text(fields.get("informs")),
        tuple(_cautions(fields.get("cautions"), conditions, day)),
        _gives(fields.get("gives"), conditions),
        *_grants(fields.get("grants"), requirement, conditions, day),
        application(fields.get("apply"), conditions.lines, entries),
        cited,
        node.place,
    )


def _grants(
    node: Node | None, required: Condition | None, conditions: Conditions, day: date
) -> tuple[Granted, Condition | None]:
    """What is granted, and when."""
    when = None
    written = node.entries.get(WHEN) if isinstance(node, Mapping) else None
    if written is not None:
        when = conditions.plain(written, day)
    given = tuple(one for one in (required, when) if one is not None)
    return grants(
        node,
        AllOf(given) if given else None,
        conditions.scope.facts,
        conditions.entries,
    ), when


def _requirement(
    fields: dict[str, Node], root: Label, around: Around, conditions: Conditions
) -> Condition | None:
    """What is required and what bars, as one condition under the measure's name."""
    if "excludes" in fields and not conditions.entries.items(fields["excludes"]):
        conditions.entries.expected(
            fields["excludes"], "至少一个条件", "at least one condition"
        )
    required = conditions.read(fields["requires"], around)
    if required is None:
        return None
    if isinstance(required, AllOf) and _unnamed(required):
        _name_parts(required, conditions)
    barred = [
        conditions.read(item, replace(around, id=f"{root.id}.bar-{n}", named=True))
        for n, item in enumerate(conditions.entries.items(fields.get("excludes")), 1)
    ]
    bars: tuple[Condition, ...] = tuple(
        Not(
            bar, replace(bar.label, id=f"{bar.label.id}.absent", text=None, denial=None)
        )
        for bar in barred
        if bar is not None and bar.label is not None
    )
    if not bars:
        return replace(required, label=root)
    plain = isinstance(required, AllOf) and _unnamed(required)
    parts = required.parts if plain and isinstance(required, AllOf) else (required,)
    if not plain and _unnamed(required):
        conditions.entries.fault(
            "missing-id",
            fields["requires"].place,
            Text(
                "有 excludes 时，requires 要用 all，或有 id 和 text",
                "Beside `excludes`, `requires` is an `all`, or has `id` and `text`",
            ),
        )
    return AllOf((*parts, *bars), root)


def _unnamed(condition: Condition) -> bool:
    return condition.label is None or condition.label.text is None


def _name_parts(required: AllOf[Test], conditions: Conditions) -> None:
    """Each part of what is required is told to people, so each must have words."""
    for part in required.parts:
        label = part.label
        if label is not None and label.text is None and label.place is not None:
            for key in ("id", "text"):
                conditions.entries.fault(
                    f"missing-{key}",
                    label.place,
                    Text(f"这个条件缺少“{key}”", f'The condition has no "{key}"'),
                    subject=key,
                )


def _cautions(
    node: Node | None, conditions: Conditions, day: date
) -> list[WrittenCaution]:
    entries = conditions.entries
    cautions = []
    for item in entries.items(node):
        fields = entries.mapping(
            item, required=("kind", "text"), optional=("from", "until", "when", "cite")
        ).entries
        kind = entries.one_of(fields.get("kind"), CAUTIONS, "kind")
        text = entries.text(fields.get("text"))
        start = entries.day(fields["from"]) if "from" in fields else None
        end = entries.day(fields["until"]) if "until" in fields else None
        when = conditions.plain(fields["when"], day) if "when" in fields else None
        cited: tuple[Citation, ...] = citations(
            fields.get("cite"), conditions.sources, entries
        )
        if kind and text:
            cautions.append(WrittenCaution(kind, text, start, end, when, cited))
    return cautions


def _gives(node: Node | None, conditions: Conditions) -> Gives | None:
    if node is None:
        return None
    entries = conditions.entries
    fields = entries.mapping(
        node,
        required=("text",),
        optional=("amount", "per", "rounding", "months", "claims", "cite"),
    ).entries
    text = entries.text(fields.get("text"))
    amount = _term(fields.get("amount"), "money", conditions)
    if "amount" in fields and "per" not in fields:
        entries.fault(
            "missing-key",
            fields["amount"].place,
            Text(
                "缺少“per”：一次、每月还是每年",
                '"per" is missing: once, a month or a year',
            ),
            subject="per",
        )
    for key in ("per", "rounding", "months", "claims"):
        if key in fields and "amount" not in fields:
            entries.fault(
                "beside",
                fields[key].place,
                Text(f"没有 amount，{key} 没有用", f"`{key}` says nothing here"),
                hint=Text("写上 amount。", "It goes with `amount`."),
                subject=key,
            )
    if text is None:
        return None
    return Gives(
        text,
        amount,
        entries.one_of(fields.get("per"), PERIODS, "value") or PERIODS[0],
        entries.one_of(fields.get("rounding"), ROUNDINGS, "value") or ROUNDINGS[0],
        _term(fields.get("months"), "number", conditions),
        _term(fields.get("claims"), "number", conditions),
        citations(fields.get("cite"), conditions.sources, entries),
    )


def _term(node: Node | None, kind: str, conditions: Conditions) -> Term | None:
    if node is None:
        return None
    if not isinstance(node, Scalar):
        conditions.entries.expected(node, "一个算式", "a term")
        return None
    return term(node, kind, conditions.scope, conditions.entries)


def _in_order(versions: list[Version], entries: Entries) -> tuple[Version, ...]:
    """The versions, each ended by the next; a fault where two overlap."""
    if not versions:
        return ()
    closed = []
    for version, following in pairwise(versions):
        if following.start <= version.start or (
            version.end is not None and version.end >= following.start
        ):
            if following.place is not None and version.place is not None:
                entries.fault(
                    "overlapping",
                    following.place,
                    Text(
                        "这个版本与前一个重叠或次序颠倒",
                        "The version overlaps the one before, or comes before it",
                    ),
                    other=(
                        version.place,
                        Text("前一个在这里", "the one before is here"),
                    ),
                )
            closed.append(version)
            continue
        day_before = following.start - timedelta(days=1)
        closed.append(replace(version, end=version.end or day_before))
    for version in versions:
        if version.end is not None and version.end < version.start and version.place:
            entries.fault(
                "unordered",
                version.place,
                Text("结束早于开始", "It ends before it begins"),
            )
    return (*closed, versions[-1])

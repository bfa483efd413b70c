"""Acts: what a person can set out to do so that a fact becomes so."""

from collections.abc import Mapping as Names

from eligibility.law.applying import Application
from eligibility.law.conditions import AllOf, Condition
from eligibility.law.facts import Act, Fact
from eligibility.law.sources import Source
from eligibility.loading.applying import asked
from eligibility.loading.catalogue import citations
from eligibility.loading.conditions import Conditions
from eligibility.loading.granting import grants
from eligibility.loading.source import Mapping, Node
from eligibility.texts import Text

REQUIRED = ("to", "text")
OPTIONAL = ("with", "when", "where", "bring", "contact", "waits", "cite")


def act(
    id_: str,
    node: Node,
    facts: Names[str, Fact],
    conditions: Conditions,
    sources: dict[str, Source],
) -> Act | None:
    """The act of a fact: it says where it is done, unless one only waits."""
    entries = conditions.entries
    fields = entries.mapping(node, required=REQUIRED, optional=OPTIONAL).entries
    text = entries.text(fields.get("text"))
    where = entries.text(fields.get("where"))
    waits = entries.truth(fields.get("waits"), default=False)
    when = conditions.plain(fields["when"]) if "when" in fields else None
    if where is None and "where" not in fields and not waits and fields:
        entries.fault(
            "missing-key",
            node.place,
            Text("缺少“where”：去哪里办", '"where" is missing: where it is done'),
            subject="where",
        )
    beside = fields.get("with")
    made = dict(entries.named(beside))
    places = dict(beside.keys) if isinstance(beside, Mapping) else {}
    if "to" in fields:
        made = {id_: fields["to"], **made}
        places = {id_: fields["to"].place, **places}
    granted = grants(
        Mapping(made, node.place, places),
        _given(facts[id_].only_if, when),
        facts,
        entries,
    )
    bring = (entries.text(item) for item in entries.items(fields.get("bring")))
    cited = citations(fields.get("cite"), sources, entries)
    contact = asked(fields.get("contact"), conditions.lines, entries)
    if text is None:
        return None
    told = tuple(one for one in bring if one)
    how = Application(where, told, contact=contact) if where is not None else None
    return Act(text, granted, how, when, waits, cited)


def _given(*conditions: Condition | None) -> Condition | None:
    """What is so for whoever can do it."""
    given = tuple(one for one in conditions if one is not None)
    return AllOf(given) if given else None

"""Which column of a table is which fact: by its heading, or as a mapping says."""

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eligibility.errors import Fault, TableError, nearest
from eligibility.law.facts import Code, Fact
from eligibility.periods import SomeDay
from eligibility.screening.mapping import Meaning
from eligibility.screening.values import folded
from eligibility.texts import Text

CLOSE = 0.75  # how like a fact's name a heading is that is likely meant for it


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns of a table are.

    `facts` has the index of each fact's column, `others` those of the rest, both in the
    table's order. `meanings` tell, by fact, what folded texts of its cells stand for.
    `notes` are of columns that look like a fact misspelt.
    """

    names: tuple[str, ...]
    facts: Mapping[str, int]
    others: tuple[int, ...]
    meanings: Mapping[str, Mapping[str, Code | SomeDay | None]] = field(
        default_factory=dict
    )
    notes: tuple[Text, ...] = ()


def headings(
    names: Sequence[str],
    facts: Mapping[str, Fact],
    *,
    mapping: Mapping[str, Meaning] | None = None,
) -> Headings:
    """The columns of a table.

    A heading is a fact by its id or its heading in either language, whatever the case
    and the width of its letters. What the mapping says of a heading comes first. Raises
    TableError where two columns are one fact, where the mapping names a column that is
    not there, and where no column is a fact.
    """
    mapped = {folded(heading): one for heading, one in (mapping or {}).items()}
    known = _names(facts)
    _refuse_absent(names, mapping or {})
    columns: dict[str, list[int]] = {}
    others: list[int] = []
    for index, heading in enumerate(names):
        name = folded(heading)
        id_ = mapped[name].fact if name in mapped else known.get(name)
        if id_ is None:
            others.append(index)
        else:
            columns.setdefault(id_, []).append(index)
    _refuse_doubled(names, columns, facts)
    if not columns:
        raise _unknown(names, facts)
    return Headings(
        tuple(names),
        {id_: indices[0] for id_, indices in columns.items()},
        tuple(others),
        {one.fact: one.values for one in mapped.values()},
        _misspelt([names[index] for index in others], facts, columns),
    )


def _names(facts: Mapping[str, Fact]) -> dict[str, str]:
    """The facts by their names; a heading that two of them share names neither."""
    said = [
        (name, id_)
        for id_, fact in facts.items()
        for name in {folded(fact.heading.zh), folded(fact.heading.en)}
    ]
    counted = Counter(name for name, _ in said)
    own = {name: id_ for name, id_ in said if counted[name] == 1}
    return own | {folded(id_): id_ for id_ in facts}


def _refuse_absent(headings: Sequence[str], mapping: Mapping[str, Meaning]) -> None:
    there = {folded(heading) for heading in headings}
    faults = [
        Fault(
            "unknown-column",
            Text(
                f"表格里没有“{heading}”这一列",
                f'The table has no column called "{heading}"',
            ),
            one.place,
            nearest(heading, headings),
            subject=heading,
        )
        for heading, one in mapping.items()
        if folded(heading) not in there
    ]
    if faults:
        raise TableError(faults)


def _refuse_doubled(
    headings: Sequence[str], found: Mapping[str, list[int]], facts: Mapping[str, Fact]
) -> None:
    faults = []
    for id_, indices in found.items():
        if len(indices) > 1:
            names = [headings[index] for index in indices]
            faults.append(
                Fault(
                    "doubled-column",
                    Text(
                        f"有几列都是 {id_}（{facts[id_].heading.zh}）：{'、'.join(names)}",
                        f"More than one column is {id_}: {', '.join(names)}",
                    ),
                    hint=Text(
                        "改掉其中一个表头。", "Rename one, so that it is only carried."
                    ),
                    subject=id_,
                )
            )
    if faults:
        raise TableError(faults)


def _unknown(headings: Sequence[str], facts: Mapping[str, Fact]) -> TableError:
    near = list(_near(headings, facts).items())[:3]
    hint = Text(
        "表头要在第一行；用 --mapping 说明哪一列是什么。",
        "The headings stand in the first row; --mapping tells which column is what.",
    )
    if near:
        hint = Text(
            "是不是：" + "、".join(f"{one}→{name.zh}" for one, name in near),
            "Did you mean: " + ", ".join(f"{name.en} for {one}" for one, name in near),
        )
    text = Text(
        "没有一列是已知的事实", "No column of the table is a fact that is known here"
    )
    return TableError([Fault("no-facts", text, hint=hint)])


def _misspelt(
    headings: Sequence[str], facts: Mapping[str, Fact], found: Mapping[str, object]
) -> tuple[Text, ...]:
    left = {id_: fact for id_, fact in facts.items() if id_ not in found}
    return tuple(
        Text(
            f"“{heading}”这一列不当作事实；是不是 {one.zh}？",
            f'The column "{heading}" is taken for no fact; is it {one.en}?',
        )
        for heading, one in _near(headings, left).items()
    )


def _near(headings: Sequence[str], facts: Mapping[str, Fact]) -> dict[str, Text]:
    """The headings that are much like a fact's name, each with that name."""
    names = {
        folded(name): Text(f"{id_}（{fact.heading.zh}）", f"{id_} ({fact.heading.en})")
        for id_, fact in facts.items()
        for name in (id_, *fact.heading)
    }
    found: dict[str, Text] = {}
    for heading in headings:
        close = difflib.get_close_matches(folded(heading), names, n=1, cutoff=CLOSE)
        if close:
            found[heading] = names[close[0]]
    return found

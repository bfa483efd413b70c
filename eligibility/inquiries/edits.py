"""What an edit of a rulebook changed in a measure, as it is written: between two
rulebooks, or between two days of one. Who gains by it, `proving.difference` finds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from eligibility.inquiries.history import Change, figures, particulars, reworded, used
from eligibility.law.conditions import Condition, Test, labels_in, parts_of
from eligibility.law.contents import Contents, Measure, Version
from eligibility.law.sources import Citation
from eligibility.sentences.filling import joined, sentence
from eligibility.texts import Text

Dated = tuple[tuple[date, date], Change]
"""A change, with a day before it and a day after it."""


@dataclass(frozen=True, slots=True)
class Side:
    """A rulebook's law on a day."""

    contents: Contents
    day: date

    def version(self, measure: str) -> Version | None:
        """How a measure stands; None where it does not."""
        found = self.contents.measures.get(measure)
        return found.on(self.day) if found is not None else None


def edits(measure: str, before: Side, after: Side) -> Iterator[Change]:
    """What is written otherwise of a measure."""
    old, new = before.version(measure), after.version(measure)
    if old is None or new is None:
        if old is not None:
            yield Change("ends")
        elif new is not None:
            yield Change("begins", after=new.offer or _named(measure, after).summary)
        return
    titles = [_named(measure, side).title for side in (before, after)]
    yield from _words(_named(measure, before), _named(measure, after))
    for change in reworded(old, new):
        if [change.before, change.after] != titles:  # the whole has the title's words
            yield change
    yield from _figures(old, new, before, after)
    yield from particulars(old, new)
    yield from _cautions(old, new, before, after)
    yield from _grounds(old, new)
    yield from _sources_of_figures(old, new, before, after)
    if before.day == after.day and (old.start, old.end) != (new.start, new.end):
        yield Change("period", None, _period(old), _period(new))
    if (old.grants, _shape(old.grants_when)) != (new.grants, _shape(new.grants_when)):
        yield Change("grants")
    yield from _beside(_named(measure, before), _named(measure, after))


def edited(
    measure: str, old: Contents, new: Contents, days: Iterable[tuple[date, date]]
) -> tuple[Dated, ...]:
    """What is written otherwise of a measure, with the first pair of days on which."""
    found: dict[Change, tuple[date, date]] = {}
    for pair in days:
        before, after = Side(old, pair[0]), Side(new, pair[1])
        for change in edits(measure, before, after):
            found.setdefault(change, pair)
    return tuple((pair, change) for change, pair in found.items())


def _beside(old: Measure, new: Measure) -> Iterator[Change]:
    """What decides nothing, and yet is told, or leads elsewhere."""
    if _shape(old.held) != _shape(new.held):
        yield Change("held")
    if _shape(old.concerns) != _shape(new.concerns):
        yield Change("concerns")
    if (old.instead, old.topic) != (new.instead, new.topic):
        yield Change("listed")


def _shape(node: Condition | None) -> tuple[object, ...]:
    """What a condition says, without its words and wherever it is written."""
    match node:
        case None:
            return ()
        case Test(comparison):
            return (comparison,)
        case _:
            return (type(node), *map(_shape, parts_of(node)))


def _named(measure: str, side: Side) -> Measure:
    return side.contents.measures[measure]


def _words(old: Measure, new: Measure) -> Iterator[Change]:
    for was, now in ((old.title, new.title), (old.summary, new.summary)):
        if was != now:
            yield Change("words", None, was, now)


def _figures(old: Version, new: Version, before: Side, after: Side) -> Iterator[Change]:
    for name in used(new):
        if name in used(old):
            pair = (
                before.contents.parameters[name].on(before.day),
                after.contents.parameters[name].on(after.day),
            )
            parameter = after.contents.parameters[name]
            if parameter.by != before.contents.parameters[name].by:
                yield Change("figure_changed", parameter.title)
            else:
                yield from figures(parameter, *pair, after.contents)


def _cautions(
    old: Version, new: Version, before: Side, after: Side
) -> Iterator[Change]:
    was, now = (
        {one.text: (one.kind, _shape(one.when)) for one in version.cautions_on(day)}
        for version, day in ((old, before.day), (new, after.day))
    )
    yield from (Change("caution_added", one) for one in now if one not in was)
    yield from (Change("caution_dropped", one) for one in was if one not in now)
    for text, due in now.items():
        if text in was and was[text] != due:
            yield Change("caution_changed", text)


def _grounds(old: Version, new: Version) -> Iterator[Change]:
    """Where the conditions of both, and what one gets, are taken from."""
    was, now = _cited(old), _cited(new)
    for id_, (text, places) in now.items():
        if id_ in was and was[id_][1] != places:
            yield Change("grounds", text, _listed(was[id_][1]), _listed(places))


def _sources_of_figures(
    old: Version, new: Version, before: Side, after: Side
) -> Iterator[Change]:
    """Where the values of parameters are taken from, row by row."""
    for name in used(new):
        if name not in used(old):
            continue
        parameter = after.contents.parameters[name]
        was, now = (
            [_places(row.citations) for row in table.rows] if table is not None else []
            for table in (
                before.contents.parameters[name].on(before.day),
                parameter.on(after.day),
            )
        )
        places = [
            tuple(dict.fromkeys(one for row in rows for one in row))
            for rows in (was, now)
        ]
        if was != now:
            yield Change("grounds", parameter.title, *map(_listed, places))


Places = tuple[Text, ...]


def _cited(version: Version) -> Mapping[str, tuple[Text, Places]]:
    found: dict[str, tuple[Text, Places]] = {}
    if version.gives is not None:
        found[""] = (version.gives.text, _places(version.gives.citations))
    if version.requirement is not None:
        for label in labels_in(version.requirement):
            if label.text is not None:
                found[label.id] = (label.text, _places(label.citations))
    return found


def _places(citations: Iterable[Citation]) -> Places:
    return tuple(
        Text(f"{one.source.title.zh} {one.at}", f"{one.source.title.en}, {one.at}")
        for one in citations
    )


def _listed(places: Places) -> Text | None:
    return joined(places, "joins.things") if places else None


def _period(version: Version) -> Text:
    if version.end is None:
        return sentence("history.open_period", first=version.start)
    return sentence("history.closed_period", first=version.start, last=version.end)

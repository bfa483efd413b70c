"""What there is: the list of measures, and one measure in full."""

from collections.abc import Iterator
from datetime import date

from eligibility.assessment import Assessment, Determination, assess
from eligibility.contents import Measure, Version
from eligibility.document import cited, determined, text
from eligibility.facts import Code
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section, about, conditions
from eligibility.telling.wording import Wording
from eligibility.terms import Today
from eligibility.texts import Text

from .options import View
from .showing import show_json, show_sections

IN_FORCE = Text("在实行", "In force")
PLANNED = Text("还没有实行", "Planned")
INFORMS = Text("供参考", "For information")
NOT_IN_FORCE = Text("没有实行", "Not in force")
STATES = {
    "in_force": IN_FORCE,
    "planned": PLANNED,
    "informational": INFORMS,
    "not_in_force": NOT_IN_FORCE,
}


def state(version: Version | None) -> str:
    """Whether a measure is in force, by its version on a day."""
    if version is None:
        return "not_in_force"
    if version.planned is not None:
        return "planned"
    return "informational" if version.informs is not None else "in_force"


def list_measures(rulebook: str, day: date, view: View, *, as_json: bool) -> None:
    """Print the list of measures on a day."""
    book = Rulebook.load(rulebook, keep=True)
    book.on(day)
    if as_json:
        found = _identity(book, day) | {
            "measures": [_summary(one, day) for one in book.measures.values()]
        }
        show_json(found)
        return
    show_sections(_listing(book, day, Wording(book.facts, view.language)), view)


def show_measure(
    measure: str, rulebook: str, day: date, view: View, *, as_json: bool
) -> None:
    """Print one measure on a day; CallError for a name that there is not."""
    book = Rulebook.load(rulebook, keep=True)
    nobody = assess({}, book, on=day, measures=[measure])
    if as_json:
        show_json(_whole(nobody, measure))
        return
    words = Wording(book.facts, view.language)
    show_sections(_measure(nobody[measure], words), view)


def _listing(book: Rulebook, day: date, words: Wording) -> Iterator[Section]:
    found: dict[str, list[Measure]] = {key: [] for key in STATES}
    for measure in book.measures.values():
        found[state(measure.on(day))].append(measure)
    title = words.of(book.contents.title)
    count = words.say(f"{len(book.measures)} 项", f"{len(book.measures)} measures")
    yield Section(f"{title} · {day} · {count}")
    for key, measures in found.items():
        if measures:
            word = words.of(STATES[key])
            rows = tuple(_row(one, day, words) for one in measures)
            yield Section(words.remarked(word, str(len(measures))), entries=rows)


def _row(measure: Measure, day: date, words: Wording) -> tuple[str, str]:
    version = measure.on(day)
    told = version.planned or version.informs if version else None
    summary = words.of(told or measure.summary)
    return words.of(measure.title), f"{measure.id}\n{summary}"


def _measure(determination: Determination, words: Wording) -> Iterator[Section]:
    measure, version = determination.measure, determination.version
    status = words.of(STATES[state(version)])
    day = determination.day
    yield Section(
        words.remarked(words.of(measure.title), measure.id),
        (
            (words.say("简介", "Summary"), words.of(measure.summary)),
            (words.say("状态", "Status"), words.remarked(status, str(day))),
            *(() if version is None else _in_version(version, day, words)),
        ),
    )
    branches = conditions(determination, words)
    if branches:
        yield Section(words.say("条件", "Conditions"), branches=branches)
    rows = tuple(_period(one, words) for one in measure.versions)
    if rows:
        yield Section(words.say("各个时期", "By date"), rows)
    if version is not None and version.citations:
        grounds = "\n".join(words.cited(version.citations))
        yield Section(
            words.say("依据", "Sources"), ((words.say("文件", "Documents"), grounds),)
        )


def _in_version(
    version: Version, day: date, words: Wording
) -> Iterator[tuple[str, str]]:
    told = version.planned or version.informs
    if told:
        yield words.say("说明", "Note"), words.of(told)
    yield from ((label, said) for label, said in about(version, words) if said)
    for caution in version.cautions_on(day):
        said = words.sourced(caution.text, caution.citations)
        yield words.say("请注意", "Note"), said
    granted = [_granted(id_, code, words) for id_, code in version.grants.items()]
    if granted:
        yield words.say("办好以后", "Once held"), words.joined(granted, "；", "; ")


def _granted(id_: str, code: Code | Today, words: Wording) -> str:
    fact = words.facts[id_]
    if isinstance(code, Today):
        said = words.say("办的那一天", "the day itself")
    else:
        said = words.value(fact, fact.decode(code))
    return f"{words.of(fact.heading)}{words.say('：', ': ')}{said}"


def _period(version: Version, words: Wording) -> tuple[str, str]:
    start, end = version.start, version.end
    span = (
        words.say(f"{start} 至 {end}", f"{start} to {end}")
        if end
        else words.say(f"{start} 起", f"from {start}")
    )
    told = version.planned or version.informs
    if told:
        return span, words.remarked(words.of(told), words.of(STATES[state(version)]))
    return span, words.of(version.offer)


def _identity(book: Rulebook, day: date) -> dict[str, object]:
    return {
        "rulebook": {"name": book.name, "version": book.version, "sha256": book.sha256},
        "on": day.isoformat(),
    }


def _summary(measure: Measure, day: date) -> dict[str, object]:
    version = measure.on(day)
    found: dict[str, object] = {
        "id": measure.id,
        "title": text(measure.title),
        "summary": text(measure.summary),
        "kind": measure.kind,
        "audience": measure.audience,
        "state": state(version),
    }
    if version is not None and (version.planned or version.informs):
        found["text"] = text(version.planned or version.informs)
    return found


def _whole(nobody: Assessment, id_: str) -> dict[str, object]:
    """A measure as JSON: its conditions are those of `check --json`, all unknown."""
    measure, version = nobody[id_].measure, nobody[id_].version
    told = determined(nobody[id_])
    kept = {key: told[key] for key in ("conditions", "apply") if key in told}
    detail: dict[str, object] = {
        "gives": text(version.offer) if version else None,
        "grants": sorted(version.grants) if version else [],
        "cite": cited(version.citations) if version else [],
        "cautions": [
            {"kind": it.kind, "text": text(it.text), "cite": cited(it.citations)}
            for it in (version.cautions_on(nobody.day) if version else ())
        ],
        "versions": [
            {
                "from": it.start.isoformat(),
                "until": it.end.isoformat() if it.end else None,
                "state": state(it),
            }
            for it in measure.versions
        ],
    }
    whole = _summary(measure, nobody.day) | kept | detail
    return _identity(nobody.book, nobody.day) | {"measure": whole}

"""What there is: the list of measures, and one measure in full."""

import shlex
from collections.abc import Iterator
from datetime import date

from eligibility.assessment import Determination, assess
from eligibility.inquiries.history import history
from eligibility.law.contents import Measure, Version
from eligibility.law.facts import Code
from eligibility.law.terms import Today
from eligibility.offering import STATES, every_measure, one_measure, state
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section, about, conditions
from eligibility.telling.wording import Wording

from .. import opening
from ..options import DEFAULT_BOOK, View
from ..showing.json import print_json
from ..showing.shown import show_sections


def list_measures(rulebook: str, day: date, view: View, *, as_json: bool) -> None:
    """Print the list of measures on a day."""
    book = opening.rulebook(rulebook)
    book.on(day)
    if as_json:
        print_json(every_measure(book, day))
        return
    show_sections(_listing(book, day, Wording(book.facts, view.language)), view)


def show_measure(
    measure: str, rulebook: str, day: date, view: View, *, as_json: bool
) -> None:
    """Print one measure on a day; CallError for a name that there is not."""
    book = opening.rulebook(rulebook)
    if as_json:
        print_json(one_measure(measure, book, day))
        return
    nobody = assess({}, book, on=day, measures=[measure])
    words = Wording(book.facts, view.language)
    sections = list(_measure(nobody[measure], words))
    if len(history(measure, book.contents)) > 1:
        sections.append(Section(_offered(measure, rulebook, words)))
    show_sections(sections, view)


def _offered(measure: str, rulebook: str, words: Wording) -> str:
    """How to see what changed on each day."""
    command = ["eligibility", "rules", "changes", measure]
    if rulebook != DEFAULT_BOOK:
        command += ["--rulebook", rulebook]
    told = words.say("每天改了什么", "What changed on each day")
    return words.labelled(told, shlex.join(command))


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

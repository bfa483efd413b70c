"""What `rules coverage` does: law against rulebook, and rulebook against cases."""

from collections.abc import Iterator

from eligibility.inquiries.coverage import (
    Coverage,
    MeasureCoverage,
    Part,
    coverage,
)
from eligibility.law.sources import Basis
from eligibility.loading.coverage import Sentence
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section
from eligibility.telling.wording import BASIS

from ..options import View
from ..showing.json import print_json
from ..showing.shown import show_sections

FEW = 12
"""So many are named on a screen; JSON has all of them."""


def cover_rules(rulebook: str, view: View, *, as_json: bool) -> None:
    """Show the coverage; RulebookError where a sentence has neither measures nor a
    reason. Where the rulebook names no document, only that of its cases.
    """
    book = Rulebook.load(rulebook)
    sentences = book.sentences
    found = coverage(book)
    if as_json:
        print_json(_plain(sentences, found))
        return
    show_sections(_sections(book, sentences, found, view), view)


def _sections(
    book: Rulebook,
    sentences: tuple[Sentence, ...] | None,
    found: Coverage,
    view: View,
) -> Iterator[Section]:
    if sentences is not None:
        told = tuple(_sentence(book, one, view) for one in sentences)
        heading = view.say(
            f"逐句对照（{len(told)} 句）", f"Sentence by sentence ({len(told)})"
        )
        yield Section(heading, entries=told)
    for one in found.measures:
        yield Section(
            one.measure.title.in_language(view.language), tuple(_rows(one, view))
        )
    if found.rows.whole:
        yield Section(
            view.say("参数的每期每行", "Rows of parameters, period by period"),
            tuple(_part(found.rows, view.say("案例用到过", "Used by a case"), view)),
        )


def _sentence(book: Rulebook, sentence: Sentence, view: View) -> tuple[str, str]:
    titles = [book.measures[id_].title for id_ in sentence.measures]
    gist = sentence.says.in_language(view.language)
    between = view.say("、", ", ")
    if sentence.nothing is not None:
        reason = sentence.nothing.in_language(view.language)
        told = view.say(f"{gist} 不用判断：{reason}", f"{gist} Not judged: {reason}")
    else:
        listed = between.join(one.in_language(view.language) for one in titles)
        told = view.say(f"{gist} 措施：{listed}", f"{gist} Measures: {listed}")
    return sentence.at, told


def _rows(one: MeasureCoverage, view: View) -> Iterator[tuple[str, str]]:
    say = view.say
    yield say("各期规定", "Versions"), str(one.versions)
    yield say("条件", "Conditions"), str(one.conditions)
    yield say("判断", "Tests"), str(one.tests)
    yield say("案例", "Cases"), str(one.cases)
    if one.waiting:
        yield (
            say("还没有人确认、不算的案例", "Cases not confirmed, not counted"),
            str(one.waiting),
        )
    for part, told in (
        (one.ways, say("判断显示过两面", "Tests shown both ways")),
        (one.pairs, say("有成对案例的判断", "Tests with a pair of cases")),
        (one.amounts, say("案例显示过的数额", "Amounts shown")),
        (one.cautions, say("案例显示过的提醒", "Cautions shown")),
    ):
        yield from _part(part, told, view)
    if one.conditions:
        shown, whole = one.shown, one.conditions
        yield say("案例显示过成立", "Shown true"), f"{shown.true / whole:.0%}"
        yield say("案例显示过不成立", "Shown false"), f"{shown.false / whole:.0%}"
        yield say("案例显示过未知", "Shown unknown"), f"{shown.unknown / whole:.0%}"
        yield (
            say("依据", "Grounds"),
            view.say("、", ", ").join(
                f"{BASIS[basis].in_language(view.language)} {one.grades[basis.id]}"
                for basis in Basis
                if basis.id in one.grades
            ),
        )
    if one.never:
        yield (
            say("没有案例显示过两面", "Never shown both ways"),
            "\n".join(one.never),
        )


def _part(part: Part, told: str, view: View) -> Iterator[tuple[str, str]]:
    """How many were shown; and which were not, where these are few."""
    if part.whole:
        yield told, f"{part.shown}/{part.whole}"
    if 0 < len(part.without) <= FEW:
        yield view.say("其中没有的", "Without"), "\n".join(part.without)


def _plain(
    sentences: tuple[Sentence, ...] | None, found: Coverage
) -> dict[str, object]:
    return {
        "sentences": [
            {
                "at": one.at,
                "says": one.says._asdict(),
                "measures": list(one.measures),
                "nothing": one.nothing._asdict() if one.nothing else None,
            }
            for one in sentences or ()
        ],
        "measures": [
            {
                "measure": one.measure.id,
                "versions": one.versions,
                "conditions": one.conditions,
                "tests": one.tests,
                "cases": one.cases,
                "shown": {
                    "true": one.shown.true,
                    "false": one.shown.false,
                    "unknown": one.shown.unknown,
                },
                "never_both": list(one.never),
                "grades": one.grades,
                "unconfirmed": one.waiting,
                "both_ways": _counted(one.ways),
                "pairs": _counted(one.pairs),
                "amounts": _counted(one.amounts),
                "cautions": _counted(one.cautions),
            }
            for one in found.measures
        ],
        "rows": _counted(found.rows),
    }


def _counted(part: Part) -> dict[str, object]:
    return {"whole": part.whole, "shown": part.shown, "without": list(part.without)}

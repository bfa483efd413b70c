"""What `rules mutate` does: a rulebook is spoilt on purpose, and its cases tried."""

from collections.abc import Iterable
from dataclasses import dataclass

import typer

from eligibility.assessment import chosen
from eligibility.mutants.judging import Court, Judged, Verdict, judge
from eligibility.mutants.making import KINDS, sample
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section
from eligibility.texts import Text

from ..options import View
from ..showing.json import print_json
from ..showing.progress import tracked
from ..showing.shown import show_sections

SURVIVORS = 1
"""The exit code where some mutant was not noticed."""
WORDS = {
    Verdict.KILLED: Text("被案例发现", "killed"),
    Verdict.SURVIVED: Text("没有被发现", "survived"),
    Verdict.EQUIVALENT: Text("证明和原来一样", "proved the same"),
    Verdict.INVALID: Text("读不进去", "do not load"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which mutants: those that touch some measures, and how many of them, by which
    seed; and by how many processes.
    """

    measures: tuple[str, ...]
    count: int | None
    seed: int
    jobs: int


def mutate_rules(asked: Asked, rulebook: str, view: View, *, as_json: bool) -> None:
    """Try the cases on each mutant; leaves with 1 where one survives. RulebookError
    where a case fails without any.
    """
    book = Rulebook.load(rulebook)
    measures = chosen(book, asked.measures) if asked.measures else ()
    court = Court(book)
    mutants = sample(court.chosen(measures), asked.count, asked.seed)
    court.refuse_failing(mutants)
    told = view.say("试改动过的规则", "Trying the mutants")
    tried = judge(court, mutants, book, asked.jobs)
    judged = list(tracked(tried, len(mutants), told, view))
    survivors = [one for one in judged if one.verdict is Verdict.SURVIVED]
    if as_json:
        print_json(_plain(judged, survivors))
    else:
        show_sections(_sections(judged, survivors, view), view)
    if survivors:
        raise typer.Exit(SURVIVORS)


def _counted(judged: Iterable[Judged]) -> dict[Verdict, int]:
    count = dict.fromkeys(Verdict, 0)
    for one in judged:
        count[one.verdict] += 1
    return count


def _by_kind(judged: list[Judged]) -> dict[str, dict[Verdict, int]]:
    """How many of each kind became what, kinds without any left out."""
    kinds = {
        kind: [one for one in judged if one.mutant.change.kind == kind]
        for kind in KINDS
    }
    return {kind: _counted(of) for kind, of in kinds.items() if of}


def _score(count: dict[Verdict, int]) -> float | None:
    """How many of those that could be killed were; None where none could."""
    whole = count[Verdict.KILLED] + count[Verdict.SURVIVED]
    return count[Verdict.KILLED] / whole if whole else None


def _sections(
    judged: list[Judged], survivors: list[Judged], view: View
) -> Iterable[Section]:
    count = _counted(judged)
    heading = view.say(
        f"{len(judged)} 处改动：{_share(count)} 被案例发现",
        f"{len(judged)} mutants: {_share(count)} killed by cases",
    )
    rows = [
        (WORDS[verdict].in_language(view.language), str(number))
        for verdict, number in count.items()
        if number
    ]
    yield Section(heading, tuple(rows))
    kinds = _by_kind(judged)
    if kinds:
        yield Section(
            view.say("按种类", "By kind"),
            tuple(
                (KINDS[kind].in_language(view.language), _told(of, view))
                for kind, of in kinds.items()
            ),
        )
    if survivors:
        yield Section(
            view.say(
                f"没有案例发现（{len(survivors)}）：也许和原来一样，也许缺一个案例",
                f"Survived ({len(survivors)}): perhaps the same, perhaps a case is "
                "missing",
            ),
            entries=tuple((_placed(one, view), "") for one in survivors),
        )


def _placed(judged: Judged, view: View) -> str:
    change = judged.mutant.change
    return f"{change.place}: {change.text.in_language(view.language)}"


def _share(count: dict[Verdict, int]) -> str:
    score = _score(count)
    # Rounded down: 100 % is said of all only.
    return "—" if score is None else f"{int(score * 1000) / 10:g} %"


def _told(count: dict[Verdict, int], view: View) -> str:
    whole = count[Verdict.KILLED] + count[Verdict.SURVIVED]
    return view.say(
        f"{_share(count)}（{count[Verdict.KILLED]}/{whole}）",
        f"{_share(count)} ({count[Verdict.KILLED]} of {whole})",
    )


def _plain(judged: list[Judged], survivors: list[Judged]) -> dict[str, object]:
    def counts(of: dict[Verdict, int]) -> dict[str, object]:
        return {**{verdict.value: n for verdict, n in of.items()}, "score": _score(of)}

    return {
        "mutants": len(judged),
        **counts(_counted(judged)),
        "kinds": {kind: counts(of) for kind, of in _by_kind(judged).items()},
        "survivors": [
            {
                "kind": one.mutant.change.kind,
                "file": one.mutant.change.place.document.name,
                "line": one.mutant.change.place.line,
                "column": one.mutant.change.place.column,
                "text": one.mutant.change.text._asdict(),
            }
            for one in survivors
        ],
    }

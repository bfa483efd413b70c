"""What `rules test` does: the cases of a rulebook are tried."""

from collections.abc import Iterator

from eligibility.errors import Fault, RulebookError
from eligibility.inquiries.trials import Trial, trials
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section
from eligibility.texts import Text

from ..options import View
from ..showing.json import print_json
from ..showing.shown import show_sections
from .checking import plain

_NOTHING_TRIED = Fault(
    "no-cases",
    Text(
        "这个规则集一个案例也没有，什么都没有试",
        "This rulebook has no cases, so nothing was tried",
    ),
    hint=Text(
        "案例写在 cases/ 里，写法见 docs/language.md。",
        "Cases stand in cases/; docs/language.md says how they are written.",
    ),
)


def progress(trials_: Iterator[Trial], count: int, view: View) -> Iterator[Trial]:
    """The trials, with a bar on stderr where somebody is looking."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = view.accessible or not console.is_terminal
    told = view.say("试案例", "Trying the cases")
    return iter(
        track(trials_, told, count, console=console, transient=True, disable=hidden)
    )


def try_rules(rulebook: str, view: View, *, as_json: bool) -> None:
    """Try each case; RulebookError with every difference, else how many passed."""
    book = Rulebook.load(rulebook)
    tried = list(progress(trials(book), len(book.cases), view))
    failed = [trial for trial in tried if not trial.passed]
    faults = list(dict.fromkeys(fault for trial in failed for fault in trial.faults))
    if not tried:
        faults = [_NOTHING_TRIED]
    if as_json:
        print_json(
            {
                "cases": len(tried),
                "passed": len(tried) - len(failed),
                "failed": [
                    {
                        "case": it.case.id,
                        "measure": it.case.measure,
                        "faults": plain(it.faults),
                    }
                    for it in failed
                ],
            }
        )
    elif not faults:
        told = view.say(
            f"{len(tried)} 个案例全部通过", f"All {len(tried)} cases passed"
        )
        by_measure: dict[str, int] = {}
        for trial in tried:
            by_measure[trial.case.measure] = by_measure.get(trial.case.measure, 0) + 1
        rows = tuple(
            (book.measures[id_].title.in_language(view.language), str(count))
            for id_, count in by_measure.items()
        )
        show_sections([Section(told, entries=rows)], view)
    if faults:
        raise RulebookError(faults)

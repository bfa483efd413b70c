"""What `rules test` does: the cases of a rulebook are tried."""

from eligibility.errors import Fault, RulebookError
from eligibility.inquiries.trials import confirmed, trials
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section
from eligibility.texts import Text

from ..options import View
from ..showing.json import print_json
from ..showing.progress import tracked
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


def try_rules(rulebook: str, view: View, *, as_json: bool) -> None:
    """Try each case; RulebookError with every difference, else how many passed."""
    book = Rulebook.load(rulebook)
    count = len(confirmed(book))
    told = view.say("试案例", "Trying the cases")
    tried = list(tracked(trials(book), count, told, view))
    waiting = len(book.cases) - count
    failed = [trial for trial in tried if not trial.passed]
    faults = list(dict.fromkeys(fault for trial in failed for fault in trial.faults))
    if not tried:
        faults = [_NOTHING_TRIED]
    if as_json:
        print_json(
            {
                "cases": len(tried),
                "passed": len(tried) - len(failed),
                "unconfirmed": waiting,
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
        told = view.say(f"{count} 个案例全部通过", f"All {count} cases passed")
        by_measure: dict[str, int] = {}
        for trial in tried:
            by_measure[trial.case.measure] = by_measure.get(trial.case.measure, 0) + 1
        rows = tuple(
            (book.measures[id_].title.in_language(view.language), str(number))
            for id_, number in by_measure.items()
        )
        show_sections([Section(told, _waiting(waiting, view), rows)], view)
    if faults:
        raise RulebookError(faults)


def _waiting(count: int, view: View) -> tuple[tuple[str, str], ...]:
    """The cases that nobody has confirmed yet: they were not tried."""
    if not count:
        return ()
    return (
        (
            view.say("还没有人确认、没有试的案例", "Not confirmed, not tried"),
            str(count),
        ),
    )

"""What `rules prove` does: claims about all people and versions, tried by a solver."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eligibility.document import plain
from eligibility.errors import Fault, RulebookError, needing
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section
from eligibility.texts import Text

from ..options import View
from ..showing.json import print_json
from ..showing.shown import show_sections

if TYPE_CHECKING:  # it comes with an extra
    from eligibility.proving.claims import Claim, Witness

SOLVER = Text("不能证明规则", "so that rules cannot be proved")
CLAIMS = {
    "granted": Text("有人能符合", "Somebody meets it"),
    "refused": Text("有人不符合", "Somebody does not"),
    "settled": Text("说完就有结果", "Whoever has told all gets an outcome"),
    "versions": Text("各期前后相接", "Versions follow one another"),
    "conditions": Text("条件有用", "Conditions are of use"),
    "dead": Text("条件永远成立或永远不成立", "Conditions always or never met"),
    "redundant": Text("条件多余", "Conditions that change nothing"),
    "applies": Text("不因不适用的事实拒绝人", "Nobody refused for what does not apply"),
    "exclusive": Text("只能选一项的", "Only one of which may be drawn"),
    "demanded": Text("不互为前提", "Neither takes the other"),
    "chains": Text("一项接一项总会办完", "Chains of grants end"),
    "rows": Text("参数的行", "Rows of parameters"),
    "row-reached": Text("没有人用到的行", "Rows for nobody"),
    "row-overlap": Text("互相重叠的行", "Rows that overlap"),
    "row-unknown": Text("不知道数值的行", "Rows without a figure"),
}


FAILING = ("failed", "not_proved")
REMARKED = {
    "warning": Text("提醒", "Warnings"),
    "told": Text("供参考", "For information"),
}


def prove_rules(rulebook: str, view: View, *, timeout: float, as_json: bool) -> None:
    """Try each claim; RulebookError with every one that fails or is not proved, else
    how many are proved, with what may be worth a look.
    """
    with needing("prove", SOLVER):
        from eligibility.proving.proof import proof, steps

    book = Rulebook.load(rulebook)
    done = _progress(proof(book, timeout=timeout), steps(book), view)
    claims = [claim for step in done for claim in step]
    if as_json:
        print_json(_document(book, claims))
    else:
        show_sections(_sections(book, claims, view), view)
    wrong = [one for one in claims if one.verdict in FAILING]
    if wrong:
        raise RulebookError(_fault(one, book) for one in wrong)


def _progress(
    found: "Iterator[tuple[Claim, ...]]", count: int, view: View
) -> "Iterable[tuple[Claim, ...]]":
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = view.accessible or not console.is_terminal
    said = view.say("证明", "Proving")
    return track(found, said, count, console=console, transient=True, disable=hidden)


def _sections(book: Rulebook, claims: "list[Claim]", view: View) -> Iterator[Section]:
    proved = Counter(one.kind for one in claims if one.verdict == "proved")
    count = sum(proved.values())
    rows = tuple(
        (word.in_language(view.language), str(proved[kind]))
        for kind, word in CLAIMS.items()
        if proved[kind]
    )
    yield Section(view.say(f"证明了 {count} 条", f"Proved: {count}"), rows)
    for verdict, words in REMARKED.items():
        faults = [_fault(one, book) for one in claims if one.verdict == verdict]
        if faults:
            word = words.in_language(view.language)
            heading = view.say(f"{word}（{len(faults)}）", f"{word} ({len(faults)})")
            yield Section(heading, entries=tuple(_entry(one, view) for one in faults))


def _fault(claim: "Claim", book: Rulebook) -> Fault:
    """A claim as a fault: where, what, and who shows it."""
    from eligibility.proving.witnesses import told

    text, hint = claim.text, told(claim.witness, book.facts) if claim.witness else None
    if claim.measure is not None:
        title = book.measures[claim.measure].title
        text = Text(f"{title.zh}：{text.zh}", f"{title.en}: {text.en}")
    if claim.verdict == "not_proved":
        hint = Text(
            "给求解器更多时间：--timeout 60。", "Give the solver more: --timeout 60."
        )
    return Fault(claim.kind, text, claim.place, hint, subject=claim.measure)


def _entry(fault: Fault, view: View) -> tuple[str, str]:
    hint = fault.hint.in_language(view.language) if fault.hint else ""
    return fault.message(view.language), hint


def _document(book: Rulebook, claims: "list[Claim]") -> dict[str, object]:
    return {
        "rulebook": {
            "name": book.name,
            "version": book.version,
            "sha256": book.sha256,
        },
        "verdicts": dict(Counter(one.verdict.value for one in claims)),
        "claims": [_plain(one) for one in claims],
    }


def _plain(claim: "Claim") -> dict[str, object]:
    who, place = claim.witness, claim.place
    return {
        "claim": claim.kind,
        "verdict": claim.verdict.value,
        "measure": claim.measure,
        "file": place.document.name if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "text": claim.text._asdict(),
        "witness": plain_witness(who) if who else None,
    }


def plain_witness(who: "Witness") -> dict[str, object]:
    """Somebody, as JSON."""
    return {
        "on": who.day.isoformat(),
        "profile": {id_: plain(value) for id_, value in who.values.items()},
        "outcomes": {id_: status.value for id_, status in who.outcomes.items()},
    }

"""What `compare` does: decide twice on each row, write who gains and loses, tell it."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from rich.text import Text as Line

from eligibility.assessment import chosen
from eligibility.keeping.filing import together
from eligibility.screening.caseload import (
    Rejects,
    carried,
    refuse_same_file,
    rejects_beside,
)
from eligibility.screening.comparing import (
    Comparison,
    Difference,
    Moved,
    Side,
    Why,
)
from eligibility.screening.headings import headings
from eligibility.screening.screener import BATCH
from eligibility.screening.tables import opened
from eligibility.screening.writing import refuse_impossible, written
from eligibility.sentences.wrapping import wrapped

from .. import opening
from ..failures import wrong_call
from ..options import View, day
from ..showing import screens, speech
from ..showing.json import print_json
from ..showing.progress import progress
from .asked import Shown, Source
from .withheld import tell_withheld

REASONS_TOLD = 3


@dataclass(frozen=True, slots=True)
class Change:
    """From which day and rulebook to which it is compared, as the options say it."""

    before: str | None
    after: str | None
    against: str | None
    rulebook: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What is written of the rows that change."""

    out: str | None
    rejects: str | None
    carry: tuple[str, ...]

    @property
    def rejects_file(self) -> str | None:
        """Where faults go: beside the rows that are written, unless a file is named."""
        if self.rejects is not None or self.out is None:
            return self.rejects
        return rejects_beside(self.out)


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell, and where the rows are."""

    difference: Difference
    sides: tuple[Side, Side]
    out: str | None
    rejects: str | None


def run(
    source: Source,
    change: Change,
    measures: tuple[str, ...] | None,
    changed: Changed,
    shown: Shown,
) -> None:
    """Compare two answers for a table."""
    view = shown.view
    comparison = _prepared(source, change, measures, changed)
    told = _written(comparison, changed, view)
    if shown.as_json:
        print_json(_json(told))
    elif view.accessible:
        speech.speak(
            speech.sentence(line.plain.strip(), view) for line in _lines(told, view)
        )
    else:
        screens.show(_lines(told, view), view)


def _written(comparison: Comparison, changed: Changed, view: View) -> Told:
    """The comparison done, and its files written."""
    first, batches = comparison.table.begun(BATCH)
    named = comparison.after.headings
    comparison.carried, withheld = carried(named, changed.carry, first)
    with together() as files, ExitStack() as open_:
        sink = None
        if changed.out is not None:
            schema = comparison.schema(first.frame if first else None)
            sink = open_.enter_context(written(changed.out, schema, files=files))
        rejects, name = None, changed.rejects_file
        if name is not None:
            asked = changed.rejects is not None
            rejects = Rejects(name, view.language, files, open_, asked=asked)
        with progress(view, rows=comparison.table.rows) as advance:
            for rows, faults in comparison.changes(batches, advance):
                if sink is not None:
                    sink.add(rows)
                if rejects is not None:
                    rejects.add(faults)
    tell_withheld(withheld, view)
    return Told(
        comparison.difference(),
        (comparison.before, comparison.after),
        changed.out,
        rejects.name if rejects else None,
    )


def _prepared(
    source: Source,
    change: Change,
    measures: tuple[str, ...] | None,
    changed: Changed,
) -> Comparison:
    if source.table is None:
        raise AssertionError(source)
    if change.before is None and change.against is None:
        raise wrong_call(
            "要给出 --from，或者另一套规则 --against",
            "--from is needed, or another rulebook with --against",
            hint=(
                "例如 --from 2021-07-27 --to 2026-01-01",
                "For example --from 2021-07-27 --to 2026-01-01",
            ),
        )
    book = opening.rulebook(change.rulebook)
    to = day(change.after, change.rulebook, option="--to")
    since = to
    if change.before is not None:
        since = day(change.before, change.rulebook, option="--from")
    older = opening.rulebook(change.against) if change.against else book
    for name in (changed.out, changed.rejects):
        if name is not None:
            refuse_impossible(name)
    refuse_same_file([source.table, changed.out, changed.rejects_file])
    table = opened(source.table, sheet=source.sheet)
    before, after = (
        Side(of, on, headings(table.headings, of.facts, mapping=source.meanings(of)))
        for of, on in ((older, since), (book, to))
    )
    return Comparison(before, after, table, measures=chosen(book, measures))


def _json(told: Told) -> dict[str, object]:
    difference, (before, after) = told.difference, told.sides
    return {
        "from": _side(before),
        "to": _side(after),
        "rows": difference.rows,
        "rejected": difference.rejected,
        "rejects": told.rejects,
        "apply_before": difference.apply_before,
        "undated": difference.undated,
        "measures": {
            id_: {
                "gains": moved.gains,
                "losses": moved.losses,
                "others": moved.others,
                "why_gained": _whys(moved.why_gained),
                "why_lost": _whys(moved.why_lost),
            }
            for id_, moved in difference.measures.items()
        },
    }


def _side(side: Side) -> dict[str, object]:
    book = side.book
    return {
        "on": side.day.isoformat(),
        "rulebook": {
            "name": book.name,
            "version": book.version,
            "sha256": book.sha256,
        },
    }


def _whys(whys: tuple[Why, ...]) -> list[dict[str, object]]:
    return [
        {
            "because": [
                {"condition": id_, "truth": truth} for id_, truth in why.because
            ],
            "rows": why.rows,
        }
        for why in whys
    ]


def _lines(told: Told, view: View) -> Iterator[Line]:
    difference, (before, after) = told.difference, told.sides
    compared = difference.rows - difference.rejected
    head = view.say(
        f"从 {before.day} 到 {after.day}：{difference.rows:,} 行，{compared:,} 行可以比较",
        f"From {before.day} to {after.day}: {difference.rows:,} rows, {compared:,} compared",
    )
    if difference.rejected:
        head += view.say(
            f"，{difference.rejected:,} 行有错（{told.rejects or '用 --rejects 列出'}）",
            f", {difference.rejected:,} rejected ({told.rejects or 'list: --rejects'})",
        )
    yield from (Line(line, "bold") for line in wrapped(head, view.width))
    moved = {
        id_: one for id_, one in difference.measures.items() if one.gains or one.losses
    }
    for id_, one in moved.items():
        yield Line()
        yield from _measure(id_, one, after, view)
    yield Line()
    yield from (
        Line(line) for line in wrapped(_rest(told, len(moved), view), view.width)
    )
    if difference.apply_before or difference.undated:
        yield from (Line(line) for line in wrapped(_hurry(told, view), view.width))


def _measure(id_: str, moved: Moved, after: Side, view: View) -> Iterator[Line]:
    title = after.book.measures[id_].title.in_language(view.language)
    yield Line(title, "bold")
    for count, said, why in (
        (moved.gains, view.say("得到", "gain it"), moved.why_gained),
        (moved.losses, view.say("失去", "lose it"), moved.why_lost),
    ):
        if count:
            rows = f"{count:,}" + view.say(" 人", "")
            reasons = _reasons(id_, why, after, view)
            told = f"{said} {rows}" if view.language == "zh" else f"{rows} {said}"
            line = told + view.say("：", ": ") + reasons
            for n, part in enumerate(wrapped(line, view.width - 4)):
                yield Line("  " + ("  " if n else "") + part)


def _reasons(id_: str, reasons: tuple[Why, ...], after: Side, view: View) -> str:
    program = after.book.plans(after.day).measures[id_].condition
    labels = [plan.label for plan in program.plans] if program else []
    texts = {
        one.id: one.text.in_language(view.language)
        for one in labels
        if one and one.text
    }
    lines = []
    for why in reasons[:REASONS_TOLD]:
        met = [texts[one] for one, truth in why.because if truth]
        unmet = [texts[one] for one, truth in why.because if not truth]
        words = [view.say("、", ", ").join(met)] if met else []
        if unmet:
            names = view.say("、", ", ").join(unmet)
            words.append(view.say(f"没有满足：{names}", f"not met: {names}"))
        said = view.say("，", "; ").join(words) or view.say(
            "没有定论，或当天没有实行", "undetermined, or not in force"
        )
        lines.append(view.say(f"{said}（{why.rows:,}）", f"{said} ({why.rows:,})"))
    if len(reasons) > REASONS_TOLD:
        lines.append(view.say("还有其他理由", "and other reasons"))
    return view.say("；", " / ").join(lines)


def _rest(told: Told, moved: int, view: View) -> str:
    difference = told.difference
    rest = len(difference.measures) - moved
    others = sum(one.others for one in difference.measures.values())
    return view.say(
        f"其余 {rest} 项没有人得到或失去。状态有别的变化：{others:,} 处。",
        f"Nobody gains or loses the other {rest}. Statuses that change otherwise: "
        f"{others:,}.",
    )


def _hurry(told: Told, view: View) -> str:
    difference = told.difference
    said = view.say(
        f"变化以前应当申请：{difference.apply_before:,} 处",
        f"To be applied for before the change: {difference.apply_before:,}",
    )
    if told.out is not None:
        said += view.say(
            f"，最晚哪天在 {told.out} 的 apply_by 一列",
            f"; by which day stands in {told.out}, column apply_by",
        )
    if difference.undated:
        said += view.say(
            f"。另有 {difference.undated:,} 处没有算最晚哪天",
            f". For {difference.undated:,} more no last day was worked out",
        )
    return said + view.say("。", ".")

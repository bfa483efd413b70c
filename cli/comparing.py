"""What `compare` does: decide twice on each row, write who gains and loses, tell it."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from rich.text import Text as Line

from eligibility.assessment import chosen
from eligibility.keeping.filing import together
from eligibility.rulebook import Rulebook
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
from eligibility.screening.headings import Headings, headings
from eligibility.screening.mapping import from_file
from eligibility.screening.screener import BATCH
from eligibility.screening.tables import opened
from eligibility.screening.writing import refuse_impossible, written
from eligibility.sentences.wrapping import wrapped

from . import screens, speech
from .failures import wrong_call
from .options import View, day, today
from .plain import print_json
from .progress import progress
from .screening import tell_withheld

REASONS_TOLD = 3


@dataclass(frozen=True, slots=True)
class Request:
    """What `compare` was asked for."""

    table: str
    before: str | None
    after: str | None
    out: str | None
    rejects: str | None
    against: str | None
    mapping: str | None
    measures: tuple[str, ...] | None
    carry: tuple[str, ...]
    sheet: str | None
    as_json: bool
    rulebook: str
    view: View


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell, and where the rows are."""

    difference: Difference
    sides: tuple[Side, Side]
    out: str | None
    rejects: str | None


def run(request: Request) -> None:
    """Answer the request."""
    comparison, named = _prepared(request)
    first, batches = comparison.table.begun(BATCH)
    kept, withheld = carried(named, request.carry, first)
    comparison.carried = kept
    with together() as files, ExitStack() as open_:
        sink = None
        if request.out is not None:
            schema = comparison.schema(first.frame if first else None)
            sink = open_.enter_context(written(request.out, schema, files=files))
        rejects, name = None, _rejects(request)
        if name is not None:
            rejects = Rejects(
                name,
                request.view.language,
                files,
                open_,
                asked=request.rejects is not None,
            )
        with progress(request.view, rows=comparison.table.rows) as advance:
            for changed, faults in comparison.changes(batches, advance):
                if sink is not None:
                    sink.add(changed)
                if rejects is not None:
                    rejects.add(faults)
    tell_withheld(withheld, request.view)
    told = Told(
        comparison.difference(),
        (comparison.before, comparison.after),
        request.out,
        rejects.name if rejects else None,
    )
    if request.as_json:
        print_json(_json(told))
    elif request.view.accessible:
        speech.speak(
            speech.sentence(line.plain.strip(), request.view)
            for line in _lines(told, request.view)
        )
    else:
        screens.show(_lines(told, request.view), request.view)


def _prepared(request: Request) -> tuple[Comparison, Headings]:
    if request.before is None and request.against is None:
        raise wrong_call(
            "要给出 --from，或者另一套规则 --against",
            "--from is needed, or another rulebook with --against",
            hint=(
                "例如 --from 2021-07-27 --to 2026-01-01",
                "For example --from 2021-07-27 --to 2026-01-01",
            ),
        )
    to = _day("--to", request.after) or today()
    since = _day("--from", request.before) or to
    book = Rulebook.load(request.rulebook, keep=True)
    older = Rulebook.load(request.against, keep=True) if request.against else book
    for name in (request.out, request.rejects):
        if name is not None:
            refuse_impossible(name)
    refuse_same_file([request.table, request.out, _rejects(request)])
    table = opened(request.table, sheet=request.sheet)
    sides = [
        Side(one, on, _headings(table.headings, one, request))
        for one, on in ((older, since), (book, to))
    ]
    measures = chosen(book, request.measures)
    comparison = Comparison(sides[0], sides[1], table, measures=measures)
    return comparison, sides[1].headings


def _headings(names: tuple[str, ...], book: Rulebook, request: Request) -> Headings:
    mapping = from_file(request.mapping, book.facts) if request.mapping else None
    return headings(names, book.facts, mapping=mapping)


def _day(option: str, text: str | None) -> date | None:
    return None if text is None else day(text, option=option)


def _rejects(request: Request) -> str | None:
    """Where faults go: beside the rows that are written, unless a file is named."""
    if request.rejects is not None or request.out is None:
        return request.rejects
    return rejects_beside(request.out)


def _json(told: Told) -> dict[str, object]:
    found, (before, after) = told.difference, told.sides
    return {
        "from": _side(before),
        "to": _side(after),
        "rows": found.rows,
        "rejected": found.rejected,
        "rejects": told.rejects,
        "apply_before": found.apply_before,
        "undated": found.undated,
        "measures": {
            id_: {
                "gains": moved.gains,
                "losses": moved.losses,
                "others": moved.others,
                "why_gained": _whys(moved.why_gained),
                "why_lost": _whys(moved.why_lost),
            }
            for id_, moved in found.measures.items()
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


def _whys(found: tuple[Why, ...]) -> list[dict[str, object]]:
    return [
        {
            "because": [
                {"condition": id_, "truth": truth} for id_, truth in one.because
            ],
            "rows": one.rows,
        }
        for one in found
    ]


def _lines(told: Told, view: View) -> Iterator[Line]:
    found, (before, after) = told.difference, told.sides
    compared = found.rows - found.rejected
    head = view.say(
        f"从 {before.day} 到 {after.day}：{found.rows:,} 行，{compared:,} 行可以比较",
        f"From {before.day} to {after.day}: {found.rows:,} rows, {compared:,} compared",
    )
    if found.rejected:
        head += view.say(
            f"，{found.rejected:,} 行有错（{told.rejects or '用 --rejects 列出'}）",
            f", {found.rejected:,} rejected ({told.rejects or 'list: --rejects'})",
        )
    yield from (Line(line, "bold") for line in wrapped(head, view.width))
    moved = {id_: one for id_, one in found.measures.items() if one.gains or one.losses}
    for id_, one in moved.items():
        yield Line()
        yield from _measure(id_, one, after, view)
    yield Line()
    yield from (
        Line(line) for line in wrapped(_rest(told, len(moved), view), view.width)
    )
    if found.apply_before or found.undated:
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


def _reasons(id_: str, found: tuple[Why, ...], after: Side, view: View) -> str:
    program = after.book.plans(after.day).measures[id_].condition
    labels = [plan.label for plan in program.plans] if program else []
    texts = {
        one.id: one.text.in_language(view.language)
        for one in labels
        if one and one.text
    }
    told = []
    for why in found[:REASONS_TOLD]:
        met = [texts[one] for one, truth in why.because if truth]
        unmet = [texts[one] for one, truth in why.because if not truth]
        words = [view.say("、", ", ").join(met)] if met else []
        if unmet:
            names = view.say("、", ", ").join(unmet)
            words.append(view.say(f"没有满足：{names}", f"not met: {names}"))
        said = view.say("，", "; ").join(words) or view.say(
            "没有定论，或当天没有实行", "undetermined, or not in force"
        )
        told.append(view.say(f"{said}（{why.rows:,}）", f"{said} ({why.rows:,})"))
    if len(found) > REASONS_TOLD:
        told.append(view.say("还有其他理由", "and other reasons"))
    return view.say("；", " / ").join(told)


def _rest(told: Told, moved: int, view: View) -> str:
    found = told.difference
    rest = len(found.measures) - moved
    others = sum(one.others for one in found.measures.values())
    return view.say(
        f"其余 {rest} 项没有人得到或失去。状态有别的变化：{others:,} 处。",
        f"Nobody gains or loses the other {rest}. Statuses that change otherwise: "
        f"{others:,}.",
    )


def _hurry(told: Told, view: View) -> str:
    found = told.difference
    said = view.say(
        f"变化以前应当申请：{found.apply_before:,} 处",
        f"To be applied for before the change: {found.apply_before:,}",
    )
    if told.out is not None:
        said += view.say(
            f"，最晚哪天在 {told.out} 的 apply_by 一列",
            f"; by which day stands in {told.out}, column apply_by",
        )
    if found.undated:
        said += view.say(
            f"。另有 {found.undated:,} 处没有算最晚哪天",
            f". For {found.undated:,} more no last day was worked out",
        )
    return said + view.say("。", ".")

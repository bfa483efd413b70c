"""What `rules check` does: a rulebook read, its faults told, or what it holds."""

from collections.abc import Iterable

from eligibility.editing.mirror import refuse_unreadable
from eligibility.errors import Fault, RulebookError
from eligibility.inquiries.lints import lints
from eligibility.law.conditions import labels_in
from eligibility.law.contents import Contents
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section
from eligibility.texts import Text

from .. import opening
from ..options import View
from ..showing.json import print_json
from ..showing.shown import show_sections

COUNTED = {
    "measures": Text("措施", "Measures"),
    "versions": Text("各期规定", "Versions"),
    "conditions": Text("条件", "Conditions"),
    "definitions": Text("共用的条件", "Definitions"),
    "facts": Text("事实", "Facts"),
    "parameters": Text("参数", "Parameters"),
    "sources": Text("文件", "Sources"),
    "cases": Text("案例", "Cases"),
}


def check_rules(rulebook: str, view: View, *, as_json: bool) -> None:
    """Read a rulebook; RulebookError with every fault, else a summary of it."""
    try:
        book = _read_whole(rulebook)
    except RulebookError as error:
        if as_json:
            print_json({"faults": plain(error.faults)})
        raise
    warnings = lints(book)
    counts, today = counted(book), opening.today(rulebook)
    stale = [
        source for source in book.contents.sources.values() if source.review_by < today
    ]
    identity = {"name": book.name, "version": book.version, "sha256": book.sha256}
    if as_json:
        overdue = [
            {"source": it.id, "review_by": it.review_by.isoformat()} for it in stale
        ]
        print_json(
            {
                "rulebook": identity,
                "counts": counts,
                "overdue": overdue,
                "faults": [],
                "warnings": plain(warnings),
            }
        )
        return
    heading = view.say(
        f"{book.contents.title.zh}：没有错误", f"{book.contents.title.en}: no faults"
    )
    rows = [
        (view.say("规则集", "Rulebook"), f"{book.name} {book.version}"),
        *((view.say(*COUNTED[key]), str(count)) for key, count in counts.items()),
        ("SHA-256", book.sha256),
    ]
    sections = [Section(heading, tuple(rows))]
    if stale:
        told = view.say(
            f"过了复核日期的文件（{len(stale)}）",
            f"Sources past their review date ({len(stale)})",
        )
        entries = tuple(
            (it.title.in_language(view.language), f"{it.id}, {it.review_by}")
            for it in stale
        )
        sections.append(Section(told, entries=entries))
    if warnings:
        sections.append(_warned(warnings, view))
    show_sections(sections, view)


def _warned(warnings: tuple[Fault, ...], view: View) -> Section:
    """The warnings, each with its place and what to do."""
    told = view.say(f"提醒（{len(warnings)}）", f"Warnings ({len(warnings)})")
    entries = tuple(
        (
            warning.message(view.language),
            warning.hint.in_language(view.language) if warning.hint else "",
        )
        for warning in warnings
    )
    return Section(told, entries=entries)


def _read_whole(rulebook: str) -> Rulebook:
    """A rulebook of which all files have been read."""
    book = opening.rulebook(rulebook)
    refuse_unreadable(book)
    return book


def counted(book: Rulebook) -> dict[str, int]:
    """How much of everything a rulebook holds."""
    contents = book.contents
    versions = [one for it in contents.measures.values() for one in it.versions]
    return {
        "measures": len(contents.measures),
        "versions": len(versions),
        "conditions": len(_named(contents)),
        "definitions": len(contents.definitions),
        "facts": len(contents.facts),
        "parameters": len({one.written for one in contents.parameters.values()}),
        "sources": len(contents.sources),
        "cases": len(book.cases),
    }


def _named(contents: Contents) -> set[str]:
    """Where the named conditions stand: one that is used twice stands once."""
    return {
        str(label.place)
        for measure in contents.measures.values()
        for version in measure.versions
        if version.requirement is not None
        for label in labels_in(version.requirement)
        if label.text is not None and label.id != measure.id
    }


def plain(faults: Iterable[Fault]) -> list[dict[str, object]]:
    """Faults as JSON."""
    return [
        {
            "code": fault.code,
            "file": fault.place.document.name if fault.place else None,
            "line": fault.place.line if fault.place else None,
            "column": fault.place.column if fault.place else None,
            "text": fault.text._asdict(),
            "hint": fault.hint._asdict() if fault.hint else None,
        }
        for fault in faults
    ]

"""A new measure in a rulebook's folder: a skeleton that checks, to be written over."""

import json
import re
from datetime import date
from pathlib import Path

from eligibility.errors import CallError, Fault
from eligibility.keeping.filing import together, told
from eligibility.law.contents import Contents
from eligibility.law.facts import Fact, Kind
from eligibility.loading import source
from eligibility.loading.folder import FIRST
from eligibility.loading.source import Mapping, Scalar, Sequence
from eligibility.texts import Text

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MEASURE = """\
id: {id}
title: {{zh: "{id}（草稿）", en: "{id} (draft)"}}
summary: {{zh: 一句话：可以得到什么。, en: One sentence on what a person gets.}}
kind: service
audience: person
versions:
  - from: {first_day}
    cite: [{{source: {source}, at: 第一条}}]
    requires:
      all:
        - id: {id}-condition
          text: {{zh: 一个条件, en: One condition}}
          test: {test}
"""
CASES = """\
measure: {id}
cases:
  - id: nothing-known
    why: {{zh: 什么都不知道，就不能下结论。, en: "With nothing known, nothing can be said."}}
    on: {first_day}
    expect: undetermined
    missing: [{fact}]
"""


def begin(folder: Path, contents: Contents, measure: str) -> tuple[Path, ...]:
    """Write a measure and its cases, and list it; the files that were written.

    Raises CallError for an id that cannot be one or that is taken, for a rulebook
    without facts or sources, and where a file cannot be written; then none is.
    """
    if ID.fullmatch(measure) is None:
        raise _refused(
            measure,
            Text(f"“{measure}”不能作措施的 id", f'"{measure}" cannot name a measure'),
            Text(
                "用小写英文字母、数字和短横，例如 rent-subsidy。",
                "Use lower-case letters, digits and hyphens, as in rent-subsidy.",
            ),
        )
    files = (
        folder / "measures" / f"{measure}.yaml",
        folder / "cases" / f"{measure}.yaml",
    )
    for file in files:
        if file.exists():
            text = Text(f"已经有 {file}", f"{file} is there already")
            hint = Text(
                "换一个 id；什么也没有改动。", "Choose another id; nothing is changed."
            )
            raise _refused(measure, text, hint)
    # A fact that always makes sense is missing as soon as nothing is known.
    facts = [fact for fact in contents.facts.values() if fact.only_if is None]
    if not facts or not contents.sources:
        raise _refused(
            measure,
            Text("要先有一个事实和一个依据", "A fact and a source are needed first"),
            Text(
                "写进 facts.yaml 和 sources.yaml。",
                "Write them in facts.yaml, sources.yaml.",
            ),
        )
    values = {
        "id": measure,
        "first_day": contents.first_day.isoformat(),
        "source": next(iter(contents.sources)),
        "test": _test(facts[0], contents.first_day),
        "fact": facts[0].id,
    }
    texts = dict(zip(files, (MEASURE, CASES), strict=True))
    with together() as filing:
        for file, template in texts.items():
            file.parent.mkdir(exist_ok=True)
            _put(filing.begin(str(file)), template.format(**values))
        head = folder / FIRST
        _put(filing.begin(str(head)), _listed(head, measure))
    return (*files, folder / FIRST)


def _put(place: Path, text: str) -> None:
    with told(str(place)):
        place.write_text(text, encoding="utf-8")


def _test(fact: Fact, day: date) -> str:
    """A test of a fact that somebody meets and somebody does not."""
    match fact.kind:
        case Kind.BOOL:
            return f"{fact.id} == true"
        case Kind.CHOICE:
            return f"{fact.id} == {json.dumps(next(iter(fact.values)))}"
        case Kind.DATE:
            return f"{fact.id} <= {json.dumps(day.isoformat())}"
        case Kind.INTEGER | Kind.NUMBER | Kind.MONEY:
            least, _ = fact.ends
            return f"{fact.id} > {least}"


def _listed(head: Path, measure: str) -> str:
    """The text of rulebook.yaml with one more measure at the end of its list."""
    text = head.read_text(encoding="utf-8-sig")
    document = source.decoded(str(head), text.encode(), [])
    root = source.nodes(document, []) if document is not None else None
    listed = root.entries.get("measures") if isinstance(root, Mapping) else None
    if not isinstance(listed, Sequence):
        raise AssertionError(head)  # noqa: TRY004 - it has been loaded
    lines = text.splitlines()
    last = listed.items[-1] if listed.items else None
    at = listed.place.line - 1
    if lines[at][listed.place.column - 1] != "[" and isinstance(last, Scalar):
        indent = lines[last.place.line - 1].partition("-")[0]
        lines.insert(last.place.line, f"{indent}- {measure}")
    else:
        end = last.place if last is not None else listed.place
        line, column = end.line - 1, end.column - 1 + (end.width if last else 1)
        before = ", " if last is not None else ""
        lines[line] = f"{lines[line][:column]}{before}{measure}{lines[line][column:]}"
    return "\n".join(lines) + "\n"


def _refused(measure: str, text: Text, hint: Text) -> CallError:
    return CallError([Fault("no-new-measure", text, hint=hint, subject=measure)])

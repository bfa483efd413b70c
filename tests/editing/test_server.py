"""The language server, driven as an editor drives it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eligibility import Rulebook, RulebookError
from eligibility.errors import Fault
from eligibility.inquiries.lints import lints
from tests.editing.editor import Editor, editor

ERROR, WARNING = 1, 2


@pytest.fixture
def library(checkout: Path, tmp_path: Path) -> Path:
    """A rulebook to edit."""
    source = checkout / "examples" / "library-card"
    return Path(shutil.copytree(source, tmp_path / "book"))


@pytest.fixture
def open_editor(library: Path) -> Iterator[Editor]:
    with editor(library) as one:
        yield one


def as_told(fault: Fault) -> tuple[int, int, int, str]:
    """A fault as `rules check` tells it: its place, its sentence and its hint."""
    assert fault.place is not None
    said = [fault.text.en, *([fault.hint.en] if fault.hint else [])]
    place = fault.place
    end = place.column - 1 + place.width
    return place.line - 1, place.column - 1, end, "\n".join(said)


def as_shown(diagnostic: dict[str, Any]) -> tuple[int, int, int, str]:
    start, end = diagnostic["range"]["start"], diagnostic["range"]["end"]
    assert start["line"] == end["line"]
    return (
        start["line"],
        start["character"],
        end["character"],
        diagnostic["message"],
    )


FAR = re.compile(r"far_away\b(?!_)")


def after(text: str, before: str | re.Pattern[str]) -> tuple[int, int]:
    """The line and the character at the end of the first match in a text."""
    found = re.search(before, text)
    assert found is not None
    at = found.end()
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


def test_diagnostics_are_what_rules_check_tells(
    library: Path, open_editor: Editor
) -> None:
    file = library / "measures" / "library-card.yaml"
    text = file.read_text("utf-8")
    broken = text.replace("kind: ", "kind: x", 1).replace("use: ", "use: x", 1)
    open_editor.open(file, broken)
    shown = open_editor.told_of(file)
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(str(library))
    own = [it for it in caught.value.faults if it.place
           and it.place.document.name == str(file)]  # fmt: skip
    assert len(own) >= 2
    assert [as_shown(one) for one in shown] == [as_told(one) for one in own]
    assert {one["severity"] for one in shown} == {ERROR}
    assert [one["code"] for one in shown] == [one.code for one in own]

    open_editor.change(file, text)
    assert open_editor.told_of(file) == []


def test_a_fault_in_a_case_and_another_file_is_told_there(
    library: Path, open_editor: Editor
) -> None:
    facts = library / "facts.yaml"
    cases = library / "cases" / "library-card.yaml"
    text = facts.read_text("utf-8")
    open_editor.open(facts, text.replace("\n  born:", "\n  bornn:", 1))
    told = open_editor.told_of(library / "definitions.yaml")
    assert any('"born"' in one["message"] for one in told)
    open_editor.change(facts, text)
    assert open_editor.told_of(library / "definitions.yaml") == []
    wrong = cases.read_text("utf-8").replace("expect: eligible", "expect: eligble", 1)
    open_editor.open(cases, wrong)
    (one,) = open_editor.told_of(cases)
    assert "eligble" in one["message"]
    # What was not saved is gone once the file is closed.
    open_editor.close(cases)
    assert open_editor.told_of(cases) == []


def test_where_a_name_is_declared_is_told_beside(
    library: Path, open_editor: Editor
) -> None:
    file = library / "measures" / "book-money.yaml"
    text = file.read_text("utf-8")
    wrong = text.replace('"pupil"', '"pupill"', 1)
    if wrong == text:
        at = "requires:"
        rest = "district == 'hil'"
        wrong = text.replace(at, f"requires:\n      test: {rest}\n    x:", 1)
    open_editor.open(file, wrong)
    related = [
        (it["location"]["uri"], it["message"])
        for one in open_editor.told_of(file)
        for it in one.get("relatedInformation") or []
    ]
    assert (
        (library / "facts.yaml").as_uri(),
        "declared here",
    ) in related


def test_warnings_are_told_as_warnings(library: Path, open_editor: Editor) -> None:
    sources = library / "sources.yaml"
    idle = "\nidle:\n  title: {zh: 闲着, en: Idle}\n  basis: general\n"
    idle += "  verified_on: 2026-11-23\n  review_by: 2027-11-23\n"
    text = sources.read_text("utf-8") + idle
    open_editor.open(sources, text)
    (one,) = open_editor.told_of(sources)
    assert one["severity"] == WARNING
    assert one["code"] == "unused-source"
    sources.write_text(text, encoding="utf-8")
    (warning,) = (it for it in lints(Rulebook.load(str(library)))
                  if it.code == "unused-source")  # fmt: skip
    assert as_shown(one) == as_told(warning)


def test_names_and_keys_are_completed_by_their_place(
    library: Path, open_editor: Editor
) -> None:
    file = library / "measures" / "home-delivery.yaml"
    text = file.read_text("utf-8")
    book = Rulebook.load(str(library))
    open_editor.open(file)
    assert open_editor.told_of(file) == []
    head = text[: text.index("versions:")]
    begun = f"{head}versions:\n  - from: 2023-07-01\n    requires:\n      all:\n"

    def proposed(*lines: str) -> set[str]:
        whole = begun + "\n".join(lines)
        open_editor.change(file, whole)
        at = whole.count("\n")
        column = len(whole) - whole.rfind("\n") - 1
        return {one["label"] for one in open_editor.at("completion", file, at, column)}

    assert proposed("        - use: ") == set(book.contents.definitions)
    found = proposed("        - id: x", "          test: ")
    assert {*book.facts, *book.contents.parameters, "age", "today"} <= found
    assert not {*book.contents.sources} & found
    values = set(book.facts["district"].values)
    assert proposed("        - id: x", '          test: district == "') == values
    assert proposed("        - {id: x, cite: [{source: ") == set(book.contents.sources)
    assert {"basis", "source", "at"} <= proposed("        - {id: x, cite: [{")
    assert proposed("        - {id: x, cite: [{source: a, basis: ") == {
        "official",
        "secondary",
        "general",
        "unverified",
    }
    found = proposed("        - id: x", "          ")
    assert {"text", "test", "denial", "any"} <= found
    assert not {"requires", "kind", "instead"} & found
    found = proposed("    ")
    assert {"excludes", "gives", "apply"} <= found
    assert "use" not in found
    assert "subsidy" in proposed("kind: ")
    assert {*book.measures} <= proposed("instead: [")


def test_hover_says_the_words_and_the_value_today(
    library: Path, open_editor: Editor
) -> None:
    file = library / "measures" / "home-delivery.yaml"
    open_editor.open(file)
    assert open_editor.told_of(file) == []
    text = file.read_text("utf-8")
    line, character = after(text, FAR)
    hover = open_editor.at("hover", file, line, character)
    said = hover["contents"]["value"]
    assert "**Distance that counts as far** `far_away`" in said
    assert "since 2023-07-01" in said
    assert "2.5 km" in said
    where = hover["range"]
    line_text = text.splitlines()[line]
    assert line_text[where["start"]["character"] : where["end"]["character"]] == (
        "far_away"
    )
    assert open_editor.at("hover", file, 0, 0) is None


def test_a_definition_is_gone_to_in_its_file(
    library: Path, open_editor: Editor
) -> None:
    file = library / "measures" / "home-delivery.yaml"
    open_editor.open(file)
    assert open_editor.told_of(file) == []
    text = file.read_text("utf-8")
    for before, target, declared in (
        (FAR, "parameters.yaml", "far_away:"),
        ("source: cha", "sources.yaml", "charter-2023:"),
        ("use: ", "definitions.yaml", None),
    ):
        line, character = after(text, before)
        found = open_editor.at("definition", file, line, character)
        assert found["uri"] == (library / target).as_uri(), before
        start = found["range"]["start"]
        lines = (library / target).read_text("utf-8").splitlines()
        there = lines[start["line"]][start["character"] :]
        name = text.splitlines()[line].partition("use: ")[2]
        assert there.startswith(declared or f"{name.strip()}:"), before


def test_a_file_outside_of_every_rulebook_is_left_alone(
    tmp_path: Path, open_editor: Editor
) -> None:
    stray = tmp_path / "stray.yaml"
    stray.write_text("a: [\n", encoding="utf-8")
    open_editor.open(stray)
    assert open_editor.at("completion", stray, 0, 2) == []
    assert open_editor.at("hover", stray, 0, 0) is None


def test_it_speaks_chinese_and_counts_as_editors_do(library: Path) -> None:
    file = library / "measures" / "library-card.yaml"
    text = file.read_text("utf-8")
    at = text.index("kind: ")
    end = text.index("\n", at)
    # One sign beyond the first plane counts as two.
    wrong = text[:at] + "kind: 𠮷x" + text[end:]
    with editor(library, "zh") as one:
        one.open(file, wrong)
        (shown,) = one.told_of(file)
        assert "没有叫“𠮷x”的种类" in shown["message"]
        line, first, last, _ = as_shown(shown)
        assert wrong.splitlines()[line].startswith("kind: 𠮷x")
        assert (first, last) == (6, 9)


def test_words_for_what_is_completed_are_in_the_language_asked_for(
    library: Path,
) -> None:
    file = library / "measures" / "library-card.yaml"
    book = Rulebook.load(str(library))
    with editor(library, "zh") as one:
        one.open(file)
        assert one.told_of(file) == []
        text = 'held:\n  test: district == "'
        one.change(file, text)
        found = one.at("completion", file, 1, len(text.splitlines()[1]))
        said = {it["label"]: it["detail"] for it in found}
        values = book.facts["district"].values
        assert said == {value: words.zh for value, words in values.items()}
        text = "held:\n  use: "
        one.change(file, text)
        found = one.at("completion", file, 1, len(text.splitlines()[1]))
        labels = {
            id_: it.label.text.zh
            for id_, it in book.contents.definitions.items()
            if it.label is not None and it.label.text is not None
        }
        assert {it["label"]: it["detail"] for it in found} == labels

"""Graphs: every condition and every chain is in them, marked as it stands."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from eligibility import Rulebook, Status, assess
from eligibility.inquiries.chains import chains
from eligibility.report.graphs import TRUTHS, Graph, links, tree
from eligibility.report.looks import BY_TRUTH
from eligibility.report.pictures import WIDTH
from eligibility.telling.trees import conditions
from eligibility.telling.wording import Wording
from eligibility.truth import Truth

DAY = date(2024, 5, 2)
SVG = "{http://www.w3.org/2000/svg}"
PUPIL = {"district": "hill", "born": "2012-01-01", "occupation": "pupil"}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Rulebook.load("guangdong")


@pytest.fixture(scope="module")
def library(checkout: Path) -> Rulebook:
    return Rulebook.load(str(checkout / "examples" / "library-card"))


def said(graph: Graph, words: Wording) -> list[str]:
    root = ET.fromstring(graph.svg(words))  # noqa: S314 - made by this project
    assert root.attrib["viewBox"].startswith(f"0 0 {WIDTH} ")
    return [one.attrib["aria-label"] for one in root.iter(f"{SVG}g")]


def test_the_tree_of_a_measure_has_each_condition_once(book: Rulebook) -> None:
    words = Wording(book.facts, "en")
    found = assess({}, book, on=DAY)["unemployment-registration"]
    graph = tree(found, words, marked=False)
    assert graph is not None
    ahead, texts = list(conditions(found, words)), []
    while ahead:
        branch = ahead.pop()
        texts.append(branch.text)
        ahead += branch.parts
    assert len(texts) == 7
    drawn = " ".join(" ".join(said(graph, words)).split())
    for text in texts:
        assert text in drawn
        assert text in graph.mermaid()
    assert len(graph.arrows) == len(graph.boxes) - 1 == len(texts)
    assert ":::" not in graph.mermaid()
    assert "<polyline" in graph.svg(words)


def test_a_tree_is_marked_for_a_person(library: Rulebook) -> None:
    words = Wording(library.facts, "en")
    found = assess({**PUPIL, "born": "2023-01-01"}, library, on=DAY)["library-card"]
    graph = tree(found, words, marked=True)
    assert graph is not None
    assert graph.tree.truth is Truth.FALSE
    assert 'c["' in graph.mermaid()
    assert re.search(r"^  c\[.*\]:::unmet$", graph.mermaid(), re.MULTILINE)
    assert re.search(r"^  classDef unmet fill:#", graph.mermaid(), re.MULTILINE)
    assert BY_TRUTH[Truth.FALSE].ink in graph.svg(words)
    assert any(
        line.startswith("Not met: ") or "not met" in line for line in said(graph, words)
    )


def test_a_measure_that_is_not_in_force_has_no_tree(book: Rulebook) -> None:
    found = assess({}, book, on=date(2021, 4, 30))["pension-enrolment"]
    assert found.status is Status.NOT_IN_FORCE
    assert tree(found, Wording(book.facts, "zh"), marked=False) is None


def test_chains_follow_what_is_granted(book: Rulebook) -> None:
    found = chains(book, DAY)
    assert "social-insurance-subsidy" in found["employment-registration"]
    assert found["act promise_signed"] == ("employment-registration",)
    assert found["act owners_consent"] == ("home-premises",)
    # It grants what keeps a bar away, and nothing else of it.
    assert "act receives_unemployment_benefit" not in found
    assert all(thing not in led for thing, led in found.items())
    assert "pension-enrolment" in found
    # It is there from May 2021 on.
    assert "pension-enrolment" not in chains(book, date(2021, 4, 30))


def test_the_map_of_chains_has_every_chain(book: Rulebook) -> None:
    words = Wording(book.facts, "zh")
    nobody = assess({}, book, on=DAY)
    graph = links(nobody, words, marked=False)
    found = chains(book, DAY)
    assert len(graph.arrows) == sum(map(len, found.values()))
    shown = said(graph, words)
    assert len(shown) == 1 + len(found) + len(graph.arrows)
    titles = {book.measures[one].title.zh for led in found.values() for one in led}
    assert all(title in graph.mermaid() for title in titles)
    ends = {id_ for arrow in graph.arrows for id_ in arrow}
    assert ends == set(graph.boxes)
    assert ":::" not in graph.mermaid()


def test_the_map_is_marked_with_what_a_person_may_have(library: Rulebook) -> None:
    words = Wording(library.facts, "en")
    graph = links(assess(PUPIL, library, on=DAY), words, marked=True)
    truths = {branch.text: branch.truth for branch in graph.boxes.values()}
    card = library.measures["library-card"].title.en
    assert truths[card] is TRUTHS[assess(PUPIL, library, on=DAY)["library-card"].status]
    assert truths[card] is not None
    acts = [branch for branch in graph.boxes.values() if branch.nature]
    assert all(branch.truth is None for branch in acts)


def test_no_text_can_become_syntax_of_mermaid(library: Rulebook) -> None:
    words = Wording(library.facts, "en")
    graph = links(assess({}, library, on=DAY), words, marked=False)
    one = next(iter(graph.boxes))
    evil = graph.boxes[one].__class__(None, 'a"]; click t1 "x" #1 <b>`c`')
    whole = Graph(graph.name, graph.tree, {one: evil}, ()).mermaid()
    (line,) = (line for line in whole.splitlines() if line.startswith(f"  {one}["))
    assert line == (
        f'  {one}["a#quot;]; click t1 #quot;x#quot; #35;1 #lt;b>#96;c#96;"]'
    )

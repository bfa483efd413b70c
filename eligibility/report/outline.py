"""The conditions of a measure as a picture: an outline with lines from part to whole.

Drawn from findings, not from nodes: what a picture shows is what a person was told.
An outline grows downwards only, so forty conditions fit a phone as well as paper; it
comes in slices, each short enough for a page, whose lines go on in the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from eligibility.assessment import Finding
from eligibility.report.looks import BY_TRUTH, INK, MUTED, PAPER
from eligibility.report.pictures import (
    LEADING,
    SIZE,
    SMALL,
    TIGHT,
    WIDTH,
    Picture,
    box,
    disc,
    item,
    line,
    picture,
    room,
    text,
)
from eligibility.sentences.wrapping import wrapped
from eligibility.telling.trees import Branch, branches, nature
from eligibility.telling.wording import Wording
from eligibility.texts import Text
from eligibility.truth import Truth

STEP = 13
MARGIN, RADIUS = 7.5, 5.5
BESIDE = 18
EDGE = 2
GAP = 5
HIGHEST = 130
TRUTHS = {
    Truth.TRUE: Text("符合", "met"),
    Truth.FALSE: Text("不符合", "not met"),
    Truth.UNKNOWN: Text("还不知道", "not known"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One condition, broken into lines: `more` says for each level down to its own
    whether another part of the same whole is still to come.
    """

    branch: Branch
    number: str
    more: tuple[bool, ...]
    word: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * LEADING + len(self.notes) * TIGHT + GAP

    @property
    def spoken(self) -> str:
        """The condition in one line, with its number."""
        told = " ".join([*self.lines, *self.notes])
        return f"{self.number} {told}".strip()


def outline(finding: Finding, words: Wording) -> tuple[Picture, ...]:
    """A whole tree, in slices to be stacked without a gap."""
    root = Branch(finding.truth, together(finding, words))
    rows = _rows(replace(root, parts=branches(finding, words)), words)
    name = words.say("条件", "Conditions")
    return tuple(_slice(each, name) for each in _pages(rows))


def drawn(root: Branch, name: str, words: Wording) -> Picture:
    """A tree in one picture of that name on white paper, whatever its height. Where it
    is not said whether something holds, its sign is a plain ring.
    """
    rows = list(_rows(root, words))
    size = WIDTH, sum(row.height for row in rows)
    return _slice(rows, name, [box(0, 0, size, fill=PAPER, ink=PAPER)])


def together(finding: Finding, words: Wording) -> str:
    """How the parts of the whole go together."""
    if len(finding.parts) == 1:
        return words.say("要符合的条件", "What must be met")
    every = words.say("每一项都要符合", "All of these must be met")
    return nature(finding.condition, words) or every


def _rows(root: Branch, words: Wording) -> Iterator[_Row]:
    """The rows of a tree from the top; each answer stands where it is first used."""
    told: set[str] = set()

    def below(branch: Branch, number: str, more: tuple[bool, ...]) -> Iterator[_Row]:
        answers = [one for one in branch.answers if one not in told]
        told.update(answers)
        yield _row(replace(branch, answers=tuple(answers)), number, more, words)
        last = len(branch.parts)
        for at, part in enumerate(branch.parts, 1):
            within = f"{number}.{at}" if number else str(at)
            yield from below(part, within, (*more, at < last))

    return below(root, "", ())


def _row(branch: Branch, number: str, more: tuple[bool, ...], words: Wording) -> _Row:
    wide = WIDTH - len(more) * STEP - BESIDE - EDGE
    word = words.of(TRUTHS[branch.truth]) if branch.truth is not None else ""
    said = words.labelled(word, branch.text) if word else branch.text
    answers = words.joined(branch.answers, "；", "; ")
    notes = [one for one in (branch.nature, answers) if one]
    return _Row(
        branch,
        number,
        more,
        word,
        tuple(wrapped(said, room(wide, SIZE))),
        tuple(line for one in notes for line in wrapped(one, room(wide, SMALL))),
    )


def _pages(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    page: list[_Row] = []
    for row in rows:
        if page and sum(one.height for one in page) + row.height > HIGHEST:
            yield page
            page = []
        page.append(row)
    yield page


def _slice(rows: Sequence[_Row], name: str, ground: Iterable[str] = ()) -> Picture:
    top, items = 0.0, list(ground)
    for row in rows:
        items.append(item(_marks(row, top), row.spoken))
        top += row.height
    return picture(items, top, [name, *(row.spoken for row in rows)])


def _marks(row: _Row, top: float) -> Iterator[str]:
    """The lines, the sign and the words of one condition."""
    level = len(row.more)
    x, middle, bottom = _x(level), top + LEADING / 2 + 1, top + row.height
    for above, more in enumerate(row.more[:-1]):
        if more:
            yield line([_x(above), top, _x(above), bottom])
    if row.more:
        along = _x(level - 1)
        yield line([along, top, along, bottom if row.more[-1] else middle])
        yield line([along, middle, x - RADIUS, middle])
    if row.branch.parts:
        yield line([x, middle + RADIUS, x, bottom])
    truth = row.branch.truth
    if truth is None:
        yield disc(x, middle, RADIUS, fill=PAPER, ink=MUTED)
    else:
        yield from sign(truth, x, middle)
    ink = INK if truth is None else BY_TRUTH[truth].ink
    y, left = top + SIZE + 1, x + BESIDE - MARGIN
    for at, words in enumerate(row.lines):
        bold = 0 if at else len(row.word)
        yield text(left, y, words, bold=bold, bold_ink=ink)
        y += LEADING
    for note in row.notes:
        yield text(left, y - LEADING + TIGHT, note, size=SMALL, ink=MUTED)
        y += TIGHT


def _x(level: int) -> float:
    return MARGIN + level * STEP


def sign(truth: Truth, x: float, y: float) -> Iterator[str]:
    """A tick, a cross or a gap, drawn: not every font has such signs."""
    ink = BY_TRUTH[truth].ink
    match truth:
        case Truth.TRUE:
            yield disc(x, y, RADIUS, fill=ink, ink=ink)
            yield line([x - 2.8, y, x - 0.8, y + 2.2, x + 2.8, y - 2.2], ink=PAPER)
        case Truth.FALSE:
            yield disc(x, y, RADIUS, fill=PAPER, ink=ink)
            yield line([x - 2.3, y - 2.3, x + 2.3, y + 2.3], ink=ink)
            yield line([x - 2.3, y + 2.3, x + 2.3, y - 2.3], ink=ink)
        case Truth.UNKNOWN:
            yield disc(x, y, RADIUS, fill=PAPER, ink=ink)
            for at in (-2.4, 0, 2.4):
                yield disc(x + at, y, 0.4, fill=ink, ink=ink)

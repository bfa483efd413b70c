"""Everything Rich: how an answer, a tree of conditions and a list look on a terminal.

Lines are broken by `wrapping`, not by Rich, which breaks Chinese anywhere; Rich gives
colour, and knows when there is none. With `--accessible` the same comes as plain
sentences, one a line, without signs.
"""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text as Line

from .answer import Answer, Block, Entry, Kind
from .options import View
from .wrapping import cells, hung, padded, wrapped

NARROW = 60
SIGNS = {
    Kind.NOW: ("✔", "green"),
    Kind.OPEN: ("?", "yellow"),
    Kind.OFFICE: ("~", "yellow"),
    Kind.NO: ("✘", "red"),
    Kind.LATER: ("·", ""),
    Kind.TOLD: ("·", ""),
}
COLUMN_AT_MOST = 36
REMARK_AT_LEAST = 30


def show(lines: Iterable[Line | str], view: View) -> None:
    """Print lines that are broken already."""
    if view.accessible:
        for line in lines:
            print(line)  # noqa: T201 - the answer belongs on stdout
        return
    console = Console(
        width=10_000,  # lines come broken; Rich is not to fold them again
        no_color=None if view.color else True,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for line in lines:
        console.print(line, soft_wrap=True, end="\n")


def answer_lines(answer: Answer, view: View) -> Iterator[Line | str]:
    """The whole answer."""
    if view.accessible:
        yield from _spoken(answer, view)
        return
    for line in wrapped(" · ".join(answer.header), view.width):
        yield Line(line, "dim")
    for block in answer.blocks:
        yield Line()
        yield Line(_heading(block, view), "bold")
        yield from _block(block, view)


def _heading(block: Block, view: View) -> str:
    count, heading = len(block.entries), block.kind.heading
    return view.say(f"{heading.zh}（{count}）", f"{heading.en} ({count})")


def _block(block: Block, view: View) -> Iterator[Line]:
    width = max(cells(entry.title) for entry in block.entries)
    stacked = view.width - width - 6 < REMARK_AT_LEAST or width > COLUMN_AT_MOST
    for number, entry in enumerate(block.entries):
        if entry.details and number:
            yield Line()
        if entry.remark and not entry.details and not stacked:
            yield from _beside(block.kind, entry, width, view)
        else:
            yield from _stacked(block.kind, entry, view)


def _beside(kind: Kind, entry: Entry, column: int, view: View) -> Iterator[Line]:
    lead = padded(entry.title, column + 2)
    sign, style = SIGNS[kind]
    first, *rest = hung(lead, entry.remark, view.width, indent=4)
    yield Line.assemble("  ", (sign, style), " ", first[4:])
    yield from (Line(line) for line in rest)


def _stacked(kind: Kind, entry: Entry, view: View) -> Iterator[Line]:
    sign, style = SIGNS[kind]
    title = entry.title
    if entry.details and entry.remark:
        title = view.say(f"{title}（{entry.remark}）", f"{title} ({entry.remark})")
    first, *rest = wrapped(title, view.width - 4)
    weight = "bold" if entry.details else ""
    yield Line.assemble("  ", (sign, style), " ", (first, weight))
    yield from (Line("    " + line, weight) for line in rest)
    indent = 4 if view.width < NARROW else 6
    if entry.remark and not entry.details:
        yield from (Line(line) for line in hung("", entry.remark, view.width, indent))
    yield from _details(entry.details, view, indent)


def _details(
    details: tuple[tuple[str, str], ...], view: View, indent: int
) -> Iterator[Line]:
    colon = view.say("：", ": ")
    column = max((cells(label + colon) for label, _ in details), default=0)
    for label, text in details:
        lead = padded(label + colon, column)
        first, *rest = hung(lead, text, view.width, indent)
        dim = "dim" if label in {"依据", "Ground"} else ""
        yield Line.assemble(
            " " * indent, (lead, "cyan"), (first[indent + len(lead) :], dim)
        )
        yield from (Line(line, dim) for line in rest)


def _spoken(answer: Answer, view: View) -> Iterator[str]:
    """The answer as sentences: what a screen reader says well."""
    stop, colon = view.say("。", "."), view.say("：", ": ")
    yield view.say("，", ", ").join(answer.header) + stop
    for block in answer.blocks:
        yield ""
        heading = block.kind.heading.in_language(view.language)
        count = len(block.entries)
        yield view.say(f"{heading}，{count} 项。", f"{heading}: {count}.")
        word = block.kind.word.in_language(view.language)
        for number, entry in enumerate(block.entries, 1):
            said = f"{number}. {entry.title}{view.say('，', ', ')}{word}"
            yield said + (colon + entry.remark if entry.remark else "") + stop
            for label, text in entry.details:
                yield f"{label}{colon}{text.replace(chr(10), view.say('；', '; '))}"

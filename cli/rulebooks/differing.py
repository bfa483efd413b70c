"""What `rules diff` does: who gains and loses by an edit, and what else changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from eligibility.inquiries.edits import Dated, edited
from eligibility.inquiries.touching import Touched, touched
from eligibility.proving.days import days_between
from eligibility.rulebook import Rulebook
from eligibility.telling.history import told
from eligibility.telling.trees import Section
from eligibility.texts import Text

from ..failures import wrong_call
from ..options import View, day
from ..showing.json import print_json
from ..showing.shown import show_sections
from ..showing.talk import tell

if TYPE_CHECKING:  # it comes with an extra
    from eligibility.proving.difference import Difference, Move

KINDS = {
    "gains": Text("有人得到", "Somebody gains"),
    "loses": Text("有人失去", "Somebody loses"),
    "otherwise": Text("有人结果不同", "Somebody's outcome is another"),
    "asked": Text("话没说完时结果不同", "Before all is told the outcome is another"),
    "paid": Text("有人金额不同", "Somebody gets another sum"),
}
TRUTHS = {
    "true": Text("成立", "met"),
    "false": Text("不成立", "not met"),
    "unknown": Text("不知道", "not known"),
    "": Text("没有这个条件", "not there"),
}
TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: two rulebooks, or one on two days."""

    old: Rulebook
    new: Rulebook
    days: list[tuple[date, date]]


def diff_rules(compared: Compared, view: View, *, as_json: bool) -> None:
    """Tell for each measure that it is unchanged, or who gains and loses, and what is
    written otherwise. Without the solver, only the latter.
    """
    found = list(_found(compared, view))
    if as_json:
        print_json({"measures": [_plain(one) for one in found]})
    else:
        show_sections(_sections(found, compared, view), view)


def compared(
    books: tuple[str | None, str | None],
    rulebook: str,
    start: str | None,
    end: str | None,
) -> Compared:
    """What the arguments name; CallError where they name neither two rulebooks nor two
    days.
    """
    if books[0] and books[1] and not start and not end:
        old, new = (Rulebook.load(name) for name in books if name)
        return Compared(old, new, days_between(old.contents, new.contents))
    if start and end and not books[1]:
        name = books[0] or rulebook
        book = Rulebook.load(name)
        days = day(start, name, option="--from"), day(end, name, option="--to")
        for one in days:
            book.plans(one)  # CallError outside the days that it answers for
        return Compared(book, book, [days])
    raise wrong_call(
        "要比较两个规则集，或者一个规则集的两天",
        "Name two rulebooks, or two days of one",
        hint=(
            "例如 rules diff OLD NEW，或 rules diff --from 2023-12-31 --to 2024-01-01。",
            "For example: rules diff OLD NEW, or --from 2023-12-31 --to 2024-01-01.",
        ),
    )


def _found(compared: Compared, view: View) -> "Iterable[Difference | Written]":
    old, new, days = compared.old, compared.new, compared.days
    try:
        from eligibility.proving.difference import differences
    except ModuleNotFoundError:
        tell(
            view.say(
                "没有装求解器，只比较写法；要知道谁得谁失：pip install 'eligibility[prove]'",
                "Without the solver only what is written is compared; for who gains and "
                "loses: pip install 'eligibility[prove]'",
            )
        )
        for id_ in dict.fromkeys((*new.measures, *old.measures)):
            yield Written(id_, edited(id_, old.contents, new.contents, days))
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = view.accessible or not console.is_terminal
    yield from track(
        differences(old, new, days, timeout=TIMEOUT),
        view.say("比较", "Comparing"),
        len({*old.measures, *new.measures}),
        console=console,
        transient=True,
        disable=hidden,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """What is written otherwise of a measure, where nobody is looked for."""

    measure: str
    changes: tuple[Dated, ...]
    moves: "tuple[Move, ...]" = ()
    proved: bool = False

    @property
    def unchanged(self) -> bool:
        """It cannot be told."""
        return False


def _title(measure: str, compared: Compared, view: View) -> str:
    book = compared.new if measure in compared.new.measures else compared.old
    title = book.measures[measure].title.in_language(view.language)
    return view.say(f"{title}（{measure}）", f"{title} ({measure})")


def _sections(
    found: "list[Difference | Written]", compared: Compared, view: View
) -> Iterator[Section]:
    alike = [one.measure for one in found if one.unchanged]
    if alike:
        count = len(alike)
        heading = view.say(
            f"没有改变（已证明，{count} 项）", f"Unchanged, proved ({count})"
        )
        titles = tuple((_title(one, compared, view), "") for one in alike)
        yield Section(heading, entries=titles)
    for one in found:
        if one.unchanged:
            continue
        entries = [_moved(move, compared, view) for move in one.moves]
        entries += [
            (told(change).in_language(view.language), view.say("写法", "As written"))
            for _, change in one.changes
        ]
        if not one.proved:
            entries.append((view.say("没有证出来", "Not proved"), ""))
        elif not one.moves:
            nobody = view.say("没有人得失（已证明）", "Nobody gains or loses (proved)")
            entries.insert(0, (nobody, ""))
        yield Section(_title(one.measure, compared, view), entries=tuple(entries))


def _moved(move: "Move", compared: Compared, view: View) -> tuple[str, str]:
    from eligibility.proving.claims import Witness
    from eligibility.proving.witnesses import told as said

    facts = {**compared.old.facts, **compared.new.facts}
    who = said(Witness(move.days[1], move.values, {}), facts)
    lines = [
        f"{text.in_language(view.language)}: {_truth(was, view)} → {_truth(now, view)}"
        for text, was, now in move.conditions
    ]
    if move.kind == "paid":
        lines.append(" → ".join(str(one.value if one else "-") for one in move.amounts))
    kind = KINDS[move.kind].in_language(view.language)
    said_ = who.in_language(view.language)
    return view.say(f"{kind}：{said_}", f"{kind}: {said_}"), "\n".join(lines)


def _truth(truth: object, view: View) -> str:
    value = getattr(truth, "value", "")
    return TRUTHS[value].in_language(view.language)


def _plain(one: "Difference | Written") -> dict[str, object]:
    from eligibility.document import plain

    return {
        "measure": one.measure,
        "unchanged": one.unchanged,
        "proved": one.proved,
        "moves": [
            {
                "kind": move.kind,
                "from": move.days[0].isoformat(),
                "to": move.days[1].isoformat(),
                "profile": {id_: plain(value) for id_, value in move.values.items()},
                "statuses": [status.value for status in move.statuses],
                "conditions": [
                    {
                        "text": text._asdict(),
                        "before": was.value if was else None,
                        "after": now.value if now else None,
                    }
                    for text, was, now in move.conditions
                ],
                "amounts": [
                    str(sum_.value) if sum_ and sum_.value is not None else None
                    for sum_ in move.amounts
                ],
            }
            for move in one.moves
        ],
        "changes": [
            {
                "kind": change.kind,
                "from": pair[0].isoformat(),
                "to": pair[1].isoformat(),
                "text": told(change)._asdict(),
            }
            for pair, change in one.changes
        ],
    }


def touch_rules(parameter: str, rulebook: str, view: View, *, as_json: bool) -> None:
    """Tell what a parameter touches; CallError for one that there is not."""
    book = Rulebook.load(rulebook)
    found = touched(parameter, book)
    if as_json:
        print_json(
            {
                "parameter": parameter,
                "measures": [
                    {"measure": id_, "from": start} for id_, start in found.measures
                ],
                "definitions": list(found.definitions),
                "texts": [str(place) for place in found.texts],
                "cases": [
                    {"measure": measure, "case": id_} for measure, id_ in found.cases
                ],
            }
        )
    else:
        show_sections(_touched(found, book, view), view)


def _touched(found: Touched, book: Rulebook, view: View) -> Iterator[Section]:
    listed = (
        (
            Text("措施", "Measures"),
            [
                (book.measures[id_].title.in_language(view.language), start)
                for id_, start in found.measures
            ],
        ),
        (Text("共用的条件", "Definitions"), [(id_, "") for id_ in found.definitions]),
        (Text("说到它的话", "Texts"), [(str(place), "") for place in found.texts]),
        (Text("案例", "Cases"), [(id_, measure) for measure, id_ in found.cases]),
    )
    for word, entries in listed:
        heading = word.in_language(view.language)
        count = view.say(f"{heading}（{len(entries)}）", f"{heading} ({len(entries)})")
        yield Section(count, entries=tuple(entries))

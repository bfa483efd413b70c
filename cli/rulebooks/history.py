"""What `rules changes` does: what changed in a measure, day by day."""

from eligibility.inquiries.history import history
from eligibility.telling.history import told
from eligibility.telling.trees import Section

from .. import opening
from ..options import View
from ..showing.json import print_json
from ..showing.shown import show_sections


def tell_changes(measure: str, rulebook: str, view: View, *, as_json: bool) -> None:
    """Print what changed on each day; CallError for a name that there is not."""
    book = opening.rulebook(rulebook)
    turns = history(measure, book.contents)
    if as_json:
        print_json(
            {
                "measure": measure,
                "days": [
                    {
                        "from": turn.day.isoformat(),
                        "changes": [
                            {"kind": one.kind, "text": told(one)._asdict()}
                            for one in turn.changes
                        ],
                    }
                    for turn in turns
                ],
            }
        )
        return
    title = book.measures[measure].title.in_language(view.language)
    none = view.say("没有变化。", "Nothing changed.")
    heading = view.say(f"{title}（{measure}）", f"{title} ({measure})")
    sections = [Section(heading, entries=() if turns else ((none, ""),))]
    for turn in turns:
        day = view.say(f"{turn.day} 起", f"From {turn.day}")
        entries = tuple(
            (told(one).in_language(view.language), "") for one in turn.changes
        )
        sections.append(Section(day, entries=entries))
    show_sections(sections, view)

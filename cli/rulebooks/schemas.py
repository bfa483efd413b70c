"""What `rules schema` does: schemas printed, or written for an editor."""

from pathlib import Path

from eligibility.editing.schemas import KINDS_OF_FILES, schema, written
from eligibility.errors import CallError, Fault, nearest
from eligibility.telling.trees import Section
from eligibility.texts import Text

from ..options import View
from ..showing.json import print_json
from ..showing.shown import show_sections
from ..showing.talk import tell


def give_schemas(kind: str | None, out: Path | None, view: View) -> None:
    """Print one schema, write some, or list them; CallError for no such kind."""
    if kind is not None and kind not in KINDS_OF_FILES:
        raise _unknown(kind)
    if out is not None:
        kinds = KINDS_OF_FILES if kind is None else (kind,)
        places = written(out, kinds)
        tell(
            view.say(
                f"写好了 {len(places)} 个，在 {out}。编辑器怎么用：docs/editor.md",
                f"Written to {out}: {len(places)}. "
                "How an editor uses them: docs/editor.md",
            )
        )
    elif kind is not None:
        print_json(schema(kind))
    else:
        show_sections([_listing(view)], view)


def _listing(view: View) -> Section:
    """The kinds, each with its files and what to do next."""
    rows = tuple((name, kind.files) for name, kind in KINDS_OF_FILES.items())
    step = view.say(
        "写成文件：eligibility rules schema --out schemas",
        "As files: eligibility rules schema --out schemas",
    )
    heading = view.say("规则文件的种类", "Kinds of rulebook files")
    return Section(heading, rows, ((step, ""),))


def _unknown(kind: str) -> CallError:
    names = list(KINDS_OF_FILES)
    hint = nearest(kind, names) or Text(
        "可以用：" + "、".join(names), "Possible here: " + ", ".join(names)
    )
    text = Text(f"没有这种文件：{kind}", f"There is no such kind of file: {kind}")
    return CallError([Fault("unknown-kind", text, hint=hint, subject=kind)])

"""What `rules cases` does: pairs of cases are proposed, for a person to confirm."""

from pathlib import Path

from eligibility.assessment import chosen
from eligibility.inquiries.pairs import proposals, written
from eligibility.keeping.filing import put

from ..failures import wrong_call
from ..opening import rulebook as opened
from ..options import View
from ..showing.talk import tell


def propose_cases(measure: str, rulebook: str, file: str | None, view: View) -> None:
    """Propose a pair for each test of a measure that has none: into a new file, or on
    stdout. CallError for a file that is there.
    """
    if file is not None and Path(file).exists():
        raise wrong_call(
            f"{file} 已经有了，不会覆盖",
            f"{file} is there, and is not written over",
            hint=("换一个文件名。", "Name another file."),
        )
    book = opened(rulebook)
    (asked,) = chosen(book, [measure])
    tell(view.say("找成对的案例……", "Seeking pairs of cases …"))
    found = proposals(asked, book)
    if found.pairs:
        text = written(asked, found)
        if file is not None:
            put(text.encode(), file)
        else:
            print(text, end="")  # noqa: T201 - the answer belongs on stdout
    count, left = len(found.pairs), len(found.without)
    tell(
        view.say(
            f"提出 {count} 对案例，没有找到的判断 {left} 个。"
            "请按规定算出应有的结论，再删去 confirmed: false。",
            f"Pairs proposed: {count}; tests for which none was found: {left}. "
            "Work out from the regulation what is to be expected, then take "
            "`confirmed: false` away.",
        )
    )
    for place in found.without:
        tell(f"  {place}")

"""What `export-web` does: write the folder, and say what it holds and until when."""

from datetime import date
from pathlib import Path

from eligibility.rulebook import Rulebook
from eligibility.web.folder import write

from ..options import View
from ..showing.talk import tell

MIB = 1024 * 1024


def run(out: Path, rulebook: str, first: date, days: int, view: View) -> None:
    """Write the folder, and tell of it."""
    book = Rulebook.load(rulebook, keep=True)
    written = write(book, first, days, out)
    size = f"{written.size / MIB:.1f} MiB"
    told = view.say(
        f"写到 {out}：{written.first} 到 {written.last}，{written.files} 个文件，{size}。"
        f"过了 {written.last}，网页就不再回答，请在那以前再写一次。",
        f"Written to {out}: {written.first} to {written.last}, {written.files} files, "
        f"{size}. After {written.last} the page answers no more: write it anew before.",
    )
    tell(told)

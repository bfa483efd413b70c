"""What `rules site` does: the site written, and where it begins told."""

from datetime import date
from pathlib import Path

from eligibility.publishing.site import write

from .. import opening
from ..options import View
from ..showing.talk import tell

MIB = 1024 * 1024


def publish(out: Path, rulebook: str, day: date, view: View) -> None:
    """Write the site, and tell of it."""
    written = write(opening.rulebook(rulebook), day, out)
    size = f"{written.size / MIB:.1f} MiB"
    tell(
        view.say(
            f"写好了 {written.measures} 项措施的网页：{written.files} 个文件，{size}，"
            f"说的是 {day} 的规定。从 {out / 'index.html'} 看起。",
            f"Written for {written.measures} measures: {written.files} files, {size}, "
            f"with the rules of {day}. It begins at {out / 'index.html'}.",
        )
    )

"""What `rules watch` does: after every save, what is wrong and what the edit means."""

import shutil
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from eligibility.editing.edits import Snapshot, snapshot, touched
from eligibility.editing.outcomes import Baseline, Meaning, Tried, tried
from eligibility.errors import Fault, RulebookError
from eligibility.loading.folder import find
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Section

from ..drawing import drawn
from ..options import View
from ..showing.shown import show_gap, show_sections, show_text
from ..showing.talk import tell
from .committed import committed

PAUSE = 0.2
"""So many seconds lie between two looks at the files."""
MOST = 10
"""So many cases are told one by one."""


def watch_rules(rulebook: str, view: View, meanings: Iterable[Meaning] = ()) -> None:
    """Look at a rulebook's files until somebody interrupts; `meanings` say more of each
    edit. RulebookError where it cannot be read to begin with and was never committed.
    """
    folder = find(rulebook)
    with tempfile.TemporaryDirectory() as name:
        before = Path(name) / "before"
        before.mkdir()
        since_commit = committed(folder, before)
        if not since_commit:
            shutil.copytree(folder, before, dirs_exist_ok=True)
        book = Rulebook.load(str(before))
        watcher = _Watcher(
            folder,
            view,
            Baseline(book),
            snapshot(before),
            tuple(meanings),
            since_commit=since_commit,
        )
        try:
            watcher.run()
        except KeyboardInterrupt:
            tell(view.say("\n不看了。", "\nNo longer watching."))
            raise


@dataclass(slots=True)
class _Watcher:
    """What is watched, and what it is held against."""

    folder: Path
    view: View
    before: Baseline
    beginning: Snapshot
    meanings: tuple[Meaning, ...]
    since_commit: bool

    def run(self) -> None:
        """Tell what is so now, then after each save."""
        view = self.view
        since = self._since()
        show_text(
            view.say(
                f"看着 {self.folder}，每次存盘就查一遍，和{since}比。Ctrl-C 结束。",
                f"Watching {self.folder}: each save is checked and held against "
                f"{since}. Ctrl-C ends it.",
            ),
            view,
        )
        seen = self.beginning
        marks: object = None
        while True:
            now = _marks(self.folder)
            if now != marks:
                marks = now
                files = snapshot(self.folder)
                if files.changed(seen):
                    self._tell(files, seen)
                seen = files
            time.sleep(PAUSE)

    def _since(self) -> str:
        if self.since_commit:
            return self.view.say("上次提交", "the last commit")
        return self.view.say("开始的时候", "the beginning")

    def _tell(self, files: Snapshot, seen: Snapshot) -> None:
        """What an edit did; whatever is wrong with it ends nothing."""
        view = self.view
        show_gap()
        heading = view.say("、", ", ").join(files.changed(seen))
        show_sections([Section(heading)], view)
        begun = time.monotonic()
        try:
            book = Rulebook.load(str(self.folder))
            _ = book.sentences
            took = time.monotonic() - begun
            told = view.say(f"没有错误（{took:.1f} 秒）", f"No faults ({took:.1f} s)")
            show_text(told, view)
            measures = touched(self.beginning, files)
            self._try(book, measures)
        except RulebookError as error:
            self._draw(error.faults)
        except OSError as error:  # saved by moving: it will be there at the next look
            show_text(f"{error.filename}: {error.strerror}", view)

    def _try(self, book: Rulebook, measures: frozenset[str]) -> None:
        """The cases that the edits so far touch, and what comes out otherwise."""
        view = self.view
        begun = time.monotonic()
        some = list(tried(book, self.folder, measures, self.before))
        took = time.monotonic() - begun
        failed = [one for one in some if one.faults]
        names = view.say("、", ", ").join(sorted(measures)) or view.say("无", "none")
        told = view.say(
            f"碰到的措施：{names}。{len(some)} 个案例，{len(failed)} 个不过"
            f"（{took:.1f} 秒）。",
            f"Measures touched: {names}. Cases: {len(some)}, failing: {len(failed)} "
            f"({took:.1f} s).",
        )
        show_text(told, view)
        faults = dict.fromkeys(fault for one in failed for fault in one.faults)
        self._draw([*faults][:MOST])
        if len(faults) > MOST:
            rest = len(faults) - MOST
            show_text(view.say(f"还有 {rest} 处。", f"And {rest} more."), view)
        self._turned(some)
        for meaning in self.meanings:
            for sentence in meaning(self.before.book, book, measures):
                show_text(sentence, view)

    def _turned(self, some: Iterable[Tried]) -> None:
        """The outcomes that are others than before the edits."""
        view, since = self.view, self._since()
        turned = [one.turned for one in some if one.turned is not None]
        if not turned:
            told = view.say(
                f"和{since}比，案例的结论都没有变。",
                f"Against {since}, no case comes out otherwise.",
            )
            show_text(told, view)
            return
        heading = view.say(
            f"和{since}比，结论变了的案例（{len(turned)}）",
            f"Cases that come out otherwise than at {since} ({len(turned)})",
        )
        entries = tuple(
            (
                f"{it.case.measure}: {it.case.id}, {it.case.day}",
                f"{it.before.value} → {it.after.value}",
            )
            for it in turned[:MOST]
        )
        rest = len(turned) - MOST
        if rest > 0:
            entries += ((view.say(f"还有 {rest} 个", f"And {rest} more"), ""),)
        show_sections([Section(heading, entries=entries)], view)

    def _draw(self, faults: Iterable[Fault]) -> None:
        some = tuple(faults)
        if some:
            print(drawn(some, self.view.language), end="", flush=True)  # noqa: T201


def _marks(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was last written, and how large it is."""
    found: dict[str, tuple[int, int]] = {}
    for pattern in ("*.yaml", "measures/*.yaml", "cases/*.yaml"):
        for file in folder.glob(pattern):
            try:
                status = file.stat()
            except FileNotFoundError:  # gone since it was listed
                continue
            found[str(file)] = status.st_mtime_ns, status.st_size
    return found

"""Work done in an earlier run, kept on disk: a rulebook as it was loaded and bound.

What is kept is named by the bytes that it was made from, those of the rulebook and of
the engine, so it is never stale; a file that cannot be read is made anew. Kept values
are pickles, to be trusted as far as the user's own folder is: one that others may write
to is left alone. Nothing of any person is kept.
"""

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
FOLDER = "ELIGIBILITY_CACHE"
"""The environment variable that names the folder; empty, nothing is kept."""
MOST = 24
"""How many values are kept; the oldest make room."""
OTHERS_MAY_WRITE = 0o022


def fingerprint(files: Iterable[Path]) -> str:
    """What files and engine a value is made from, as a name for it."""
    digest = hashlib.sha256(sys.version.encode())
    engine = Path(__file__).parents[1]
    for module in sorted(engine.rglob("*.py")):
        status = module.stat()
        digest.update(f"{module.name}:{status.st_mtime_ns}:{status.st_size};".encode())
    for file in sorted(files):
        data = file.read_bytes()
        digest.update(f"{file}:{len(data)};".encode() + data)
    return digest.hexdigest()


def kept(name: str, make: Callable[[], T]) -> T:
    """The value kept under a name, or else made, and kept if that can be done."""
    folder = _folder()
    if folder is None:
        return make()
    file = folder / f"{name}.pickle"
    try:
        value: T = pickle.loads(file.read_bytes())  # noqa: S301 - as above
    except Exception:  # noqa: BLE001 - a pickle may fail in any way; then it is made
        value = make()
        _keep(file, value)
    return value


def _folder() -> Path | None:
    """The folder to keep values in, if there is one that only this user may write."""
    named = os.environ.get(FOLDER)
    if named == "":
        return None
    try:
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        folder = Path(named) if named else Path(home) / "eligibility"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except (OSError, RuntimeError):
        return None
    if hasattr(os, "getuid") and (
        status.st_uid != os.getuid() or status.st_mode & OTHERS_MAY_WRITE
    ):
        return None
    return folder


def _keep(file: Path, value: object) -> None:
    try:
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as new:
            new.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        Path(new.name).replace(file)
        ages = sorted(file.parent.glob("*.pickle"), key=lambda one: one.stat().st_mtime)
        for old in ages[:-MOST]:
            old.unlink(missing_ok=True)
    except (OSError, RecursionError, pickle.PicklingError):
        return

"""Files that appear under their names whole or not at all, for their owner only unless
they are published.

What is written goes to a hidden file beside its target, which only the owner may read.
`together` puts all files of a run in place at once, when each is complete and on the
disk; on any failure, or an interrupt, none of them is left.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from eligibility.errors import CallError, Fault
from eligibility.texts import Text

FULL = {errno.ENOSPC, errno.EDQUOT}
READABLE = 0o644
"""What is published is read by others: a web server runs as somebody else."""
NOTHING_LEFT = Text(
    "请腾出空间，或者换一个文件夹。写到一半的文件已经删去。",
    "Make room, or name another folder. What was half written is gone.",
)


@dataclass(frozen=True, slots=True)
class Filing:
    """The files of one run, under way; `together` makes one."""

    _begun: dict[Path, Path] = field(default_factory=dict)
    _folders: list[Path] = field(default_factory=list)

    def begin(self, name: str) -> Path:
        """An empty file to write what will stand under a name.

        Raises CallError for a name that cannot be written, or that is taken.
        """
        refuse_unwritable(name)
        target = Path(name).resolve()
        if target in self._begun:
            raise _wrong(f"{name} 写了两次", f"{name} is named for two files")
        with told(name):
            handle, temporary = tempfile.mkstemp(
                dir=target.parent, prefix=f".{target.name}."
            )
            self._begun[target] = Path(temporary)
            os.close(handle)
        return Path(temporary)

    def publish(self, name: str, data: bytes) -> None:
        """Write a file that everybody may read; CallError as in `begin`."""
        place = self.begin(name)
        with told(name):
            place.write_bytes(data)
            place.chmod(READABLE)

    def folder(self, name: str) -> Path:
        """A folder beside a file for what is needed while it is written."""
        target = Path(name).resolve()
        with told(name):
            made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
            self._folders.append(made)
        return made

    def commit(self) -> None:
        """Put every file in its place; CallError where the disk does not take it."""
        for target, temporary in self._begun.items():
            with told(target.name), temporary.open("rb") as stream:
                os.fsync(stream.fileno())
        for target, temporary in self._begun.items():
            with told(target.name):
                temporary.replace(target)

    def clear(self) -> None:
        """Remove all that is not in its place."""
        for temporary in self._begun.values():
            temporary.unlink(missing_ok=True)
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def together() -> Generator[Filing]:
    """Files that appear when the block ends well, all of them or none."""
    filing = Filing()
    try:
        yield filing
        filing.commit()
    finally:
        filing.clear()


def put(data: bytes, name: str) -> None:
    """Write a file, whole or not at all; CallError where that cannot be done."""
    with together() as files:
        place = files.begin(name)
        with told(name):
            place.write_bytes(data)


@contextmanager
def told(name: str) -> Generator[None]:
    """Tell what fails while a file is written as a CallError that names the file."""
    try:
        yield
    except OSError as error:
        raise unwritable(name, error) from error


def unwritable(name: str, error: OSError) -> CallError:
    """The error for a file that could not be written to its end."""
    if error.errno in FULL:
        return _wrong(
            f"写不了 {name}：磁盘满了",
            f"{name} cannot be written: the disk is full",
            NOTHING_LEFT,
        )
    if error.errno == errno.EFBIG:
        return _wrong(
            f"写不了 {name}：这里放不下这么大的文件",
            f"{name} cannot be written: no file may be so large here",
            NOTHING_LEFT,
        )
    why = error.strerror or type(error).__name__
    return _wrong(f"写不了 {name}：{why}", f"{name} cannot be written: {why}")


def refuse_unwritable(name: str) -> None:
    """Say before any work is done that a file cannot be written; CallError."""
    path = Path(name).resolve()
    if path.is_dir():
        raise _wrong(f"{name} 是一个文件夹", f"{name} is a folder")
    if not path.parent.is_dir():
        raise _wrong(
            f"没有 {path.parent} 这个文件夹", f"There is no folder {path.parent}"
        )
    if path.exists() and not path.is_file():
        raise _wrong(f"{name} 不是普通文件", f"{name} is no ordinary file")
    if not os.access(path.parent, os.W_OK):
        raise _wrong(f"{name} 写不了", f"{name} cannot be written")


def _wrong(zh: str, en: str, hint: Text | None = None) -> CallError:
    return CallError([Fault("call", Text(zh, en), hint=hint)])

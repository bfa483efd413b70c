"""Files that hold a person's answers: written whole or not at all, for their owner only."""

import json
import os
import tempfile
from pathlib import Path

from eligibility.inquiries.interview import Given

from .failures import wrong_call


def refuse_unwritable(name: str) -> None:
    """Say before the first question that a file cannot be written; CallError."""
    path = Path(name).resolve()
    if path.is_dir():
        raise wrong_call(f"{name} 是一个文件夹", f"{name} is a folder")
    if not path.parent.is_dir():
        raise wrong_call(
            f"没有 {path.parent} 这个文件夹", f"There is no folder {path.parent}"
        )
    if not os.access(path.parent, os.W_OK):
        raise wrong_call(f"{name} 写不了", f"{name} cannot be written")


def save(given: Given, name: str) -> None:
    """Write the answers as `check FILE` reads them; what could not be told is null."""
    text = _json(given) if Path(name).suffix == ".json" else _yaml(given)
    put(text.encode(), name)


def put(data: bytes, name: str) -> None:
    """Write a file, whole or not at all."""
    path = Path(name).resolve()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _yaml(given: Given) -> str:
    return (
        "".join(
            f"{id_}: {'null' if value is None else value}\n"
            for id_, value in given.items()
        )
        or "{}\n"
    )


def _json(given: Given) -> str:
    return json.dumps(dict(given), ensure_ascii=False, indent=2) + "\n"

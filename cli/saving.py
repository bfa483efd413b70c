"""Answers kept in a file: as `check FILE` reads them, readable by their owner only."""

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
    """Write the answers, whole or not at all; what could not be told stands as null."""
    path = Path(name).resolve()
    text = _json(given) if path.suffix == ".json" else _yaml(given)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
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

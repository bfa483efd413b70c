"""Files that hold a person's answers: written whole or not at all,
for their owner only.
"""

import json
from pathlib import Path

from eligibility.inquiries.interview import Given
from eligibility.keeping.filing import put, refuse_unwritable

__all__ = ["put", "refuse_unwritable", "save"]


def save(given: Given, name: str) -> None:
    """Write the answers as `check FILE` reads them; what could not be told is null."""
    text = _json(given) if Path(name).suffix == ".json" else _yaml(given)
    put(text.encode(), name)


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

"""JSON on stdout."""

from pydantic_core import to_json


def print_json(value: object) -> None:
    """Print plain values as JSON (json.dumps is slow where it indents)."""
    print(to_json(value, indent=2).decode())  # noqa: T201 - the answer belongs on stdout

"""What is said beside the answer: on stderr, so that a pipe holds the answer alone."""

import sys


def tell(text: str) -> None:
    """Say a line."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - talk belongs on stderr

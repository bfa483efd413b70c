"""How schemathesis writes and reads batches: one JSON value a line.

`SCHEMATHESIS_HOOKS=tests.ndjson` has it loaded.
"""

import json
from typing import Any

import schemathesis

LINES = "application/x-ndjson"


@schemathesis.serializer(LINES)
def written(_: Any, value: Any) -> bytes:
    """The lines of a list; what is no list is one line."""
    lines = value if isinstance(value, list) else [value]
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()


@schemathesis.deserializer(LINES)
def read(_: Any, response: Any) -> list[Any]:
    """The values of all lines."""
    return [json.loads(line) for line in response.content.splitlines()]

"""The evaluator for browsers, run by Node.js:
profiles in, documents out, one by one.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from eligibility import Rulebook
from eligibility.web.export import exported

NODE = shutil.which("node")
NO_NODE = "Node.js is not installed"
CHECKOUT = Path(__file__).parent.parent
SCRIPTS = CHECKOUT / "tests" / "web"
WEB = CHECKOUT / "eligibility" / "web"

Evaluator = Callable[[Mapping[str, object]], dict[str, Any]]
"""What the evaluator says of a profile; beside the document, `next` is what it asks."""


@contextmanager
def evaluator(
    book: Rulebook, day: date, script: str = "evaluate.mjs"
) -> Generator[Evaluator]:
    """The evaluator with a rulebook on a day; it holds one document at a time. Another
    script beside the tests says other things of a profile.
    """
    assert NODE is not None, NO_NODE
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rulebook.json"
        file.write_text(json.dumps(exported(book, day)), encoding="utf-8")
        words = [NODE, str(SCRIPTS / script), WEB.as_uri(), str(file)]
        with subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        ) as node:
            sent, said = node.stdin, node.stdout
            assert sent is not None
            assert said is not None

            def evaluated(profile: Mapping[str, object]) -> dict[str, Any]:
                sent.write(json.dumps(profile) + "\n")
                sent.flush()
                found: dict[str, Any] = json.loads(said.readline())
                return found

            yield evaluated
            sent.close()
        assert node.returncode == 0

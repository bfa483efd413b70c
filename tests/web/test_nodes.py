"""The types that JavaScript knows the exported rules by are those of Python."""

from collections.abc import Callable
from pathlib import Path

from eligibility.readings.portable import Step
from eligibility.web.shapes import Exported, ExportedFact
from tests.typescript import Aliases, declared

HEAD = """\
// Written by pytest --rewrite-golden from readings/portable.py and web/shapes.py: an
// exported rulebook, as evaluator.mjs reads it.

"""
NAMED: Aliases = {Step: "Step", ExportedFact: "ExportedFact"}


def test_the_types_for_javascript_are_those_of_python(
    checkout: Path, golden: Callable[[Path, str], None]
) -> None:
    file = checkout / "eligibility" / "web" / "nodes.d.ts"
    golden(file, HEAD + declared(Exported, NAMED))

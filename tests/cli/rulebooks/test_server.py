"""`rules lsp`: without its library it says what to install."""

import sys
from collections.abc import Callable

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def test_what_is_missing_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "eligibility.editing.server", raising=False)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    told = run("rules", "lsp", "--lang", "en")
    assert told.exit_code == 2
    assert "pip install 'eligibility[editor]'" in told.stderr
    assert "no editor can be answered" in told.stderr

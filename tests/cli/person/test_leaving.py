"""Where the answers are kept when a person leaves."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Part = Callable[[str], ModuleType]
Named = Callable[..., str | None]


@pytest.fixture
def named(part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Named:
    """The name that comes of some lines typed, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def naming(*lines: str) -> str | None:
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        monkeypatch.setattr(sys, "stdin", typed)
        name: str | None = part("person.leaving").asked_name(part("options").View("zh"))
        assert not typed.read()
        return name

    return naming


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["my answers.yaml"], "my answers.yaml"),
        (["y"], "me.yaml"),
        (["YES"], "me.yaml"),
        (["是"], "me.yaml"),
        (["n"], None),
        (["否"], None),
        (["", "", "y"], "me.yaml"),
        (["", "n"], None),
        ([], None),
        ([""], None),
        (["no/such/me.yaml", "."], None),
        (["a\0b", "mine.yaml"], "mine.yaml"),
    ],
)
def test_a_name_is_asked_for_until_there_is_one(
    named: Named, lines: list[str], name: str | None
) -> None:
    assert named(*lines) == name


def test_a_file_that_is_there_is_replaced_only_if_named_twice(
    named: Named, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("me.yaml").touch()
    assert named("y") == "me-2.yaml"
    assert named("me.yaml", "n") is None
    assert "me.yaml 已经有了" in capsys.readouterr().err
    assert named("me.yaml", "", "me.yaml", "other.yaml") == "other.yaml"
    assert named("me.yaml", "me.yaml") == "me.yaml"


def test_why_a_name_does_not_do_is_told(
    named: Named, capsys: pytest.CaptureFixture[str]
) -> None:
    named("no/such/me.yaml", "", "a\0b")
    told = capsys.readouterr().err
    assert "没有" in told
    assert "只按回车不算" in told
    assert "不能用这个名字" in told

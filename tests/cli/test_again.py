"""The command that is printed to go on works as it stands."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import Result

from tests.running import COMMAND

Run = Callable[..., Result]
DAY = ("--on", "2021-07-27")
GIVEN = (
    *DAY,
    *("--measure", "home-premises", "--measure", "licence-exemption"),
    *("--rulebook", "guangdong", "--lang", "en", "--accessible"),
)


@pytest.fixture
def again(part: Callable[[str], ModuleType]) -> ModuleType:
    """The module of commands to give again."""
    return part("again")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), ()),
        (GIVEN, GIVEN),
        ((*DAY, "--all", "--no-input", "--no-color"), DAY),
    ],
)
def test_the_answer_ends_with_a_command_that_gives_the_same(
    run: Run, graduate: str, options: tuple[str, ...], words: tuple[str, ...]
) -> None:
    shown = run("check", graduate, *options, COLUMNS="100").stdout
    told = " ".join(shown.split())
    command = ("eligibility", "check", graduate, *words)
    assert f"{shlex.join(command)} --why " in told
    assert run(*command[1:]).exit_code == 0


def test_a_language_of_the_surroundings_is_carried(run: Run, graduate: str) -> None:
    shown = run("check", graduate, ELIGIBILITY_LANG="en", COLUMNS="100").stdout
    assert f"eligibility check {graduate} --lang en --why " in " ".join(shown.split())


def test_what_goes_on_has_every_option_but_those_in_its_way(again: ModuleType) -> None:
    options = (("--one-key",), ("--on", "2021-07-27"), ("--report", "my plan.pdf"))
    call = again.Call(options=options)
    rest = "--one-key --on 2021-07-27 --report 'my plan.pdf'"
    assert call.onward("me too.yaml") == f"eligibility check 'me too.yaml' {rest}"
    assert call.onward("-me.yaml") == f"eligibility check ./-me.yaml {rest}"
    assert call.begun("me.yaml") == f"eligibility check --save me.yaml {rest}"
    assert call.same("me.yaml") == "eligibility check me.yaml --on 2021-07-27"


def test_for_programs_it_goes_on_without_an_answer_first(again: ModuleType) -> None:
    call = again.Call(options=(("--json",),))
    assert call.onward("me.yaml") == "eligibility check --save me.yaml --json"


@pytest.mark.parametrize("on_path", [True, False])
def test_the_program_is_named_as_it_was_started(
    graduate: str, checkout: Path, on_path: bool
) -> None:
    folder = str(Path(COMMAND).parent)
    path = os.pathsep.join([folder, os.defpath] if on_path else [os.defpath])
    relative = os.path.relpath(COMMAND, checkout)
    started = {
        COMMAND: "eligibility" if on_path else COMMAND,
        relative: "eligibility" if on_path else relative,
        f"{sys.executable} -m eligibility.cli": None,
        f"{sys.executable} -X utf8 -m eligibility.cli": None,
    }
    for start, named in started.items():
        done = subprocess.run(
            [*start.split(), "check", graduate, *DAY],
            env={**os.environ, "PATH": path, "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
            cwd=checkout,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        told = "".join(done.stdout.split())
        command = f"{named or start} check {graduate} --on 2021-07-27 --why"
        assert command.replace(" ", "") in told

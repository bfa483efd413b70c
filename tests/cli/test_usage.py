"""Help and wrong usage: a sentence in one's own language, and the contract's code."""

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points

import pytest
from typer.testing import Result

Run = Callable[..., Result]
COMMANDS = [
    (),
    ("check",),
    ("measures",),
    ("show",),
    ("export-web",),
    ("rules",),
    ("rules", "check"),
    ("rules", "test"),
]


@pytest.mark.parametrize("path", COMMANDS)
def test_help_is_in_the_language_asked_for_and_has_examples(
    run: Run, path: tuple[str, ...]
) -> None:
    chinese, english = (
        run(*path, "--help"),
        run(*path, "--help", ELIGIBILITY_LANG="en"),
    )
    assert "例子\n  eligibility " in chinese.stdout
    assert "Examples\n  eligibility " in english.stdout
    for result in (chinese, english):
        assert result.exit_code == 0
        assert "‖" not in result.stdout
    assert english.stdout.isascii() or "…" in english.stdout


def test_without_a_command_help_is_shown(run: Run) -> None:
    assert run().stdout == run("--help").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chekc",), "check"),
        (("check", "--onn", "2021-07-27"), "--on"),
        (("check", "--on"), "--on"),
        (("show",), "MEASURE"),
        (("show", "home-premise"), "home-premises"),
        (("measures", "--on", "2021-02-30"), "2021-07-27"),
        (("measures", "--on", "2019-12-31"), "2020-01-01"),
        (("measures", "--rulebook", "guangdon"), "guangdong"),
        (("measures", "--lang", "fr"), "--lang en"),
        (("rules", "check", "/"), "rulebook.yaml"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_usage_ends_with_two_and_a_way_out(
    run: Run, arguments: tuple[str, ...], words: str, language: str
) -> None:
    result = run(*arguments, ELIGIBILITY_LANG=language)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert language == "zh" or result.stderr.isascii()


def _command(*arguments: str) -> list[str]:
    (script,) = entry_points(group="console_scripts", name="eligibility")
    start = f"from {script.module} import main; main()"
    return [sys.executable, "-c", start, *arguments]


def test_a_closed_pipe_is_no_error(graduate: str) -> None:
    process = subprocess.Popen(
        _command("check", graduate, "--all"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


def test_help_does_not_wait_for_the_engine() -> None:
    (script,) = entry_points(group="console_scripts", name="eligibility")
    heavy = "{'pydantic', 'yaml', 'rich.console', 'prompt_toolkit', 'durable'}"
    start = (
        f"import sys; from {script.module} import app\n"
        "try: app(['--help'])\n"
        f"except SystemExit: print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", start], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]"

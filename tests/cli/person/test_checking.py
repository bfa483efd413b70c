"""One person on the command line: the answer, its counts, and what goes with it."""

import json
import re
import shlex
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

from eligibility import Rulebook, assess
from eligibility.document import document
from eligibility.inquiries.advising import advise

DAY = "2021-07-27"
Run = Callable[..., Result]


def written(file: str | Path) -> dict[str, str]:
    """The answers in a file, as text."""
    text = Path(file).read_text(encoding="utf-8")
    found: dict[str, str] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it builds nothing but text
    return found


def test_the_counts_of_the_blocks_add_up_to_the_measures(
    run: Run, graduate: str
) -> None:
    book = Rulebook.load()
    for profile in Path(graduate).parent.glob("*.yaml"):
        shown = run("check", str(profile), "--on", DAY).stdout
        counts = re.findall(r"^\S.*（(\d+)）$", shown, re.MULTILINE)
        assert sum(map(int, counts)) == len(book.measures)


def test_each_measure_is_told_once(run: Run, graduate: str) -> None:
    shown = run("check", graduate, "--on", DAY).stdout
    told = re.sub(r"\s+", "", shown.partition("\n现在可以办")[2])
    listed = re.sub(r"关系到：|先办：\S*", "", told.partition("看全部条件")[0])
    for measure in Rulebook.load().measures.values():
        assert re.sub(r"\s+", "", measure.title.zh) in listed


def test_what_to_do_comes_first_and_then_what_can_be_had_now(
    run: Run, graduate: str
) -> None:
    shown = run("check", graduate, "--on", DAY).stdout.splitlines()
    assert shown[2] == "先做这几件"
    headings = [line for line in shown[3:] if re.search(r"^\S.*（\d+）$", line)]
    assert headings[0].startswith("现在可以办")


def test_json_is_the_contract_s_document(run: Run, graduate: str) -> None:
    result = run("check", graduate, "--on", DAY, "--json")
    given = written(graduate)
    book = Rulebook.load()
    assessment = assess(given, book, on=DAY)
    advice = advise(assessment, book.profile(given, assessment.day))
    assert json.loads(result.stdout) == document(assessment, advice)
    assert result.stderr == ""


def test_a_profile_may_come_from_standard_input(run: Run, graduate: str) -> None:
    given = Path(graduate).read_bytes()
    piped = run("check", "-", "--on", DAY, given=given).stdout
    assert piped.strip()
    named = run("check", graduate, "--on", DAY).stdout
    command = re.search(r"\n看全部条件：\n.*\n", named)
    assert command is not None
    assert piped == named.replace(command.group(), "", 1)


def test_a_profile_may_be_json(run: Run, tmp_path: Path, graduate: str) -> None:
    given = written(graduate)
    file = tmp_path / "me.json"
    file.write_text(json.dumps(given, indent="\t"), encoding="utf-8")
    answer = run("check", str(file), "--on", DAY, "--json")
    assert answer.stdout == run("check", graduate, "--on", DAY, "--json").stdout


def test_measures_can_be_picked(run: Run, graduate: str) -> None:
    picked = ("--measure", "home-premises", "--measure", "licence-exemption")
    result = run("check", graduate, "--on", DAY, "--json", *picked)
    found = [one["measure"] for one in json.loads(result.stdout)["determinations"]]
    assert found == ["home-premises", "licence-exemption"]


@pytest.mark.parametrize("option", ["--measure", "--why"])
def test_an_unknown_measure_suggests_the_nearest(
    run: Run, graduate: str, option: str
) -> None:
    result = run("check", graduate, "--on", DAY, option, "home-premise")
    assert result.exit_code == 2
    assert "home-premises" in result.stderr


@pytest.mark.parametrize("width", [40, 100])
def test_a_command_for_every_condition_works_as_pasted(
    run: Run, graduate: str, width: int
) -> None:
    lines = run("check", graduate, "--on", DAY, COLUMNS=str(width)).stdout.splitlines()
    command = lines[lines.index("看全部条件：") + 1]
    program, *arguments = shlex.split(command)
    assert program == "eligibility"
    assert arguments[-2] == "--why"
    assert run(*arguments).exit_code == 0


def test_why_tells_answers_and_sources_of_each_condition(
    run: Run, graduate: str
) -> None:
    why = ("--why", "social-insurance-subsidy")
    shown = run("check", graduate, "--on", DAY, *why).stdout
    assert "毕业日期：2020 年 6 月 30 日" in shown
    assert "粤人社规\u30142021\u301512号" in shown
    assert "转载，未见原件" in shown


def test_without_a_profile_and_a_terminal_it_never_waits(run: Run) -> None:
    for arguments in ((), ("--no-input",), ("--json",)):
        result = run("check", *arguments)
        assert result.exit_code == 2
        assert "eligibility check me.yaml" in result.stderr
        assert result.stdout == ""


def test_save_keeps_the_answers_for_their_owner_only(
    run: Run, graduate: str, tmp_path: Path
) -> None:
    file = tmp_path / "me.yaml"
    result = run("check", graduate, "--on", DAY, "--save", str(file))
    assert str(file) in result.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert written(file) == written(graduate)
    assert [path.name for path in tmp_path.iterdir()] == ["me.yaml"]


def test_a_file_that_cannot_be_saved_is_told_before_anything_else(
    run: Run, graduate: str, tmp_path: Path
) -> None:
    for name in (tmp_path, tmp_path / "no" / "me.yaml"):
        result = run("check", graduate, "--save", str(name))
        assert result.exit_code == 2
        assert result.stdout == ""

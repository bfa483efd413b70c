"""What people see, held to golden files: `pytest --rewrite-golden` writes them anew."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result
from wcwidth import wcswidth

FOLDER = Path(__file__).parent.parent.parent / "golden"
DAY = "2021-07-27"
WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}|[\u4e00-\u9fff]+\u3014\d{4}\u3015\d+号|\d+ 个月")
Run = Callable[..., Result]
Golden = Callable[[Path, str], None]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_answer_at_each_width(
    run: Run, golden: Golden, graduate: str, width: int
) -> None:
    result = run("check", graduate, "--on", DAY, COLUMNS=str(width))
    assert result.exit_code == 0
    golden(FOLDER / f"check-{width}.txt", result.stdout)


FORMS = {
    "accessible": ("--accessible",),
    "why": ("--why", "home-premises"),
    "why-accessible": ("--why", "home-premises", "--accessible"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_the_answer_in_other_forms(
    run: Run, golden: Golden, graduate: str, language: str, form: str
) -> None:
    result = run("check", graduate, "--on", DAY, "--lang", language, *FORMS[form])
    assert result.exit_code == 0
    golden(FOLDER / f"check-{form}-{language}.txt", result.stdout)


def test_the_answer_in_english(run: Run, golden: Golden, graduate: str) -> None:
    result = run("check", graduate, "--on", DAY, "--lang", "en")
    golden(FOLDER / "check-en.txt", result.stdout)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_of_measures(run: Run, golden: Golden, language: str) -> None:
    result = run("measures", "--on", DAY, "--lang", language)
    golden(FOLDER / f"measures-{language}.txt", result.stdout)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_measure(run: Run, golden: Golden, language: str) -> None:
    result = run("show", "online-premises", "--on", DAY, "--lang", language)
    golden(FOLDER / f"show-{language}.txt", result.stdout)


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(
    run: Run, graduate: str, width: int, language: str
) -> None:
    arguments = ("check", graduate, "--on", DAY, "--lang", language, "--all")
    shown = run(*arguments, COLUMNS=str(width)).stdout.splitlines()
    (command,) = (line for line in shown if line.startswith("eligibility "))
    shown.remove(command)  # whole, as broken it would not be the same when pasted
    assert max(map(wcswidth, shown)) <= width


def test_nothing_is_cut_however_narrow_the_terminal_is(run: Run, graduate: str) -> None:
    def words(width: int) -> str:
        result = run("check", graduate, "--on", DAY, COLUMNS=str(width))
        first, again, _ = result.stdout.partition("最要紧的：")
        assert again
        return re.sub(r"\s", "", first)

    assert words(40) == words(60) == words(120)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_last_five_lines_repeat_the_plan(
    run: Run, graduate: str, width: int, language: str
) -> None:
    arguments = ("check", graduate, "--on", DAY, "--lang", language)
    shown = run(*arguments, COLUMNS=str(width)).stdout.splitlines()
    heading, *steps = shown[-5:]
    assert heading in {"最要紧的：", "Most important:"}
    top = [line for line in shown if re.match(r"  [1-4] ", line)][:4]
    for number, (step, first) in enumerate(zip(steps, top, strict=True), 1):
        assert step.startswith(f"  {number} ")
        assert step[:8] == first[:8]
        assert wcswidth(step) <= width
    assert ("2022" in "".join(steps)) is (width == 80)


def test_a_screen_reader_is_told_the_whole_plan_first(
    run: Run, graduate: str, tmp_path: Path
) -> None:
    given = Path(graduate).read_text("utf-8")
    given = re.sub(r"(employment_registered_on|contribution_months): .*\n", "", given)
    given = re.sub(r"(registration|insured_as): \w+", r"\1: none", given)
    file = tmp_path / "me.yaml"
    file.write_text(given)
    arguments = ("check", str(file), "--on", DAY)
    plan = json.loads(run(*arguments, "--json").stdout)["plan"]
    shown = run(*arguments, "--accessible", "--lang", "en").stdout
    header, told, *_ = shown.split("\n\n")
    assert header.startswith("By the rules of")
    heading, *lines = told.splitlines()
    assert heading == "Do this next."
    steps = [line for line in lines if re.match(r"\d", line)]
    assert [step.partition(". ")[0] for step in steps] == [
        str(number) for number in range(1, len(plan) + 1)
    ]
    assert len(plan) > 5
    assert "When: can be done now; by 30 June 2022 at the latest." in lines
    others = set(lines) - set(steps)
    assert all(re.match(r"(When|Amount|Where|Bring|Ask): .*\.$", it) for it in others)


def test_a_screen_reader_is_told_what_to_find_out_and_where(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("work_city: guangzhou\n")
    shown = run("check", str(file), "--on", DAY, "--accessible", "--lang", "en").stdout
    (block,) = (it for it in shown.split("\n\n") if it.startswith("To find out first"))
    _, *lines = block.splitlines()
    assert [line[:3] for line in lines if line[0].isdigit()] == ["1. ", "2. ", "3. "]
    assert sum(line.startswith("bears on: ") for line in lines) == 3
    assert lines[-1].startswith("To find out as well: ")


def test_titles_alone_are_told_of_what_has_nothing_to_do_with_one(
    run: Run, graduate: str
) -> None:
    for form in ((), ("--accessible",)):
        shown = run("check", graduate, "--on", DAY, "--lang", "en", *form).stdout
        (block,) = (it for it in shown.split("\n\n") if it.startswith("Nothing to do"))
        assert "Oral contract for hourly work" in re.sub(r"\s+", " ", block)
        assert "nothing to do with you" not in block


@pytest.mark.parametrize("width", [40, 60, 80])
def test_days_amounts_and_document_numbers_stay_on_one_line(
    run: Run, graduate: str, width: int
) -> None:
    arguments = ("check", graduate, "--on", DAY, "--all")
    narrow = run(*arguments, COLUMNS=str(width)).stdout
    wide = run(*arguments, "--accessible").stdout
    for whole in set(WHOLE.findall(wide)) & set(
        WHOLE.findall(run(*arguments, COLUMNS="100").stdout)
    ):
        assert whole in narrow


def test_no_color_and_pipes_have_no_colour(run: Run, graduate: str) -> None:
    colour = re.compile(r"\x1b\[(?:\d+;)*3\d")
    arguments = ("check", graduate, "--on", DAY)
    assert "\x1b" not in run(*arguments).stdout
    assert colour.search(run(*arguments, FORCE_COLOR="1").stdout)
    assert not colour.search(run(*arguments, FORCE_COLOR="1", NO_COLOR="1").stdout)
    assert not colour.search(run(*arguments, "--no-color", FORCE_COLOR="1").stdout)


def test_no_status_is_told_by_a_sign_alone_to_a_screen_reader(
    run: Run, graduate: str
) -> None:
    result = run("check", graduate, "--on", DAY, "--accessible", "--all")
    assert not set(result.stdout) & set("✔✘→·~─│┌")
    assert "可以办" in result.stdout

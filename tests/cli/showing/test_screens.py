"""What people see, held to golden files: `pytest --rewrite-golden` writes them anew."""

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
    result = run(*arguments, COLUMNS=str(width))
    assert max(wcswidth(line) for line in result.stdout.splitlines()) <= width


def test_nothing_is_cut_however_narrow_the_terminal_is(run: Run, graduate: str) -> None:
    def words(width: int) -> str:
        result = run("check", graduate, "--on", DAY, "--all", COLUMNS=str(width))
        return re.sub(r"\s", "", result.stdout)

    assert words(40) == words(60) == words(120)


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

"""docs/python.md prints what it says it prints, and other pages' Python runs."""

import contextlib
import doctest
import io
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown(example: doctest.Example, names: dict[str, Any]) -> str:
    """An example as it should stand: what was typed, and what really came out."""
    first, *others = example.source.splitlines()
    typed = [f">>> {first}", *(f"... {line}".rstrip() for line in others)]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(example.source, "<page>", "single"), names)  # noqa: S102 - the page's own example
        except Exception as failure:  # noqa: BLE001 - the page shows what was raised
            kind = f"{type(failure).__module__}.{type(failure).__qualname__}"
            out.write(f"Traceback (most recent call last):\n    ...\n{kind}: {failure}")
    return "\n".join([*typed, out.getvalue().rstrip("\n")]).rstrip("\n") + "\n"


def followed(text: str) -> str:
    """The page with what its examples really print."""
    names: dict[str, Any] = {"__name__": "page"}
    reader = doctest.DocTestParser()

    def real(block: re.Match[str]) -> str:
        examples = reader.get_examples(block[1])
        return f"```python\n{''.join(shown(one, names) for one in examples)}```"

    return BLOCK.sub(real, text)


def test_the_page_prints_what_it_says(
    checkout: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = checkout / "docs" / "python.md"
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(checkout)
    real = followed(text)
    if pytestconfig.getoption("--rewrite-golden"):
        page.write_text(real, encoding="utf-8")
        text = real
    assert text == real


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_example_of_a_readme_prints_a_status(
    name: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = BLOCK.findall((checkout / name).read_text(encoding="utf-8"))
    exec(block, {})  # noqa: S102 - the page's own example
    assert capsys.readouterr().out == "undetermined\n"


def test_the_example_of_screening_writes_who_is_entitled(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = checkout / "docs" / "screening.md"
    (block,) = BLOCK.findall(page.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    people = pl.read_csv(checkout / "examples" / "applicants.csv", infer_schema=False)
    people.write_parquet("people.parquet")
    exec(block, {})  # noqa: S102 - the page's own example
    assert pl.read_parquet("open.parquet").height == 1


def test_an_example_that_fails_is_told_as_it_failed() -> None:
    (example,) = doctest.DocTestParser().get_examples(">>> 1 / 0\nwrong")
    assert shown(example, {}).endswith("builtins.ZeroDivisionError: division by zero\n")

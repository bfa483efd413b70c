"""Whom to ask about a measure: a line with its name, and the address of a page."""

from pathlib import Path

import pytest

from eligibility.law.applying import Contact
from eligibility.texts import Text
from tests.edited import codes, loaded, versioned

APPLY = "    apply:\n      where: {{zh: 窗口, en: Counter}}\n      contact: {contact}\n"
LINES = """\
name: base
version: 1
title: {zh: 样例, en: Sample}
first_day: 2020-01-01
contacts:
  "4000-100": {zh: 热线, en: hotline}
measures: [allowance]
"""


def asked(contact: str) -> dict[str, str]:
    return versioned(APPLY.format(contact=contact)) | {"rulebook.yaml": LINES}


def contact(folder: Path, written: str) -> Contact | None:
    (version,) = loaded(folder, asked(written)).measures["allowance"].versions
    assert version.application is not None
    return version.application.contact


def test_a_line_has_the_name_that_stands_once_in_the_rulebook(tmp_path: Path) -> None:
    written = '{phone: "4000-100", url: "https://example.org/a?b=1"}'
    assert contact(tmp_path, written) == Contact(
        "4000-100", "https://example.org/a?b=1", Text("热线", "hotline")
    )


def test_a_line_may_have_no_name_and_no_page(tmp_path: Path) -> None:
    assert contact(tmp_path, "{phone: 4000}") == Contact("4000")


def test_a_page_alone_will_do(tmp_path: Path) -> None:
    assert contact(tmp_path, "{url: http://example.org}") == Contact(
        None, "http://example.org"
    )


@pytest.mark.parametrize(
    "phone",
    ["4000 100", "-4000", "4000-", "4000--1", "+864000", "\uff14\uff10", "call us"],
)
def test_a_number_is_digits_and_hyphens(tmp_path: Path, phone: str) -> None:
    assert codes(tmp_path, asked(f'{{phone: "{phone}"}}')) == {"bad-phone"}


@pytest.mark.parametrize(
    "url",
    [
        "www.example.org",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "https://localhost/",
        "https://.../",
        "https://user:word@example.org/",
        "https://example.org:port/",
        "https://exam ple.org/",
        "https://例子.org/",
        "https://[example.org/",
    ],
)
def test_a_page_has_a_whole_address_of_a_host(tmp_path: Path, url: str) -> None:
    assert codes(tmp_path, asked(f'{{url: "{url}"}}')) == {"bad-address"}


def test_a_contact_says_something(tmp_path: Path) -> None:
    assert codes(tmp_path, asked("{}")) == {"wrong-type"}
    assert codes(tmp_path / "list", asked("[4000]")) == {"wrong-type"}


def test_the_name_of_a_line_is_that_of_a_number(tmp_path: Path) -> None:
    files = asked("{phone: 4000}")
    files["rulebook.yaml"] = LINES.replace("4000-100", "hotline")
    assert codes(tmp_path, files) == {"bad-phone"}

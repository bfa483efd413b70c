"""Colours: every text can be read on its ground, and no colour hides in a template."""

import re
from pathlib import Path

import pytest

from eligibility.report import looks

AA = 4.5
MARKS = 3.0
FOLDER = Path(looks.__file__).parent


def luminance(colour: str) -> float:
    """Relative luminance, by WCAG 2.2."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, by WCAG 2.2."""
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize(("ink", "ground"), looks.pairs())
def test_every_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= AA


def test_lines_and_signs_can_be_seen() -> None:
    for ink in (looks.LINE, *(tone.ink for tone in looks.TONES.values())):
        assert contrast(ink, looks.PAPER) >= MARKS


def test_no_colour_is_written_anywhere_else() -> None:
    colour = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\brgba?\(\d|\bhsl")
    for file in FOLDER.iterdir():
        if file.suffix in {".py", ".html", ".typ"} and file.name != "looks.py":
            assert colour.findall(file.read_text(encoding="utf-8")) == [], file.name

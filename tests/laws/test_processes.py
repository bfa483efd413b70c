"""Every process gives the same answer, whatever order its sets happen to have."""

import os
import subprocess

from tests.running import COMMAND

PROFILE = '{"birth_date": "1999-05-01", "employment_form": "platform", "sex": null}'
"""Somebody for whom several ways to open a measure cost the same."""
SEEDS = ("0", "1", "2")


def test_each_process_prints_the_same_document() -> None:
    words = [COMMAND, "check", "-", "--json", "--no-input", "--on", "2021-07-27"]
    printed = [
        subprocess.run(
            words,
            env=os.environ | {"PYTHONHASHSEED": seed},
            input=PROFILE,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in SEEDS
    ]
    assert printed[0]
    assert printed == printed[:1] * len(SEEDS)

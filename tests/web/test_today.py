"""The folder's today is the rulebook's, whatever the clock of the device says."""

import json
import os
import subprocess

import pytest

from tests.evaluating import NO_NODE, NODE, SCRIPTS, WEB

ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles")
OFFSETS = {"UTC": "Z", "Asia/Shanghai": "+08:00", "America/Los_Angeles": "-07:00"}


@pytest.mark.skipif(NODE is None, reason=NO_NODE)
@pytest.mark.parametrize("device", ZONES)
@pytest.mark.parametrize("zone", ZONES)
def test_a_minute_before_midnight_and_one_after_are_two_days(
    zone: str, device: str
) -> None:
    assert NODE is not None
    offset = OFFSETS[zone]
    moments = [f"2026-07-26T23:59:00{offset}", f"2026-07-27T00:01:00{offset}"]
    done = subprocess.run(
        [NODE, str(SCRIPTS / "today.mjs"), WEB.as_uri()],
        input=json.dumps([zone, moments]),
        env={**os.environ, "TZ": device},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout) == ["2026-07-26", "2026-07-27"]

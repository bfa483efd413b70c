"""An assessment as a value: asked, counted, copied, sent to another process."""

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest

from eligibility import Assessment, CallError, Rulebook, assess

BOOK = Rulebook.load("guangdong")
DAY = date(2021, 7, 27)
RIDER = {"birth_date": "1999-05-01", "employment_form": "platform"}


def statuses(found: Assessment) -> list[tuple[str, str]]:
    return [(one.measure.id, one.status.value) for one in found]


def test_it_holds_what_was_assessed() -> None:
    found = assess(RIDER, BOOK, on=DAY, measures=["legal-aid", "startup-loan"])
    assert "legal-aid" in found
    assert "startup-grant" not in found
    assert 7 not in found
    assert len(found) == 2
    assert found.on == found.day == DAY


def test_it_can_be_copied_and_sent_elsewhere() -> None:
    found = assess(RIDER, BOOK, on=DAY)
    assert copy.deepcopy(found) == found
    sent = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own
    assert statuses(sent) == statuses(found)
    assert sent.book.sha256 == BOOK.sha256
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(statuses, found).result() == statuses(found)


def test_it_is_not_made_again_by_other_rules(tmp_path: Path) -> None:
    folder = Path(__file__).parent.parent / "examples" / "library-card"
    for file in folder.rglob("*.yaml"):
        target = tmp_path / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    book = Rulebook.load(str(tmp_path))
    sent = pickle.dumps(assess({}, book, on=date(2026, 1, 1)))
    head = tmp_path / "rulebook.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace("version: ", "version: 9"), encoding="utf-8")
    with pytest.raises(CallError, match="no longer"):
        pickle.loads(sent)  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("profile", "on", "measures", "code"),
    [
        ([], DAY, None, "no-profile"),
        (None, DAY, None, "no-profile"),
        ("birth_date", DAY, None, "no-profile"),
        ({}, DAY, "legal-aid", "no-list"),
        ({}, datetime(2021, 7, 27), None, "bad-day"),  # noqa: DTZ001 - that is the fault
        ({}, 20210727, None, "bad-day"),
    ],
)
def test_what_is_no_call_is_told_in_one_sentence(
    profile: object, on: object, measures: object, code: str
) -> None:
    with pytest.raises(CallError) as refused:
        assess(profile, BOOK, on=on, measures=measures)  # type: ignore[arg-type]
    (fault,) = refused.value.faults
    assert fault.code == code
    assert fault.text.zh
    assert fault.text.en

"""What an earlier run made is used while it is true, and only then."""

import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from eligibility import Rulebook, RulebookError, assess
from eligibility.document import document
from eligibility.keeping import earlier

BASE = Path(__file__).parents[1] / "errors" / "base"
DAY = date(2021, 7, 27)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(earlier.FOLDER, str(folder))
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "book")
    return tmp_path / "book"


def answer(folder: Path, *, keep: bool) -> object:
    loaded = Rulebook.load(str(folder), keep=keep)
    return document(assess({"born": "2004-01-01", "city": "port"}, loaded, on=DAY))


def test_a_kept_rulebook_answers_as_a_fresh_one(cache: Path, book: Path) -> None:
    fresh = answer(book, keep=False)
    assert not cache.exists()
    assert answer(book, keep=True) == fresh
    assert len(list(cache.iterdir())) == 2
    assert answer(book, keep=True) == fresh


def test_a_changed_rulebook_is_read_anew(cache: Path, book: Path) -> None:
    before = answer(book, keep=True)
    file = book / "measures" / "allowance.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"port"', '"hill"'), "utf-8"
    )
    assert answer(book, keep=True) != before
    assert cache.exists()


def test_a_fault_is_told_each_time(cache: Path, book: Path) -> None:
    answer(book, keep=True)
    (book / "measures" / "allowance.yaml").write_text("id: allowance\n", "utf-8")
    for _ in range(2):
        with pytest.raises(RulebookError):
            answer(book, keep=True)
    assert cache.exists()


@pytest.mark.parametrize("broken", [b"", b"nonsense", pickle.dumps("another thing")])
def test_a_broken_file_is_made_anew(cache: Path, broken: bytes) -> None:
    cache.mkdir()
    (cache / "name.pickle").write_bytes(broken[:-1])
    assert earlier.kept("name", lambda: "made") == "made"
    assert earlier.kept("name", lambda: "made again") == "made"


def test_a_folder_that_others_may_write_is_left_alone(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o777)
    assert earlier.kept("name", lambda: "made") == "made"
    assert not list(cache.iterdir())


def test_no_more_is_kept_than_the_limit(cache: Path) -> None:
    for n in range(earlier.MOST + 5):
        earlier.kept(str(n), lambda: n)  # noqa: B023 - called at once
    assert len(list(cache.iterdir())) == earlier.MOST


def test_nothing_is_kept_when_switched_off(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv(earlier.FOLDER, "")
    assert earlier.kept("name", lambda: "made") == "made"
    assert not list(tmp_path.iterdir())


def test_what_is_kept_is_named_by_every_module_of_the_engine(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[Path] = []

    def listed(folder: Path, _: str) -> list[Path]:
        looked_at.append(folder)
        return []

    monkeypatch.setattr(Path, "rglob", listed)
    earlier.fingerprint([])
    assert looked_at == [checkout / "eligibility"]

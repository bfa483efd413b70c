"""Files appear whole, together, for their owner only, or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from eligibility.errors import CallError
from eligibility.keeping.filing import put, refuse_unwritable, together


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_files_appear_together_once_all_are_complete(tmp_path: Path) -> None:
    with together() as files:
        for name in ("a.csv", "b.csv"):
            files.begin(str(tmp_path / name)).write_text(name)
            assert not (tmp_path / name).exists()
    assert names(tmp_path) == ["a.csv", "b.csv"]
    assert (tmp_path / "b.csv").read_text() == "b.csv"


def test_only_the_owner_may_read_a_file_also_while_it_is_written(
    tmp_path: Path,
) -> None:
    with together() as files:
        place = files.begin(str(tmp_path / "a.csv"))
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_of_a_run_that_fails(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    (tmp_path / "a.csv").write_text("old")

    def run() -> None:
        with together() as files:
            files.begin(str(tmp_path / "a.csv")).write_text("new")
            files.begin(str(tmp_path / "b.csv"))
            (files.folder(str(tmp_path / "b.csv")) / "part").write_text("part")
            raise failure

    with pytest.raises(failure):
        run()
    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "old"


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EFBIG, "no file may be so large")],
)
def test_a_file_that_fails_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    file = tmp_path / "plan.html"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CallError, match=said):
        put(b"new", str(file))
    assert file.read_text() == "old"
    assert names(tmp_path) == ["plan.html"]


def test_two_files_of_a_run_cannot_have_one_name(tmp_path: Path) -> None:
    with together() as files:
        files.begin(str(tmp_path / "a.csv"))
        with pytest.raises(CallError, match="named for two files"):
            files.begin(str(tmp_path / ".." / tmp_path.name / "a.csv"))
    assert names(tmp_path) == ["a.csv"]


def test_what_cannot_be_written_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="is a folder"):
        refuse_unwritable(str(tmp_path))
    with pytest.raises(CallError, match="no folder"):
        refuse_unwritable(str(tmp_path / "none" / "a.csv"))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CallError, match="no ordinary file"):
        refuse_unwritable(str(tmp_path / "pipe"))


def test_a_link_stays_and_leads_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    put(b"new", str(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"

"""Only plain files of a bounded size, within the rulebook's own folder, are read."""

import os
from pathlib import Path
from shutil import copytree

import pytest

from eligibility import Rulebook, RulebookError
from tests.edited import BASE


@pytest.fixture
def book(tmp_path: Path) -> Path:
    copytree(BASE, tmp_path / "book")
    return tmp_path / "book"


def refused(book: Path) -> str:
    with pytest.raises(RulebookError) as error:
        Rulebook.load(str(book))
    (fault,) = error.value.faults
    assert fault.place is not None
    return fault.code


def test_a_pipe_is_refused_and_not_waited_for(book: Path) -> None:
    (book / "parameters.yaml").unlink()
    os.mkfifo(book / "parameters.yaml")
    (book / "definitions.yaml").unlink()
    (book / "measures" / "allowance.yaml").write_text("id: allowance\n")
    with pytest.raises(RulebookError) as error:
        Rulebook.load(str(book), keep=True).contents  # noqa: B018 - it loads then
    assert "not-a-file" in {fault.code for fault in error.value.faults}


def test_a_link_out_of_the_folder_is_refused_and_not_quoted(
    book: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("a secret: [", encoding="utf-8")
    (book / "population.yaml").symlink_to(secret)
    with pytest.raises(RulebookError) as error:
        Rulebook.load(str(book))
    assert "a secret" not in str(error.value)
    assert refused(book) == "not-a-file"


def test_a_link_within_the_folder_is_read(book: Path) -> None:
    (book / "law.yaml").write_text(
        (book / "sources.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (book / "sources.yaml").unlink()
    (book / "sources.yaml").symlink_to(book / "law.yaml")
    assert Rulebook.load(str(book)).measures


def test_a_file_too_large_is_refused_by_its_size_alone(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (book / "population.yaml").open("wb") as file:
        file.truncate(300_000_000)
    read = Path.read_bytes

    def guarded(file: Path) -> bytes:
        assert file.name != "population.yaml"
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    assert refused(book) == "too-large"


def test_an_empty_rulebook_is_refused(book: Path) -> None:
    (book / "rulebook.yaml").write_text("", encoding="utf-8")
    assert refused(book) == "empty-file"

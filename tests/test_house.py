"""What holds of every file of the project, whatever it is about."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Where packages come from is for each machine to say, not for the project.
REGISTRY = re.compile(
    r"pypi\.(?:org|python)|pythonhosted\.|npmjs\.|yarnpkg\.|conda\.anaconda|"
    r"deb\.debian|archive\.ubuntu|mirrors\.\w+"
)
# An absolute path that exists on somebody's machine only.
OWN_PATH = re.compile(
    r"(?<![\w./:-])/(?:home|mnt|opt|private|root|tmp|Users|work|workspaces?)/\w"
    r"|[A-Z]:\\Users\\"
)
HAN = re.compile(r"[\u4e00-\u9fff]")
RUN_OF_HAN = 16
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
READMES = ("README.md", "README.zh-CN.md")


@pytest.fixture(scope="module")
def texts(checkout: Path) -> dict[str, str]:
    """The text of every file that is, or is about to be, committed."""
    if not (checkout / ".git").exists() or shutil.which("git") is None:
        pytest.skip("what belongs to the project is known in a git checkout only")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is found as the developer's own
        cwd=checkout,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(_readable(checkout, listing.stdout.strip("\0").split("\0")))


def _readable(checkout: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if (checkout / name).is_file():
            data = (checkout / name).read_bytes()
            if b"\0" not in data:
                yield name, data.decode("utf-8")


def runs(text: str) -> set[str]:
    han = "".join(HAN.findall(text))
    return {han[at : at + RUN_OF_HAN] for at in range(len(han) - RUN_OF_HAN + 1)}


def found(pattern: re.Pattern[str], texts: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (name, match.group())
        for name, text in texts.items()
        for match in pattern.finditer(text)
    ]


def test_no_file_names_a_package_registry(texts: dict[str, str]) -> None:
    assert found(REGISTRY, texts) == []


def test_no_file_names_a_path_of_one_machine(texts: dict[str, str]) -> None:
    assert found(OWN_PATH, texts) == []


def test_no_sentence_of_the_reply_is_copied(
    texts: dict[str, str], checkout: Path
) -> None:
    reply = checkout.parent / "shared" / "policy" / "reply.txt"
    if not reply.exists():
        pytest.skip("the reply's own text is not part of the project")
    sentences = runs(reply.read_text(encoding="utf-8"))
    copied = {name: sentences & runs(text) for name, text in texts.items()}
    assert {name: shared for name, shared in copied.items() if shared} == {}


def test_every_link_leads_to_a_file(texts: dict[str, str], checkout: Path) -> None:
    broken = [
        (name, target)
        for name, text in texts.items()
        if name.endswith(".md")
        for target in LINK.findall(text)
        if "://" not in target
        and not (checkout / name).parent.joinpath(target).exists()
    ]
    assert broken == []


def test_both_readmes_give_the_same_commands(checkout: Path) -> None:
    first, second = (
        FENCE.findall((checkout / name).read_text(encoding="utf-8")) for name in READMES
    )
    assert len(first) >= 2
    assert first == second


def test_the_packages_to_install_first_are_told_everywhere_alike(
    checkout: Path,
) -> None:
    script = (checkout / "scripts" / "install").read_text(encoding="utf-8")
    (packages,) = re.findall(r'^packages="(.*)"$', script, re.MULTILINE)
    for name in READMES:
        assert f"apt-get install {packages}" in (checkout / name).read_text("utf-8")


def test_without_a_compiler_the_install_ends_in_a_sentence(
    checkout: Path, tmp_path: Path
) -> None:
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("the script is for a shell")
    for tool in ("cat", "dirname"):
        place = shutil.which(tool)
        assert place is not None
        (tmp_path / tool).symlink_to(place)
    attempt = subprocess.run(
        [shell, checkout / "scripts" / "install"],
        env={"PATH": str(tmp_path), "PYTHON": sys.executable, "CC": "no-such-compiler"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert attempt.returncode == 1
    assert attempt.stdout == ""
    first, second = attempt.stderr.splitlines()
    assert "no-such-compiler" in first
    assert "apt-get install gcc" in first
    assert "no-such-compiler" in second
    assert "apt-get install gcc" in second

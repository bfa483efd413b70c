"""What is installed is what lies in the checkout, whole and under its own name."""

import ast
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import eligibility


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, Any]:
    """What pyproject.toml says."""
    with (checkout / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel made from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, checkout],
        check=True,
        capture_output=True,
    )
    return folder


def names_in_wheel(built: Path) -> set[str]:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def pins(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lines, re.MULTILINE))


def modules(checkout: Path) -> list[Path]:
    folders = ("eligibility", "cli", "rules", "tests", "benchmarks")
    return [file for folder in folders for file in (checkout / folder).rglob("*.py")]


def first_line(module: Path) -> str:
    """The first paragraph of a module's docstring as one line, or nothing."""
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    return " ".join((docstring or "").partition("\n\n")[0].split())


def test_every_package_is_declared(checkout: Path, project: dict[str, Any]) -> None:
    declared = project["tool"]["setuptools"]
    found = {
        ".".join([package, *init.parent.relative_to(checkout / folder).parts])
        for package, folder in declared["package-dir"].items()
        for init in (checkout / folder).rglob("__init__.py")
    }
    assert sorted(found) == declared["packages"]


def test_every_module_lies_in_a_package(
    checkout: Path, project: dict[str, Any]
) -> None:
    folders = project["tool"]["setuptools"]["package-dir"].values()
    homeless = [
        file
        for folder in folders
        for file in (checkout / folder).rglob("*.py")
        if not (file.parent / "__init__.py").exists()
    ]
    assert homeless == []


def test_the_wheel_claims_one_import_name(built: Path) -> None:
    tops = {name.split("/")[0] for name in names_in_wheel(built)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"eligibility"}


def test_the_wheel_holds_every_module_and_every_rule(
    built: Path, checkout: Path, project: dict[str, Any]
) -> None:
    expected = {
        "/".join([*package.split("."), *file.relative_to(checkout / folder).parts])
        for package, folder in project["tool"]["setuptools"]["package-dir"].items()
        for pattern in (
            "*.py",
            "*.yaml",
            "*.html",
            "*.typ",
            "*js",
            "*.json",
            "*.css",
            "*.svg",
            "py.typed",
        )
        for file in (checkout / folder).rglob(pattern)
        # What embed.js is written from is not needed to run.
        if file.parent.name != "component"
    }
    shipped = names_in_wheel(built)
    assert expected <= shipped
    known = (".py", ".yaml", ".mjs", ".ts")
    assert {name for name in shipped if name.endswith(known)} <= expected


MISUSED = """
from eligibility import Rulebook, Sesion, assess
found = assess({}, Rulebook.load(), on=2021)
wrong: int = found["legal-aid"].status
"""


def test_callers_of_the_wheel_have_its_types(
    built: Path, checkout: Path, tmp_path: Path
) -> None:
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "venv")
    (own,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(own)  # noqa: S202 - made from this checkout
    # What the wheel depends on lies beside this Python's own packages.
    (own / "beside.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    shutil.copy(checkout / "tests" / "caller.py", tmp_path)
    (tmp_path / "misused.py").write_text(MISUSED, encoding="utf-8")

    python = str(tmp_path / "venv" / "bin" / "python")

    def told(module: str) -> str:
        words = ["-m", "mypy", "--strict", "--python-executable", python, module]
        done = subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        return str(done.stdout)

    assert told("caller.py") == "Success: no issues found in 1 source file\n"
    wrong = re.findall(
        r"^misused.py:(\d+): error: .* \[([\w-]+)\]$", told("misused.py"), re.MULTILINE
    )
    assert wrong == [("2", "attr-defined"), ("3", "arg-type"), ("4", "assignment")]


def test_the_source_archive_holds_all_that_the_tests_need(
    built: Path, checkout: Path
) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    needed = {
        file.relative_to(checkout).as_posix()
        for folder in ("eligibility", "examples", "pins", "rules", "scripts", "tests")
        for file in (checkout / folder).rglob("*")
        if file.is_file() and not {"__pycache__", "node_modules"} & {*file.parts}
    }
    assert needed <= held


def test_a_container_is_built_from_all_that_is_installed(
    checkout: Path, project: dict[str, Any]
) -> None:
    lines = (checkout / "examples" / "container" / "Containerfile").read_text("utf-8")
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.*) \S+$", lines, re.MULTILINE)
        for name in line.split()
    }
    assert copied == {
        *("pyproject.toml", "pins", "scripts"),
        *project["tool"]["setuptools"]["package-dir"].values(),
        *project["project"]["license-files"],
        project["project"]["readme"],
    }


def test_every_dependency_is_pinned_within_its_bounds(
    checkout: Path, project: dict[str, Any]
) -> None:
    running = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
    ]
    extras = project["project"]["optional-dependencies"]
    cluster = extras["spark"]
    working = [line for name in extras if name != "spark" for line in extras[name]]
    for file, lines in (
        ("pins/running.txt", running),
        ("pins/testing.txt", [*running, *working]),
        ("pins/cluster.txt", [*running, *cluster]),
    ):
        pinned = pins(checkout / file)
        for requirement in map(Requirement, lines):
            if requirement.name != project["project"]["name"]:
                name = re.sub(r"[-_.]+", "-", requirement.name).lower()
                assert pinned[name] in requirement.specifier, (file, name)


def test_every_tool_for_javascript_is_pinned_with_its_hash(checkout: Path) -> None:
    folder = checkout / "pins"
    wanted = json.loads((folder / "package.json").read_text("utf-8"))
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock.pop("")["devDependencies"] == wanted["devDependencies"]
    for name, version in wanted["devDependencies"].items():
        assert lock[f"node_modules/{name}"]["version"] == version
    for name, pinned in lock.items():
        assert pinned["integrity"].startswith("sha512-"), name
        assert "resolved" not in pinned, name


def test_running_and_testing_use_the_same_versions(checkout: Path) -> None:
    less, more, most = (
        pins(checkout / file)
        for file in ("pins/running.txt", "pins/testing.txt", "pins/cluster.txt")
    )
    assert less.items() <= more.items() <= most.items()


def test_every_extra_is_among_all_of_them(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    (every,) = map(Requirement, extras["all"])
    assert every.name == project["project"]["name"]
    assert every.extras == extras.keys() - {"all"}


def test_every_module_says_what_it_is(checkout: Path) -> None:
    first_lines = {
        module.relative_to(checkout).as_posix(): first_line(module)
        for module in modules(checkout)
    }
    assert {name for name, line in first_lines.items() if line[-1:] != "."} == set()


def test_the_public_names_are_those_that_the_design_lists(checkout: Path) -> None:
    page = (checkout / "docs" / "design.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert sorted(listed) == sorted(eligibility.__all__)
    assert all(hasattr(eligibility, name) for name in eligibility.__all__)


def test_the_design_has_a_line_for_every_module(checkout: Path) -> None:
    page = (checkout / "docs" / "design.md").read_text(encoding="utf-8")
    engine = checkout / "eligibility"
    rooms = [file.parent for file in engine.glob("*/__init__.py")]
    told = [room for room in rooms if room.name != "loading"]  # one line for it all
    modules = {
        file.name
        for folder in (engine, *told)
        for file in folder.glob("*.py")
        if file.name != "__init__.py"
    }
    assert set(re.findall(r"^\| ` *(\w+\.py)` \|", page, re.MULTILINE)) == modules

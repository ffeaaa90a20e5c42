"""What the README installs is what the package needs: pinned, named with its reason, and really used."""

import ast
import re
import sys
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

IMPORT_NAMES = {"charset-normalizer": "charset_normalizer", "python-calamine": "python_calamine", "pillow": "PIL"}
NOT_IMPORTED = {
    "tzdata",
    "psycopg",
    "psycopg-binary",
}  # data that zoneinfo finds by itself; a driver that SQLAlchemy loads
BROUGHT = {"starlette", "click"}  # come with Streamlit, whose upload limits we set and whose command we call


def direct(name: str) -> dict[str, str]:
    """The requirements with a reason: name -> reason."""
    text = (ROOT / name).read_text("utf-8")
    return {m[1].lower().split("[")[0]: m[2] for m in re.finditer(r"^([\w.\-\[\]]+)==\S+ +# (.+)$", text, re.M)}


def pinned(name: str) -> dict[str, str]:
    """Every pinned requirement: name -> version."""
    text = (ROOT / name).read_text("utf-8")
    return {m[1].lower(): m[2] for m in re.finditer(r"^([\w.\-]+)(?:\[\w+\])?==([\w.]+)", text, re.M)}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RANGES = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRAS = [Requirement(line) for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
BUILD = [Requirement(line) for line in PROJECT["build-system"]["requires"]]


def imported() -> set[str]:
    """Top-level modules that the package, the pages and app.py import."""
    names: set[str] = set()
    for path in [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "worthsaving").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").split(".")[0])
    return names - set(sys.stdlib_module_names) - {"worthsaving"}


def test_every_import_is_required():
    """Nothing is imported that a fresh install would not have."""
    assert imported() - BROUGHT <= {IMPORT_NAMES.get(name, name) for name in direct("requirements.txt")}


def test_every_requirement_is_used():
    """No dependency is carried along for nothing."""
    assert {IMPORT_NAMES.get(name, name) for name in direct("requirements.txt")} - NOT_IMPORTED <= imported()


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-release.txt", "hosting/requirements.txt"]
)
def test_every_version_is_pinned(name):
    """What was tested is what gets installed."""
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines()]
    for line in filter(None, lines):
        assert line.startswith("-r ") or re.fullmatch(r"[\w.\-\[\]]+==[\w.]+", line), line


def test_the_package_needs_what_is_pinned():
    """pyproject.toml and requirements.txt name the same packages, those with a reason, and no others."""
    assert {requirement.name.lower() for requirement in RANGES} == set(direct("requirements.txt"))


def test_the_folder_is_built_from_what_is_tested():
    """Only PyInstaller, and what it brings, is added for a release; a version that tests use, too, is the same."""
    release, tested = pinned("requirements-release.txt"), pinned("requirements-dev.txt")
    assert set(direct("requirements-release.txt")) == {"pyinstaller", "psycopg"}
    assert {name: release[name] for name in release.keys() & tested} == {
        name: tested[name] for name in release.keys() & tested
    }


@pytest.mark.parametrize("requirement", [*RANGES, *EXTRAS, *BUILD], ids=str)
def test_a_range_holds_the_version_that_was_tested(requirement):
    """What pip chooses for an installed package may be newer than the pinned version, but that one always fits."""
    versions = pinned("requirements.txt") | pinned("requirements-dev.txt")
    assert requirement.specifier
    assert versions[requirement.name.lower()] in requirement.specifier


def test_the_container_runs_on_what_was_tested():
    """The versions in hosting/requirements.txt are those of requirements-dev.txt, and hold the whole extra `server`."""
    versions, container = pinned("requirements-dev.txt"), pinned("hosting/requirements.txt")
    assert {name: versions[name] for name in container} == container
    served = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["server"]]
    assert {requirement.name.lower() for requirement in served} <= set(container)

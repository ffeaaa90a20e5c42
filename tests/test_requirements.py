"""What the README installs is what the package needs: pinned, named with its reason, and really used."""

import ast
import re
import sys

import pytest

from tests.conftest import ROOT

IMPORT_NAMES = {"charset-normalizer": "charset_normalizer", "python-calamine": "python_calamine", "pillow": "PIL"}
NOT_IMPORTED = {
    "tzdata",
    "psycopg",
    "psycopg-binary",
}  # data that zoneinfo finds by itself; a driver that SQLAlchemy loads
BROUGHT = {"starlette"}  # comes with Streamlit, whose upload limits we set


def direct(name: str) -> dict[str, str]:
    """The requirements with a reason: name -> reason."""
    text = (ROOT / name).read_text("utf-8")
    return {m[1].lower().split("[")[0]: m[2] for m in re.finditer(r"^([\w.\-\[\]]+)==\S+ +# (.+)$", text, re.M)}


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


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_version_is_pinned(name):
    """What was tested is what gets installed."""
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines()]
    for line in filter(None, lines):
        assert line.startswith("-r ") or re.fullmatch(r"[\w.\-\[\]]+==[\w.]+", line), line

"""The house has one-way streets: who may import what, no circle between files, no crowded folder."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "worthsaving"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]

# A room may import from the rooms in the rows above its own, and from itself.
HOUSE = (
    ("errors", "schema", "formulas", "data"),
    ("metrics", "platforms"),
    ("reading", "analysis"),
    ("library",),
    ("words",),
    ("guidance", "figures", "writing"),
    ("sections",),
    ("report", "batch"),
    ("ui", "cli"),
    ("desktop",),
    ("__main__",),
)
# Rooms that stand in one row and know each other all the same.
FOUNDATIONS = {"errors", "schema", "formulas", "data"}
# Inside a room, the same from left to right.
INSIDE = {
    "reading": (
        "result",
        "container",
        "text",
        "values",
        "formats",
        "json",
        "tables",
        "arrow",
        "file_report",
        "extra_columns",
        "by_account",
        "across_files",
        "recognition",
        "unsure_rows",
        "read",
    ),
    "ui": ("shell", "parts", "pages"),
}
HEAVY = {"sqlalchemy": {"library"}, "streamlit": {"ui"}, "plotly": {"figures", "report"}}
AT_THE_ROOT = {"errors", "schema", "metrics", "platforms", "formulas", "__init__", "__main__"}
MOST_MODULES = 20  # in a folder; more cannot be taken in at a glance
MOST_LINES = 280  # of a module; a longer one holds two topics


def module(path: Path) -> str:
    """The dotted name of a file of the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


KNOWN = {module(path) for path in MODULES}


def imported(path: Path, *, at_run: bool = False) -> set[str]:
    """Full names of all that a file imports, at any depth in it; `at_run`: what only type checkers read left out."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if at_run and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def modules_of(names: set[str]) -> set[str]:
    """The package's modules among imported names: `worthsaving.a.b` for `from worthsaving.a.b import c`."""
    found = set()
    for name in names:
        while name and name not in KNOWN:
            name = name.rpartition(".")[0]
        found |= {name} if name not in ("", "worthsaving") else set()
    return found


def row(room: str) -> int:
    """How far down a room stands in the house."""
    return next(number for number, rooms in enumerate(HOUSE) if room in rooms)


def may_import(name: str, other: str) -> bool:
    """Whether the module `name` may import the module `other`."""
    room, wanted = name.split(".")[1], other.split(".")[1]
    if room != wanted:
        return row(wanted) < row(room) or {room, wanted} <= FOUNDATIONS
    inside, parts, wanted_parts = INSIDE.get(room), name.split("."), other.split(".")
    if inside is None or len(parts) < 3 or len(wanted_parts) < 3:
        return True
    return inside.index(wanted_parts[2]) <= inside.index(parts[2])


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_point_one_way(path):
    """A module imports only from the rooms above its own, and inside reading and ui only from the left."""
    if path == PACKAGE / "__init__.py":
        return
    wrong = {other for other in modules_of(imported(path)) if not may_import(module(path), other)}
    assert not wrong, f"{module(path)} must not import {', '.join(sorted(wrong))}"


def circles(graph: dict[str, set[str]]) -> list[str]:
    """The first circle of imports, as names in order; none where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_no_circle_between_files():
    """No two modules need each other, however far around; a folder's `__init__` counts as what it imports."""
    graph = {module(path): modules_of(imported(path, at_run=True)) - {module(path)} for path in MODULES}
    assert circles(graph) == []


def test_a_circle_is_seen():
    """The check for circles fails on one."""
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}})


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_only_its_room_knows_a_heavy_library(path):
    """Only ui imports streamlit (and the command that starts it), only figures and report import plotly."""
    if module(path) == "worthsaving.cli.app":
        return
    for name in imported(path, at_run=True):
        allowed = HEAVY.get(name.split(".")[0])
        assert allowed is None or module(path).split(".")[1] in allowed, f"{path.name} must not import {name}"


def test_folders_are_not_crowded():
    """No folder holds more than 20 modules, and nothing is loose at the package's root."""
    folders: dict[Path, list[str]] = {}
    for path in MODULES:
        folders.setdefault(path.parent, []).append(path.stem)
    crowded = {
        str(folder): len(names) for folder, names in folders.items() if len(set(names) - {"__init__"}) > MOST_MODULES
    }
    assert crowded == {}
    assert set(folders[PACKAGE]) <= AT_THE_ROOT


def test_every_folder_is_a_package():
    """One without `__init__.py` works here, and is left out where packages are looked for (a build, a type checker)."""
    assert [str(path.parent) for path in MODULES if not (path.parent / "__init__.py").exists()] == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_module_is_long(path):
    """A module has at most 280 lines: a longer one is cut by topic."""
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def worked_out(text: str) -> set[str]:
    """What a page's code works out itself: sums and products, work row by row, a table's own methods, a figure.

    Whether any value is known at all a page may ask.
    """
    asked = {"any", "notna", "get"}
    tables = {name for name in {*dir(pd.DataFrame), *dir(pd.Series)} if name[0] != "_"} - asked
    found = set()
    for node in ast.walk(ast.parse(text)):
        by_hand = isinstance(node, ast.BinOp | ast.AugAssign | ast.ListComp | ast.GeneratorExp | ast.FunctionDef)
        called = node.func if isinstance(node, ast.Call) else None
        if by_hand or (isinstance(called, ast.Attribute) and called.attr in {*tables, "Figure"}):
            found.add(ast.unparse(node))
    return found


@pytest.mark.parametrize("page", [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))], ids=lambda p: p.name)
def test_a_page_is_a_table_of_contents(page):
    """A page has at most 90 lines, does no arithmetic on tables and makes no figure itself."""
    text = page.read_text("utf-8")
    assert text.count("\n") <= 90
    assert worked_out(text) == set(), "move this to worthsaving/ui/pages"
    assert not {n for n in imported(page) if n.split(".")[0] in {"pandas", "numpy", "plotly"}}


@pytest.mark.parametrize(
    "code",
    [
        "rate = saves / views",
        "total += 1",
        "videos.groupby('account')",
        "videos['saves'].sum()",
        "videos.sort_values('saves')",
        "[row.saves for row in videos.itertuples()]",
        "go.Figure()",
    ],
)
def test_what_a_page_works_out_is_seen(code):
    """The check for arithmetic sees each way to do it."""
    assert worked_out(code)


def test_the_check_can_fail(tmp_path):
    """The import reader sees imports inside functions too, so none can hide."""
    hidden = tmp_path / "hidden.py"
    hidden.write_text("def f():\n    from worthsaving.ui.shell import session\n    import streamlit as st\n")
    assert imported(hidden) == {"worthsaving.ui.shell.session", "streamlit"}
    assert not may_import("worthsaving.words.trend", "worthsaving.ui.shell.session")
    assert not may_import("worthsaving.ui.shell.frame", "worthsaving.ui.pages.home")

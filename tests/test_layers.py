"""The house has one-way streets: bytes -> reading -> schema -> analysis -> figures / report -> ui -> app.py, pages/."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "worthsaving"

# Each part of the package and how far right it stands; a module imports only what stands left of it, or its own part.
RANK = {
    "data": 0, "guidance": 2, "writing": 1, "words": 2, "sections": 4, "cli": 5,
    "errors": 0, "schema": 0, "metrics": 0, "wording": 0, "platforms": 0, "formulas": 0, "notes": 0, "terminal": 0,
    "export": 1, "fill_in": 1, "reading": 1,
    "library": 1,
    "analysis": 1,
    "inputs": 2,
    "facts": 2, "sentences": 2, "findings": 2, "in_short": 2, "method": 2, "growing": 2,
    "figures": 3,
    "commands_library": 3,
    "report": 4,
    "ui": 5, "commands_report": 5, "__main__": 6,
}  # fmt: skip
ALONE = {
    "reading": {"analysis", "library"},
    "analysis": {"reading", "library"},
    "library": {"analysis", "export"},
}  # equal in rank, and neither may know the other
ONLY = {"sqlalchemy": {"library"}, "streamlit": {"ui"}, "plotly": {"figures", "report"}}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Full names of all modules that a file imports, at any depth in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


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


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path):
    """A module imports only what stands left of it in the house."""
    part = part_of(path)
    if part == "__init__":
        return
    assert part in RANK, f"give {part} its place in the house"
    for name in imported(path):
        if not name.startswith("worthsaving."):
            continue
        other = name.split(".")[1]
        assert other == part or (RANK[other] <= RANK[part] and other not in ALONE.get(part, set())), (
            f"{part} must not import {name}"
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_its_layer_knows_a_heavy_library(path):
    """Only ui code imports streamlit; only figure and report code (and ui, for its type) imports plotly."""
    for name in imported(path):
        allowed = ONLY.get(name.split(".")[0])
        assert allowed is None or part_of(path) in allowed, f"{path.name} must not import {name}"


@pytest.mark.parametrize("page", [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))], ids=lambda p: p.name)
def test_a_page_is_a_table_of_contents(page):
    """A page has at most 90 lines, does no arithmetic on tables and makes no figure itself."""
    text = page.read_text("utf-8")
    assert text.count("\n") <= 90
    assert worked_out(text) == set()
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
    hidden.write_text("def f():\n    from worthsaving.ui import state\n    import streamlit as st\n")
    assert imported(hidden) == {"worthsaving.ui.shell.session", "streamlit"}

"""Every chart has its notes: the places named in the code are the places of the notes, all of them."""

import ast
from pathlib import Path

from tests.conftest import ROOT
from worthsaving.guidance import notes

SCREEN = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "worthsaving" / "ui").rglob("*.py")]
CALLS = {"chart", "with_notes", "margin_notes"}


def places_in(path: Path) -> tuple[set[str], set[str]]:
    """The places that a file draws a chart at, and those that it puts notes beside."""
    charts, noted = set(), set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS):
            continue
        first = node.args[0]
        names = {first.value} if isinstance(first, ast.Constant) else {"saves_vs_likes", "saves_vs_comments"}
        if node.func.attr != "margin_notes":
            charts |= names
        if node.func.attr != "chart":
            noted |= names
    return charts, noted


def test_the_places_of_the_notes_are_those_on_screen():
    """No note waits at a place that is nowhere, and no place on screen is without notes."""
    noted = set().union(*(places_in(path)[1] for path in SCREEN))
    assert noted == {place for place, _ in notes.places()}


def test_every_chart_has_a_note_beside_it():
    """A chart is only drawn where notes stand too."""
    charts = set().union(*(places_in(path)[0] for path in SCREEN))
    noted = set().union(*(places_in(path)[1] for path in SCREEN))
    assert charts
    assert charts <= noted

"""Every chart has its notes: the places named in the code are the places of the notes, all of them."""

import ast
from pathlib import Path

from tests.conftest import ROOT
from worthsaving.guidance import notes

PACKAGE = ROOT / "worthsaving"
SOURCES = [
    ROOT / "app.py",
    *(ROOT / "pages").glob("*.py"),
    *(PACKAGE / "ui").rglob("*.py"),
    *(PACKAGE / "sections").rglob("*.py"),
]
SAVES_VS = {"saves_vs_likes", "saves_vs_comments"}
WITHOUT = {"audience", "more_and_less", "kept_most", "new_videos"}
"""Charts without notes: the guide says nothing about when followers are there; the short lists of the first page have theirs
on the pages that show the whole of them."""


def places_in(path: Path) -> tuple[set[str], set[str]]:
    """The places that a file draws a chart at, and those that it puts notes beside."""
    charts: set[str] = set()
    noted: set[str] = set()
    beside_charts = False
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if name not in {"Chart", "Part", "margin_notes"} or not node.args:
            continue
        first = node.args[0]
        if isinstance(first, ast.Constant):
            named = {first.value} - {""}  # a part without notes
        elif isinstance(first, ast.JoinedStr):
            named = SAVES_VS
        elif isinstance(first, ast.IfExp):
            named = {first.body.value}
        else:  # the place of a chart that was made above it, or one handed in
            named = set()
            beside_charts |= name == "Part"
        if name == "Chart":
            charts |= named
        else:
            noted |= named
    return charts, noted | (charts if beside_charts else set())


def test_the_places_of_the_notes_are_those_on_screen():
    """No note waits at a place that is nowhere, and no place on screen is without notes."""
    noted = set().union(*(places_in(path)[1] for path in SOURCES))
    assert noted == {place for place, _ in notes.places()}


def test_every_chart_has_a_note_beside_it():
    """A chart is only drawn where notes stand too, but for the few of `WITHOUT`."""
    charts = set().union(*(places_in(path)[0] for path in SOURCES))
    noted = set().union(*(places_in(path)[1] for path in SOURCES))
    assert charts
    assert charts - noted == WITHOUT

"""The short answers: every point of the guide stands in one line, and leads to the note that keeps it."""

import re
import tomllib
from importlib.resources import files

import pytest

from worthsaving.guidance import notes, points

DATA = tomllib.loads((files("worthsaving") / "data" / "notes.toml").read_text(encoding="utf-8"))
POINTS = [point for box in points.boxes() for point in box.points]


def test_eighteen_points_in_six_boxes():
    """Six boxes of three points each; no line and no title twice."""
    assert [len(box.points) for box in points.boxes()] == [3] * 6
    assert len({point.line for point in POINTS}) == 18
    assert len({box.title for box in points.boxes()}) == 6


@pytest.mark.parametrize("claim", DATA["claims"], ids=lambda claim: claim["id"])
def test_every_claim_stands_in_a_line(claim):
    """A claim's words stand in the lines of the notes that keep it, or in the short answer."""
    own = " ".join(point.line for point in POINTS if claim["id"] in point.note.claims)
    answer = points.answer()
    if any(claim["id"] in note.claims for note in answer.notes):
        own += f" {answer.short} {answer.rest}"
    assert [word for word in claim["line"] if word not in own] == []


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.line)
def test_a_point_is_one_line_of_plain_text(point):
    """A line fits a box of 340 pixels, and holds no markup."""
    assert 15 <= len(point.line) <= 52
    assert not re.search(r"[*_#<>\[\]{}\\`|~$&]", point.line)


def test_every_note_is_behind_a_point_or_among_the_others():
    """No note is out of reach, and none stands in both lists."""
    behind = {point.note for point in POINTS} | set(points.answer().notes)
    assert behind | set(points.further()) == set(notes.all_notes())
    assert not behind & set(points.further())


def test_the_four_reasons_stand_together():
    """All four are in one box, and in one note."""
    (box,) = [box for box in points.boxes() if any("four_reasons" in point.note.claims for point in box.points)]
    lines = [point.line for point in box.points if "four_reasons" in point.note.claims]
    assert lines == [point.line for point in box.points][:2]
    assert sum("four_reasons" in note.claims for note in notes.all_notes()) == 1


def test_the_answer_comes_first():
    """Whether one is alerted is answered before anything else, in one word."""
    answer = points.answer()
    assert answer.short == "No."
    assert "a save never does" in answer.rest
    assert answer.notes[0].id == "no_notification"

"""Short answers: the points of the guide in one line each, in six boxes, each with the note that says it at length."""

from dataclasses import dataclass

from worthsaving.data.load import declared
from worthsaving.guidance.notes import Note, all_notes


@dataclass(frozen=True)
class Point:
    """One point: its line (plain text), and the note behind it."""

    line: str
    note: Note


@dataclass(frozen=True)
class Box:
    """A few points under one title; `icon` is the name of a Material icon."""

    title: str
    icon: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Answer:
    """The question that comes first, its answer in a word and in a sentence, and the notes behind it."""

    question: str
    short: str
    rest: str
    notes: tuple[Note, ...]


def answer() -> Answer:
    """Return the question that everybody asks first, with its answer."""
    entry = declared("notes")["answer"]
    return Answer(entry["question"], entry["short"], entry["rest"], tuple(map(_note, entry["notes"])))


def boxes() -> tuple[Box, ...]:
    """List the boxes in reading order."""
    return tuple(
        Box(entry["title"], entry["icon"], tuple(Point(row["line"], _note(row["note"])) for row in entry["points"]))
        for entry in declared("notes")["boxes"]
    )


def further() -> tuple[Note, ...]:
    """List the notes that no point and no answer leads to: what files hold, how they count, how to read the charts."""
    shown = {point.note.id for box in boxes() for point in box.points} | {note.id for note in answer().notes}
    return tuple(note for note in all_notes() if note.id not in shown)


def _note(name: str) -> Note:
    (found,) = (note for note in all_notes() if note.id == name)
    return found

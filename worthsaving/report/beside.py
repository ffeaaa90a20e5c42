"""The notes of a report: beside each chart, none twice."""

from __future__ import annotations

from worthsaving.guidance import notes


class Margin:
    """Gives out notes for places, given what is true of the files; a note that was given out gives way to the next."""

    def __init__(self, facts: frozenset[str]) -> None:
        self._facts = facts
        self._given: set[str] = set()

    def beside(self, place: str, *, limit: int = 1) -> tuple[notes.Note, ...]:
        """At most `limit` notes for this place that do not stand in the report yet; none where all of them do."""
        fitting = notes.beside(place, self._facts, limit=len(notes.all_notes()))
        fresh = tuple(note for note in fitting if note.id not in self._given)[:limit]
        self._given |= {note.id for note in fresh}
        return fresh

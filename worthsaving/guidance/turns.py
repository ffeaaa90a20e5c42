"""Turns of the notes at the charts: what a visitor has not met yet comes first, so that every note is met in time."""

from collections import Counter
from collections.abc import Collection

from worthsaving.guidance import notes
from worthsaving.guidance.notes import Note


class Turns:
    """Chooses the notes of one visit, place by place. Drawing a page again changes nothing; coming back to it does."""

    def __init__(self) -> None:
        self._page = ""
        self._here: dict[str, tuple[Note, ...]] = {}
        self._met: Counter[str] = Counter()
        self._groups: Counter[str] = Counter()
        self._at: Counter[tuple[str, str]] = Counter()

    def on_page(self, page: str) -> None:
        """Say which page is being drawn; on another page than before, every place chooses anew."""
        if page != self._page:
            self._page, self._here = page, {}

    def choose(self, place: str, facts: Collection[str], *, limit: int = 1) -> tuple[Note, ...]:
        """Choose at most `limit` notes for a place, each once a page; none where all that fit stand on the page already.

        First those met least often in this visit, of these the ones that need a specific fact, then those met least often
        at this place and of a group met least often, then those that need most facts, then reading order. What was chosen
        stays as long as it fits.
        """
        elsewhere = {note.id for other, chosen in self._here.items() if other != place for note in chosen}
        free = [note for note in notes.fitting(place, facts) if note.id not in elsewhere]
        before = self._here.get(place, ())
        if before and set(before) <= set(free):
            return before
        specific = notes.specific_facts()
        order = {note.id: number for number, note in enumerate(free)}  # most facts first, then reading order

        def turn(note: Note) -> tuple[int, ...]:
            often = self._at[place, note.id], self._groups[note.group]
            return (self._met[note.id], -len(specific & set(note.when)), *often, order[note.id])

        chosen = tuple(sorted(free, key=turn)[: max(limit, 1)])
        self._here[place] = chosen
        self._met.update(note.id for note in chosen)
        self._groups.update(note.group for note in chosen)
        self._at.update((place, note.id) for note in chosen)
        return chosen

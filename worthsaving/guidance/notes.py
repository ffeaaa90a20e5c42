"""Guidance notes: short texts for creators, each with its source and the charts it goes with.

The words live in data/notes.toml; this module reads them, picks the ones for a chart and searches them.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from worthsaving.data.load import declared


@dataclass(frozen=True)
class Note:
    """One piece of guidance, plain text throughout.

    `short` stands in the report, `text` is the whole note. `claims` are the statements of the guide that it keeps,
    `places` the charts it goes with, `when` the facts about the loaded files that it needs (empty: it always fits).
    """

    id: str
    group: str
    title: str
    short: str
    text: str
    source: str
    claims: tuple[str, ...]
    places: tuple[str, ...]
    when: tuple[str, ...]

    @property
    def origin(self) -> str:
        """The source of its statements, in words that can stand alone."""
        return self.source.replace("the guide", "the guide to TikTok saves that this app is built on")


_BRITISH_OUR = re.compile(r"(?<=[avl])our(?=ite|s?$|ed)")  # favourite, favour, colour; not "your", "hour"


@cache
def all_notes() -> tuple[Note, ...]:
    """List every note in reading order: group by group."""
    lists = ("claims", "places", "when")
    return tuple(
        Note(**{**entry, **{name: tuple(entry.get(name, ())) for name in lists}})
        for entry in declared("notes")["notes"]
    )


def groups() -> tuple[tuple[str, str], ...]:
    """List the groups of the guidance page in reading order, as (id, title)."""
    return tuple((group["id"], group["title"]) for group in declared("notes")["groups"])


def places() -> tuple[tuple[str, str], ...]:
    """List the charts and states that notes go with, as (id, title)."""
    return tuple((place["id"], place["title"]) for place in declared("notes")["places"])


def specific_facts() -> frozenset[str]:
    """Return the facts that are true of some files only: a note that needs one comes before the general ones."""
    return frozenset(fact["id"] for fact in declared("notes")["facts"] if fact.get("specific"))


def known_facts() -> tuple[tuple[str, str], ...]:
    """List the facts about the loaded files that a note may depend on, as (name, meaning)."""
    return tuple((fact["id"], fact["meaning"]) for fact in declared("notes")["facts"])


def beside(place: str, facts: Collection[str] = (), limit: int = 2) -> tuple[Note, ...]:
    """Choose the notes to show at a place, given what is true of the loaded files.

    Notes whose `when` does not hold are left out; of the rest those that need the most facts come first, then reading
    order. At least one note, whatever the facts, and at most `limit` of them (a limit under 1 counts as 1).
    Raises ValueError for a place or a fact that notes.toml does not declare.
    """
    _check("place", {place}, places())
    _check("fact", facts, known_facts())
    found = [note for note in all_notes() if place in note.places and set(note.when) <= set(facts)]
    found.sort(key=lambda note: -len(note.when))  # stable: equals stay in reading order
    return tuple(found[: max(limit, 1)])


def fitting(place: str, facts: Collection[str]) -> tuple[Note, ...]:
    """List every note that fits at a place, in the order of `beside`."""
    return beside(place, facts, limit=len(all_notes()))


def search(text: str) -> tuple[Note, ...]:
    """Find the notes that contain every word of `text` in title, text or group title; else those that contain most.

    Case, accents and punctuation make no difference, British spelling finds American, and a part of a word is enough
    ("notif" finds "notified"). In reading order; a text without any word, like "", finds every note, and one of which
    no longer word occurs anywhere finds none.
    """
    wanted = [_BRITISH_OUR.sub("or", word) for word in _words(text)]
    titles = dict(groups())
    held = {note: " ".join(_words(f"{note.title} {note.text} {titles[note.group]}")) for note in all_notes()}
    every = tuple(note for note, words in held.items() if all(word in words for word in wanted))
    if every:
        return every
    # Short words ("can I see who ...") stand in nearly every note and would find them all.
    telling = [word for word in wanted if len(word) > 3]
    hits = {note: sum(word in words for word in telling) for note, words in held.items()}
    most = max(hits.values(), default=0)
    return tuple(note for note, number in hits.items() if most and number == most)


class Margin:
    """Hands out notes place by place, each note once."""

    def __init__(self, facts: frozenset[str]) -> None:
        self._facts = facts
        self._given: set[str] = set()

    def beside(self, place: str, *, limit: int = 1) -> tuple[Note, ...]:
        """Pick at most `limit` notes for a place that were not handed out yet; none where all of them were."""
        fresh = tuple(note for note in fitting(place, self._facts) if note.id not in self._given)[:limit]
        self._given |= {note.id for note in fresh}
        return fresh


def _check(kind: str, asked: Collection[str], known: tuple[tuple[str, str], ...]) -> None:
    names = [name for name, _ in known]
    unknown = sorted(set(asked) - set(names))
    if unknown:
        raise ValueError(f"no such {kind} in notes.toml: {', '.join(unknown)}; there is {', '.join(names)}")


def _words(text: str) -> list[str]:
    """Split `text` into words, folded: "CAFÉ" and "cafe" are the same, "don't" is two words with either apostrophe."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(char for char in decomposed if not unicodedata.combining(char)))

"""Sentences of the page "Saves, answered" beside its notes: where they come from, and what a search found."""

from worthsaving.words import format

BUILT_ON = "From the guide this app is built on. Where exports read in November 2026 say more, the long answer says so."
NONE_FOUND = "No note has these words. Try a single word, such as “download” or “privacy”."


def found(notes: int, of: int) -> str:
    """Say how many notes of all a search found."""
    return f"{format.plural(notes, 'note')} of {of}."

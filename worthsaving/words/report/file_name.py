"""Names of the files that are handed out: whose, what, and of which day."""

import re
from datetime import date

from worthsaving.words import format

LONGEST = 40  # letters of a handle


def file_name(what: str, ending: str, *, accounts: tuple[tuple[str, str], ...], day: date | None) -> str:
    """Name a file: `tinykitchen.sample report 2026-11-09.html`; "3 accounts" for several, no day where none is known.

    A handle is text from a file: what a file system or a shell may take amiss becomes "-", and "account" stands where
    nothing is left.
    """
    names = [re.sub(r"[^\w.-]+", "-", name).strip("-._")[:LONGEST] for _, name in accounts]
    who = f"{len(names)} accounts" if len(names) > 1 else (names[0] if names else "") or "account"
    when = "" if format.is_missing(day) else f" {day:%Y-%m-%d}"
    return f"{who} {what}{when}.{ending}"

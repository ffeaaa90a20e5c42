"""Meta's daily files of an account: their one column of numbers is called "Primary", whatever it counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from worthsaving.data.load import declared
from worthsaving.reading.container.archive import Part
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import plain
from worthsaving.reading.text.encoding import to_utf8

_HEAD = 2000  # bytes that surely hold the lines before the header


def daily_metric(part: Part, match: Match) -> Match:
    """`match` with the column that a one-number daily file counts, as its title line or else its name says.

    Other formats come back as they are. What has no column here makes the file one to be set aside.
    """
    column = match.columns.get("primary")
    if column is None:
        return match
    title, words = _title(part), declared("formats")["metric"]
    name = plain(PurePosixPath(part.name).stem)
    metric = next((words[w] for text in (title, name) for w in sorted(words, key=len, reverse=True) if w in text), None)
    others = {c: place for c, place in match.columns.items() if c != "primary"}
    site = next((site for site in ("instagram", "facebook") if site in f"{title} {name}"), "instagram")
    form = replace(match.format, platform=site if site == "instagram" else "")
    if not metric:
        return Match(replace(form, table="audience"), {}, match.problems)
    return Match(form, {**others, metric: column}, match.problems)


def _title(part: Part) -> str:
    """The lines of a text file that stand before its header."""
    if part.rows is not None:
        return ""
    lines = to_utf8(part.data[:_HEAD]).data.decode("utf-8", errors="ignore").splitlines()[:4]
    return " ".join(plain(line) for line in lines if not any(c.isdigit() for c in line))

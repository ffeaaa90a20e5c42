"""Meta's daily files of an account: their one column of numbers is called "Primary", whatever it counts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from worthsaving.data.load import declared
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import plain


def daily_metric(name: str, titles: Sequence[str], match: Match) -> Match:
    """Return `match` with "primary" replaced by the canonical column that the file counts.

    The lines above the header (`titles`) say which, else the file's `name`. Other formats come back as they are. A file
    that counts something without a column here becomes an audience file, which is set aside.
    """
    column = match.columns.get("primary")
    if column is None:
        return match
    # A line with numbers in it names a period or an account, not what is counted
    title = " ".join(plain(line) for line in titles if not any(c.isdigit() for c in line))
    stem, words = plain(PurePosixPath(name).stem), declared("formats")["metric"]
    metric = next((words[w] for text in (title, stem) for w in sorted(words, key=len, reverse=True) if w in text), None)
    site = next((site for site in ("instagram", "facebook") if site in f"{title} {stem}"), "instagram")
    form = replace(match.format, platform=site if site == "instagram" else "")
    if not metric:
        return replace(match, format=replace(form, table="audience"), columns={})
    return replace(match, format=form, columns={**match.without(["primary"]).columns, metric: column})

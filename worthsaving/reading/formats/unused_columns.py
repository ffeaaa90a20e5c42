"""Unused columns that hold counts, in a table with plain headers: one of them may be the missing saves."""

import numpy as np

from worthsaving.reading.formats.formats import Match, general
from worthsaving.reading.formats.headers import key
from worthsaving.reading.formats.suggest import is_look_alike
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts

WANTED = ("views", "saves")
"""The counts without which the charts show little: those worth a question."""

_OF_VIDEOS = {"views", "likes", "comments", "shares", "saves"}
SAMPLE_ROWS = 100  # rows that show what a column holds
MOST_COLUMNS = 200  # columns examined; a table with more is a program's, whose owner would not find one among them


def wanting(match: Match) -> tuple[str, ...]:
    """Return which of `WANTED` a table lacks, where its owner could tell; none for a declared export.

    What an owner has chosen is not asked about again, and neither is a table that counts nothing of videos (followers
    by day).
    """
    form, used = match.format, set(match.columns)
    plain = form.table in ("videos", "days") and form.id == general(form.table).id
    if not plain or not _OF_VIDEOS & used:
        return ()
    return tuple(column for column in WANTED if column not in used)


def unused_counts(table: TextTable, match: Match) -> tuple[str, ...]:
    """Return the headers, as written, of the unused columns that mostly hold whole numbers.

    Left out are other names of what was read, names that say they count something else (followers, rates), and
    columns that only number the rows.
    """
    known, used = {alias for aliases in match.format.columns.values() for alias in aliases}, set(match.columns.values())
    left = [at for at, name in enumerate(table.header) if at not in used and name.strip()][:MOST_COLUMNS]
    return tuple(
        table.header[at]
        for at in left
        if key(table.header[at]) not in known and not is_look_alike(table.header[at]) and _counts(table, at)
    )


def _counts(table: TextTable, at: int) -> bool:
    """Return whether a column mostly holds whole numbers, and not the numbers of the rows."""
    read = read_counts(table.column(at).slice(0, SAMPLE_ROWS))
    values = read.values.dropna().to_numpy(dtype=np.int64)
    steps = np.diff(values)
    numbered = len(steps) > 1 and abs(steps[0]) == 1 and bool((steps == steps[0]).all())
    return len(values) > int(read.bad.sum()) and not numbered

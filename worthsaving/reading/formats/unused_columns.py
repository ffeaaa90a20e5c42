"""Columns of a table with plain headers that hold counts and that nothing was made of: one may be the missing saves."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from worthsaving.reading.formats.formats import Format, general
from worthsaving.reading.formats.headers import key
from worthsaving.reading.formats.suggest import looks_alike
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts

WANTED = ("views", "saves")
"""The counts without which the charts have little to show: the ones worth a question."""

_OF_VIDEOS = {"views", "likes", "comments", "shares", "saves"}
_LOOKED_AT = 100  # rows that show what a column holds
_MOST = 200  # columns looked at; a table with more is a program's, and its owner would not find one among them


def wanting(form: Format, used: Collection[str]) -> tuple[str, ...]:
    """Which of `WANTED` a table of that format lacks, where its owner could tell; none for every declared export.

    `used` are the canonical columns that were read. What an owner has chosen is not asked about again, and neither is a
    table that counts nothing of videos (followers by day).
    """
    plain = form.table in ("videos", "days") and form.id == general(form.table).id
    if not plain or not _OF_VIDEOS & set(used):
        return ()
    return tuple(column for column in WANTED if column not in used)


def unused_counts(table: TextTable, form: Format, used: Collection[int]) -> tuple[str, ...]:
    """The headers, as written, of the columns that are not at `used` and mostly hold whole numbers.

    Left out are other names of what was read, names that say they count something else (followers, rates), and
    columns that only number the rows.
    """
    known = {alias for aliases in form.columns.values() for alias in aliases}
    left = [at for at, name in enumerate(table.header) if at not in used and name.strip()][:_MOST]
    return tuple(
        table.header[at]
        for at in left
        if key(table.header[at]) not in known and not looks_alike(table.header[at]) and _counts(table, at)
    )


def _counts(table: TextTable, at: int) -> bool:
    read = read_counts(table.column(at).slice(0, _LOOKED_AT))
    values = read.values.dropna().to_numpy(dtype=np.int64)
    steps = np.diff(values)
    numbered = len(steps) > 1 and abs(steps[0]) == 1 and bool((steps == steps[0]).all())
    return len(values) > int(read.bad.sum()) and not numbered

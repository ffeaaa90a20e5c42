"""Count columns of a table: which of them really hold counts, and which of their cells do not."""

from collections.abc import Mapping

import pandas as pd

from worthsaving import schema
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.tables.rows import Rejection, Remarks
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import Counts

COUNTED = frozenset(column.name for column in (*schema.VIDEOS, *schema.DAYS) if column.dtype == schema.COUNT)
"""The canonical columns that hold counts, of videos and of days."""


def count_columns(table: TextTable, match: Match, read: Mapping[str, Counts]) -> tuple[dict[str, pd.Series], Remarks]:
    """Return the count columns among those `read` (canonical column -> what its cells gave), and remarks.

    Records with a cell that is no number are set aside. In a table with plain headers (no declared export), a column
    that mostly holds no numbers is not a count and is left out.
    """
    columns: dict[str, pd.Series] = {}
    problems: list[str] = []
    rounded: list[str] = []
    rejected: list[Rejection] = []
    for column, counts in read.items():
        place = match.columns[column]
        header = table.header[place].strip()
        if not match.format.required and counts.bad.sum() * 2 > counts.bad.sum() + counts.values.notna().sum():
            problems.append(_no_count(header, column))
            continue
        columns[column] = counts.values
        if counts.bad.any():
            why = f"“{header}” is “{{cell}}”, which is not a number"
            rejected.append(Rejection(counts.bad, why, table.column(place)))
        if counts.rounded:
            rounded.append(header)
    if rounded:
        named = " and ".join(f"“{header}”" for header in rounded)
        problems.append(
            f"{named} {'is' if len(rounded) == 1 else 'are'} rounded in this file (like 1.2K), so rates made from "
            "such counts are rounded too."
        )
    return columns, Remarks(tuple(problems), rounded=tuple(rounded), rejected=tuple(rejected))


def _no_count(header: str, column: str) -> str:
    return (
        f"“{header}” holds no whole numbers, so it was not taken as {column.replace('_', ' ')}. "
        "If it counts them, write its cells as plain numbers and drop the file in again."
    )

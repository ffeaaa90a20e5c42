"""Count columns of a table: which of them really hold counts, and which of their cells do not."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving import schema
from worthsaving.reading.formats.formats import Match, stand_ins
from worthsaving.reading.formats.headers import key, short
from worthsaving.reading.tables.rows import Rejection, Remarks, numbered
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import Counts, read_counts
from worthsaving.reading.values.text_columns import flags

COUNTED = frozenset(column.name for column in (*schema.VIDEOS, *schema.DAYS) if column.dtype == schema.COUNT)
"""The canonical columns that hold counts, of videos and of days."""


_SHOWN = 100  # cells among which an example is looked for


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
        header = short(table.header[place])
        if not match.format.required and counts.bad.sum() * 2 > counts.bad.sum() + counts.values.notna().sum():
            problems.append(_no_count(header, column, table.column(place)))
            continue
        columns[column] = counts.values
        if counts.bad.any():
            why = f"“{header}” is “{{cell}}”, which is not a whole number"
            rejected.append(Rejection(counts.bad, why, table.column(place)))
        if counts.rounded:
            rounded.append(header)
    if rounded:
        *most, last = (f"“{header}”" for header in rounded)
        named = f"{', '.join(most)} and {last}" if most else last
        problems.append(
            f"{named} {'is' if len(rounded) == 1 else 'are'} rounded in this file (like 1.2K), so rates made from "
            "such counts are rounded too."
        )
    return columns, Remarks(tuple(problems), rounded=tuple(rounded), rejected=tuple(rejected))


def with_stand_ins(
    table: TextTable, match: Match, counted: Mapping[str, pd.Series]
) -> tuple[dict[str, pd.Series], Match, Remarks]:
    """Return the counts, blank ones filled from the column that stands for them (impressions for views), and remarks.

    The match is the same, or has that column as used. One table may hold networks that count views and others that count
    impressions alone.
    """
    whole, problems = dict(counted), []
    for column in match.format.instead:
        others = {c: at for c, at in match.columns.items() if c != column}
        place = stand_ins(match.format, table.header, others).get(column)
        if column not in counted or column in match.instead or place is None:
            continue
        cells = read_counts(table.column(place)).values
        filled = (counted[column].isna() & cells.notna()).to_numpy(dtype=bool)
        if filled.any():
            header, blank = table.header[place].strip(), table.header[match.columns[column]].strip()
            whole[column] = counted[column].fillna(cells)
            match = replace(
                match,
                format=replace(
                    match.format,
                    blank_from={
                        **match.format.blank_from,
                        column: (*match.format.blank_from.get(column, ()), key(header)),
                    },
                ),
            )
            problems.append(
                f"“{header}” stands as {column} in {numbered(table.rows[filled])}, where “{blank}” is blank."
            )
    return whole, match, Remarks(tuple(problems))


def _no_count(header: str, column: str, cells: pa.ChunkedArray) -> str:
    if flags(pc.match_substring_regex(cells, '^=[^"0-9]')).any():
        return (
            f"“{header}” holds formulas and not what they give, so it was not taken as {column.replace('_', ' ')}. Save "
            "the file again with the formulas not shown, and drop it in again."
        )
    found = next((cell.strip() for cell in cells.slice(0, _SHOWN).to_pylist() if cell.strip()), "")
    shown = f" (“{short(found)}”)" if found else ""
    return (
        f"“{header}” holds no whole numbers{shown}, so it was not taken as {column.replace('_', ' ')}. "
        "If it counts them, write its cells as plain numbers and drop the file in again."
    )

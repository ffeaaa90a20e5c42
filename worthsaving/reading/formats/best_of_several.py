"""Which of several columns of one meaning a plain table's cells speak for: posting times, views, links."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import key, one_of_several
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts
from worthsaving.reading.values.text_columns import distinct
from worthsaving.reading.values.timestamps import read_timestamps

SAMPLE_ROWS = 1000  # rows that show what a column holds
NEARLY_ALL = 0.99  # of the rows, where the rest may be mistakes


def best_of_several(table: TextTable, match: Match) -> Match:
    """Return the match of a plain table of videos with the best of its columns where headers name a thing twice."""
    return _with_own_links(table, _with_all_views(table, _with_dates(table, match)))


def _has_dates(table: TextTable, at: int) -> bool:
    stamps = read_timestamps(pa.chunked_array([distinct(table.column(at).slice(0, SAMPLE_ROWS)).texts]))
    return stamps.open_order or not stamps.bad.any()


def _with_dates(table: TextTable, match: Match) -> Match:
    """Return the match with another of the headers of a posting time, where the one taken stands over no dates."""
    taken = match.columns.get("posted_at")
    others = [] if taken is None else _others(match, "posted_at")
    if taken is None or not others or _has_dates(table, taken):
        return match
    dated = (at for at in others if _has_dates(table, at))
    return replace(match, columns={**match.columns, "posted_at": next(dated, taken)})


def _with_all_views(table: TextTable, match: Match) -> Match:
    """Return the match with the larger of two columns of views, where both are equal in some rows: one is a part."""
    others = _others(match, "views")
    if len(others) != 1:
        return match
    taken, other = match.columns["views"], others[0]
    part, whole = (read_counts(table.column(at)).values for at in (taken, other))
    if not (whole.ge(part).mean() >= NEARLY_ALL and whole.gt(part).any() and whole.eq(part).any()):
        return match
    problems = tuple(p for p in match.problems if p != one_of_several("views", match.header, taken, others))
    line = one_of_several("views", match.header, other, [taken])
    return replace(match, columns={**match.columns, "views": other}, problems=(*problems, line))


def _with_own_links(table: TextTable, match: Match) -> Match:
    """Return the match with that of several columns of links in which most rows have one of their own.

    A post on Facebook or LinkedIn may carry a link itself, to whatever site.
    """
    places = [match.columns["link"], *_others(match, "link")] if "link" in match.columns else []
    if len(places) < 2:
        return match
    own = {at: pc.count_distinct(_written(table.column(at).slice(0, SAMPLE_ROWS))).as_py() for at in places}
    return replace(match, columns={**match.columns, "link": max(places, key=lambda at: own[at])})


def _written(column: pa.ChunkedArray) -> pa.ChunkedArray:
    cells = pc.utf8_trim_whitespace(column)
    return cells.filter(pc.not_equal(cells, ""))


def _others(match: Match, column: str) -> list[int]:
    """Return the unused positions whose headers mean a column, too, the best first."""
    keys, used = [key(name) for name in match.header], set(match.columns.values())
    if column not in match.columns:
        return []
    return [
        at for name in match.format.columns[column] for at, own in enumerate(keys) if own == name and at not in used
    ]

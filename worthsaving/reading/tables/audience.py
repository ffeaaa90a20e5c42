"""Table about an account's followers in a recognised file -> canonical audience: active hours, territories, gender."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving import schema
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.tables.count_columns import count_columns
from worthsaving.reading.tables.days import day_column
from worthsaving.reading.tables.rows import Rejection, Remarks, Rows, numbered, set_aside
from worthsaving.reading.tables.totals import total_rows
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts
from worthsaving.reading.values.shares import read_shares
from worthsaving.reading.values.text_columns import as_text, distinct, flags, missing

# 19, 19:00, "7 PM", "19:00 - 20:00"
_HOUR = r"^(?P<hour>[0-9]{1,2})(?:[:.h]00)? ?(?P<half>(?:[ap]\.?m\.?)?)(?: ?[-–] ?[0-9]{1,2}(?:[:.h][0-9]{2})? ?(?:[ap]\.?m\.?)?)?$"


def read_audience(name: str, table: TextTable, match: Match, *, anchor: pd.Timestamp) -> Rows:
    """Read the canonical audience in a file's table; `name` is the file's, `anchor` as in `days.read_days`.

    Hours stay as the file prints them, in whatever zone that is. Values that cannot be (below zero, over 100 %, the 0 of
    hours that were still to come) are missing, and a problem says so.
    """
    size, kind = len(table.rows), match.format.kind
    sums = total_rows(table)
    key, keyed = _hours(table, match) if kind == "hour" else _names(table, match)
    day, dated = pd.Series(pd.NaT, index=range(size), dtype=schema.DAY), Remarks()
    if "day" in match.columns:
        day, dated = day_column(name, table, match, anchor=anchor)
    value, doubts = _people(table, match) if kind == "hour" else _shares(table, match, sums)
    remarks = Remarks(match.problems) + sums + keyed + dated + doubts
    keep, aside = set_aside(table, remarks.rejected)
    columns = {
        "platform": pd.Series(match.format.platform, index=range(size), dtype="str"),
        "account": pd.Series(facts(name).account, index=range(size), dtype="str"),
        "kind": pd.Series(kind, index=range(size), dtype="str"),
        "key": key,
        "value": value,
        "day": day,
        "source": pd.Series(match.format.id, index=range(size), dtype="str"),
    }
    frame = schema.conform(pd.DataFrame(columns, copy=False)[keep], schema.AUDIENCE)
    if kind == "hour":
        frame, early = _without_hours_to_come(frame)
        remarks += early
    return Rows(frame, keep, aside, match, remarks, numbers=np.asarray(table.rows)[keep])


def _header(table: TextTable, match: Match, column: str) -> str:
    return table.header[match.columns[column]].strip()


def _names(table: TextTable, match: Match) -> tuple[pd.Series, Remarks]:
    """Return the key of each row as the file names it, and which rows have none."""
    cells = distinct(table.column(match.columns["key"]))
    none = cells.spread(missing(cells.texts))
    texts = as_text(cells.texts).to_numpy(dtype=object)
    header = _header(table, match, "key")
    return pd.Series(cells.spread(texts), dtype="str"), Remarks(rejected=(Rejection(none, f"“{header}” is empty"),))


def _hours(table: TextTable, match: Match) -> tuple[pd.Series, Remarks]:
    """Return the hour of each row as text ("0" to "23"), and which rows have none.

    A file with a 24 and no 0 counts the hours of a day from 1, as TikTok's older files do.
    """
    column, header = table.column(match.columns["key"]), _header(table, match, "key")
    cells = distinct(column)
    found = pc.extract_regex(pc.ascii_lower(cells.texts), _HOUR)
    number = pc.fill_null(pc.cast(pc.struct_field(found, "hour"), pa.int64()), -1).to_numpy(zero_copy_only=False)
    half = pc.replace_substring(pc.struct_field(found, "half"), ".", "")
    morning, evening = (flags(pc.equal(half, word)) for word in ("am", "pm"))
    halved = morning | evening
    wrong = (number < 0) | (number > np.where(halved, 12, 24)) | (halved & (number == 0))
    hour = np.where(halved, number % 12 + np.where(evening, 12, 0), number)
    used = np.unique(hour[~wrong])
    problems: tuple[str, ...] = ()
    if 24 in used and 0 not in used:
        hour = hour - 1
        problems = (
            f"“{header}” goes from 1 to 24, so 1 was read as the hour that begins at midnight (0:00), and 24 as the last.",
        )
    wrong |= (hour < 0) | (hour > 23)
    bad = cells.spread(wrong)
    key = pd.Series(cells.spread(hour), dtype="int64").astype("str").where(~bad, "")
    return key, Remarks(
        problems, rejected=(Rejection(bad, f"“{header}” is “{{cell}}”, which is no hour of a day (0 to 23)", column),)
    )


def _people(table: TextTable, match: Match) -> tuple[pd.Series, Remarks]:
    """Return the number of people in each row, and remarks; a number below zero is unknown."""
    counted, remarks = count_columns(table, match, {"value": read_counts(table.column(match.columns["value"]))})
    value = counted["value"]
    below = value.lt(0).fillna(False).to_numpy(dtype=bool)
    if below.any():
        value = value.mask(below)
        remarks += Remarks((
            f"“{_header(table, match, 'value')}” is below zero in {numbered(np.asarray(table.rows)[below])}, which no number "
            "of people can be. It is not known there.",
        ))  # fmt: skip
    return value.astype("Float64"), remarks


def _shares(table: TextTable, match: Match, sums: Remarks) -> tuple[pd.Series, Remarks]:
    """Return the share (0 to 1) in each row but those that are `sums`, and remarks; what cannot be a share is unknown."""
    column, header = table.column(match.columns["value"]), _header(table, match, "value")
    for rejection in sums.rejected:
        column = pa.chunked_array([pc.if_else(pa.array(rejection.mask), "", column.combine_chunks())])
    read = read_shares(column)
    problems = []
    if read.impossible.any():
        problems.append(
            f"“{header}” is below 0 or over 100 % in {numbered(np.asarray(table.rows)[read.impossible])}, which no share can "
            "be. It is not known there."
        )
    if read.doubt:
        problems.append(
            f"“{header}” cannot be read for sure: {read.doubt}. Those shares stay unknown. Export the file again and drop "
            "it in as it is."
        )
    rejected = Rejection(read.bad, f"“{header}” is “{{cell}}”, which is not a share", column)
    return read.values, Remarks(tuple(problems), rejected=(rejected,))


def _without_hours_to_come(frame: pd.DataFrame) -> tuple[pd.DataFrame, Remarks]:
    """Return active hours without the zeros that end the last day, and a remark.

    TikTok fills the hours of the day of export that are still to come with 0. They are taken for that where every other day
    counts somebody in each of these hours.
    """
    last = frame["day"].max()
    hour, newest = frame["key"].astype("int64"), frame["day"].eq(last)
    counted = newest & frame["value"].gt(0).fillna(False)
    end = hour[counted].max() if counted.any() else -1
    late = hour > end
    zero = newest & late & frame["value"].eq(0).fillna(False)
    others = frame["value"][~newest & late & hour.isin(hour[zero])].dropna()
    if not zero.any() or not len(others) or others.min() <= 0:
        return frame, Remarks()
    problem = (
        f"The last day has 0 from {end + 1}:00 on and the days before do not: it was not over when this file was made. "
        "These hours are not known, not 0."
    )
    return frame.assign(value=frame["value"].mask(zero)), Remarks((problem,))

"""Result of reading one table: canonical rows, the records set aside with their reasons, and remarks for the report."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving.reading.formats.formats import Match
from worthsaving.reading.result import no_rows
from worthsaving.reading.text.records import Record
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import distinct

LONGEST_TEXT = 2000  # characters shown of a row that is set aside
LONGEST_CELL = 40  # characters of a cell quoted in a reason
NAMED_ROWS = 5


class Rejection(NamedTuple):
    """Records to set aside (bool each) and why; "{cell}" in the reason stands for the record's own of `cells`."""

    mask: np.ndarray
    why: str
    cells: pa.ChunkedArray | None = None


@dataclass(frozen=True)
class Remarks:
    """What a reader found besides values.

    `problems` are sentences about what looks odd; `lacks` sentences about what the file cannot tell; `asks` names what
    only the user can tell ("date_order"); `rounded` the headers whose counts are rounded; `rejected` the records to set
    aside, where the first reason for a record counts.
    """

    problems: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()

    def __add__(self, more: Remarks) -> Remarks:
        """Both remarks, `more` after these."""
        return Remarks(
            self.problems + more.problems,
            self.lacks + more.lacks,
            self.asks + more.asks,
            self.rounded + more.rounded,
            self.rejected + more.rejected,
        )


@dataclass(frozen=True)
class Rows:
    """Result of reading one file's table.

    `frame` holds the canonical rows, `keep` says which records of the table they came from, `numbers` their row numbers,
    `set_aside` lists the other ones (see FileReport). `match` names the columns that were really used. `distinct`: every row is surely another
    video.
    """

    frame: pd.DataFrame
    keep: np.ndarray
    set_aside: pd.DataFrame
    match: Match
    remarks: Remarks = Remarks()
    distinct: bool = False
    numbers: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def reasons_of(size: int, rejected: Sequence[Rejection]) -> tuple[list[str], np.ndarray]:
    """Return the different reasons, and for each of `size` records which one counts: 1 is the first, 0 stays."""
    reasons: list[str] = []
    which = np.zeros(size, dtype=np.int32)
    for mask, why, column in rejected:
        fresh = mask & (which == 0)
        if not fresh.any():
            continue
        if column is None:
            reasons.append(why)
            which[fresh] = len(reasons)
        else:
            cells = distinct(column.filter(pa.array(fresh)))
            which[fresh] = cells.at + len(reasons) + 1
            reasons += [why.replace("{cell}", text[:LONGEST_CELL]) for text in cells.texts.to_pylist()]
    return reasons, which


def set_aside(table: TextTable, rejected: Sequence[Rejection]) -> tuple[np.ndarray, pd.DataFrame]:
    """Return which records of `table` stay (bool each), and the set-aside table of the others (see `result.no_rows`).

    The table lists records of the wrong width too, so kept and set aside always add up to all.
    """
    reasons, which = reasons_of(len(table.rows), rejected)
    keep = which == 0
    at = np.flatnonzero(which)
    cells = table.columns.filter(pa.array(~keep)).to_pylist() if len(at) else []
    width = len(table.header)
    rows = [
        (int(table.rows[i]), reasons[which[i] - 1], _line([row[str(c)] for c in range(width)]))
        for i, row in zip(at, cells, strict=True)
    ]
    rows += [(record.number, _why_odd(record, width), record.text[:LONGEST_TEXT]) for record in table.odd]
    if not rows:
        return keep, no_rows()
    rows.sort(key=lambda row: row[0])
    numbers, whys, texts = zip(*rows, strict=True)
    return keep, pd.DataFrame({
        "row": np.array(numbers, dtype=np.int64), "reason": pd.array(whys, dtype="str"), "text": pd.array(texts, dtype="str"),
    })  # fmt: skip


def _why_odd(record: Record, width: int) -> str:
    if record.why:
        return record.why
    if record.cut:
        return "the file ends in the middle of this row"
    cells = f"{len(record.cells)} cell{'' if len(record.cells) == 1 else 's'}"
    return f"{cells} where the header has {width}, so it is not clear which is which"


def numbered(rows: Sequence[int] | np.ndarray) -> str:
    """Name row numbers in a sentence: "row 4", "rows 4, 7 and 9", "rows 4, 7, 9, 12, 13 and 6 more"."""
    shown = [str(row) for row in rows[:NAMED_ROWS]]
    more = len(rows) - len(shown)
    if more:
        return f"rows {', '.join(shown)} and {more} more"
    return f"row {shown[0]}" if len(shown) == 1 else f"rows {', '.join(shown[:-1])} and {shown[-1]}"


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()[:LONGEST_TEXT]

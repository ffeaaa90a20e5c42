"""Which records of a file are kept, and for each other one the reason: rows = kept + set aside, always."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving.reading.result import no_rows
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import distinct

LONGEST_TEXT = 2000  # of a row that is set aside
LONGEST_CELL = 40  # of one that is quoted in a reason
NAMED_ROWS = 5


class Reasons:
    """Why records of one table are set aside; the first reason given for a record counts."""

    def __init__(self, table: TextTable) -> None:
        self.table = table
        self._said: list[str] = []
        self._why = np.zeros(len(table.rows), dtype=np.int32)  # 1 is the first of `_said`, 0 stays

    def give(self, mask: np.ndarray, why: str) -> None:
        """Set aside the records where `mask` is true."""
        if mask.any():
            self._said.append(why)
            self._why[mask & (self._why == 0)] = len(self._said)

    def give_each(self, column: pa.ChunkedArray, mask: np.ndarray, why: str) -> None:
        """The same, with the cell's own text put in for "{cell}"."""
        if not mask.any():
            return
        fresh = mask & (self._why == 0)
        if fresh.any():
            cells = distinct(column.filter(pa.array(fresh)))
            said = [why.replace("{cell}", text[:LONGEST_CELL]) for text in cells.texts.to_pylist()]
            self._why[fresh] = cells.at + len(self._said) + 1
            self._said += said

    @property
    def keep(self) -> np.ndarray:
        """Which records stay."""
        return self._why == 0

    def set_aside(self) -> pd.DataFrame:
        """The set-aside table of a FileReport, odd records included."""
        width = len(self.table.header)
        at = np.flatnonzero(~self.keep)
        cells = self.table.columns.filter(pa.array(~self.keep)).to_pylist() if len(at) else []
        rows = [
            (int(self.table.rows[i]), self._said[self._why[i] - 1], _line([row[str(c)] for c in range(width)]))
            for i, row in zip(at, cells, strict=True)
        ]
        rows += [
            (
                record.number,
                "the file ends in the middle of this row"
                if record.cut
                else f"{len(record.cells)} cell{'' if len(record.cells) == 1 else 's'} where the header has {width}, "
                "so it is not clear which is which",
                record.text[:LONGEST_TEXT],
            )
            for record in self.table.odd
        ]
        if not rows:
            return no_rows()
        rows.sort(key=lambda row: row[0])
        return pd.DataFrame(rows, columns=["row", "reason", "text"]).astype(
            {"row": "int64", "reason": "str", "text": "str"}
        )


def numbered(rows: Sequence[int] | np.ndarray) -> str:
    """Row numbers in a sentence: "row 4", "rows 4, 7 and 9", "rows 4, 7, 9, 12, 13 and 6 more"."""
    shown = [str(row) for row in rows[:NAMED_ROWS]]
    more = len(rows) - len(shown)
    if more:
        return f"rows {', '.join(shown)} and {more} more"
    return f"row {shown[0]}" if len(shown) == 1 else f"rows {', '.join(shown[:-1])} and {shown[-1]}"


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()[:LONGEST_TEXT]

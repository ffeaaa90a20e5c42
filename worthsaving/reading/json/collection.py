"""Records of one place in JSON, gathered into columns of text as they come."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from worthsaving.errors import UnreadableFile
from worthsaving.reading.formats.headers import key
from worthsaving.reading.text.table import MOST_COLUMNS, TextTable

MOST_CELLS = 120_000_000  # of a table, empty ones included: about 500 MB
_PENDING = 200_000  # cells that wait to become columns
_MANY = (
    "This JSON would make a table of {rows:,} rows and {width:,} columns, more than is read at once. "
    "Save fewer posts at a time."
)


@dataclass
class Collection:
    """Records that stand at `path` ("" for whole documents), each a mapping of field -> text.

    `listed`: they stand in a list, or follow each other as JSON lines. `wide`: a record had more fields than a table may
    have columns, so none is kept. `doubled` names fields that a record has twice, `joined` those in which a record has a
    list. `bare`: lists stand where records should, whose values have no names.
    """

    path: str
    listed: bool = False
    wide: bool = False
    bare: bool = False
    size: int = 0
    doubled: dict[str, int] = field(default_factory=dict)
    joined: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    parents: list[int] = field(default_factory=list)
    _rows: list[dict[str, str]] = field(default_factory=list)
    _pending: int = 0
    _chunks: list[tuple[int, dict[str, pa.Array]]] = field(default_factory=list)

    def add(self, cells: dict[str, str], parent: int) -> None:
        """Add a record; `parent` is the number of the record around it."""
        self.size += 1
        if self.wide:
            return
        self.names.update(dict.fromkeys(cells))
        if len(self.names) > MOST_COLUMNS:
            self.wide, self._rows, self._chunks = True, [], []
            return
        self.parents.append(parent)
        self._rows.append(cells)
        self._pending += len(cells) + 1
        if self._pending >= _PENDING:
            self._flush()

    def table(
        self, around: Mapping[int, Mapping[str, str]], more: Sequence[str], zero_is_none: frozenset[str]
    ) -> TextTable:
        """Return the records as a table, row numbers from 1; with the values `around` them as columns "answer.<name>"."""
        self._flush()
        columns = {name: self._column(name) for name in self.names}
        for name in zero_is_none & set(columns):
            columns[name] = pa.chunked_array(
                [pa.array(["" if cell == "0" else cell for cell in columns[name].to_pylist()], pa.string())]
            )
        for name in more:
            cells = [around.get(parent, {}).get(name, "") for parent in self.parents]
            if any(cells):
                columns[f"answer.{name}"] = pa.chunked_array([pa.array(cells, pa.string())])
        places = [str(at) for at in range(len(columns))]
        return TextTable(
            tuple(columns), pa.table(list(columns.values()), names=places), np.arange(1, self.size + 1, dtype=np.int64)
        )

    def records(self, keep: Container[str]) -> list[dict[str, str]]:
        """Return the records, of each the fields with a text whose keys (see headers.key) are in `keep`."""
        self._flush()
        names = [name for name in self.names if key(name) in keep]
        columns = [self._column(name).to_pylist() for name in names]
        rows = zip(*columns, strict=True) if columns else ()
        return [{name: cell for name, cell in zip(names, row, strict=True) if cell} for row in rows]

    def _flush(self) -> None:
        if not self._rows:
            return
        if len(self.names) * self.size > MOST_CELLS:
            raise UnreadableFile(_MANY.format(rows=self.size, width=len(self.names)))
        names = dict.fromkeys(name for row in self._rows for name in row)
        chunk = {name: pa.array([row.get(name, "") for row in self._rows], pa.string()) for name in names}
        self._chunks.append((len(self._rows), chunk))
        self._rows, self._pending = [], 0

    def _column(self, name: str) -> pa.ChunkedArray:
        return pa.chunked_array([chunk.get(name, pa.repeat("", size)) for size, chunk in self._chunks], pa.string())

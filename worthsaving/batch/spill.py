"""Rows on disk between the two passes: Arrow files whose rows are sorted by bucket, so that one bucket is read by itself.

Columns: key (the account), source (number of the file in its task), table (number of the table in its task; missing for
a whole file), row (the row's number in its file), cells (its texts), data (the bytes of a whole file, else missing).
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.text.table import TextTable

HELD = 64_000_000  # bytes of rows in memory before they are written
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("source", pa.int32()),
        ("table", pa.int32()),
        ("row", pa.int64()),
        ("cells", pa.list_(pa.string())),
        ("data", pa.binary()),
    ]
)
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)


def bucket(key: str, buckets: int) -> int:
    """Return which bucket an account belongs to: the same on every machine."""
    return (
        int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") % buckets
    )


class Writer:
    """Writes rows to files of their own as soon as they take much memory; `index` says which bucket lies where."""

    def __init__(self, folder: Path, task: str, buckets: int) -> None:
        self.folder, self.task, self.buckets = folder, task, buckets
        self.index: list[dict[str, Any]] = []
        self._waiting: list[pa.Table] = []
        self._size = 0

    def rows(self, keys: pa.Array, source: int, number: int, table: TextTable) -> None:
        """Add the rows of a table, each with the key of its account."""
        size = len(table.rows)
        added = pa.table(
            [keys, pa.repeat(pa.scalar(source, pa.int32()), size), pa.repeat(pa.scalar(number, pa.int32()), size),
             pa.array(table.rows, pa.int64()), as_lists(table), pa.nulls(size, pa.binary())],
            schema=SCHEMA,
        )  # fmt: skip
        self._add(added)

    def file(self, key: str, source: int, data: bytes) -> None:
        """Add a whole file, of one account."""
        row = {"key": key, "source": source, "table": None, "row": 0, "cells": None, "data": data}
        self._add(pa.Table.from_pylist([row], schema=SCHEMA))

    def _add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._size += table.nbytes
        if self._size > HELD:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting as one file, a batch of rows for each bucket."""
        if not self._waiting:
            return
        whole = pa.concat_tables(self._waiting)
        coded = whole["key"].combine_chunks().dictionary_encode()
        of_key = np.array([bucket(key, self.buckets) for key in coded.dictionary.to_pylist()], dtype=np.int64)
        place = of_key[coded.indices.to_numpy()]
        order = np.argsort(place, kind="stable")
        sorted_rows, place = whole.take(pa.array(order)), place[order]
        name = f"{self.task}-{len(self.index)}.arrow"
        found, starts = np.unique(place, return_index=True)
        ends = [*starts[1:].tolist(), len(place)]
        sizes: list[int] = []
        temporary = self.folder / f"{name}.{os.getpid()}.part"
        with pa.OSFile(str(temporary), "wb") as sink, pa.ipc.new_file(sink, SCHEMA, options=_OPTIONS) as writer:
            for start, end in zip(starts.tolist(), ends, strict=True):
                (batch,) = sorted_rows.slice(start, end - start).combine_chunks().to_batches()
                writer.write_batch(batch)
                sizes.append(batch.nbytes)
        temporary.replace(self.folder / name)
        self.index.append({"file": name, "buckets": found.tolist(), "sizes": sizes})
        self._waiting, self._size = [], 0


def read(path: Path, place: int) -> pa.RecordBatch:
    """Return the rows of one bucket in a file, by its place in the file's index."""
    with pa.OSFile(str(path), "rb") as source:
        return pa.ipc.open_file(source).get_batch(place)


def as_lists(table: TextTable) -> pa.Array:
    """Return the cells of each row as one list."""
    width, size = table.columns.num_columns, len(table.rows)
    if not size or not width:
        return pa.ListArray.from_arrays(np.zeros(size + 1, np.int32), pa.array([], pa.string()))
    flat = pa.concat_arrays([column.cast(pa.string()).combine_chunks() for column in table.columns.columns])
    by_row = np.arange(width * size, dtype=np.int64).reshape(width, size).T.ravel()
    return pa.ListArray.from_arrays(pa.array(np.arange(size + 1) * width, pa.int32()), flat.take(pa.array(by_row)))


def as_table(header: tuple[str, ...], titles: tuple[str, ...], rows: pa.Table) -> TextTable:
    """Return rows of one table, in the order of their numbers, as a table of text."""
    rows = rows.sort_by("row")
    cells = rows["cells"].combine_chunks()
    columns = {str(at): pa.chunked_array([pc.list_element(cells, at)]) for at in range(len(header))}
    return TextTable(header, pa.table(columns), rows["row"].to_numpy(), titles=titles)


def grouped(table: pa.Table, name: str) -> Iterator[tuple[Any, pa.Table]]:
    """Yield each value of a column with its rows, in the order of the values."""
    if not table.num_rows:
        return
    table = table.sort_by(name)
    values = table[name].combine_chunks()
    coded = values.dictionary_encode()
    indices = coded.indices.to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(np.diff(indices, prepend=-1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(indices)], strict=True):
        yield values[start].as_py(), table.slice(start, end - start)

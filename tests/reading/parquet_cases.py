"""Made-up Parquet files that bring about each sentence about Parquet and Zstandard (see message_cases)."""

import io
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq

POSTS = pa.table({"Title": ["a", "b"], "Views": [5, 6], "Saves": [1, 2]})


def written(table: pa.Table, **options: object) -> bytes:
    """A table as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, **options)
    return buffer.getvalue()


def _file(table: pa.Table | bytes, **options: object) -> Callable[[], dict[str, bytes]]:
    return lambda: {"x.parquet": table if isinstance(table, bytes) else written(table, **options)}


def _nested(depth: int) -> pa.Array:
    values = pa.array(["x", "y"])
    for _ in range(depth):
        values = pa.StructArray.from_arrays([values], ["f"])
    return values


REFUSED = {
    "damaged Parquet": ("This Parquet file is damaged", _file(written(POSTS)[:-1])),
    "encrypted Parquet": ("is encrypted", _file(b"PARE" + written(POSTS)[4:])),
    "nested Parquet": ("inside values, more than 10", _file(POSTS.append_column("n", _nested(11)))),
    "Parquet packed by beginnings": (
        "DELTA_BYTE_ARRAY",
        _file(POSTS, use_dictionary=False, column_encoding={"Title": "DELTA_BYTE_ARRAY"}),
    ),
    "Parquet with vast contents": ("contents of 0 MB", _file(POSTS), {"container.parquet.MOST_FOOTER": 9}),
    "Parquet of many columns": ("has 4 columns", _file(POSTS), {"container.parquet.MOST_COLUMNS": 3}),
    "Parquet of many rows": ("has 2 rows", _file(POSTS), {"container.parquet.MOST_CELLS": 5}),
    "Parquet of vast values": ("over 0 MB of values", _file(POSTS), {"container.parquet.MOST_UNPACKED": 20}),
    "Parquet of many pages": ("over 500 MB of values", _file(POSTS), {"container.parquet.MOST_PAGES": 2}),
    "Parquet without rows": ("has no rows", _file(POSTS.slice(0, 0))),
    "Parquet of much text": ("over 0 MB of text", _file(POSTS), {"arrow.MOST_BYTES": 1}),
    "a wide table": ("This table has 3 columns", _file(POSTS), {"arrow.MOST_COLUMNS": 2}),
    "a Zstandard file cut off": (
        "packed file is damaged or",
        _file(pa.compress(b"a,b\n" * 99, "zstd", asbytes=True)[:-5]),
    ),
}
"""Files of which nothing is read."""

NOTED = {
    "bytes in Parquet": ("“p” holds neither", _file(POSTS.append_column("p", pa.array([b"\xff", b"\xfe"])))),
    "lists in Parquet": ("“tags.list.element” holds lists", _file(POSTS.append_column("tags", pa.array([["a"], []])))),
}
"""Files that are read, with something to know about them."""

"""Second pass over one bucket: all its accounts, one after the other, to a part of the result on disk."""

import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.batch import cut, spill
from worthsaving.batch.account import account_rows, not_read
from worthsaving.batch.columns import RESULT
from worthsaving.reading.read import Source
from worthsaving.reading.text.table import MOST_BYTES

_VAST = "Its rows hold over {size:,} MB of text, more than one account's exports do. Look at what stands as its name."


def summarise_bucket(
    folder: Path, number: int, tasks: Sequence[str], part: str, today: str, rows_are: str = ""
) -> dict[str, Any]:
    """Summarise the accounts of a bucket into the file `part`, unless it is there; return how many accounts and rows it has.

    `tasks`: the ids of the tasks whose rows are there, in the order of their files. `today`: ISO 8601, the latest day.
    """
    target = folder / "rows" / part
    note = target.with_suffix(".json")
    if target.exists() and note.exists():
        return dict(json.loads(note.read_text("utf-8")))
    rows: list[dict[str, Any]] = []
    accounts, latest = 0, dt.datetime.fromisoformat(today)
    for key, tables, size in _units(folder, number, tasks):
        accounts += 1
        source, handle = (key[2:], "") if key.startswith("f:") else ("", key[2:])
        if size > MOST_BYTES:
            rows.append(not_read(_VAST.format(size=MOST_BYTES // 1_000_000), source, handle))
        else:
            rows += account_rows(tables, today=latest, rows_are=rows_are, source=source, handle=handle)
    write(pa.Table.from_pylist(rows, schema=RESULT), target)
    counts = {"accounts": accounts, "rows": len(rows)}
    write_text(json.dumps(counts), note)
    return counts


def _units(folder: Path, number: int, tasks: Sequence[str]) -> Iterator[tuple[str, list[tuple[str, Source]], int]]:
    """Yield the key of each account with its files and tables, and their size in bytes."""
    indexes = [json.loads((folder / "cut" / f"{task}.json").read_text("utf-8")) for task in tasks]
    batches = []
    for at, index in enumerate(indexes):
        for name, place in cut.contents(index, number):
            batch = spill.read(folder / "cut" / name, place)
            batches.append(batch.append_column("task", pa.repeat(pa.scalar(at, pa.int32()), batch.num_rows)))
    if not batches:
        return
    for key, rows in spill.grouped(pa.Table.from_batches(batches), "key"):
        yield key, list(_tables(indexes, rows)), rows.nbytes


def _tables(indexes: Sequence[dict[str, Any]], rows: pa.Table) -> Iterator[tuple[str, Source]]:
    """Yield the files and tables of one account, by their places in the sources."""
    for at, own in spill.grouped(rows, "task"):
        index = indexes[at]
        whole = pc.is_null(own["table"])
        for row in own.filter(whole).sort_by("source").select(["source", "data"]).to_pylist():
            yield Path(index["files"][row["source"]]["path"]).name, row["data"]
        for table, some in spill.grouped(own.filter(pc.invert(whole)), "table"):
            yield cut.table_of(index, table, some)


def write(table: pa.Table, path: Path) -> None:
    """Write a table as Parquet: whole, or not at all."""
    from pyarrow import parquet

    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    parquet.write_table(table, temporary, compression="zstd")
    temporary.replace(path)


def write_text(text: str, path: Path) -> None:
    """Write a text: whole, or not at all."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)

"""The end of a batch: the parts of the result as one file, in an order that depends on nothing but the sources."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from worthsaving import __version__
from worthsaving.batch.bucket import write
from worthsaving.batch.columns import NO_FILE, RESULT, SOURCES

KEY = b"worthsaving"
"""Where a result's own facts stand in its Parquet metadata, as JSON: `version`, `sources` (a digest of all of them)."""

_ORDER = [("platform", "ascending"), ("account", "ascending"), ("source", "ascending"), ("status", "ascending")]


def sources_path(output: Path) -> Path:
    """Return where the table of sources stands: beside the result."""
    return output.with_name(f"{output.stem}.sources.parquet")


def gather(output: Path, parts: Sequence[Path], files: Sequence[dict[str, Any]], lost: Sequence[dict[str, Any]]) -> int:
    """Write the result and, beside it, the table of its sources with their digests; return the number of rows.

    `files`: what became of each file (see `cut.Cut`). `lost`: rows of accounts that no part has.
    """
    from pyarrow import parquet

    broken = [
        {"status": NO_FILE, "platform": "", "account": "", "source": file["path"], "files": 1, "reason": file["reason"], "problems": []}
        for file in files
        if file["reason"]
    ]  # fmt: skip
    tables = [parquet.read_table(path, schema=RESULT) for path in parts]
    rows = pa.concat_tables([*tables, pa.Table.from_pylist([*broken, *lost], schema=RESULT)]).sort_by(_ORDER)
    listed = sorted(files, key=lambda file: str(file["path"]))
    table = pa.Table.from_pylist(
        [{**file, "sha256": file["digest"], "set_aside": file["aside"]} for file in listed], schema=SOURCES
    )
    write(table, sources_path(output))
    facts = {"version": __version__, "sources": digest(listed)}
    write(rows.replace_schema_metadata({KEY: json.dumps(facts).encode()}), output)
    return len(rows)


def digest(files: Sequence[dict[str, Any]]) -> str:
    """Return the SHA-256 of all sources: of each one's path and digest, in order."""
    found = hashlib.sha256()
    for file in sorted(files, key=lambda file: str(file["path"])):
        found.update(f"{file['path']}\0{file['digest']}\n".encode("utf-8", "surrogatepass"))
    return found.hexdigest()

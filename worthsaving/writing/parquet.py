"""The canonical tables as one tidy, partitioned set of Parquet files that DuckDB, Spark or pandas opens as it is."""

import shutil
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from worthsaving import schema
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import Reading

PARTITION = "network"
"""The folders' key. The files hold `platform` as well, so that each of them can be read by itself."""

NO_NETWORK = "__HIVE_DEFAULT_PARTITION__"
"""What readers of partitioned sets take for a missing key."""

_ROWS = 100_000  # in a row group: the rows of one account lie together, so that most groups need not be read
_ORDER = ["account", "posted_at", "video_id"]
_THERE = "{name} is there already and holds something. Choose another folder, or delete it."


def parquet_set(reading: Reading, folder: Path) -> list[Path]:
    """Write videos, days and, where there are any, observations and audience below `folder`; return the files written.

    Each table is `<table>/network=<network>/part-0.parquet` with the canonical columns and types: counts are whole numbers,
    moments UTC, days dates, missing is null. Rows are sorted by account, then time. The folder appears at once when all
    is written. Raises WorthSavingError where it holds something, OSError where it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorthSavingError(_THERE.format(name=folder.name))
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    tables = (
        ("videos", reading.videos, schema.VIDEOS),
        ("days", reading.days, schema.DAYS),
        ("observations", reading.observations, schema.OBSERVATIONS),
        ("audience", reading.audience, schema.AUDIENCE),
    )
    unfinished.mkdir(parents=True)
    written = [
        path
        for name, table, columns in tables
        if len(table) or name == "videos"
        for path in _table(table, columns, unfinished / name)
    ]
    if folder.exists():
        folder.rmdir()
    unfinished.replace(folder)
    return [folder / path.relative_to(unfinished) for path in written]


def _table(table: pd.DataFrame, columns: tuple[schema.Column, ...], folder: Path) -> list[Path]:
    """Write one table, a folder for each network."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {schema.COUNT: pa.int64(), schema.MOMENT: pa.timestamp("us", "UTC"), schema.DAY: pa.date32()}
    fields = [
        pa.field(c.name, kinds.get(c.dtype, pa.float64() if c.dtype == "Float64" else pa.string()),
                 metadata={"unit": c.unit, "meaning": c.meaning})
        for c in columns
    ]  # fmt: skip
    order = [name for name in (*_ORDER, "day", "observed_at") if name in table]
    written = []
    for network, own in table.sort_values(order, kind="stable").groupby("platform", sort=True):
        path = folder / f"{PARTITION}={quote(network, safe='') or NO_NETWORK}" / "part-0.parquet"
        path.parent.mkdir(parents=True)
        made = pa.Table.from_pandas(own[[c.name for c in columns]], schema=pa.schema(fields), preserve_index=False)
        parquet.write_table(made.replace_schema_metadata(), path, row_group_size=_ROWS, compression="zstd")
        written.append(path)
    return written

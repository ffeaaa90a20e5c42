"""The library's tables. Only `kept_version` and what is undone or forgotten ever change: the rest is appended.

A *strand* is a video as one kind of file tells of it: its caption and link and which counts it has. Every observation
belongs to one, so that the newest value of each column is found by one look at the end of each of a video's strands,
however long they are. Moments and days are whole microseconds since 1970 (UTC), the same in every engine.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, Table, Text, UniqueConstraint

from worthsaving import schema

VERSION = 1
"""The version of these tables. A change to them raises it and adds a step to `versions.STEPS`."""

COUNTS = schema.COUNTS
DAY_COUNTS = tuple(column.name for column in schema.DAYS if column.dtype == schema.COUNT)

_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only in an INTEGER key
TABLES = MetaData()

version = Table("kept_version", TABLES, Column("version", Integer, nullable=False))

imports = Table(
    "kept_import",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("kept_at", BigInteger, nullable=False),
    Column("observations", BigInteger, nullable=False),  # as many rows as it wrote, so that a half one could be told
    Column("days", BigInteger, nullable=False),
    sqlite_autoincrement=True,  # the number of an undone import is not given again
)

files = Table(
    "kept_file",
    TABLES,
    Column("digest", Text, primary_key=True),
    Column("import_id", _ID, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    Column("in_part", Boolean, nullable=False),  # one of its accounts was forgotten: it may be kept again
)

accounts = Table(
    "kept_account",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    UniqueConstraint("platform", "account"),
)

videos = Table(
    "kept_video",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("key", Text, nullable=False),  # id:..., link:... or row:..., see rows.py
    Column("account_id", _ID, nullable=False, index=True),
    UniqueConstraint("platform", "key"),
)

strands = Table(
    "kept_strand",
    TABLES,
    Column("id", _ID, primary_key=True),
    Column("video_id", _ID, nullable=False),
    Column("digest", BigInteger, nullable=False),  # of all the columns below
    Column("account", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("posted_at", BigInteger),
    Column("posted_day_local", BigInteger),
    Column("duration_s", Float),
    Column("media", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("present", Integer, nullable=False),  # which counts it has, one bit each in the order of COUNTS
    UniqueConstraint("video_id", "digest"),
)

observations = Table(
    "kept_observation",
    TABLES,
    Column("strand_id", _ID, primary_key=True),
    Column("observed_at", BigInteger, primary_key=True),
    Column("import_id", _ID, primary_key=True),
    Column("counts_key", BigInteger, primary_key=True),  # digest of the counts and of `stated`
    Column("stated", Boolean, nullable=False),  # False: the file named no moment, this is when it was kept
    *(Column(name, BigInteger) for name in COUNTS),
    Index("kept_observation_import", "import_id"),
    sqlite_with_rowid=False,  # stored in the order of its key: a strand's observations lie side by side
)

days = Table(
    "kept_day",
    TABLES,
    Column("account_id", _ID, primary_key=True),
    Column("day", BigInteger, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("present", Integer, primary_key=True),  # which counts it has, one bit each in the order of DAY_COUNTS
    Column("observed_at", BigInteger, primary_key=True),
    Column("import_id", _ID, primary_key=True),
    Column("counts_key", BigInteger, primary_key=True),
    *(Column(name, BigInteger) for name in DAY_COUNTS),
    Index("kept_day_import", "import_id"),
    sqlite_with_rowid=False,
)

coverage = Table(  # what one import held of one account: an "export" of it
    "kept_coverage",
    TABLES,
    Column("import_id", _ID, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("taken_from", BigInteger, nullable=False),
    Column("taken_to", BigInteger, nullable=False),
    Column("first_posted", BigInteger),
    Column("observations", BigInteger, nullable=False),
)

"""A library of schema version 1 on either engine: the committed file, its tables written out as version 1 had them."""

import shutil
import sqlite3
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, Text, UniqueConstraint

FIXTURES = Path(__file__).parent / "fixtures"
KEPT = FIXTURES / "library_v1.sqlite"
BACKUP = FIXTURES / "library_v1.backup.sqlite"
"""As commit e12066c wrote them."""

_ID = BigInteger().with_variant(Integer, "sqlite")
_COUNTS = ("views", "likes", "comments", "shares", "saves", "downloads")
_DAY_COUNTS = ("views", "profile_views", "likes", "comments", "shares", "saves", "viewers", "followers")


def tables() -> sa.MetaData:
    """The tables as commit e12066c made them."""
    all_of_them = sa.MetaData()

    def table(name: str, *parts: Column | Index | UniqueConstraint, **options: object) -> None:
        sa.Table(f"kept_{name}", all_of_them, *parts, **options)

    def whole(name: str, **options: object) -> Column:
        return Column(name, BigInteger, **options)

    def text(name: str, **options: object) -> Column:
        return Column(name, Text, nullable=False, **options)

    table("version", Column("version", Integer, nullable=False))
    table(
        "import",
        Column("id", _ID, primary_key=True),
        *(whole(name, nullable=False) for name in ("kept_at", "observations", "days")),
        sqlite_autoincrement=True,
    )
    table(
        "file",
        text("digest", primary_key=True),
        Column("import_id", _ID, nullable=False, index=True),
        text("name"),
        whole("kept_at", nullable=False),
        Column("in_part", Boolean, nullable=False),
    )
    unique = UniqueConstraint("platform", "account")
    table("account", Column("id", _ID, primary_key=True), text("platform"), text("account"), unique)
    table(
        "video",
        Column("id", _ID, primary_key=True),
        *(text(name) for name in ("platform", "key")),
        Column("account_id", _ID, nullable=False, index=True),
        UniqueConstraint("platform", "key"),
    )
    table(
        "strand",
        Column("id", _ID, primary_key=True),
        Column("video_id", _ID, nullable=False),
        whole("digest", nullable=False),
        *(text(name) for name in ("account", "title", "link")),
        *(whole(name) for name in ("posted_at", "posted_day_local")),
        Column("duration_s", Float),
        *(text(name) for name in ("media", "source")),
        Column("present", Integer, nullable=False),
        UniqueConstraint("video_id", "digest"),
    )
    table(
        "observation",
        Column("strand_id", _ID, primary_key=True),
        whole("observed_at", primary_key=True),
        Column("import_id", _ID, primary_key=True),
        whole("counts_key", primary_key=True),
        Column("stated", Boolean, nullable=False),
        *map(whole, _COUNTS),
        Index("kept_observation_import", "import_id"),
        sqlite_with_rowid=False,
    )
    table(
        "day",
        Column("account_id", _ID, primary_key=True),
        whole("day", primary_key=True),
        Column("source", Text, primary_key=True),
        Column("present", Integer, primary_key=True),
        whole("observed_at", primary_key=True),
        Column("import_id", _ID, primary_key=True),
        whole("counts_key", primary_key=True),
        *map(whole, _DAY_COUNTS),
        Index("kept_day_import", "import_id"),
        sqlite_with_rowid=False,
    )
    table(
        "coverage",
        Column("import_id", _ID, primary_key=True),
        *(Column(name, Text, primary_key=True) for name in ("platform", "account", "source")),
        *(whole(name, nullable=False) for name in ("taken_from", "taken_to")),
        whole("first_posted"),
        whole("observations", nullable=False),
    )
    return all_of_them


def put_at(address: str) -> None:
    """Put the committed library of version 1 at this address, which holds none yet."""
    if "://" not in address:
        Path(address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(KEPT, address)
        return
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"), poolclass=sa.NullPool)
    source = sqlite3.connect(f"file:{BACKUP}?mode=ro&immutable=1", uri=True)
    source.row_factory = sqlite3.Row
    with engine.begin() as connection:
        tables().create_all(connection)
        for table in tables().sorted_tables:
            rows = [dict(row) for row in source.execute(f'SELECT * FROM "{table.name}"')]
            for row in rows:
                row.update({name: bool(row[name]) for name in ("stated", "in_part") if name in row})
            if rows:
                connection.execute(sa.insert(table), rows)
            if "id" in table.c:
                highest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
                connection.execute(
                    sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, "id"), highest, False))
                )
    source.close()


def version_of(address: str) -> int:
    """The version that the library at this address says it has."""
    plain = address if "://" in address else f"sqlite:///{address}"
    engine = sa.create_engine(plain.replace("postgresql://", "postgresql+psycopg://"), poolclass=sa.NullPool)
    with engine.connect() as connection:
        return connection.exec_driver_sql("SELECT version FROM kept_version").scalar_one()

"""From version 1 to version 2 of a library: reach, follows, audience, and keys by title and posting time.

The tables are written out here, as they are in version 2: later changes to `database_tables` do not change this step.
"""

import sqlalchemy as sa

from worthsaving.library.kept.alter import add_columns
from worthsaving.library.kept.rekey import rekey

_TABLES = sa.MetaData()
_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

_audience = sa.Table(
    "kept_audience",
    _TABLES,
    sa.Column("account_id", _ID, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("observed_at", sa.BigInteger, primary_key=True),
    sa.Column("import_id", _ID, primary_key=True),
    sa.Column("digest", sa.BigInteger, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("day", sa.BigInteger),
    sa.Column("value", sa.Float),
    sa.Column("source", sa.Text, nullable=False),
    sa.Index("kept_audience_import", "import_id"),
    sqlite_with_rowid=False,
)


def upgrade(connection: sa.Connection) -> None:
    """Add the columns and tables of version 2 and move videos without an id to its keys, in the caller's transaction.

    A count below zero, which some programs write for a hidden one, becomes unknown, as it is when it is read today.
    """
    add_columns(connection, "kept_observation", *(sa.Column(name, sa.BigInteger) for name in ("reach", "follows")))
    add_columns(connection, "kept_import", sa.Column("audience", sa.BigInteger, nullable=False, server_default="0"))
    add_columns(connection, "kept_file", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    _audience.create(connection)
    rekey(connection)
    for name in ("views", "likes", "comments", "shares", "saves", "downloads"):
        count: sa.ColumnClause[int] = sa.column(name)
        connection.execute(sa.update(sa.table("kept_observation", count)).where(count < 0).values({name: None}))

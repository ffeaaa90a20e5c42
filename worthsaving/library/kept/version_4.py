"""From version 3 to version 4 of a library: labels on posts, and marks on the timeline.

The tables are written out here, as they are in version 4: later changes to `database_tables` do not change this step.
"""

import sqlalchemy as sa

_TABLES = sa.MetaData()
_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

_labels = sa.Table(
    "kept_label",
    _TABLES,
    *(sa.Column(name, sa.Text, primary_key=True) for name in ("platform", "key", "label")),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("account", "value", "given")),
    sa.Column("given_at", sa.BigInteger, nullable=False),
    sa.Index("kept_label_account", "platform", "account"),
)

_marks = sa.Table(
    "kept_mark",
    _TABLES,
    sa.Column("id", _ID, primary_key=True),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("platform", "account")),
    sa.Column("day", sa.BigInteger, nullable=False),
    sa.Column("until", sa.BigInteger),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Index("kept_mark_account", "platform", "account"),
    sqlite_autoincrement=True,
)


def upgrade(connection: sa.Connection) -> None:
    """Add the tables of version 4, empty, in the caller's transaction."""
    for table in (_labels, _marks):
        table.create(connection)

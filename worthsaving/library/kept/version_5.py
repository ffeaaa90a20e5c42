"""From version 4 to version 5 of a library: rules that label posts to come, and named groups of accounts.

The tables are written out here, as they are in version 5: later changes to `database_tables` do not change this step.
"""

import sqlalchemy as sa

_TABLES = sa.MetaData()

_rules = sa.Table(
    "kept_rule",
    _TABLES,
    *(sa.Column(name, sa.Text, primary_key=True) for name in ("platform", "account", "label", "how", "text")),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("value", "given")),
    sa.Column("made_at", sa.BigInteger, nullable=False),
)

_groups = sa.Table(
    "kept_group",
    _TABLES,
    *(sa.Column(name, sa.Text, primary_key=True) for name in ("name", "platform", "account")),
    sa.Column("made_at", sa.BigInteger, nullable=False),
)


def upgrade(connection: sa.Connection) -> None:
    """Add the tables of version 5, empty, in the caller's transaction."""
    for table in (_rules, _groups):
        table.create(connection)

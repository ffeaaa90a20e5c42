"""From version 2 to version 3 of a library: bets on new videos, and planned tests.

The tables are written out here, as they are in version 3: later changes to `database_tables` do not change this step.
"""

import sqlalchemy as sa

_TABLES = sa.MetaData()
_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

_bets = sa.Table(
    "kept_bet",
    _TABLES,
    sa.Column("video_id", _ID, primary_key=True),
    sa.Column("horizon_days", sa.Integer, primary_key=True),
    sa.Column("import_id", _ID, nullable=False, index=True),
    *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("made_at", "saves_then", "low", "high", "videos")),
    sa.Column("settled_by", _ID, index=True),
    *(sa.Column(name, sa.BigInteger) for name in ("settled_at", "saves")),
)

_tests = sa.Table(
    "kept_test",
    _TABLES,
    sa.Column("id", _ID, primary_key=True),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("platform", "account")),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("question", "kind", "value", "zone")),
    sa.Column("planned", sa.BigInteger, nullable=False),
    sa.Column("judged_by", _ID, index=True),
    sa.Column("judged_at", sa.BigInteger),
    sa.Column("verdict", sa.Text),
    *(sa.Column(name, sa.Float) for name in ("ratio", "low", "high")),
)


def upgrade(connection: sa.Connection) -> None:
    """Add the tables of version 3, empty, in the caller's transaction."""
    for table in (_bets, _tests):
        table.create(connection)

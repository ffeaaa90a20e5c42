"""A library of schema version 3 on either engine: that of version 1, upgraded by two steps; and a backup with bets and tests."""

import sqlalchemy as sa

from tests.library import version_1, version_2
from worthsaving.library import migrations
from worthsaving.library.location import parse_address

LATER = {"kept_label", "kept_mark", "kept_rule", "kept_group"}
"""The tables that came with later versions."""
BACKUP = version_1.FIXTURES / "library_v3.backup.sqlite"
"""As commit 51e7f70 wrote it: ten weeks of `made.followed`, two tests, of which one was judged."""


def put_at(address: str) -> None:
    """Put a library of version 3 at this address, which holds none yet."""
    version_2.put_at(address)
    engine = sa.create_engine(parse_address(address).url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        migrations.STEPS[2](connection)
        connection.exec_driver_sql("UPDATE kept_version SET version = 3")
    engine.dispose()

"""A library of schema version 4 on either engine: that of version 1, upgraded by three steps; and a backup with labels and marks."""

import sqlalchemy as sa

from tests.library import version_1, version_3
from worthsaving.library import migrations
from worthsaving.library.location import parse_address

LATER = {"kept_rule", "kept_group"}
"""The tables that came with later versions."""
BACKUP = version_1.FIXTURES / "library_v4.backup.sqlite"
"""As commit 1920ffb wrote it: ten weeks of `made.followed`, a test, `made.labels` of which some were renamed, two marks."""


def put_at(address: str) -> None:
    """Put a library of version 4 at this address, which holds none yet."""
    version_3.put_at(address)
    engine = sa.create_engine(parse_address(address).url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        migrations.STEPS[3](connection)
        connection.exec_driver_sql("UPDATE kept_version SET version = 4")
    engine.dispose()

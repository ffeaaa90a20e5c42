"""A library of schema version 2 on either engine: that of version 1, upgraded by one step."""

import sqlalchemy as sa

from tests.library import version_1
from worthsaving.library import migrations
from worthsaving.library.location import parse_address

LATER = {"kept_bet", "kept_test", "kept_label", "kept_mark", "kept_rule", "kept_group"}
"""The tables that came with later versions."""


def put_at(address: str) -> None:
    """Put a library of version 2 at this address, which holds none yet."""
    version_1.put_at(address)
    engine = sa.create_engine(parse_address(address).url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        migrations.STEPS[1](connection)
        connection.exec_driver_sql("UPDATE kept_version SET version = 2")
    engine.dispose()

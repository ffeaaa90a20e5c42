"""Saves of every video at each moment of the last weeks, for gains from export to export."""

from collections.abc import Sequence

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import current, database_tables
from worthsaving.library.bulk import chunks
from worthsaving.schema import Account

WEEK_US = 7 * 86_400_000_000
COLUMNS = ("platform", "account", "video", "post", "posted_at", "observed_at", "saves")


def saves_over_time(connection: sa.Connection, accounts: Sequence[Account], *, weeks: int) -> pd.DataFrame:
    """Read the saves observed in each account's last `weeks` weeks, counted back from its newest export.

    Of all accounts where none is given. One row an observation with known saves, oldest first; columns: `COLUMNS`, `video`
    the library's own number of the video, `post` its name as in `histories.COLUMNS`, moments UTC. Empty where nothing is kept.
    """
    c, a = database_tables.coverage, database_tables.accounts
    same = sa.and_(a.c.platform == c.c.platform, a.c.account == c.c.account)
    newest = (
        sa.select(a.c.id, a.c.platform, a.c.account, sa.func.max(c.c.taken_to).label("newest"))
        .join(c, same)
        .where(current.account_condition(accounts))
        .group_by(a.c.id, a.c.platform, a.c.account)
    )
    known = {row.id: row for row in connection.execute(newest)}
    v, s, o = database_tables.videos, database_tables.series, database_tables.observations
    found: list[pd.DataFrame] = []
    keys: dict[int, str] = {}
    for chunk in chunks(list(known)):
        first = sa.case({number: known[number].newest - weeks * WEEK_US for number in chunk}, value=v.c.account_id)
        posted = sa.func.coalesce(s.c.posted_at, s.c.posted_day_local).label("posted_at")
        query = (
            sa.select(v.c.account_id, v.c.id.label("video"), posted, o.c.observed_at, o.c.saves)
            .join(s, s.c.id == o.c.strand_id)
            .join(v, v.c.id == s.c.video_id)
            .where(v.c.account_id.in_(chunk), o.c.saves.is_not(None), o.c.observed_at >= first)
        )
        found.append(current.read_frame(connection, query))
        named = sa.select(v.c.id, v.c.key).where(v.c.account_id.in_(chunk))
        keys |= {row.id: row.key.removeprefix("id:") for row in connection.execute(named)}
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["account_id", *COLUMNS])
    for name in ("platform", "account"):
        table[name] = table["account_id"].map({number: getattr(row, name) for number, row in known.items()})
    table["post"] = table["video"].map(keys)
    for name in ("posted_at", "observed_at"):
        table[name] = current.to_moments(table[name])
    table = table.astype({"platform": "str", "account": "str", "post": "str", "video": "int64", "saves": schema.COUNT})
    return table[list(COLUMNS)].sort_values(["observed_at", "video", "saves"], kind="stable", ignore_index=True)

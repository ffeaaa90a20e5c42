"""The bets of a library as a table, with the video that each is about and how it stands."""

from collections.abc import Sequence

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.analysis.growth import MAX_GAP_DAYS
from worthsaving.library import current, database_tables
from worthsaving.schema import Account

_TEXTS = ("platform", "account", "video_id", "post", "title", "state")
_MOMENTS = ("posted_at", "made_at", "due_at", "settled_at")
_COUNTS = ("horizon_days", "saves_then", "low", "high", "videos", "saves")
COLUMNS = (
    *(
        "platform",
        "account",
        "video_id",
        "post",
        "title",
        "posted_at",
        "made_at",
        "horizon_days",
        "due_at",
        "saves_then",
    ),
    *("low", "high", "videos", "settled_at", "saves", "state"),
)
OPEN, INSIDE, OUTSIDE, MISSED = "open", "inside", "outside", "missed"


def bets(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """List the bets of these accounts (of all without any), newest first; columns: `COLUMNS`.

    `post` names the video as in `histories.COLUMNS`. `low` to `high`: the saves it was expected to have at `due_at`, when
    it is `horizon_days` old, made at `made_at` from `saves_then` and how `videos` finished videos went on. `saves`: what it
    had, missing until it is known. `state`: open, inside, outside, or missed where no two exports lie close enough around
    that day. Moments UTC.
    """
    b, v, s, a, o = (
        database_tables.bets,
        database_tables.videos,
        database_tables.series,
        database_tables.accounts,
        database_tables.observations,
    )
    names = ("horizon_days", "made_at", "saves_then", "low", "high", "videos", "settled_at", "saves")
    query = (
        sa.select(v.c.id, a.c.platform, a.c.account, v.c.key, *(b.c[name] for name in names))
        .join(v, v.c.id == b.c.video_id)
        .join(a, a.c.id == v.c.account_id)
        .where(current.account_condition(accounts))
    )
    table = current.read_frame(connection, query)
    about = sa.select(s.c.video_id.label("id"), s.c.id.label("series"), s.c.title, s.c.posted_at, s.c.posted_day_local)
    last = sa.select(sa.func.max(o.c.observed_at)).where(o.c.strand_id == s.c.id).scalar_subquery()
    having = s.c.video_id.in_(sa.select(b.c.video_id))
    described = current.read_frame(connection, about.add_columns(last.label("last")).where(having))
    described = described.assign(
        posted=described["posted_at"].fillna(described["posted_day_local"]),
        title=described["title"].mask(described["title"] == "", None),
    )
    each = described.sort_values(["last", "series"]).groupby("id")[["title", "posted", "last"]].last()
    table = table.join(each, on="id")
    posted = table["posted"].astype(schema.COUNT)
    due = posted + table["horizon_days"].astype(schema.COUNT) * 86_400_000_000
    # A last export this long after the day leaves nothing that could close around it
    over = (table["last"].astype(schema.COUNT) > due + int(MAX_GAP_DAYS * 86_400_000_000)).fillna(False).astype(bool)
    saves = table["saves"].astype(schema.COUNT)
    inside = saves.between(table["low"], table["high"]).fillna(False).astype(bool)
    state = pd.Series(OPEN, index=table.index, dtype="str").mask(over, MISSED)
    state = state.mask(saves.notna(), OUTSIDE).mask(saves.notna() & inside, INSIDE)
    key = table["key"].astype("str")
    post = key.str.removeprefix("id:")
    out = table.assign(
        post=post,
        video_id=post.where(key.str.startswith("id:"), ""),
        title=table["title"].fillna(""),
        state=state,
        **{name: current.to_moments(table[name]) for name in ("made_at", "settled_at")},
        posted_at=current.to_moments(posted),
        due_at=current.to_moments(due),
    )
    kinds = dict.fromkeys(_TEXTS, "str") | dict.fromkeys(_MOMENTS, schema.MOMENT) | dict.fromkeys(_COUNTS, schema.COUNT)
    out = out.sort_values(["made_at", "posted_at", "post"], ascending=[False, False, True], kind="stable")
    return out[list(COLUMNS)].astype(kinds).reset_index(drop=True)

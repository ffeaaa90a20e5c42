"""An import whose files tell of several days, as the looks at an account that they were."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from worthsaving.library import current, database_tables

_OF = ["account_id", "import_id"]


def apart(connection: sa.Connection, exports: pd.DataFrame, gap: int) -> pd.DataFrame:
    """The exports with a column `look`, one row a look where the newest import of an account holds several.

    Columns in and out: account_id, import_id, source, taken_from, taken_to, first_posted; moments in microseconds. Looks
    of one import are more than `gap` apart, and numbered from 0 in order of time. Only an import that reaches into the
    last `gap` of its account is looked into: earlier ones end before the newest look, however long they are.
    """
    exports = exports.assign(look=0)
    if exports.empty:
        return exports
    groups = exports.groupby(_OF)
    long = groups["taken_to"].transform("max") - groups["taken_from"].transform("min") > gap
    late = groups["taken_to"].transform("max") > exports.groupby("account_id")["taken_to"].transform("max") - gap
    if not (long & late).any():
        return exports
    each = _moments(connection, exports.loc[long & late, _OF].drop_duplicates())
    each["look"] = (each.groupby(_OF)["observed_at"].diff() > gap).groupby([each[name] for name in _OF]).cumsum()
    looks = each.groupby([*_OF, "source", "look"], as_index=False).agg(
        taken_from=("observed_at", "min"), taken_to=("observed_at", "max"), first_posted=("first_posted", "min")
    )
    # An account that has given its videos to another one, which a later file named, has no moments of its own
    left = pd.MultiIndex.from_frame(exports[_OF]).isin(pd.MultiIndex.from_frame(looks[_OF]))
    return pd.concat([exports[~left], looks[exports.columns]], ignore_index=True)


def _moments(connection: sa.Connection, imports: pd.DataFrame) -> pd.DataFrame:
    """Every moment at which these imports observed these accounts, with the earliest post each tells of."""
    o, s, v = database_tables.observations, database_tables.strands, database_tables.videos
    query = (
        sa.select(
            v.c.account_id,
            o.c.import_id,
            s.c.source,
            o.c.observed_at,
            sa.func.min(sa.func.coalesce(s.c.posted_at, s.c.posted_day_local)).label("first_posted"),
        )
        .join(s, s.c.id == o.c.strand_id)
        .join(v, v.c.id == s.c.video_id)
        .where(o.c.import_id.in_(sorted({int(number) for number in imports["import_id"]})))
        .group_by(v.c.account_id, o.c.import_id, s.c.source, o.c.observed_at)
    )
    found = current.frame(connection, query).merge(imports, on=_OF)
    return found.sort_values([*_OF, "observed_at"], kind="stable", ignore_index=True)

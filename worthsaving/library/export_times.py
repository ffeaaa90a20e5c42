"""The exports in an import: one import may hold files of several days."""

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import current, database_tables

ONE_EXPORT_US = schema.ONE_EXPORT // pd.Timedelta(microseconds=1)
_KEY = ["account_id", "import_id"]


def split_exports(connection: sa.Connection, exports: pd.DataFrame) -> pd.DataFrame:
    """Split the newest import of each account into exports; return the table with a column `export` (from 0, by time).

    Takes one row an account, import and format: account_id, import_id, source, taken_from, taken_to, first_posted;
    moments in microseconds. Exports of one import are more than `schema.ONE_EXPORT` apart. Only an import that reaches
    into the last `ONE_EXPORT` of its account is split: earlier ones end before the newest export, however long they are.
    """
    exports = exports.assign(export=0)
    if exports.empty:
        return exports
    groups = exports.groupby(_KEY)
    long = groups["taken_to"].transform("max") - groups["taken_from"].transform("min") > ONE_EXPORT_US
    last = exports.groupby("account_id")["taken_to"].transform("max")
    late = groups["taken_to"].transform("max") > last - ONE_EXPORT_US
    if not (long & late).any():
        return exports
    each = _moments(connection, exports.loc[long & late, _KEY].drop_duplicates())
    begins = each.groupby(_KEY)["observed_at"].diff() > ONE_EXPORT_US
    each["export"] = begins.groupby([each[name] for name in _KEY]).cumsum()
    split = each.groupby([*_KEY, "source", "export"], as_index=False).agg(
        taken_from=("observed_at", "min"), taken_to=("observed_at", "max"), first_posted=("first_posted", "min")
    )
    # An account whose videos all went to another one, which a later file named, has no moments left.
    replaced = pd.MultiIndex.from_frame(exports[_KEY]).isin(pd.MultiIndex.from_frame(split[_KEY]))
    return pd.concat([exports[~replaced], split[exports.columns]], ignore_index=True)


def _moments(connection: sa.Connection, imports: pd.DataFrame) -> pd.DataFrame:
    """Read every moment at which these imports observed these accounts, with the earliest post in it."""
    o, s, v = database_tables.observations, database_tables.series, database_tables.videos
    moment = (v.c.account_id, o.c.import_id, s.c.source, o.c.observed_at)
    query = (
        sa.select(*moment, sa.func.min(sa.func.coalesce(s.c.posted_at, s.c.posted_day_local)).label("first_posted"))
        .join(s, s.c.id == o.c.strand_id)
        .join(v, v.c.id == s.c.video_id)
        .where(o.c.import_id.in_(sorted({int(number) for number in imports["import_id"]})))
        .group_by(*moment)
    )
    found = current.read_frame(connection, query).merge(imports, on=_KEY)
    return found.sort_values([*_KEY, "observed_at"], kind="stable", ignore_index=True)

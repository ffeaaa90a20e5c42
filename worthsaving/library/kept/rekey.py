"""Videos without an id, moved to the keys that their descriptions have today: for migration steps.

Only columns are named that every version has, so that a step of any version can call it.
"""

import pandas as pd
import sqlalchemy as sa

from worthsaving.library.bulk import chunks, insert, rows_where_in
from worthsaving.library.kept.video_keys import NAMES, described_keys

_accounts = sa.table("kept_account", sa.column("id"), sa.column("platform"), sa.column("account"))
_videos = sa.table("kept_video", *map(sa.column, ("id", "platform", "key", "account_id")))
_LABEL = ("platform", "key", "label", "account", "value", "given", "given_at")
_labels = sa.table("kept_label", *map(sa.column, _LABEL))
_observations = sa.table("kept_observation", sa.column("strand_id"), sa.column("observed_at"))


def rekey(connection: sa.Connection) -> None:
    """Give each video without an id the key of `video_keys`, in the caller's transaction; no observation is lost.

    Videos that had one key by mistake (posts under the link of a profile) come apart; what are readings of one post
    at several moments come together. Videos that their description does not identify keep their key.
    """
    series = _described_series(connection)
    if series.empty:
        return
    changed = series["base"].ne(series["key"].str.replace(r"^(row:.*):\d+$", r"\1", regex=True)) | series["slot"].gt(0)
    group = ["platform", "base"]
    series = series[changed.groupby([series[name] for name in group]).transform("any")]
    if series.empty:
        return
    ids = [int(number) for number in series["strand_id"]]
    o = _observations.c
    query = sa.select(o.strand_id, o.observed_at).distinct()
    moments = pd.DataFrame(rows_where_in(connection, query, o.strand_id, ids), columns=["strand_id", "observed_at"])
    moments = moments.merge(series, on="strand_id")
    one_file = [*(moments[name] for name in (*group, "observed_at")), moments["key"].str.startswith("row:")]
    place = moments["slot"].groupby(one_file).rank(method="dense").astype("int64") - 1
    numbered = moments["base"] + ":" + place.astype("str")
    moments["becomes"] = numbered.where(moments["base"].str.startswith("row:"), moments["base"])
    wrong = moments[moments["becomes"].ne(moments["key"])]
    if len(wrong):
        _move(connection, wrong.assign(target=_video_ids(connection, wrong)))
        if sa.inspect(connection).has_table(_labels.name):  # from version 4 on
            _move_labels(connection, wrong)


def _described_series(connection: sa.Connection) -> pd.DataFrame:
    """Read the series of videos without an id that their description identifies, with that key and the old number."""
    s = sa.table("kept_strand", *map(sa.column, ("id", "video_id", "digest", "link", *NAMES)))
    v = _videos.c
    columns = (s.c.id.label("strand_id"), s.c.video_id, s.c.digest, s.c.link, *(s.c[name] for name in NAMES))
    query = sa.select(v.platform, v.key, *columns).join(s, s.c.video_id == v.id).where(v.key.not_like("id:%"))
    found = connection.execute(query)
    table = pd.DataFrame(found.all(), columns=list(found.keys()), dtype="object")
    table["base"] = described_keys(table) if len(table) else pd.Series(dtype="str")
    table["slot"] = table["key"].astype("str").str.extract(r"^row:.*:(\d+)$")[0].fillna("0").astype("int64")
    return table[table["base"].ne("")]


def _video_ids(connection: sa.Connection, wrong: pd.DataFrame) -> pd.Series:
    """Return the id of the video (platform, becomes) of each row; creates those that are missing."""
    v, a = _videos.c, _accounts.c

    def find() -> dict[tuple[str, str], int]:
        query = sa.select(v.platform, v.key, v.id)
        keys = sorted(set(wrong["becomes"]))
        return {(row.platform, row.key): row.id for row in rows_where_in(connection, query, v.key, keys)}

    def owners() -> dict[tuple[str, str], int]:
        query = sa.select(a.platform, a.account, a.id)
        return {(row.platform, row.account): row.id for row in connection.execute(query)}

    there, new = find(), wrong.drop_duplicates(["platform", "becomes"])
    new = new[[pair not in there for pair in zip(new["platform"], new["becomes"], strict=True)]]
    known = owners()
    named = new.drop_duplicates(["platform", "account"])
    named = named[[pair not in known for pair in zip(named["platform"], named["account"], strict=True)]]
    insert(connection, _accounts, named, ("platform", "account"))
    known = owners()
    owner = [known[pair] for pair in zip(new["platform"], new["account"], strict=True)]
    insert(connection, _videos, new.assign(key=new["becomes"], account_id=owner), ("platform", "key", "account_id"))
    there = find()
    pairs = zip(wrong["platform"], wrong["becomes"], strict=True)
    return pd.Series([there[pair] for pair in pairs], index=wrong.index, dtype="int64")


def _move(connection: sa.Connection, wrong: pd.DataFrame) -> None:
    """Move each observation (strand_id, observed_at) to the series of its new video; delete what is left empty."""
    names = [column["name"] for column in sa.inspect(connection).get_columns("kept_strand")]
    s = sa.table("kept_strand", *map(sa.column, names))
    for (strand_id, target, digest), rows in wrong.groupby(["strand_id", "target", "digest"], sort=True):
        mine = sa.select(s.c.id).where(s.c.video_id == int(target), s.c.digest == int(digest))
        number = connection.execute(mine).scalar()
        if number is None:
            same = [name for name in names if name not in ("id", "video_id")]
            copied = sa.select(sa.literal(int(target), sa.BigInteger), *(s.c[name] for name in same))
            copied = copied.where(s.c.id == int(strand_id))
            connection.execute(sa.insert(s).from_select(["video_id", *same], copied))
            number = connection.execute(mine).scalar_one()
        o = _observations.c
        for at in rows["observed_at"]:
            at_once = sa.update(_observations).where(o.strand_id == int(strand_id), o.observed_at == int(at))
            connection.execute(at_once.values(strand_id=number))
    connection.execute(sa.delete(s).where(~sa.exists().where(_observations.c.strand_id == s.c.id)))
    connection.execute(sa.delete(_videos).where(~sa.exists().where(s.c.video_id == _videos.c.id)))


def _move_labels(connection: sa.Connection, wrong: pd.DataFrame) -> None:
    """Move labels to the new keys of their posts (columns platform, key, becomes); a key that is still a video's keeps its own."""
    n, v, place = _labels.c, _videos.c, ["platform", "key", "label"]
    keys = sorted(set(wrong["key"]) | set(wrong["becomes"]))
    there = pd.DataFrame(
        rows_where_in(connection, sa.select(*(n[name] for name in _LABEL)), n.key, keys), columns=_LABEL
    )
    moves = there.merge(wrong[["platform", "key", "becomes"]].drop_duplicates(), on=["platform", "key"])
    if moves.empty:
        return
    all_of_them = pd.concat([there, moves.assign(key=moves["becomes"])[list(_LABEL)]])
    newest = all_of_them.sort_values(["given_at", "value"], kind="stable").drop_duplicates(place, keep="last")
    videos = {(row.platform, row.key) for row in rows_where_in(connection, sa.select(v.platform, v.key), v.key, keys)}
    left = set(zip(wrong["platform"], wrong["key"], strict=True)) - videos
    newest = newest[[pair not in left for pair in zip(newest["platform"], newest["key"], strict=True)]]
    for chunk in chunks(keys):
        connection.execute(sa.delete(_labels).where(n.key.in_(chunk)))
    insert(connection, _labels, newest, _LABEL)

"""Canonical tables converted to the rows that a library stores, with the keys that identify them."""

import pandas as pd

from worthsaving.library.database_tables import COUNTS, DAY_COUNTS, series
from worthsaving.library.kept.hashes import digests
from worthsaving.library.kept.video_keys import described_keys, video_keys

SERIES_COLUMNS = tuple(column.name for column in series.c if column.name not in {"id", "video_id", "digest"})
"""What tells one series of a video from another; `present`: which counts it has, one bit each."""
AUDIENCE_COLUMNS = ("key", "day", "value", "source")
"""What tells one row on an account's audience from another of its kind."""
_FIRST, _LATER = COUNTS[:6], COUNTS[6:]  # the counts of version 1, and those that came later
_TEXTS = ("platform", "account", "title", "link", "media", "source", "video_id")


def observations(videos: pd.DataFrame, at: int, *, stated: bool = False) -> pd.DataFrame:
    """Convert canonical videos to rows of the database; moments in microseconds, missing values None.

    Columns: platform, key, `SERIES_COLUMNS`, digest, observed_at, stated, `COUNTS`, counts_key. A row without an `observed_at`
    gets the moment `at` (microseconds); `stated` says whether that moment is known or only when it was kept. Equal
    rows come once.
    """
    table = videos.reset_index(drop=True)
    out = pd.DataFrame(index=table.index)
    for name in _TEXTS:
        out[name] = table[name].astype("object").map(storable)
    for name in ("posted_at", "posted_day_local", "duration_s", *COUNTS):
        out[name] = plain(table[name])
    out["present"] = _present(table, COUNTS)
    out["observed_at"] = table["observed_at"].fillna(pd.Timestamp(at, unit="us", tz="UTC")).astype("int64")
    out["stated"] = table["observed_at"].notna() | stated
    out["key"] = video_keys(out)
    out["digest"] = digests(out, SERIES_COLUMNS)
    out["counts_key"] = digests(out, (*_FIRST, "stated"), later=_LATER)
    return out.drop(columns="video_id").drop_duplicates(["platform", "key", "digest", "observed_at", "counts_key"])


def audience(table: pd.DataFrame, at: int) -> pd.DataFrame:
    """Convert canonical audience to rows of the database, those with a value.

    Columns: platform, account, kind, key, source, day (microseconds), value, observed_at (`at`, microseconds), digest; None
    where missing. Equal rows come once.
    """
    known = table[table["value"].notna()]
    out = pd.DataFrame(index=known.index)
    for name in ("platform", "account", "kind", "key", "source"):
        out[name] = known[name].astype("object").map(storable)
    for name in ("day", "value"):
        out[name] = plain(known[name])
    out["observed_at"] = at
    out["digest"] = digests(out, AUDIENCE_COLUMNS)
    return out.drop_duplicates(["platform", "account", "kind", "digest"])


def days(table: pd.DataFrame, at: int) -> pd.DataFrame:
    """Convert canonical days to rows of the database, those with any count.

    Columns: platform, account, source, day, present, observed_at (`at`, microseconds), `DAY_COUNTS`, counts_key.
    """
    out = pd.DataFrame(index=table.index)
    for name in ("platform", "account", "source"):
        out[name] = table[name].astype("object").map(storable)
    for name in ("day", *DAY_COUNTS):
        out[name] = plain(table[name])
    out["present"] = _present(table, DAY_COUNTS)
    out["observed_at"] = at
    out["counts_key"] = digests(out, DAY_COUNTS)
    known = out["present"].gt(0) & table["day"].notna()
    return out[known].drop_duplicates(["platform", "account", "day", "source", "present", "counts_key"])


def post_names(videos: pd.DataFrame) -> pd.Series:
    """Return what names each canonical video in a library (str, the index kept): its id, else its key; "" without one.

    Videos without an id that link, title and posting time do not tell apart have no name, nor have those without any.
    """
    bare = videos[videos["video_id"].eq("")]
    rows = pd.DataFrame({name: bare[name].astype("object").map(storable) for name in _TEXTS}, index=bare.index)
    for name in ("posted_at", "posted_day_local"):
        rows[name] = plain(bare[name])
    key = described_keys(rows) if len(rows) else pd.Series(dtype="str", index=rows.index)
    key = key.mask(key.str.startswith("row:"), key + ":0")
    alike = pd.DataFrame({"platform": rows["platform"], "key": key}).duplicated(keep=False)
    names = videos["video_id"].astype("object").map(storable)
    return names.where(videos["video_id"].ne(""), key.mask(alike, "").reindex(videos.index)).astype("str")


def storable(text: str) -> str:
    """Replace what some engine cannot store: NUL characters (PostgreSQL) and lone surrogates (UTF-8)."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def plain(values: pd.Series) -> pd.Series:
    """Convert numbers to Python's, None where missing; moments and days become microseconds."""
    if isinstance(values.dtype, pd.DatetimeTZDtype) or values.dtype.kind == "M":
        values = values.astype("int64").astype("Int64").mask(values.isna(), pd.NA)
    return values.astype("object").where(values.notna(), None)


def _present(table: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    bits = pd.Series(0, index=table.index, dtype="int64")
    for place, name in enumerate(names):
        bits += table[name].notna().astype("int64") * 2**place
    return bits

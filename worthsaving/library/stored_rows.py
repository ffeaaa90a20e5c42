"""Canonical tables converted to the rows that a library stores, with the keys that identify them."""

import datetime as dt
from hashlib import blake2b

import pandas as pd

from worthsaving.library.database_tables import COUNTS, DAY_COUNTS, series

SERIES_COLUMNS = tuple(column.name for column in series.c if column.name not in {"id", "video_id", "digest"})
"""What tells one series of a video from another; `present`: which counts it has, one bit each."""
_TEXTS = ("platform", "account", "title", "link", "media", "source", "video_id")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def micros(moment: dt.datetime) -> int:
    """Convert an aware moment to whole microseconds since 1970."""
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)


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
        out[name] = _plain(table[name])
    out["present"] = _present(table, COUNTS)
    out["observed_at"] = table["observed_at"].fillna(pd.Timestamp(at, unit="us", tz="UTC")).astype("int64")
    out["stated"] = table["observed_at"].notna() | stated
    out["key"] = _keys(out)
    out["digest"] = _digests(out, SERIES_COLUMNS)
    out["counts_key"] = _digests(out, (*COUNTS, "stated"))
    return out.drop(columns="video_id").drop_duplicates(["platform", "key", "digest", "observed_at", "counts_key"])


def days(table: pd.DataFrame, at: int) -> pd.DataFrame:
    """Convert canonical days to rows of the database, those with any count.

    Columns: platform, account, source, day, present, observed_at (`at`, microseconds), `DAY_COUNTS`, counts_key.
    """
    out = pd.DataFrame(index=table.index)
    for name in ("platform", "account", "source"):
        out[name] = table[name].astype("object").map(storable)
    for name in ("day", *DAY_COUNTS):
        out[name] = _plain(table[name])
    out["present"] = _present(table, DAY_COUNTS)
    out["observed_at"] = at
    out["counts_key"] = _digests(out, DAY_COUNTS)
    known = out["present"].gt(0) & table["day"].notna()
    return out[known].drop_duplicates(["platform", "account", "day", "source", "present", "counts_key"])


def storable(text: str) -> str:
    """Replace what some engine cannot store: NUL characters (PostgreSQL) and lone surrogates (UTF-8)."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _plain(values: pd.Series) -> pd.Series:
    """Convert numbers to Python's, None where missing; moments and days become microseconds."""
    if isinstance(values.dtype, pd.DatetimeTZDtype) or values.dtype.kind == "M":
        values = values.astype("int64").astype("Int64").mask(values.isna(), pd.NA)
    return values.astype("object").where(values.notna(), None)


def _present(table: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    bits = pd.Series(0, index=table.index, dtype="int64")
    for place, name in enumerate(names):
        bits += table[name].notna().astype("int64") * 2**place
    return bits


def _keys(rows: pd.DataFrame) -> pd.Series:
    """Return the key that identifies each row's video: its id, else its link, else a hash of its text.

    The hash covers account, caption and posting time; without caption and posting time every column. Rows of one file
    with the same hash and moment of counting are numbered, so that none is lost.
    """
    key = "id:" + rows["video_id"]
    bare = rows["video_id"].eq("")
    if not bare.any():
        return key
    link = rows["link"].str.replace(r"[?#].*$", "", regex=True).str.rstrip("/")
    key = key.mask(bare, "link:" + link.str.replace(r"^https?://(www\.)?", "", regex=True))
    alone = rows[bare & rows["link"].eq("")]
    if alone.empty:
        return key
    described = alone["title"].ne("") | alone["posted_at"].notna() | alone["posted_day_local"].notna()
    names = ("account", "title", "posted_at", "posted_day_local")
    everything = _digests(alone, (*names, "duration_s", "media", "source", *COUNTS))
    text = _digests(alone, names).where(described, everything).astype("str")
    place = text.groupby([text, alone["observed_at"]]).cumcount().astype("str")
    key.loc[alone.index] = "row:" + text + ":" + place
    return key


def _digests(rows: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    """Return a 64-bit hash of each row's values in these columns, the same on every machine and in every version."""
    texts = zip(*(rows[name] for name in names), strict=True)
    numbers = [int.from_bytes(blake2b(repr(row).encode(), digest_size=8).digest(), "big", signed=True) for row in texts]
    return pd.Series(numbers, index=rows.index, dtype="int64")

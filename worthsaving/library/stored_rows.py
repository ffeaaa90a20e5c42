"""Canonical tables -> the rows that a library keeps: which video, which strand, which moment, which counts."""

from __future__ import annotations

import datetime as dt
from hashlib import blake2b

import pandas as pd

from worthsaving.library.database_tables import COUNTS, DAY_COUNTS

STRAND = ("account", "title", "link", "posted_at", "posted_day_local", "duration_s", "media", "source", "present")
_TEXTS = ("platform", "account", "title", "link", "media", "source", "video_id")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def micros(moment: dt.datetime) -> int:
    """An aware moment as whole microseconds since 1970."""
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)


def observations(videos: pd.DataFrame, at: int, *, stated: bool = False) -> pd.DataFrame:
    """One row a video row, ready to be kept; moments in microseconds, missing values as None.

    Columns: platform, key, `STRAND`, digest, observed_at, stated, `COUNTS`, counts_key. A row without an `observed_at`
    gets the moment `at`; `stated` says whether the user named that moment. Equal rows come once.
    """
    table = videos.reset_index(drop=True)
    out = pd.DataFrame(index=table.index)
    for name in _TEXTS:
        out[name] = _storable(table[name])
    for name in ("posted_at", "posted_day_local"):
        out[name] = _whole(table[name])
    out["duration_s"] = table["duration_s"].astype("object").where(table["duration_s"].notna(), None)
    out["present"] = _present(table, COUNTS)
    out["observed_at"] = table["observed_at"].fillna(pd.Timestamp(at, unit="us", tz="UTC")).astype("int64")
    out["stated"] = table["observed_at"].notna() | stated
    for name in COUNTS:
        out[name] = _whole(table[name])
    out["key"] = _keys(out)
    out["digest"] = _digests(out, STRAND)
    out["counts_key"] = _digests(out, (*COUNTS, "stated"))
    return out.drop(columns="video_id").drop_duplicates(["platform", "key", "digest", "observed_at", "counts_key"])


def days(table: pd.DataFrame, at: int) -> pd.DataFrame:
    """One row a day that has any count: platform, account, day, source, present, observed_at, counts_key, counts."""
    out = pd.DataFrame(index=table.index)
    for name in ("platform", "account", "source"):
        out[name] = _storable(table[name])
    out["day"] = _whole(table["day"])
    out["present"] = _present(table, DAY_COUNTS)
    out["observed_at"] = at
    for name in DAY_COUNTS:
        out[name] = _whole(table[name])
    out["counts_key"] = _digests(out, DAY_COUNTS)
    known = out["present"].gt(0) & table["day"].notna()
    return out[known].drop_duplicates(["platform", "account", "day", "source", "present", "counts_key"])


def storable(text: str) -> str:
    """Text that every engine can hold: PostgreSQL knows no NUL character, UTF-8 no half of a pair."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _storable(texts: pd.Series) -> pd.Series:
    return texts.astype("object").map(storable)


def _whole(values: pd.Series) -> pd.Series:
    """Whole numbers as Python's own int, None where missing; moments and days become microseconds."""
    if isinstance(values.dtype, pd.DatetimeTZDtype) or values.dtype.kind == "M":
        values = values.astype("int64").astype("Int64").mask(values.isna(), pd.NA)
    return values.astype("object").where(values.notna(), None)


def _present(table: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    bits = pd.Series(0, index=table.index, dtype="int64")
    for place, name in enumerate(names):
        bits += table[name].notna().astype("int64") * 2**place
    return bits


def _keys(rows: pd.DataFrame) -> pd.Series:
    """What makes a row the same video as another one: its id, else its link, else what is written in it.

    Rows with neither id nor link are told apart by account, caption and posting time; without those by everything.
    Equal ones of one file are counted, so that none is lost.
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
    told = alone["title"].ne("") | alone["posted_at"].notna() | alone["posted_day_local"].notna()
    names = ("account", "title", "posted_at", "posted_day_local")
    everything = _digests(alone, (*names, "duration_s", "media", "source", *COUNTS))
    text = _digests(alone, names).where(told, everything).astype("str")
    place = text.groupby(text).cumcount().astype("str")
    key.loc[alone.index] = "row:" + text + ":" + place
    return key


def _digests(rows: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    """A number of 64 bits for what a row holds in these columns, the same on every machine and in every version."""
    texts = zip(*(rows[name] for name in names), strict=True)
    numbers = [int.from_bytes(blake2b(repr(row).encode(), digest_size=8).digest(), "big", signed=True) for row in texts]
    return pd.Series(numbers, index=rows.index, dtype="int64")

"""Identity of the video in each row: platform, id, account and kind, from its columns, its link and the file's name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from worthsaving.data.load import declared
from worthsaving.platforms import plain_name
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import key
from worthsaving.reading.tables import tiktok_ids
from worthsaving.reading.tables.links import Links
from worthsaving.reading.tables.rows import Remarks
from worthsaving.reading.values.text_columns import (
    as_arrow,
    digits_only,
    empty_cells,
    first_filled,
    mapped,
    missing,
    repeated,
    uniques,
)

_ROUNDED = (
    "A spreadsheet program has rounded the video IDs in this file, so they are not used. "
    "Drop in the file as it was downloaded."
)


@dataclass(frozen=True)
class Identity:
    """`columns`: platform, video_id, account and media, a text per row; `numbers`: TikTok's ids (int64, 0 for none)."""

    columns: dict[str, pd.Series]
    numbers: np.ndarray
    remarks: Remarks


def identify(name: str, match: Match, columns: Mapping[str, pd.Series], links: Links) -> Identity:
    """Return which video each row is, from its text `columns` (canonical name -> text), its link and the file's name."""
    ids, remarks = _ids(match, columns, links)
    ids, networks = _spelled_out(ids)
    platform = _platforms(match, columns, links, ids, networks)
    known = {
        "platform": platform,
        "video_id": ids,
        "account": _accounts(name, match, columns, links),
        "media": _media(match, columns, links),
    }
    if links.numbers is not None and match.format.platform == "tiktok":
        return Identity(known, links.numbers, remarks)
    if "tiktok" not in uniques(platform):
        return Identity(known, np.zeros(len(ids), dtype=np.int64), remarks)
    return Identity(known, tiktok_ids.numbers_of(ids.where(platform == "tiktok", "")), remarks)


def _ids(match: Match, columns: Mapping[str, pd.Series], links: Links) -> tuple[pd.Series, Remarks]:
    """Return the ids. The link's goes first: a link is a text that no spreadsheet rounds."""
    if "video_id" not in match.columns:
        return links.id, Remarks()
    given = columns["video_id"].str.strip().str.removeprefix("'")
    given = given.where(~missing(as_arrow(given)) & ~given.str.contains("\ufffd", regex=False), "")
    rounded = tiktok_ids.rounded(given)
    lost = bool((rounded & (links.id == "").to_numpy()).any())
    ids = first_filled(links.id, given.where(~rounded, ""))
    return ids, Remarks((_ROUNDED,) if lost else ())


def _spelled_out(ids: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return ids without what a network writes around them (urn:li:share:743...), and the networks that do, "" for none."""
    networks = repeated("", len(ids))
    if digits_only(as_arrow(ids)):  # as in most files: nothing stands around them
        return ids, networks
    for network, rule in declared("platforms").items():
        if "id_around" in rule:
            bare = ids.str.extract(rule["id_around"])["id"].fillna("")
            ids, networks = ids.mask(bare != "", bare), networks.mask(bare != "", network)
    return ids.astype("str"), networks.astype("str")


def _by_headers(header: Sequence[str]) -> str:
    """Return the network whose own words stand in the headers ("Retweets"), "" for none or for several."""
    words = {word for name in header for word in key(name).split("_")}
    found = [name for name, rule in declared("platforms").items() if words & {*rule.get("header_words", ())}]
    return found[0] if len(found) == 1 else ""


def _platforms(
    match: Match, columns: Mapping[str, pd.Series], links: Links, ids: pd.Series, networks: pd.Series
) -> pd.Series:
    """Return the format's platform; else what link, id or column say, or TikTok where the id has TikTok's shape.

    Where a table has no column of networks, the network whose words its headers use is that of all other rows.
    """
    if match.format.platform:
        return repeated(match.format.platform, len(ids))
    given = columns["platform"]
    if "platform" in match.columns:
        given = given.where(~missing(as_arrow(given.str.strip())), "")
        given = mapped(given, plain_name)
    known = first_filled(links.platform, networks, given)
    if _counts_impressions(match):  # LinkedIn's IDs have TikTok's shape, and TikTok counts no impressions
        return known
    shaped = tiktok_ids.has_tiktok_shape(ids) & empty_cells(known)
    known = known.mask(shaped, "tiktok").astype("str") if shaped.any() else known
    named = "" if "platform" in match.columns else _by_headers(match.header)
    return first_filled(known, repeated(named, len(known))) if named else known


def _counts_impressions(match: Match) -> bool:
    """Return whether impressions stand as views, for want of anything called views."""
    place = match.columns.get("views")
    return place is not None and key(match.header[place]) in match.format.instead.get("views", ())


def _accounts(name: str, match: Match, columns: Mapping[str, pd.Series], links: Links) -> pd.Series:
    """Return the handles. In an export, which is one account's, rows without one take the only one there is."""
    account = links.account
    if "account" in match.columns:
        given = columns["account"].str.strip().str.removeprefix("@")
        account = first_filled(given, account)
    nobody = empty_cells(account)
    if match.format.platform and nobody.any():
        single = set(account[~nobody].unique())
        fallback = single.pop() if len(single) == 1 else "" if single else facts(name).account
        account = account.where(~nobody, fallback)
    return account.astype("str")


def _media(match: Match, columns: Mapping[str, pd.Series], links: Links) -> pd.Series:
    """Return the kind of each post as its column names it, else as its link does."""
    if "media" not in match.columns:
        return links.media
    return first_filled(mapped(columns["media"], _kind), links.media)


def _kind(written: str) -> str:
    """Return the kind of post that a file calls so, "" for any other text."""
    name = written.strip().casefold()
    return _kinds().get(name) or _kinds().get(re.sub("^.*-", "", name), "")  # Douyin: "1min-视频"


@cache
def _kinds() -> dict[str, str]:
    return {kind.casefold(): media for kind, media in declared("formats")["media"].items()}

"""Which video a row is: platform, id, account and kind, from its columns, its link and the file's name."""

from __future__ import annotations

import numpy as np
import pandas as pd

from worthsaving.data.load import declared
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.tables import tiktok_ids
from worthsaving.reading.tables.links import Links
from worthsaving.reading.values.text_columns import as_arrow, missing, repeated


def identify(name: str, match: Match, out: dict[str, pd.Series], links: Links, problems: list[str]) -> np.ndarray:
    """Fill in `platform`, `video_id`, `account` and `media` of `out`; give TikTok's ids as numbers (0 where none)."""
    size = len(links.id)
    platform = match.format.platform
    _take_ids(match, out, links, problems)
    if platform:
        out["platform"] = repeated(platform, size)
    else:
        said = out["platform"].str.strip().str.lower()
        known = links.platform.where(links.platform != "", said.where(said.isin(list(declared("platforms"))), ""))
        shaped = tiktok_ids.looks_like_tiktok(out["video_id"]) & (known == "").to_numpy()
        out["platform"] = known.mask(shaped, "tiktok").astype("str") if shaped.any() else known.astype("str")
    out["account"] = _accounts(name, match, out, links)
    out["media"] = _media(match, out, links)
    if links.numbers is not None and platform == "tiktok":
        return links.numbers
    return tiktok_ids.numbers_of(out["video_id"].where(out["platform"] == "tiktok", ""))


def _take_ids(match: Match, out: dict[str, pd.Series], links: Links, problems: list[str]) -> None:
    """The id in the link first: a link is a text that no spreadsheet rounds."""
    if "video_id" not in match.columns:
        out["video_id"] = links.id
        return
    given = out["video_id"].str.strip().str.removeprefix("'")
    given = given.where(~missing(as_arrow(given)), "")
    broken = tiktok_ids.damaged(given)
    if (broken & (links.id == "").to_numpy()).any():
        problems.append(
            "A spreadsheet program has rounded the video IDs in this file, so they are not used. "
            "Drop in the file as it was downloaded."
        )
    out["video_id"] = links.id.where(links.id != "", given.where(~broken, "")).astype("str")


def _accounts(name: str, match: Match, out: dict[str, pd.Series], links: Links) -> pd.Series:
    account = links.account
    if "account" in match.columns:
        said = out["account"].str.strip().str.removeprefix("@")
        account = said.where(said != "", account)
    nobody = account.eq("").to_numpy(dtype=bool)
    if match.format.platform and nobody.any():
        single = set(account[~nobody].unique())
        fallback = single.pop() if len(single) == 1 else "" if single else facts(name).account
        account = account.where(~nobody, fallback)
    return account.astype("str")


def _media(match: Match, out: dict[str, pd.Series], links: Links) -> pd.Series:
    if "media" not in match.columns:
        return links.media
    kinds = declared("formats")["media"]
    said = out["media"].str.strip().str.lower()
    said = said.where(said.isin(list(kinds)), "").replace(kinds).astype("str")
    return said.where(said != "", links.media).astype("str")

"""The key that identifies a video in a library: its id, else its link, else its title and posting time."""

from functools import cache

import pandas as pd

from worthsaving.library.kept.hashes import digests
from worthsaving.reading.formats.formats import formats
from worthsaving.reading.tables.links import post_links

NAMES = ("account", "title", "posted_at", "posted_day_local")
_REST = ("duration_s", "media", "source", "views", "likes", "comments", "shares", "saves", "downloads")
_LATER = ("link", "reach", "follows")


def video_keys(rows: pd.DataFrame) -> pd.Series:
    """Return the key of each row's video (str): `id:...`, `link:...` or `row:<hash>:<place>`.

    Takes the rows of one file: the columns of canonical videos with plain values, missing ones None, observed_at known.
    The hash is that of `described_keys`; without title and posting time that of every column. Rows with the same hash
    and moment are numbered, so that none is lost; rows of several moments are one video counted several times. As in
    `reading.tables.join`, two such rows are one video where they have the same link of an unknown site, and in formats
    whose posts have neither id nor link.
    """
    key = ("id:" + rows["video_id"]).astype("str")
    some = rows[rows["video_id"].eq("")]
    if some.empty:
        return key
    base = described_keys(some)
    bare = base.eq("")
    if bare.any():
        link = _plain(some.loc[bare, "link"])
        # A link that rows of one moment share is a profile's or a shop's, whatever its site
        once = ~pd.DataFrame({"link": link, "at": some.loc[bare, "observed_at"]}).duplicated(keep=False)
        known = link.ne("") & once & post_links(link).ne("profile")
        linked = some.loc[bare].assign(link=link.astype("object").where(link.ne(""), None))
        whole = "row:" + digests(linked, (*NAMES, *_REST), later=_LATER).astype("str")
        base = base.mask(bare, whole.mask(known, "link:" + link).reindex(base.index))
    place = some.groupby([base, some["observed_at"]], sort=False).cumcount()
    one = some["source"].isin(_named_by_time()) & some["title"].ne("") & some["posted_at"].notna()
    one |= ~bare & some["link"].ne("") & post_links(some["link"].astype("str")).eq("")
    numbered = base.mask(base.str.startswith("row:"), base + ":" + place.mask(one, 0).astype("str"))
    key.loc[some.index] = numbered
    return key


def described_keys(rows: pd.DataFrame) -> pd.Series:
    """Return what identifies a video without an id: `link:...` or `row:<hash>`, "" where its description does not.

    The link of a post identifies it. Else account, title and posting time do, as far as known, with the link where its
    site is unknown: it may be a post's, a profile's or a shop's. Columns: link, `NAMES`.
    """
    link = _plain(rows["link"])
    kind = post_links(rows["link"].astype("str"))
    described = rows["title"].ne("") | rows["posted_at"].notna() | rows["posted_day_local"].notna()
    unsure = link.astype("object").where(kind.eq("") & link.ne(""), None)
    text = "row:" + digests(rows.assign(link=unsure), NAMES, later=("link",)).astype("str")
    return text.where(described, "").mask(link.ne("") & kind.eq("post"), "link:" + link).astype("str")


def _plain(links: pd.Series) -> pd.Series:
    """Return links without the parts that vary between copies of the same link."""
    bare = links.astype("str").str.replace(r"[?#].*$", "", regex=True).str.rstrip("/")
    return bare.str.replace(r"^https?://(www\.)?", "", regex=True)


@cache
def _named_by_time() -> frozenset[str]:
    return frozenset(form.id for form in formats() if form.named_by_time)

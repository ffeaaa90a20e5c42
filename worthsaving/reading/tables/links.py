"""Links -> platform, video id, account and kind of post.

Nearly every TikTok link is a short beginning that many rows share, and then the 19 digits of the video's id. So the
digits are cut off by position, and each distinct beginning is read once. Columns with other links are read one pattern
at a time.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.reading.values.link_sites import with_site
from worthsaving.reading.values.text_columns import (
    as_arrow,
    as_text,
    digits_only,
    distinct,
    empty_cells,
    flags,
    pieces,
    repeated,
)

DIGITS = 19

_BEGINNING = r"^(?:https?://)?(?:www\.|m\.)?tiktok\.com/@(?P<handle>[^/?#\s]+)/(?P<kind>video|photo)/$"
_TIKTOK = r"(?i)tiktokv?\.com/(?:@[^/?#]*/|share/|v/)*(?P<kind>video|photo)/(?P<id>[0-9]{15,20})"
_HANDLE = r"(?i)(?:tiktok|youtube)\.com/@(?P<handle>[^/?#\s]+)"
_YOUTUBE = r"(?i:youtube\.com/(?:shorts/|watch\?(?:[^#]*&)?v=)|youtu\.be/)(?P<id>[A-Za-z0-9_-]{11})"
_ALWAYS_VIDEO = r"(?i)(?:instagram\.com/(?:[^/?#]+/)?reels?/|youtube\.com/(?:shorts/|watch\?)|youtu\.be/)[A-Za-z0-9_-]"

# On any site: nothing behind the site, a handle, or a word for a person, a shop or a page of links, and one more at most
_PERSONAL = r"(?i)^(?:https?://)?[^/\s]+\.[^/\s]+/?(?:[?#].*)?$|^(?:https?://)?[^/\s]+/(?:@[^/?#\s]+|(?:user|users|u|profile|profiles|channel|c|shop|store|in|company)/[^/?#\s]+)/?(?:[?#].*)?$|^(?:https?://)?(?:www\.)?(?:linktr\.ee|beacons\.ai|bio\.link|lnk\.bio)/"


@dataclass(frozen=True)
class Links:
    """Per row, "" where unknown: `platform`, `id`, `account`, `media`; `numbers`: the ids if all have 19 digits."""

    platform: pd.Series
    id: pd.Series
    account: pd.Series
    media: pd.Series
    numbers: np.ndarray | None = None


def post_links(links: pd.Series) -> pd.Series:
    """Return what each link leads to: "post", "profile" (no post's), "" on an unknown site where it could be either."""
    each = distinct(as_arrow(links))
    kinds = as_text(_kinds(with_site(pa.chunked_array([each.texts]))).take(pa.array(each.at)))
    kinds.index = links.index
    return kinds


def _kinds(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return "post", "profile" or "" for each link, as `post_links`."""
    found = pa.chunked_array([pa.repeat(pa.scalar("", pa.large_string()), len(texts))])
    sites = [site for site in declared("platforms").values() if "post" in site]
    known = pc.match_substring_regex(texts, _on([host for site in sites for host in site["hosts"]]))
    for site in sites if flags(known).any() else ():
        here = pc.match_substring_regex(texts, _on(site["hosts"]))
        if flags(here).any():
            post = pc.match_substring_regex(texts, f"(?i){site['post']}")
            found = pc.if_else(here, pc.if_else(post, "post", "profile"), found)
    personal = pc.match_substring_regex(texts, _PERSONAL)
    return pc.if_else(pc.and_(pc.equal(found, ""), personal), "profile", found)


def _on(hosts: Sequence[str]) -> str:
    """Return the pattern of a link to one of these sites."""
    return rf"(?i)(?:^|[/.])(?:{'|'.join(map(re.escape, hosts))})(?:/|$)"


def post_keys(ids: pd.Series, texts: Mapping[str, pd.Series]) -> pd.Series:
    """Return a text per row that is the same only for rows of one post, "" where nothing says which post it is.

    That is the id, else the link of a post, else the link on an unknown site with the title.
    """
    link, title = texts["link"], texts["title"]
    if not empty_cells(ids).any() or empty_cells(link).all():
        return ids
    kind = post_links(link)
    both = (link + "\0" + title).where(kind.eq("") & link.ne("") & title.ne(""), "")
    return ids.where(ids.ne(""), link.where(kind.eq("post"), both)).astype("str")


def no_links(size: int) -> Links:
    """Return what nothing says of `size` rows without a link."""
    return Links(*(repeated("", size) for _ in range(4)))


def read_links(column: pa.ChunkedArray) -> Links:
    """Read each link of a text column."""
    return _by_position(column) or _by_pattern(column)


def _by_position(column: pa.ChunkedArray) -> Links | None:
    """Read by position; None where some link does not have the usual shape."""
    size = len(column)
    # The first link decides whether the quick way is worth a try
    if not size or not flags(pc.match_substring_regex(column.slice(0, 1), r"/(video|photo)/[0-9]{19}$"))[0]:
        return None
    ids: list[pa.Array] = []
    numbers = np.empty(size, dtype=np.int64)
    handles, kinds = _PerBeginning(), _PerBeginning()
    for place, piece in pieces(column):
        split = _same_beginning(piece) or _split(piece)
        # A shorter end, or another byte than a digit in it, shows here
        if split is None or not digits_only(split[0]):
            return None
        ends, beginnings, at = split
        try:
            ids.append(ends)
            numbers[place] = ends.cast(pa.int64()).to_numpy()
            found = pc.extract_regex(beginnings, _BEGINNING)
        except pa.ArrowInvalid:  # 19 digits can be a little more than an int64 holds
            return None
        if found.null_count:
            return None
        handles.add(pc.struct_field(found, "handle"), at)
        kinds.add(pc.struct_field(found, "kind"), at)
    known = as_text(pa.chunked_array(ids))
    return Links(repeated("tiktok", size), known, handles.column(size), kinds.column(size), numbers)


_Ends = tuple[pa.Array, pa.Array, pa.Array]
"""The last 19 bytes of each link, the distinct beginnings, and which beginning each link has."""


def _same_beginning(piece: pa.Array) -> _Ends | None:
    """Cut the ends out in one go where all links have one beginning and length, as those of one account mostly have."""
    offsets = np.frombuffer(piece.buffers()[1], np.int32)[piece.offset : piece.offset + len(piece) + 1]
    length = int(offsets[1] - offsets[0])
    if length <= DIGITS or not (np.diff(offsets) == length).all():
        return None
    first = piece[0].as_buffer().to_pybytes()
    beginning = first[:-DIGITS]
    # Cut before anything but digits, the beginning might end in half a letter
    if not first[-DIGITS:].isdigit() or not pc.all(pc.starts_with(piece, pattern=beginning)).as_py():
        return None
    links = np.frombuffer(piece.buffers()[2], np.uint8)[offsets[0] : offsets[-1]].reshape(-1, length)
    ends = pa.py_buffer(links[:, -DIGITS:].tobytes())
    steps = pa.py_buffer(np.arange(0, DIGITS * len(piece) + 1, DIGITS))
    cut = pa.LargeStringArray.from_buffers(len(piece), steps, ends)
    return cut, pa.array([beginning]).cast(pa.large_string()), pa.repeat(pa.scalar(0, pa.int32()), len(piece))


def _split(piece: pa.Array) -> _Ends | None:
    """Cut off the ends of links of any length; None where one is too short."""
    raw = piece.cast(pa.large_binary())
    ends = pc.binary_slice(raw, -DIGITS)
    if pc.min(pc.binary_length(ends)).as_py() < DIGITS or not digits_only(ends):
        return None
    coded = pc.binary_slice(raw, 0, -DIGITS).dictionary_encode()
    return ends.cast(pa.large_string()), coded.dictionary.cast(pa.large_string()), coded.indices


class _PerBeginning:
    """A text per row, collected piece by piece from the beginnings of links; needs little memory while all are the same."""

    def __init__(self) -> None:
        self._pieces: list[tuple[pa.Array, pa.Array]] = []

    def add(self, texts: pa.Array, at: pa.Array) -> None:
        """Add the texts of the distinct beginnings of a piece, and which row has which."""
        self._pieces.append((texts, at))

    def column(self, size: int) -> pd.Series:
        """Return the text of each row."""
        alike = {text for texts, _ in self._pieces for text in texts.to_pylist()}
        if len(alike) == 1:
            return repeated(alike.pop(), size)
        return as_text(pa.chunked_array([texts.take(at) for texts, at in self._pieces], pa.large_string()))


def _by_pattern(column: pa.ChunkedArray) -> Links:
    """Read any links, one pattern at a time."""
    column = with_site(column)
    if not pc.any(pc.match_substring(column, ".")).as_py():  # no address has none
        return no_links(len(column))
    pattern, networks = _sites()
    site = pc.utf8_lower(_found(column, pattern, "site"))
    for host in pc.unique(site).to_pylist():
        site = pc.if_else(pc.equal(site, host), networks.get(host, ""), site)
    known = kind = handle = pa.chunked_array([pa.repeat(pa.scalar("", column.type), len(column))])
    tiktok, youtube = (
        bool(pc.any(pc.match_substring(column, name, ignore_case=True)).as_py()) for name in ("tiktok", "youtu")
    )
    if tiktok:
        found = pc.extract_regex(column, _TIKTOK)
        known, kind = _part(found, "id"), _part(found, "kind")
    if youtube:
        known = pc.if_else(pc.equal(known, ""), _found(column, _YOUTUBE, "id"), known)
    if tiktok or youtube:
        handle = _found(column, _HANDLE, "handle")
    for name in pc.unique(site).to_pylist():
        rules, mine = declared("platforms").get(name, {}), pc.equal(site, name)
        if "id_in_link" in rules:
            known = pc.if_else(mine, _found(column, rules["id_in_link"], "id"), known)
        if "handle_in_link" in rules:
            handle = pc.if_else(mine, _found(column, rules["handle_in_link"], "handle"), handle)
    video = pc.match_substring_regex(column, _ALWAYS_VIDEO)
    media = pc.if_else(pc.fill_null(video, False), "video", pc.utf8_lower(kind))
    return Links(as_text(site), as_text(known), as_text(handle), as_text(media))


@cache
def _sites() -> tuple[str, dict[str, str]]:
    """Return a pattern that finds the known network's host in a link (`site`), and host -> network."""
    networks = {host: name for name, entry in declared("platforms").items() for host in entry["hosts"]}
    hosts = "|".join(re.escape(host) for host in sorted(networks, key=len, reverse=True))
    return rf"(?i)(?:^|[/.])(?P<site>{hosts})/", networks


def _found(texts: pa.ChunkedArray, pattern: str, group: str) -> pa.ChunkedArray:
    """Return one named group of a pattern in each text; "" where it does not occur."""
    return _part(pc.extract_regex(texts, pattern), group)


def _part(found: pa.ChunkedArray, group: str) -> pa.ChunkedArray:
    return pc.fill_null(pc.struct_field(found, group), "")

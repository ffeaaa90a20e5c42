"""Features of a video: hashtags, words, a question, its length, when and where it was posted."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from worthsaving.analysis.labels import columns
from worthsaving.data.load import declared, stop_words

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("hashtag", "word", "question", "title length", "duration", "media", "weekday", "part of day", "account")
"""What videos can be sorted by, in the order on screen."""

QUESTION = "asks a question"
SHORTEST_WORD = 3
_READ = {
    "question": ["title"],
    "title length": ["title"],
    "duration": ["duration_s"],
    "part of day": ["posted_at"],
    "weekday": ["posted_at", "posted_day_local"],
    "media": ["media"],
    "account": ["platform", "account"],
}
"""The columns that say which value of a kind a video has."""
_AT_ONCE = 1 << 18  # captions, or pieces of them, worked on at a time: a million captions at once filled 0.5 GB
_PICTURES = ("photo", "carousel")  # they have no length, whatever a file has there

# A word is a run of anything but blanks, digits, punctuation and pictures: that keeps the vowel signs of Indian scripts,
# which are no "letters", inside their words. Scripts without blanks give whole phrases.
_NOT_IN_TAG = r"\s!-/:-@\[-^`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf×÷\u2000-\u2bff\u3000-\u3004\u3008-\u303f\ufe0f\uff01-\uff0f\uff1a-\uff20\U0001f000-\U0001faff\U000e0000-\U000e007f"
_TOKEN = re.compile(rf"https?://\S+|@[\w.]+|[#＃]([^{_NOT_IN_TAG}]+)|([^\d_{_NOT_IN_TAG}]+)")


@dataclass(frozen=True)
class Values:
    """The values of one kind: video `rows[i]` (by position) has `names[codes[i]]`, each pair once.

    `known` marks the videos (bool, by position) of which it is known whether they have any of them.
    """

    kind: str
    rows: np.ndarray
    codes: np.ndarray
    names: list[str]
    known: np.ndarray


_Found = tuple[np.ndarray, np.ndarray, list[str]]  # rows, codes and names of `Values`

Kind = Callable[[pd.DataFrame], Values]
"""A kind of its own, such as labels: what finds its values in a table of videos."""


def values(
    videos: pd.DataFrame, *, zone: str = "UTC", kinds: Collection[str] | None = None, others: Collection[Kind] = ()
) -> list[Values]:
    """Find what each video has, kind by kind; `kinds` limits the answer (None: all of `KINDS`), `others` come after them.

    Hashtags and words once a video, casefolded, hashtags with their #; words from the title without hashtags, mentions
    and links, three letters and more, stop words (data/stopwords.toml) left out. Weekday and part of day in `zone`, an
    IANA name such as "Europe/Rome"; the weekday of the printed posting day where no exact time is known. A thing that is
    not known (no date, no length, ...) is not among the rows. A label that is a column (`labels.columns`) is a kind where
    `kinds` names it; the posts without a value of it have the one called `UNLABELLED`. Raises ValueError for a kind or zone that does not exist.
    """
    wanted = KINDS if kinds is None else tuple(kinds)
    unknown = {kind for kind in wanted if kind not in KINDS and not (columns.is_label(kind) and kind in videos)}
    if unknown:
        raise ValueError(f"no such kind of feature: {sorted(unknown)}; there are {', '.join(KINDS)}")
    found = []
    if {"hashtag", "word"} & set(wanted):
        titled = known(videos, "word")
        found += [Values(kind, *held, titled) for kind, held in _tokens(videos["title"], wanted).items()]
    for kind in wanted:
        if kind not in ("hashtag", "word"):
            told = known(videos, kind)
            found.append(Values(kind, *_one_each(videos, kind, np.flatnonzero(told), zone), told))
    return found + [of(videos) for of in others]


def needed(videos: pd.DataFrame, *beside: str, others: Collection[Kind] = ()) -> list[str]:
    """Name the columns of `videos` that `values` looks at, labels among them, and those `beside`; all where there are `others`."""
    used = dict.fromkeys([*beside, *(name for names in _READ.values() for name in names), "source"])
    return list(videos) if others else [*used, *map(columns.kind, columns.labels_in(videos))]


def known(videos: pd.DataFrame, kind: str) -> np.ndarray:
    """Mark the videos (bool, by position) for which it is known whether they have a value of that kind.

    A length of 0 is none, and pictures have no length. An empty title is a video without one only where the same kind of
    file (`source`) has a title for any other video; else it does not tell titles at all.
    """
    if columns.is_label(kind):
        return np.ones(len(videos), dtype=bool)
    if kind in ("hashtag", "word", "question"):
        found = videos["title"] != ""
    elif kind == "title length":
        found = (videos["title"] != "").groupby(videos["source"]).transform("any")
    elif kind == "duration":
        found = (videos["duration_s"] > 0).fillna(False) & ~videos["media"].isin(_PICTURES)
    elif kind == "part of day":
        found = videos["posted_at"].notna()
    elif kind == "weekday":
        found = videos["posted_at"].notna() | videos["posted_day_local"].notna()
    else:
        found = videos[kind] != ""
    return np.asarray(found.to_numpy(bool))


def having(videos: pd.DataFrame, kind: str, value: str, *, zone: str = "UTC") -> pd.Index:
    """Return the index labels of the videos that have that value, in the order of `videos`."""
    (found,) = values(videos, zone=zone, kinds=[kind])
    code = found.names.index(value) if value in found.names else -1
    return videos.index[np.sort(found.rows[found.codes == code])]


def _tokens(titles: pd.Series, wanted: Collection[str] = ("hashtag", "word")) -> dict[str, _Found]:
    """Find the hashtags and words of every title, each once; each different piece between blanks is split once."""
    tagged = None if "word" in wanted else np.flatnonzero(titles.str.contains("[#＃]", regex=True).to_numpy(bool))
    row, piece, pieces = _pieces(titles if tagged is None else titles.iloc[tagged])
    row = row if tagged is None else tagged[row]
    dropped = stop_words()
    tags: dict[str, int] = {}
    words: dict[str, int] = {}
    with_tag, with_word = [], []
    for number, text in enumerate(_one_by_one(pieces)):
        for tag, word in _TOKEN.findall(text.casefold()):
            if tag:
                with_tag.append((number, tags.setdefault(f"#{tag}", len(tags))))
            elif len(word) >= SHORTEST_WORD and word not in dropped:
                with_word.append((number, words.setdefault(word, len(words))))
    held = {"hashtag": (with_tag, list(tags)), "word": (with_word, list(words))}
    return {kind: _spread(row, piece, len(pieces), *held[kind]) for kind in held if kind in wanted}


def _pieces(titles: pd.Series) -> tuple[np.ndarray, np.ndarray, pa.Array]:
    """Split titles at ASCII blanks: title `row[i]` has the piece `pieces[piece[i]]`.

    In Arrow, as a loop over the titles takes five times as long; at other blanks `_TOKEN` ends a word by itself.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(titles, type=pa.large_string(), from_pandas=True)
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    rows, coded = [np.zeros(0, "int32")], []
    for first in range(0, len(texts), _AT_ONCE):
        parts = pc.ascii_split_whitespace(texts.slice(first, _AT_ONCE))
        rows.append((pc.list_parent_indices(parts).to_numpy() + first).astype("int32"))
        coded.append(pc.list_flatten(parts).dictionary_encode())
    if not coded:
        return rows[0], rows[0], pa.array([], pa.large_string())
    found = pa.chunked_array(coded).unify_dictionaries()
    return np.concatenate(rows), np.concatenate([c.indices.to_numpy() for c in found.chunks]), found.chunk(0).dictionary


def _one_by_one(texts: pa.Array) -> Iterator[str]:
    for at in range(0, len(texts), _AT_ONCE):
        yield from texts.slice(at, _AT_ONCE).to_pylist()


def _spread(row: np.ndarray, piece: np.ndarray, k: int, held: list[tuple[int, int]], names: list[str]) -> _Found:
    """Give each video the values of its pieces, once each: (`row`, `piece`) and what each of `k` pieces holds (piece, code)."""
    pairs = np.array(held, "int64").reshape(-1, 2)
    each, codes, names_at_least = np.bincount(pairs[:, 0], minlength=k), pairs[:, 1], max(len(names), 1)
    starts = np.cumsum(each) - each

    def of(row: np.ndarray, piece: np.ndarray) -> np.ndarray:
        use = each[piece] > 0
        row, piece = row[use], piece[use]
        many = each[piece]
        at = np.repeat(starts[piece] - (np.cumsum(many) - many), many) + np.arange(many.sum())
        # Sorted and not np.unique, which goes through a hash table: five times slower where captions are long
        both = np.sort(np.repeat(row.astype("int64"), many) * names_at_least + codes[at])
        return both[np.diff(both, prepend=-1) > 0]

    cuts = [0, *np.searchsorted(row, row[_AT_ONCE::_AT_ONCE]), len(row)]  # no title is cut in two
    both = np.concatenate([of(row[first:last], piece[first:last]) for first, last in pairwise(cuts)])
    return both // names_at_least, both % names_at_least, names


def _one_each(videos: pd.DataFrame, kind: str, rows: np.ndarray, zone: str) -> _Found:
    """Find the values of the kinds of which a video has at most one, `rows` being those of which it is known."""
    some = videos[_READ.get(kind, [kind])].iloc[rows]
    if columns.is_label(kind):
        codes, names = pd.factorize(some[kind].astype("object").fillna(columns.UNLABELLED))
        return rows, codes, [str(name) for name in names]
    if kind == "question":
        marks = f"[{re.escape(declared('features')['question']['marks'])}]"
        asks = some["title"].str.contains(marks, regex=True).to_numpy(bool)
        return rows[asks], np.zeros(int(asks.sum()), "int64"), [QUESTION]
    if kind == "title length":
        return _classes(kind, rows, some["title"].str.len().to_numpy("float64"))
    if kind == "duration":
        return _classes(kind, rows, some["duration_s"].to_numpy("float64"))
    if kind == "part of day":
        return _classes(kind, rows, local_time(some["posted_at"], zone).dt.hour.to_numpy("float64"))
    if kind == "weekday":
        exact = local_time(some["posted_at"], zone).dt.day_of_week
        day = exact.fillna(some["posted_day_local"].dt.day_of_week).to_numpy("int64")
        return rows, day, declared("features")["weekday"]["names"]
    if kind == "media":
        codes, names = pd.factorize(some["media"])
        return rows, codes, [str(name) for name in names]
    several = videos["platform"].nunique() > 1
    who = "@" + some["account"] + (" · " + some["platform"] if several else "")
    codes, names = pd.factorize(who.str.removesuffix(" · "))
    return rows, codes, [str(name) for name in names]


def local_time(moments: pd.Series, zone: str) -> pd.Series:
    """Return moments (UTC) in a zone, an IANA name such as "Europe/Rome". Raises ValueError for one that does not exist."""
    try:
        return moments.dt.tz_convert(zoneinfo.ZoneInfo(zone))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError) as fault:
        raise ValueError(f'"{zone}" is no time zone; a name such as Europe/Rome is wanted') from fault


def _classes(kind: str, rows: np.ndarray, numbers: np.ndarray) -> _Found:
    """Sort each number into its class: the last whose `from` it reaches."""
    classes = declared("features")[kind.replace(" ", "_")]
    place = np.searchsorted([c["from"] for c in classes], numbers, side="right") - 1
    return rows, place, [c["name"] for c in classes]

"""Kinds of post: the one way of sorting videos, by a label, by media or by tags that go together, that shifted most between two periods."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis import features
from worthsaving.analysis.labels import columns

ALIKE = 0.6
"""Tags on nearly the same videos (Jaccard index) are one kind with several names."""

MIN_EACH = 5
"""A kind has at least so many videos; smaller ones are among the others."""

MOST = 3
"""Kinds of tags taken out of the others: each more makes the ranges wider."""

MOST_OF_LABEL = 8
"""Values of a label taken out of the others, the most frequent ones: they are the creator's own, but each has its range."""

TAGS = 40
"""Tags compared, the most frequent ones: each is held against each, over all videos."""

OTHERS = "everything else"


@dataclass(frozen=True)
class Kinds:
    """Kinds of some videos: video i (by position) is of kind `names[codes[i]]`. `by` is "media", "tags" or a label's name."""

    by: str
    names: tuple[str, ...]
    codes: np.ndarray


def sort(videos: pd.DataFrame, later: np.ndarray) -> Kinds | None:
    """Sort videos of two periods (`later`: bool, by position) into kinds; None where there are no two kinds.

    Of the creator's labels the one whose shares differ more between the periods; without labels, of media and tags. That is
    chosen from what was posted alone, never from saves, so the choice can't make a finding.
    """
    own = [kinds for kinds in (_label(videos, label) for label in columns.labels_in(videos)) if kinds is not None]
    if own:
        return max(own, key=lambda kinds: _shift(kinds.codes, later))
    found = [kinds for kinds in (_media(videos), _tags(videos, later)) if kinds is not None]
    return max(found, key=lambda kinds: _shift(kinds.codes, later), default=None)


def needed(videos: pd.DataFrame) -> list[str]:
    """Name the columns of `videos` that `sort` looks at."""
    return ["title", "source", "media", *map(columns.kind, columns.labels_in(videos))]


def _label(videos: pd.DataFrame, label: str) -> Kinds | None:
    """Take a label's values; small ones, those after the first `MOST_OF_LABEL`, and the unlabelled are everything else."""
    values = videos[columns.kind(label)].astype("object")
    counts = values.value_counts()
    kept = list(counts[counts >= MIN_EACH].index[:MOST_OF_LABEL])
    return _coded(label, values.where(values.isin(kept), OTHERS).astype("str")) if kept else None


def _media(videos: pd.DataFrame) -> Kinds | None:
    media = videos["media"].where(videos["media"] != "", OTHERS)
    codes, _ = pd.factorize(media)
    small = np.bincount(codes, minlength=1)[codes] < MIN_EACH
    return _coded("media", media.mask(small, OTHERS))


def _tags(videos: pd.DataFrame, later: np.ndarray) -> Kinds | None:
    """Take out the clusters of tags that shifted most; a video with several is of the one that shifted more."""
    (tags,) = features.values(videos, kinds=["hashtag"])
    n = len(videos)
    counts = np.bincount(tags.codes, minlength=len(tags.names))
    judged = np.flatnonzero((counts >= MIN_EACH) & (n - counts >= MIN_EACH))
    judged = judged[np.argsort(-counts[judged], kind="stable")[:TAGS]]
    if not len(judged):
        return None
    has = np.zeros((len(judged), n), dtype=bool)
    place = np.full(len(counts), -1)
    place[judged] = np.arange(len(judged))
    use = place[tags.codes] >= 0
    has[place[tags.codes[use]], tags.rows[use]] = True
    names = [tags.names[code] for code in judged]
    clusters = _clusters(has, names)
    clusters.sort(key=lambda cluster: -_shift(cluster[1].astype(int), later))
    kind = pd.Series(OTHERS, index=range(n), dtype="str")
    free = np.ones(n, dtype=bool)
    taken = 0
    for name, members in clusters:
        own = members & free
        if own.sum() >= MIN_EACH and taken < MOST:
            kind[own] = name
            free &= ~own
            taken += 1
    return _coded("tags", kind)


def _clusters(has: np.ndarray, names: list[str]) -> list[tuple[str, np.ndarray]]:
    """Put tags on nearly the same videos together: each joins the first, more frequent one it is like."""
    found: list[tuple[list[str], np.ndarray, np.ndarray]] = []
    for at in np.argsort(-has.sum(axis=1), kind="stable"):
        for members, leader, union in found:
            if (has[at] & leader).sum() >= ALIKE * (has[at] | leader).sum():
                members.append(names[at])
                union |= has[at]
                break
        else:
            found.append(([names[at]], has[at], has[at].copy()))
    return [(" ".join(members), union) for members, _, union in found]


def _coded(by: str, kind: pd.Series) -> Kinds | None:
    codes, names = pd.factorize(kind)
    return Kinds(by, tuple(str(name) for name in names), codes) if len(names) > 1 else None


def _shift(codes: np.ndarray, later: np.ndarray) -> float:
    """Measure how far the shares of the kinds differ between the periods: half the sum of their differences (0-1)."""
    k = int(codes.max()) + 1
    shares = [np.bincount(codes[part], minlength=k) / max(part.sum(), 1) for part in (later, ~later)]
    return float(np.abs(shares[0] - shares[1]).sum() / 2)

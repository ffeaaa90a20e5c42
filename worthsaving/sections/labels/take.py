"""Labels taken from a reading: from a column, by a rule on captions, on picked videos; and put on its videos."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from worthsaving import schema
from worthsaving.analysis.labels import columns, table
from worthsaving.analysis.labels.rules import Rule, labels_of
from worthsaving.analysis.labels.twins import twins
from worthsaving.reading.result import ExtraColumn, Reading


def posts(videos: pd.DataFrame) -> pd.Series:
    """Return what names each video (the index kept): its id, else link or description; "" where nothing tells it apart."""
    ids = videos["video_id"]
    if ids.ne("").all():
        return ids
    from worthsaving.library import Library

    return Library.post_names(videos)


def with_labels(reading: Reading, labels: pd.DataFrame, rules: Sequence[Rule] = ()) -> Reading:
    """Return the reading whose videos have these labels (`schema.LABELS`) as columns, under them those that rules give."""
    if labels.empty and not rules:
        return reading
    whole = table.replace(by_rules(reading, rules), labels) if rules else labels
    return replace(reading, videos=columns.with_labels(reading.videos, whole, posts(reading.videos)))


def from_column(reading: Reading, column: ExtraColumn, label: str = "") -> pd.DataFrame:
    """Make labels of a column, called `label` or as its header; of a post with several values the last one counts."""
    videos = reading.videos.iloc[column.rows]
    names = pd.Series(column.names, dtype="object")
    return table.new(_named(videos), label or column.header, names.iloc[column.codes].set_axis(videos.index))


def by_rules(reading: Reading, rules: Sequence[Rule]) -> pd.DataFrame:
    """Make labels of the posts whose captions fit rules, see `rules.labels_of`."""
    return labels_of(rules, _named(reading.videos).assign(title=reading.videos["title"]))


def as_twins(reading: Reading) -> pd.DataFrame:
    """Make labels of posts whose caption and day are those of a labelled post on another platform, see `twins.twins`."""
    videos = reading.videos
    if not columns.labels_in(videos) or videos["platform"].nunique() < 2:
        return schema.empty(schema.LABELS)
    return twins(videos, posts(videos))


def on(videos: pd.DataFrame, label: str, value: str) -> pd.DataFrame:
    """Make one label of these videos; those that nothing names get none."""
    return table.new(_named(videos), label, value)


def _named(videos: pd.DataFrame) -> pd.DataFrame:
    return videos[["platform", "account"]].assign(post=posts(videos))

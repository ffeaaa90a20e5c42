"""Labels as columns of a table of videos: `label:Pillar` holds each post's value, missing where it has none."""

import pandas as pd

PREFIX = "label:"
"""Begins the name of a label's column, and of its kind of feature: a label may be called "word" or "saves"."""
UNLABELLED = ""
"""Stands for the posts without a value where they are a group of their own: no value is empty."""


def kind(label: str) -> str:
    """Return the kind of feature, and the column, of a label."""
    return PREFIX + label


def is_label(kind: str) -> bool:
    """Whether a kind of feature is a label."""
    return kind.startswith(PREFIX)


def label_of(kind: str) -> str:
    """Return the label's own name."""
    return kind.removeprefix(PREFIX)


def labels_in(videos: pd.DataFrame) -> list[str]:
    """List the labels that the columns of a table of videos hold, in their order."""
    return [label_of(name) for name in videos.columns if is_label(str(name))]


def values_in(videos: pd.DataFrame, label: str) -> list[str]:
    """List the values that these videos have of a label, the most frequent first; without the unlabelled."""
    counts = videos[kind(label)].value_counts()
    return [str(value) for value, n in counts.items() if n]


def with_labels(videos: pd.DataFrame, labels: pd.DataFrame, posts: pd.Series) -> pd.DataFrame:
    """Return `videos` with a categorical column for each label that any of them has; without those it had before.

    `labels`: `schema.LABELS`; one without a platform is on posts of any. `posts`: what names each video (the index of
    `videos`), "" where nothing does. Where two rows of `labels` give a post two values, the last one counts.
    """
    bare = videos.drop(columns=[name for name in videos.columns if is_label(str(name))])
    if labels.empty or bare.empty:
        return bare
    exact = videos["platform"] + "\0" + posts
    found = {}
    for label, rows in labels[labels["post"].ne("")].groupby("label", sort=True):
        values = pd.Series(None, index=videos.index, dtype="object")
        for names, key in (
            (posts, rows["post"].where(rows["platform"].eq(""))),
            (exact, rows["platform"] + "\0" + rows["post"]),
        ):
            of = pd.Series(rows["value"].array, index=key.array)
            of = of[of.index.notna()]
            of = of[~of.index.duplicated(keep="last")]
            values = names.map(of).astype("object").where(lambda mapped: mapped.notna(), values)
        if values.notna().any():
            found[kind(str(label))] = values.astype("category")
    return bare.assign(**found)

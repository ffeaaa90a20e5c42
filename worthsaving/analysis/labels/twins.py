"""The same post on another platform: labels that a post could take over, since caption and day are those of a labelled one."""

import pandas as pd

from worthsaving import schema
from worthsaving.analysis.labels import columns, table
from worthsaving.analysis.select import posted_day

SHORTEST = 8
"""Characters of a caption, with single spaces: shorter ones are alike by chance."""


def twins(videos: pd.DataFrame, posts: pd.Series) -> pd.DataFrame:
    """Find labels (`schema.LABELS`) for posts without a value whose caption and day are those of a post elsewhere that has one.

    `videos`: canonical, with label columns; `posts`: what names each (see `columns.with_labels`). A caption counts whatever
    its case and spaces. Where a platform has it twice on one day, or the labelled posts differ, nothing is found.
    """
    caption = videos["title"].str.casefold().str.split().str.join(" ")
    known = caption.str.len().ge(SHORTEST) & posts.ne("") & posted_day(videos).notna()
    rows = videos[known].assign(_caption=caption[known], _day=posted_day(videos)[known], post=posts[known])
    same = rows.groupby(["_caption", "_day"], sort=False)
    one_each = same["platform"].transform("nunique").eq(same["platform"].transform("size"))
    rows = rows[one_each & same["platform"].transform("nunique").gt(1)]
    found = [schema.empty(schema.LABELS)]
    for label in columns.labels_in(rows):
        values = rows[columns.kind(label)].astype("object")
        groups = values.groupby([rows["_caption"], rows["_day"]], sort=False)
        agreed = groups.transform("first").where(groups.transform("nunique").eq(1))
        lacking = values.isna() & agreed.notna()
        found.append(table.new(rows[lacking], label, agreed[lacking]))
    return schema.conform(pd.concat(found, ignore_index=True), schema.LABELS)

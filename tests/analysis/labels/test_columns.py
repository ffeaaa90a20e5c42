"""Labels as columns of the videos: found by the post, kinds of their own, missing where a post has none."""

import pandas as pd

from tests.analysis.labels import made
from worthsaving import schema
from worthsaving.analysis import features
from worthsaving.analysis.labels import columns


def labels(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Labels from (platform, post, label, value)."""
    table = pd.DataFrame(rows, columns=["platform", "post", "label", "value"])
    return schema.conform(table.assign(given=table["value"]), schema.LABELS)


def test_each_post_gets_its_value_and_the_others_none():
    videos = made.account(0, 4, 2).drop(columns="label:Pillar")
    ids = videos["video_id"].tolist()
    table = labels(("tiktok", ids[0], "Pillar", "Soup"), ("", ids[2], "Pillar", "Bread"), ("x", ids[1], "Pillar", "No"))
    found = columns.with_labels(videos, table, videos["video_id"])
    assert found["label:Pillar"].isna().tolist() == [False, True, False, True]
    assert found["label:Pillar"].dropna().tolist() == ["Soup", "Bread"]
    assert list(found.columns[:-1]) == list(videos.columns)
    assert columns.labels_in(found) == ["Pillar"]
    assert sorted(columns.values_in(found, "Pillar")) == ["Bread", "Soup"]


def test_a_label_that_no_post_has_is_no_column():
    videos = made.account(0, 4, 2)
    for table in (labels(), labels(("tiktok", "404", "Pillar", "Soup")), labels(("tiktok", "", "Pillar", "Soup"))):
        assert columns.labels_in(columns.with_labels(videos, table, videos["video_id"])) == []


def test_the_unlabelled_are_a_group_of_their_own():
    videos = made.account(0, 6, 2)
    videos.loc[[1, 4], "label:Pillar"] = None
    (found,) = features.values(videos, kinds=["label:Pillar"])
    assert found.known.all()
    assert sorted(found.rows.tolist()) == list(range(6))
    assert features.having(videos, "label:Pillar", columns.UNLABELLED).tolist() == [1, 4]


def test_a_label_named_like_a_column_or_kind_is_neither():
    videos = made.account(0, 6, 2).drop(columns="label:Pillar")
    ids = videos["video_id"].tolist()
    table = labels(*((("tiktok", ids[0], name, "x")) for name in ("saves", "word", "label:word", "platform")))
    found = columns.with_labels(videos, table, videos["video_id"])
    assert columns.labels_in(found) == ["label:word", "platform", "saves", "word"]
    assert found["saves"].equals(videos["saves"])
    assert features.having(found, "label:saves", "x").tolist() == [0]

"""Labels as kinds of posts where two periods are split, and of planned tests; and as a filter."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.labels import made
from worthsaving.analysis import select
from worthsaving.analysis.plans import kinds_of_post, planned_tests


def posts(values: list[str | None]) -> pd.DataFrame:
    """Videos with these values of `Pillar`."""
    return made.account(1, len(values), 2).assign(**{"label:Pillar": pd.Categorical(values)})


def test_the_creators_own_kinds_come_before_media_and_tags():
    """Small ones, and posts without a value, are everything else."""
    videos = posts(["Soup"] * 10 + ["Bread"] * 8 + ["Rare"] * 4 + [None] * 8)
    videos["media"] = ["video", "photo"] * 15
    kinds = kinds_of_post.sort(videos, np.arange(30) >= 15)
    assert kinds.by == "Pillar"
    assert sorted(kinds.names) == sorted(["Soup", "Bread", kinds_of_post.OTHERS])
    assert np.bincount(kinds.codes).tolist() == [10, 8, 12]


def test_without_labels_they_are_media_and_tags():
    videos = made.account(1, 30, 2).drop(columns="label:Pillar").assign(media=["video", "photo"] * 15)
    assert kinds_of_post.sort(videos, np.arange(30) >= 15).by == "media"


@pytest.mark.parametrize(
    ("labels", "left"),
    [
        ([], 6),
        ([("Pillar", "Soup")], 2),
        ([("Pillar", "Soup"), ("Pillar", "Bread")], 4),
        ([("Pillar", "")], 2),
        ([("Pillar", ""), ("Pillar", "Soup")], 4),
        ([("Mood", "happy")], 0),
        ([("Mood", "")], 6),
        ([("Pillar", "Soup"), ("Mood", "")], 2),
    ],
)
def test_a_filter_leaves_any_of_a_labels_values_and_all_of_the_labels(labels, left):
    assert len(select.select(posts(["Soup", "Bread", None] * 2), labels=labels)) == left


def test_a_test_by_label_passes_over_posts_that_may_still_get_a_value():
    videos = posts(["Soup", "Bread", None] * 10)
    since = videos["posted_at"].min() - pd.Timedelta(days=1)
    with_it, without = planned_tests.posts(videos, "label:Pillar", "Soup", planned=30, since=since)
    assert (len(with_it), len(without)) == (10, 10)
    with_it, without = planned_tests.posts(videos, "label:Pillar", "", planned=30, since=since)
    assert (len(with_it), len(without)) == (10, 20)

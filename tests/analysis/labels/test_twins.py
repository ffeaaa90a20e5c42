"""Labels that a post takes over from the same post on another platform: by caption and day, and never a guess."""

import pandas as pd
import pytest

from worthsaving.analysis.labels.columns import kind
from worthsaving.analysis.labels.twins import twins

DAY, NEXT = "2026-05-01T10:00:00Z", "2026-05-02T10:00:00Z"


@pytest.fixture
def found(make_videos):
    """Twins of posts given as (platform, caption, moment, value), as a mapping from their place to the value."""

    def of(*rows: tuple[str, str, str | None, str | None]) -> dict[int, str]:
        platforms, titles, moments, values = zip(*rows, strict=True)
        videos = make_videos(title=list(titles), posted_at=list(moments))
        videos = videos.assign(platform=list(platforms), video_id=[str(at) for at in range(len(rows))])
        videos[kind("Pillar")] = pd.Series(values, index=videos.index, dtype="object").astype("category")
        labels = twins(videos, videos["video_id"])
        assert set(labels["label"]) <= {"Pillar"}
        assert (labels["given"] == labels["value"]).all()
        return {int(row.post): row.value for row in labels.itertuples()}

    return of


def test_the_same_caption_on_the_same_day_elsewhere_takes_the_value(found):
    """Whatever case and spaces; on any number of platforms."""
    assert found(
        ("tiktok", "Soup for five", DAY, "Recipes"),
        ("instagram", "SOUP  for five ", "2026-05-01T22:00:00Z", None),
        ("x", "soup for five", DAY, None),
    ) == {1: "Recipes", 2: "Recipes"}


@pytest.mark.parametrize(
    "other",
    [
        ("instagram", "Soup for five", NEXT, None),
        ("instagram", "Soup for six", DAY, None),
        ("tiktok", "Soup for five", DAY, None),
        ("instagram", "Soup for five", None, None),
        ("instagram", "Soup for five", DAY, "Tips"),
    ],
)
def test_another_day_caption_or_value_or_the_same_platform_is_no_twin(found, other):
    assert found(("tiktok", "Soup for five", DAY, "Recipes"), other) == {}


def test_what_can_be_meant_in_two_ways_is_left(found):
    """A caption twice on one platform and day, two values, and captions so short that they are alike by chance."""
    labelled = ("tiktok", "Soup for five", DAY, "Recipes")
    lacking = ("instagram", "Soup for five", DAY, None)
    assert found(labelled, lacking, lacking) == {}
    assert found(labelled, lacking, ("x", "Soup for five", DAY, "Tips")) == {}
    assert found(("tiktok", "Soup", DAY, "Recipes"), ("instagram", "Soup", DAY, None)) == {}

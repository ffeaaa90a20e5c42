"""The short lists of the first page: what to make more of, videos kept most, new ones, dots."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import OBSERVED, creator, table
from tests.words.test_video import found
from worthsaving.analysis import video_rates
from worthsaving.analysis.growth import CountAt, EqualAge
from worthsaving.analysis.overview import dots, few_videos, new_videos
from worthsaving.analysis.overview.more_of import MOST, more_and_less
from worthsaving.schema import Estimate

CLEAR = ("hashtag", "#soup", 12, 2.1, 1.4, 3.0, True)
WORD = ("word", "pan", 12, 4.0, 2.4, 6.0, True)
LEANS = ("hashtag", "#stew", 9, 3.0, 0.9, 9.0, False)
LESS = ("hashtag", "#cozy", 20, 0.5, 0.3, 0.8, True)


def names(rows: pd.DataFrame) -> list[str]:
    return list(rows["value"])


def test_what_holds_up_stands_alone_on_its_side():
    """With something clear, what leans that way is left out; tags come before words when there is no room for both."""
    more, less = more_and_less(found(CLEAR, WORD, LEANS, LESS))
    assert names(more) == ["pan", "#soup"]
    assert names(less) == ["#cozy"]
    crowd = [("hashtag", f"#{n}", 9, 1.5 + n / 10, 1.1, 3.0, True) for n in range(MOST)]
    assert "pan" not in names(more_and_less(found(*crowd, WORD))[0])


def test_what_leans_stands_where_nothing_holds_up():
    """Its rows are not clear, and the side without any is empty."""
    more, less = more_and_less(found(LEANS))
    assert names(more) == ["#stew"]
    assert not more["clear"].any()
    assert less.empty


def test_what_hardly_leans_is_not_named():
    """From a fifth more on, and from as much less; what is clear stands there whatever its size."""
    ratios = (1.19, 1.2, 1 / 1.19, 1 / 1.2)
    more, less = more_and_less(found(*((*LEANS[:3], ratio, 0.9, 9.0, False) for ratio in ratios)))
    assert list(more["ratio"]) == [1.2]
    assert list(less["ratio"]) == [1 / 1.2]
    assert names(more_and_less(found((*CLEAR[:3], 1.1, 1.01, 1.2, True)))[0]) == ["#soup"]


def test_nobody_can_make_more_of_an_account():
    """Accounts are compared elsewhere."""
    assert more_and_less(found(("account", "@a", 12, 2.1, 1.4, 3.0, True)))[0].empty


def kept(videos: pd.DataFrame) -> list[int]:
    return few_videos.kept_most(videos, video_rates.judged(videos, video_rates.models(videos))).tolist()


def test_few_views_earn_no_place_among_the_kept():
    """Ordered by the low end of the range; unfinished and unsaved videos are left out."""
    videos, _ = creator(40, seed=2, sigma=0.5)
    videos["views"], videos["saves"] = videos["views"] + 5000, (videos["views"] * 0.001).round().astype("Int64")
    videos.loc[3, ["views", "saves"]] = 100_000, 2_000
    videos.loc[4, ["views", "saves"]] = 20, 1
    videos.loc[5, ["views", "saves"]] = 100_000, 3_000
    videos.loc[5, "posted_at"] = OBSERVED
    assert kept(videos)[0] == 3
    assert not {4, 5} & set(kept(videos))
    assert len(kept(videos)) == few_videos.MOST_KEPT


@pytest.fixture
def three():
    """A finished video, a young one, and one without a rate."""
    posted = pd.DatetimeIndex([OBSERVED - pd.Timedelta(days=days) for days in (30, 3, 2)])
    return table(
        platform="tiktok", account="a", n=3, posted_at=posted, observed_at=OBSERVED, views=[1000, 1000, None],
        saves=[4, 2, 1], video_id=["a", "b", "c"],
    )  # fmt: skip


RATES = pd.DataFrame({"raw": [0.004, 0.002, np.nan], "mean": [0.0036, 0.002, np.nan], "low": [0.002, 0.001, np.nan],
                      "high": [0.006, 0.004, np.nan]})  # fmt: skip


def test_a_new_video_is_set_against_the_usual(three):
    """Newest first: a young one by its count so far, a finished one by its believable rate with its range."""
    got = new_videos.new_videos(three, RATES, lambda _: (0.001, 0.002, 0.005), lambda *_: None)
    assert list(got.index) == [1, 0]
    assert list(got["basis"]) == ["so far", "rate"]
    assert got["times"].tolist() == pytest.approx([1.0, 1.8])
    assert got.loc[0, ["low", "high"]].tolist() == pytest.approx([1.0, 3.0])
    assert got.loc[1, ["low", "high"]].isna().all()
    assert got.loc[0, ["usual_low", "usual_high"]].tolist() == pytest.approx([0.5, 2.5])


def test_a_young_video_is_compared_at_its_own_age_where_that_is_known(three):
    """The saves of the others at that age are the usual then; a finished one is not asked about."""
    asked = []

    def at_age(label, age):
        asked.append((label, age))
        return EqualAge(CountAt(12, 12, 12), Estimate(8, 6, 10, 20), (4.0, 16.0), 16, None, "about usual")

    got = new_videos.new_videos(three, RATES, lambda _: (0.001, 0.002, 0.005), at_age)
    assert [label for label, _ in asked] == [2, 1]
    assert asked[1][1] == pytest.approx(3)
    assert got.loc[1, ["basis", "times", "usual_low", "usual_high"]].tolist() == ["age", 1.5, 0.5, 2.0]


def test_without_anything_usual_no_new_video_is_judged(three):
    """Too few videos: the list is empty."""
    assert new_videos.new_videos(three, RATES, lambda _: None, lambda *_: None).empty


def test_the_dots_are_bounded():
    """Every rated video with a day is one; of more than fit, the oldest, the newest and an even choice between."""
    videos, _ = creator(dots.MOST + 500, seed=1)
    videos.loc[0, "views"] = 0
    got = dots.dots(videos)
    assert len(got) == dots.MOST
    assert got["day"].is_monotonic_increasing
    every = videos.drop(index=0)["posted_at"].dt.tz_localize(None).dt.normalize()
    assert (got["day"].iloc[0], got["day"].iloc[-1]) == (every.min(), every.max())
    few = dots.dots(videos.head(10))
    assert len(few) == 9
    assert few["rate"].tolist() == pytest.approx((videos["saves"] / videos["views"]).loc[few.index].tolist())

"""Why two periods differ: the mix of kinds, and the change within kinds."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.benchmarks.expecting import START, lognormal_views, table, true_rates
from worthsaving.analysis.plans import kinds_of_post
from worthsaving.analysis.plans.mix import split

DAY = START.date()


def period(first: int, last: int) -> tuple[dt.date, dt.date]:
    """The period of the videos `first` to `last`, which are posted two days apart."""
    return DAY + dt.timedelta(days=2 * first), DAY + dt.timedelta(days=2 * last)


def posts(
    n: int, *, special: np.ndarray, strong: float = 1.0, within: float = 1.0, seed: int = 0, **columns
) -> pd.DataFrame:
    """Videos of a log-normal account; those marked `special` are saved `strong` times as often, the later half `within`."""
    rng = np.random.default_rng(seed)
    rate = true_rates(rng.standard_normal(n), 0.3) * np.where(special, strong, 1.0)
    rate = rate * np.where(np.arange(n) >= n // 2, within, 1.0)
    media = np.where(special, "carousel", "video")
    return table(rng, rate, views=lognormal_views(n, rng), **{"media": media, **columns})


def halves(n: int):
    """The periods of the first and of the second half."""
    return period(0, n // 2 - 1), period(n // 2, n - 1)


def shifted(n: int, before: int, after: int) -> np.ndarray:
    """Mark every `before`-th of ten in the first half and every `after`-th in the second."""
    place = np.arange(n)
    return np.where(place < n // 2, place % 10 < before, place % 10 < after)


def test_other_kinds_of_posts_are_seen_as_mix():
    """Carousels, saved four times as often, go from 20 to 70 %: all of the change is mix, none of it within."""
    found = split(posts(100, special=shifted(100, 2, 7), strong=4.0), *halves(100))
    true = (0.7 * 4 + 0.3) / (0.2 * 4 + 0.8)
    assert found.by == "media"
    assert found.mix_clear
    assert not found.within_clear
    assert found.mix.low < true < found.mix.high
    assert found.within.low < 1 < found.within.high
    shares = {kind.name: (kind.share_a, kind.share_b) for kind in found.kinds}
    assert shares == {"carousel": (0.2, 0.7), "video": (0.8, pytest.approx(0.3))}
    rates = {kind.name: kind.rate for kind in found.kinds}
    assert rates["carousel"] / rates["video"] == pytest.approx(4, rel=0.3)


def test_the_same_kinds_saved_more_are_seen_as_within():
    """With the same shares in both halves all of a doubling is within, and the mix makes 1 times."""
    found = split(posts(100, special=shifted(100, 4, 4), strong=3.0, within=2.0), *halves(100))
    assert found.within_clear
    assert not found.mix_clear
    assert found.within.low < 2 < found.within.high
    assert found.mix.value == pytest.approx(1, abs=0.02)


def test_kinds_are_tags_where_those_shifted_more():
    """Two tags on nearly the same posts are one kind with both names; a rare tag is among the others."""
    special = shifted(100, 1, 6)
    titles = [
        f"Soup {'#recipe #howto' if own else '#soup'}{' #rare' if i < 3 else ''}" for i, own in enumerate(special)
    ]
    videos = posts(100, special=special, strong=3.0, media=["video"] * 100, title=titles)
    found = split(videos, *halves(100))
    assert found.by == "tags"
    assert found.mix_clear
    names = {kind.name for kind in found.kinds}
    assert names & {"#recipe #howto", "#howto #recipe"} or "#soup" in names
    assert not any("#rare" in name for name in names)


@pytest.mark.parametrize(("overlap", "one"), [(59, False), (60, True), (61, True)])
def test_tags_are_one_kind_from_six_in_ten(overlap, one):
    """Of the videos with either tag so many per cent have both."""
    n = 200
    titles = ["#a #b" if i < overlap else "#a" if i < 100 else "" for i in range(n)]
    videos = posts(n, special=np.zeros(n, bool), media=["video"] * n, title=[f"Soup {title}" for title in titles])
    found = kinds_of_post.sort(videos, np.arange(n) >= 50)
    assert any("#a #b" in name for name in found.names) == one


def test_the_choice_of_kinds_never_looks_at_saves():
    """Whatever is saved, the kinds are the same."""
    videos = posts(100, special=shifted(100, 2, 7))
    later = np.arange(100) >= 50
    one = kinds_of_post.sort(videos, later)
    two = kinds_of_post.sort(videos.assign(saves=videos["saves"].to_numpy()[::-1]), later)
    assert one.names == two.names
    assert (one.codes == two.codes).all()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"media": "video"}, "one kind"),
        ({"saves": 0}, "too few videos"),
        ({"account": ["a", "b"] * 30}, "several accounts"),
        ({"media": ["video"] * 30 + ["photo"] * 30}, "no kind in both"),
    ],
)
def test_what_cannot_be_split_says_why(change, why):
    """One kind only, nothing saved, two accounts, or no kind in both periods: no factor, and the reason."""
    videos = posts(60, special=shifted(60, 3, 5)).assign(**change)
    videos = videos.astype({"media": "str", "saves": "Int64", "account": "str"})
    found = split(videos, *halves(60))
    assert (found.why, found.mix, found.within) == (why, None, None)


@pytest.mark.parametrize(("each", "told"), [(4, False), (5, True), (6, True)])
def test_it_takes_five_videos_a_period(each, told):
    """As the comparison of two periods does."""
    videos = posts(2 * each, special=np.arange(2 * each) % 2 == 0, media=["video", "photo"] * each)
    videos["media"] = pd.Series(["video"] * (2 * each), dtype="str")
    found = split(videos, *halves(2 * each))
    assert (found.why == "too few videos") != told


def test_a_video_in_both_periods_takes_no_part():
    """As in the comparison of two periods."""
    videos = posts(60, special=shifted(60, 3, 5))
    assert split(videos, period(0, 40), period(20, 59)).n == 20 + 19


def test_how_many_more_would_do_is_said_only_where_it_lacks():
    """A clear change needs no more videos; an unclear one of few videos does."""
    clear = split(posts(200, special=shifted(200, 4, 4), within=3.0), *halves(200))
    unclear = split(posts(20, special=shifted(20, 4, 5), seed=4), *halves(20))
    assert clear.needed is None
    assert unclear.needed is None or unclear.needed > 0


@pytest.mark.parametrize(("strong", "named"), [(2.4, False), (3.4, True)])
def test_a_mix_of_less_than_a_tenth_is_not_named(strong, named):
    """Carousels from 50 to 60 %: of 2.4 times the rate that makes 1.08 times, of 3.4 times 1.11, both surely."""
    n = 400
    special = shifted(n, 5, 6)
    rng = np.random.default_rng(0)
    rate = np.where(special, strong, 1.0) * 0.01
    videos = table(rng, rate, views=np.full(n, 100_000), media=np.where(special, "carousel", "video"))
    found = split(videos, *halves(n))
    assert found.mix.low > 1
    assert found.mix_clear == named
    assert (found.mix.value >= 1.1) == named


@pytest.mark.parametrize(("more", "named"), [(39, True), (40, False)])
def test_the_forty_most_frequent_tags_are_compared(more, named):
    """A tag that all of one period has is a kind when it is the fortieth, not when it is later."""
    n = 400
    later = np.arange(n) >= n // 2
    titles = [
        "Soup"
        + "".join(f" #tag{t}" for t in range(more) if (i * 7 + t * 13) % 400 < 210)
        + (" #new" if later[i] else "")
        for i in range(n)
    ]
    videos = posts(n, special=later, media=["video"] * n, title=titles)
    assert ("#new" in kinds_of_post.sort(videos, later).names) == named


@pytest.mark.parametrize(("videos", "named"), [(4, False), (5, True), (6, True)])
def test_a_kind_has_five_videos(videos, named):
    """Fewer photos are among the others."""
    media = ["photo"] * videos + ["video"] * 30 + ["carousel"] * 30
    made = posts(len(media), special=np.zeros(len(media), bool), media=media)
    found = kinds_of_post.sort(made, np.arange(len(media)) >= 30)
    assert ("photo" in found.names) == named


def test_three_kinds_of_tags_at_most():
    """Of six tags, each on its own posts, three are kinds and the rest is everything else."""
    n = 120
    titles = [f"Soup #tag{i % 6}" for i in range(n)]
    found = kinds_of_post.sort(
        posts(n, special=np.zeros(n, bool), media=["video"] * n, title=titles), np.arange(n) >= 60
    )
    assert len(found.names) == 4
    assert kinds_of_post.OTHERS in found.names

"""What goes with a higher save rate."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import creator, table
from tests.benchmarks import making
from tests.benchmarks.making import Cell, tagged
from worthsaving import schema
from worthsaving.analysis import what_gets_saved as module
from worthsaving.analysis.features import Values
from worthsaving.analysis.models.group_rates import Groups
from worthsaving.analysis.what_gets_saved import COLUMNS, ends, what_gets_saved


def test_a_strong_tag_is_found_with_its_size():
    """A tag that triples the rate is clear, first in the table, and its range holds 3; tags without effect are not."""
    found = what_gets_saved(tagged(Cell(300), np.random.default_rng(0), strong=1))
    assert tuple(found.columns) == COLUMNS
    first = found.iloc[0]
    assert (first["kind"], first["value"], first["clear"]) == ("hashtag", "#tag0", True)
    assert first["low"] < 3 < first["high"]
    assert found["clear"].sum() <= 3


def test_clear_ones_come_first_then_the_strongest():
    """Rows are ordered by clear, then by how far the ratio is from 1 in either direction."""
    found = what_gets_saved(tagged(Cell(300), np.random.default_rng(1), strong=2))
    strength = np.abs(np.log(found["ratio"]))
    for part in (found["clear"], ~found["clear"]):
        assert (np.diff(strength[part]) <= 1e-12).all()
    assert found["clear"].is_monotonic_decreasing


def test_only_enough_videos_on_both_sides():
    """A value that four videos have, or all but four, is not judged."""
    videos, _ = creator(30)
    titles = ["#rare #most #some"] * 4 + ["#most #some"] * 6 + ["#most"] * 16 + ["nothing"] * 4
    found = what_gets_saved(videos.assign(title=pd.Series(titles, dtype="str")), kinds=["hashtag"])
    assert list(found["value"]) == ["#some"]
    assert found["n"][0] == 10


def test_ratios_are_pulled_towards_one():
    """With little evidence the ratio stays near 1: ten videos whose raw ratio is 2."""
    views = [1000] * 20
    videos = table(views=views, saves=[4] * 5 + [2] * 15, title=["#a"] * 5 + ["x"] * 15, platform="tiktok", account="a")
    found = what_gets_saved(videos, kinds=["hashtag"])
    assert 1 < found["ratio"][0] < 2
    assert found["low"][0] < found["ratio"][0] < found["high"][0]


def test_accounts_are_compared_with_themselves():
    """A tag used only on the account with the higher rate is not credited with it; the account is."""
    low, _ = creator(100, seed=1, alpha=10, beta=10_000)
    high, _ = creator(100, seed=2, alpha=10, beta=1_500)
    videos = pd.concat([low, high.assign(account="b")], ignore_index=True)
    rng = np.random.default_rng(0)
    tags = np.where((np.arange(200) >= 100) & (rng.random(200) < 0.8), "#b", "x")
    found = what_gets_saved(videos.assign(title=pd.Series(tags, dtype="str"))).set_index("value")
    assert not found.loc["#b", "clear"]
    assert found.loc["@b", "clear"]
    assert found.loc["@b", "ratio"] > 3


def test_time_of_day_follows_the_zone():
    """The same videos fall into other parts of the day in another zone."""
    videos, _ = creator(60)
    here, there = (
        what_gets_saved(videos, zone=zone, kinds=["part of day"]).set_index("value")["n"]
        for zone in ("UTC", "Asia/Tokyo")
    )
    assert here.sum() == there.sum() == 60
    assert not here.sort_index().equals(there.sort_index())


@pytest.mark.parametrize(
    "videos",
    [
        table(0),
        table(saves=[1], views=[100], title=["#a"]),
        creator(40)[0].assign(saves=pd.array([0] * 40, dtype="Int64")),
        table(saves=[50] * 40, views=[10] * 40, title=["#a"] * 20 + ["b"] * 20),
        table(saves=[3] * 40, views=[0] * 40),
    ],
    ids=["empty", "one", "no saves", "saves above views", "no views"],
)
def test_nothing_to_compare_is_an_empty_table(videos):
    """Too few videos, no saves, no rates: no rows, the same columns."""
    found = what_gets_saved(videos)
    assert tuple(found.columns) == COLUMNS
    assert len(found) == 0


def test_constant_rates_and_a_value_without_saves():
    """The same rate everywhere: ratios of about 1, nothing clear. A tag without one save: finite, below 1."""
    titles = pd.Series(["#a"] * 20 + ["#b"] * 20, dtype="str")
    same = what_gets_saved(table(saves=[5] * 40, views=[1000] * 40).assign(title=titles))
    assert not same["clear"].any()
    assert same["ratio"].to_numpy() == pytest.approx(1, abs=1e-3)
    none = what_gets_saved(table(saves=[0] * 20 + [5] * 20, views=[1000] * 40).assign(title=titles), kinds=["hashtag"])
    none = none.set_index("value")
    assert none.loc["#a", "ratio"] < 0.3
    assert np.isfinite(none[["ratio", "low", "high", "p"]]).all(axis=None)


@pytest.mark.simulation
def test_quiet_data_show_nothing():
    """With nothing going on at most a few data sets show a finding."""
    shown = [what_gets_saved(tagged(Cell(100), np.random.default_rng(s)))["clear"].any() for s in range(40)]
    assert np.mean(shown) <= 0.1


def test_a_finding_never_holds_no_difference_in_its_own_range():
    """What is said to hold up has a range on one side of 1."""
    tables = [what_gets_saved(tagged(Cell(200), np.random.default_rng(seed), strong=2)) for seed in range(6)]
    clear = pd.concat([table[table["clear"]] for table in tables])
    assert len(clear) > 0
    assert ((clear["low"] > 1) | (clear["high"] < 1)).all()


def _fitted(monkeypatch, videos) -> tuple[int, pd.DataFrame]:
    """How many groups of videos were fitted for it, and what was found."""
    made = []

    class Counted(Groups):
        def __init__(self, *arguments) -> None:
            super().__init__(*arguments)
            made.append(self.k)

    monkeypatch.setattr(module, "Groups", Counted)
    found = module.what_gets_saved(videos, kinds=["word"])
    return sum(made), found


def test_words_that_always_come_together_are_judged_once(monkeypatch):
    """A line of forty words under most captions takes as long as one of two, and each word has the same answer."""
    videos, _ = creator(120)
    rng = np.random.default_rng(0)
    some = rng.random(120) < 0.8
    fits = {}
    for words in (2, 40):
        line = " ".join(f"word{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(words))
        titles = pd.Series(np.where(some, line, "another caption"), dtype="str")
        fits[words], found = _fitted(monkeypatch, videos.assign(title=titles))
        (line_row,) = found.index[found["value"].str.startswith("word")]
        assert len(found.loc[line_row, "also"]) == words - 1
    assert fits[2] == fits[40]


@pytest.mark.parametrize(("shared", "one"), [(15, True), (14, False)])
def test_nearly_the_same_videos_are_one_finding(shared, one):
    """Two words that share 15 of 25 videos (0.6) are one finding with two names; with 14 of 26 they are two."""
    videos, _ = creator(60)
    titles = ["soup bread"] * shared + ["soup"] * (20 - shared) + ["bread"] * (20 - shared) + ["cake"] * (20 + shared)
    found = what_gets_saved(videos.assign(title=pd.Series(titles, dtype="str")), kinds=["word"])
    names = [{value, *(other for _, other in also)} for value, also in zip(found["value"], found["also"], strict=True)]
    assert sorted(names, key=len) == ([{"cake"}, {"soup", "bread"}] if one else names)
    assert len(names) == 3 - one


def test_a_finding_is_called_by_its_tag():
    """A weekly series (its tag, its word and its weekday) is one finding, named by the tag; the others stand by it."""
    videos, _ = creator(60)
    videos["posted_at"] = pd.date_range("2025-01-06 09:00", periods=60, freq="84h", tz="UTC").astype(
        "datetime64[us, UTC]"
    )
    monday = (videos["posted_at"].dt.day_of_week == 0).to_numpy()
    titles = pd.Series(np.where(monday, "soup night #soupmonday", "another one"), dtype="str")
    found = what_gets_saved(videos.assign(title=titles), kinds=["hashtag", "word", "weekday"]).set_index("value")
    assert set(found.loc["#soupmonday", "also"]) == {("word", "soup"), ("word", "night"), ("weekday", "Monday")}
    assert not {"soup", "night", "Monday"} & set(found.index)


def test_an_account_is_never_another_name_of_its_tag():
    """The account is compared with the others, its tag only within it: two questions, two rows."""
    one, _ = creator(40, seed=1)
    two, _ = creator(40, seed=2)
    videos = pd.concat([one.assign(title="#a"), two.assign(title="x", account="b")], ignore_index=True)
    found = what_gets_saved(schema.conform(videos, schema.VIDEOS), kinds=["hashtag", "account"])
    assert sorted(found["value"]) == ["#a", "@a", "@b"]


def test_what_is_drawn_is_picked_from_both_ends():
    """What is saved more and what is saved less, clear ones first, words after all others, then by size."""
    rows = [("hashtag", 1.5, True), ("word", 4.0, True), ("media", 1.2, True), ("hashtag", 3.0, False),
            ("hashtag", 0.5, True), ("weekday", 0.2, False), ("word", 1.0, False)]  # fmt: skip
    found = pd.DataFrame(rows, columns=["kind", "ratio", "clear"])
    more, less = ends(found, 10)
    assert more.index.tolist() == [0, 2, 1, 3]
    assert less.index.tolist() == [4, 5]
    assert [len(side) for side in ends(found, 1)] == [1, 1]


def stepping(n: int, rng: np.random.Generator) -> tuple[pd.DataFrame, np.ndarray]:
    """Videos whose level is four times as high in the second half, and which are in it."""
    later = np.arange(n) >= n / 2
    videos, _ = making.creator(Cell(n, sigma=1.0, log_views=10.0), rng, times=np.where(later, 2.0, 0.5))
    return videos, later


def test_a_tag_of_a_better_time_is_not_credited_with_it():
    """A tag used in three of four of the newer videos, whose level is four times as high, goes with nothing; without dates it would."""
    credited = without = 0
    for seed in range(8):
        rng = np.random.default_rng((5, seed))
        videos, later = stepping(100, rng)
        titles = pd.Series(np.where(later & (rng.random(100) < 0.75), "#new", "x"), dtype="str")
        videos = videos.assign(title=titles)
        dated = what_gets_saved(videos, kinds=["hashtag"]).iloc[0]
        undated = schema.conform(videos.drop(columns=["posted_at", "observed_at"]), schema.VIDEOS)
        credited += dated["clear"] or not dated["low"] < 1 < dated["high"]
        without += what_gets_saved(undated, kinds=["hashtag"])["clear"].iloc[0]
    assert without == 8
    assert credited <= 1  # a 95 % range may miss now and then


def test_a_tag_is_found_through_a_step():
    """A tag on some videos of both times that triples the rate is found, and its range holds 3."""
    rng = np.random.default_rng(3)
    has = rng.random(200) < 0.3
    later = np.arange(200) >= 100
    videos, _ = making.creator(Cell(200), rng, times=np.where(later, 2.0, 0.5) * np.where(has, 3.0, 1.0))
    found = what_gets_saved(videos.assign(title=pd.Series(np.where(has, "#a", "x"), dtype="str")), kinds=["hashtag"])
    assert found["clear"][0]
    assert found["low"][0] < 3 < found["high"][0]


def test_a_tag_that_is_a_time_has_a_wide_range():
    """A tag on all newer videos and on no older ones cannot be told from its time: its range is wider than without dates."""
    videos, later = stepping(100, np.random.default_rng(1))
    videos = videos.assign(title=pd.Series(np.where(later, "#new", "x"), dtype="str"))
    dated = what_gets_saved(videos, kinds=["hashtag"]).iloc[0]
    assert dated["low"] < 1 < dated["high"]
    assert dated["p"] > 0.05


def test_each_account_has_its_own_level_in_time():
    """One account rises while the other falls: a tag used late in both goes with nothing."""
    rng = np.random.default_rng(8)
    one, later = stepping(100, rng)
    two, _ = making.creator(Cell(100, sigma=1.0, log_views=10.0), rng, times=np.where(later, 0.25, 1.0))
    videos = pd.concat([one, two.assign(account="b")], ignore_index=True)
    late = np.tile(later, 2) & (rng.random(200) < 0.7) & (videos["account"] == "a").to_numpy()
    titles = pd.Series(np.where(late, "#a", "x"), dtype="str")
    found = what_gets_saved(schema.conform(videos.assign(title=titles), schema.VIDEOS), kinds=["hashtag"])
    assert not found["clear"][0]


def test_another_kind_joins_by_one_function():
    """A kind of one's own, such as labels, is judged like any other; it says itself of which videos it is known."""
    videos, _ = creator(60)
    strong = np.arange(60) % 3 == 0
    videos["saves"] = (videos["saves"] * np.where(strong, 20, 1)).clip(upper=videos["views"])
    asked = []

    def labels(chosen: pd.DataFrame) -> Values:
        asked.append(len(chosen))
        known = np.arange(len(chosen)) < 50
        rows = np.flatnonzero(strong & known)
        return Values("label", rows, np.zeros(len(rows), "int64"), ["series"], known)

    found = what_gets_saved(videos, kinds=[], others=[labels])
    assert asked == [60]
    assert found[["kind", "value", "n"]].values.tolist() == [["label", "series", 17]]
    assert found["ratio"][0] > 3


@pytest.mark.parametrize(("tagged_videos", "judged"), [(4, False), (5, True), (6, True)])
def test_a_value_takes_five_videos_and_five_others(tagged_videos, judged):
    """On either side."""
    for n in (tagged_videos, 30 - tagged_videos):
        videos, _ = creator(30)
        titles = pd.Series(["#a"] * n + ["x"] * (30 - n), dtype="str")
        assert (len(what_gets_saved(videos.assign(title=titles), kinds=["hashtag"])) == 1) == judged


@pytest.mark.parametrize(("own", "alone"), [(7, False), (8, True), (9, True)])
def test_an_account_of_eight_videos_has_its_own_rate(own, alone):
    """A smaller one is measured against everybody's."""
    views, saves = np.full(40, 1000.0), np.full(40, 2.0)
    saves[:own] = 20.0
    chosen = table(platform="tiktok", account=["a"] * own + ["b"] * (40 - own), views=views, saves=saves)
    account, rate = module._account_rates(chosen, saves, views, 1.0)
    assert (rate[0] == pytest.approx(0.02, rel=1e-3)) == alone
    assert (account[0] >= 0) == alone

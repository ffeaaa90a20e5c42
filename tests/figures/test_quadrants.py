"""The quadrants of save rate and like or comment rate, by the numbers in the figure."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.drawn import numbers, spec, trace
from worthsaving.analysis import expected
from worthsaving.figures import base, quadrants
from worthsaving.figures.points import video_points
from worthsaving.words import relation as relation_words


@pytest.fixture
def videos(samples):
    """The sample creator's videos."""
    everyone = samples.videos
    return everyone[(everyone["platform"] == "tiktok") & (everyone["account"] == "tinykitchen.sample")]


def notes(figure, start: str) -> dict[str, dict]:
    """The annotations whose name starts so, by their text."""
    found = spec(figure)["layout"]["annotations"]
    return {note["text"]: note for note in found if str(note.get("name", "")).startswith(start)}


@pytest.mark.parametrize("against", ["likes", "comments"])
def test_each_video_stands_at_its_believable_rates(videos, against):
    """x and y are the shrunk rates per 1,000 views; a video without both has no point."""
    videos = videos.assign(saves=videos["saves"].mask(videos.index == videos.index[3]))
    found = expected.quadrants(videos, against)
    drawn = trace(quadrants.quadrants(found, videos, against=against), "videos")
    labels = [row[-1] for row in drawn["customdata"]]
    known = found.dropna(subset=["label"])
    assert sorted(labels) == sorted(known.index)
    np.testing.assert_allclose(numbers(drawn["y"]), 1000 * found.loc[labels, "save_rate"].astype("float64"))
    np.testing.assert_allclose(
        numbers(drawn["x"]), 1000 * found.loc[labels, quadrants.rate_of(against)].astype("float64")
    )


@pytest.mark.parametrize("against", ["likes", "comments"])
def test_the_quadrants_carry_their_names(videos, against):
    """Each named one with its count, where its videos are: kept quietly on the left, not kept at the foot on the right."""
    found = expected.quadrants(videos, against)
    shown = notes(quadrants.quadrants(found, videos, against=against), "corner")
    both, kept, not_kept = relation_words.NAMED[against]
    counts = found["label"].value_counts()
    texts = {
        corner.label: f"{corner.name} · {counts[corner.label]}" if corner.label in counts else corner.name
        for corner in (both, kept, not_kept)
    }
    assert set(shown) == set(texts.values())
    places = {label: (shown[text]["x"], shown[text]["y"]) for label, text in texts.items()}
    assert places == {both.label: (1, 1), kept.label: (0, 1), not_kept.label: (1, 0)}
    for label, text in texts.items():
        assert shown[text]["font"]["color"] == video_points.marks(against)[label][0]


def test_the_named_videos_are_those_of_the_title(videos):
    """Every name on the chart belongs to a video in a named quadrant, and each quadrant that has videos has one."""
    found = expected.quadrants(videos)
    figure = quadrants.quadrants(found, videos, against="likes")
    drawn = trace(figure, "videos")
    places = {
        (round(float(np.log10(x)), 6), round(float(np.log10(y)), 6)): row[-1]
        for x, y, row in zip(numbers(drawn["x"]), numbers(drawn["y"]), drawn["customdata"], strict=True)
    }
    labels = [
        found.at[places[round(note["x"], 6), round(note["y"], 6)], "label"] for note in notes(figure, "name").values()
    ]
    assert set(labels) >= {"both", "silent compliments", "liked, not kept"} & set(found["label"].dropna()) - {""}
    assert not set(labels) & {"middle", "neither"}


def test_the_lines_stand_at_the_middle_video(videos):
    """Dotted, at the median of either rate."""
    found = expected.quadrants(videos)
    shapes = spec(quadrants.quadrants(found, videos, against="likes"))["layout"]["shapes"]
    places = sorted([shapes[0]["x0"], shapes[1]["y0"]])
    assert places == pytest.approx(sorted(1000 * found[name].median() for name in ("save_rate", "like_rate")))
    assert {shape["line"]["dash"] for shape in shapes} == {"dot"}


def test_young_videos_are_in_no_corner(videos):
    """A video of under seven days is hollow and in the middle, though its rates would put it into a corner."""
    found = expected.quadrants(videos)
    label = found.index[found["label"] == "both"][0]
    young = videos.copy()
    young.loc[label, "observed_at"] = young.loc[label, "posted_at"] + pd.Timedelta(days=6)
    again = expected.quadrants(young)
    assert again.at[label, "label"] == "middle"
    drawn = trace(quadrants.quadrants(again, young, against="likes"), "videos")
    symbols = {row[-1]: symbol for row, symbol in zip(drawn["customdata"], drawn["marker"]["symbol"], strict=True)}
    assert symbols[label] == "circle-open"


def test_no_rate_at_all_is_said(make_videos):
    """Without views there is a sentence instead of axes, and an empty table."""
    videos = make_videos(likes=[1, 2], saves=[1, 2], title=["a", "b"])
    found = expected.quadrants(videos)
    figure = quadrants.quadrants(found, videos, against="likes")
    assert notes(figure, "instead")
    assert not spec(figure)["data"]
    assert len(quadrants.table(found, videos, against="likes").rows) == 0


def test_the_table_has_every_video_and_its_corner(videos):
    """The named quadrants come first, loved and kept before the others; the rates are those drawn."""
    found = expected.quadrants(videos)
    rows = quadrants.table(found, videos, against="likes").rows
    known = found.dropna(subset=["label"])
    assert len(rows) == len(known)
    both = int((known["label"] == "both").sum())
    assert rows["Corner"].head(both).tolist() == ["Loved and kept"] * both
    assert set(rows["Corner"]) == {"Loved and kept", "Kept quietly", "Liked, not kept", ""}
    assert sorted(rows["Saves per 1,000 views"]) == pytest.approx(sorted(1000 * known["save_rate"]))


def test_the_picked_video_is_ringed(videos):
    """At its own place; a video without a rate has no ring."""
    found = expected.quadrants(videos)
    label = int(found.index[5])
    ring = trace(quadrants.quadrants(found, videos, against="likes", picked=label), "picked")
    assert numbers(ring["y"]).tolist() == pytest.approx([1000 * found.at[label, "save_rate"]])
    found.loc[label, "label"] = pd.NA
    without = quadrants.quadrants(found, videos, against="likes", picked=label)
    assert "picked" not in {one.get("name") for one in spec(without)["data"]}


def test_many_videos_are_binned(make_videos):
    """The payload of 20,000 videos is that of 1,500."""
    rng = np.random.default_rng(0)

    def size(n: int) -> int:
        views = np.exp(8 + rng.standard_normal(n)).astype(int) + 100
        saves, likes = rng.binomial(views, rng.beta(2, 400, n)), rng.binomial(views, rng.beta(3, 60, n))
        videos = make_videos(views=views, likes=likes, saves=saves, title=[f"Soup {i}" for i in range(n)])
        return len(quadrants.quadrants(expected.quadrants(videos), videos, against="likes").to_json())

    assert size(20_000) <= size(base.MAX_POINTS) < 700_000


def test_the_axis_has_few_ticks(make_videos):
    """Between two and six ticks, whether the rates lie close together or over decades."""
    for factor in (1.01, 3, 1_000):
        videos = make_videos(
            views=[10**6] * 9, likes=[1000] * 9, saves=[int(100 * factor ** (i / 8)) for i in range(9)]
        )
        found = expected.quadrants(videos)
        found["save_rate"] = videos["saves"].astype("float64") / 1e6
        ticks = spec(quadrants.quadrants(found, videos, against="likes"))["layout"]["yaxis"]["tickvals"]
        assert 2 <= len(ticks) <= 6


@pytest.mark.parametrize(("n", "saves", "drawn"), [(7, 3, False), (8, 3, True), (9, 3, True), (9, 0, False)])
def test_corners_take_eight_videos_and_a_save(make_videos, n, saves, drawn):
    """With fewer, or without any save, there is no middle and no corner to name."""
    videos = make_videos(views=[1000] * n, likes=list(range(10, 10 + n)), saves=[saves] * n, title=["a"] * n)
    layout = spec(quadrants.quadrants(expected.quadrants(videos), videos, against="likes"))["layout"]
    assert bool(layout.get("shapes")) == drawn
    assert any(str(note.get("name")).startswith("corner") for note in layout.get("annotations", [])) == drawn


def test_few_videos_close_together_have_a_scale_all_the_same(make_videos):
    """One number alone beside an axis is no scale: where 1, 2 and 5 give no two, there are finer ones."""
    close = make_videos(views=[9_000, 11_000, 10_000], saves=[51, 60, 57], likes=[900, 1000, 950])
    layout = spec(quadrants.quadrants(expected.quadrants(close), close, against="likes"))["layout"]
    for axis in ("xaxis", "yaxis"):
        assert len(layout[axis]["ticktext"]) >= 2
        assert [float(text) for text in layout[axis]["ticktext"]] == pytest.approx(layout[axis]["tickvals"])

"""Saves against another measure, by the numbers in the figure."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.figures.drawn import numbers, spec, trace
from worthsaving.analysis import expected, relation
from worthsaving.figures import base, relation as relation_figure
from worthsaving.figures.finished import Finished
from worthsaving.figures.points import point_names, video_points
from worthsaving.metrics import metric


@pytest.fixture
def creator(make_videos):
    """Builds `n` videos of one creator, heavy-tailed, some without any save."""

    def make(n: int, *, title: str = "Video {}") -> pd.DataFrame:
        rng = np.random.default_rng(3)
        views = (np.exp(7 + 1.8 * rng.standard_normal(n)) + 20).astype(int)
        return make_videos(
            platform=["tiktok"] * n,
            title=[title.format(at) for at in range(n)],
            posted_at=pd.date_range("2026-01-01", periods=n, freq="h"),
            views=views,
            likes=rng.binomial(views, 0.05),
            comments=rng.binomial(views, 0.004),
            saves=rng.binomial(views, rng.beta(1.7, 400, n)),
        )

    return make


def draw(videos, *, against="likes", picked=None, label=None):
    """The figure as the page makes it; with `label`, every video in that quadrant."""
    points = relation.points(videos, against, as_rates=False)
    usual = relation.usual(videos, against, as_rates=False)
    labels = expected.quadrants(videos, against)["label"]
    if label is not None:
        labels = pd.Series(label, index=videos.index, dtype="str")
    return relation_figure.saves_against(points, usual, videos, labels, against=against, picked=picked)


def names(figure) -> list[dict]:
    """The labels of single points."""
    return [note for note in spec(figure)["layout"].get("annotations", []) if note.get("name") == "name"]


def test_each_video_stands_at_its_counts(make_videos):
    """x is the other measure, y the saves."""
    videos = make_videos(views=[1000, 2000, 3000], likes=[10, 200, 30], saves=[1, 25, 4], title=["a", "b", "c"])
    points = trace(draw(videos), "videos")
    places = zip(numbers(points["x"]).tolist(), numbers(points["y"]).tolist(), strict=True)
    assert set(places) == {(10, 1), (200, 25), (30, 4)}


def test_zeros_stand_on_the_line_ticked_zero(make_videos):
    """A video without saves is drawn on the axis' own line for zero."""
    videos = make_videos(views=[1000, 2000], likes=[10, 0], saves=[0, 25], title=["a", "b"])
    figure = draw(videos)
    points, layout = trace(figure, "videos"), spec(figure)["layout"]
    assert layout["yaxis"]["ticktext"][0] == layout["xaxis"]["ticktext"][0] == "0"
    assert numbers(points["y"]).min() == layout["yaxis"]["tickvals"][0]
    assert numbers(points["x"]).min() == layout["xaxis"]["tickvals"][0]


def test_a_video_without_known_saves_has_no_point(make_videos):
    """Missing saves are not drawn, least of all as zero."""
    videos = make_videos(views=[1000, 2000], likes=[10, 20], saves=[pd.NA, 25], title=["a", "b"])
    assert len(trace(draw(videos), "videos")["customdata"]) == 1


def test_a_point_carries_its_video(creator):
    """The last custom value is the index label, whatever the filters left; the hover has the exact counts."""
    videos = creator(40).iloc[5:]
    figure = draw(videos)
    custom, shown = trace(figure, "videos")["customdata"], Finished(figure)
    (curve,) = [at for at, one in enumerate(figure.data) if one.name == "videos"]
    clicked = [{"curve_number": curve, "point_index": at} for at in range(len(custom))]
    found = {video_points.label_of(shown, point): row for point, row in zip(clicked, custom, strict=True)}
    assert sorted(found) == videos.index.tolist()
    assert found[7][2:5] == [f"{videos.loc[7, name]:,}" for name in ("saves", "likes", "views")]


@pytest.mark.parametrize(
    "point",
    [{}, {"curve_number": 1, "point_index": 0}, {"curve_number": 0, "point_index": 2}, {"curve_number": 9, "point_index": 0}],
    ids=["nothing", "line", "past the last", "no trace"],
)  # fmt: skip
def test_what_is_no_video_has_no_label(point):
    """A clicked line or a point that is not there stands for no video."""
    figure = go.Figure(go.Scatter(y=[1, 2], customdata=[["a", 5], ["b", 6]], hovertemplate="%{customdata[0]}"))
    figure.add_scatter(x=[0, 1], y=[1, 1], mode="lines")
    assert video_points.label_of(Finished(figure), point) is None
    assert video_points.label_of(Finished(figure), {"curve_number": 0, "point_index": 1}) == 6


def test_the_hover_names_the_measure(make_videos):
    """The comments chart says comments."""
    videos = make_videos(views=[1000], comments=[10], saves=[1], title=["a"])
    assert "comments" in trace(draw(videos, against="comments"), "videos")["hovertemplate"]


def test_young_videos_are_hollow(make_videos):
    """Under seven days old when counted: an open circle and words in the hover; from the seventh day on neither."""
    videos = make_videos(
        views=[1000, 2000],
        likes=[10, 20],
        saves=[1, 2],
        title=["a", "b"],
        posted_at=["2026-01-02", "2026-01-01"],
        observed_at=["2026-01-08"] * 2,
    )
    points = trace(draw(videos), "videos")
    found = {
        row[0]: (symbol, row[5]) for row, symbol in zip(points["customdata"], points["marker"]["symbol"], strict=True)
    }
    assert found == {"a": ("circle-open", " · under 7 days old"), "b": ("circle", "")}
    assert "%{customdata[5]}" in points["hovertemplate"]


def test_the_picked_video_is_ringed(creator):
    """The ring stands at the picked video and answers no hover; without a picked video, or a hidden one, there is none."""
    videos = creator(20)
    figure = draw(videos, picked=7)
    ring, points = trace(figure, "picked"), trace(figure, "videos")
    at = [row[-1] for row in points["customdata"]].index(7)
    assert numbers(ring["x"]).tolist() == [numbers(points["x"])[at]]
    assert numbers(ring["y"]).tolist() == [numbers(points["y"])[at]]
    assert ring["hoverinfo"] == "skip"
    for none in (draw(videos), draw(videos.drop(index=7), picked=7)):
        assert "picked" not in {t.get("name") for t in spec(none)["data"]}


def test_the_picked_video_is_ringed_among_bins_too(creator):
    """Above the limit a picked video that is drawn as no point of its own still has its ring."""
    videos = creator(base.MAX_POINTS + 10)
    picked = int(videos["saves"].idxmin())
    assert len(numbers(trace(draw(videos, picked=picked), "picked")["x"])) == 1


def test_only_drawn_points_are_named(creator):
    """Where the points are binned a name never stands at a place without its own point."""
    figure = draw(creator(base.MAX_POINTS + 500), label="both")
    points = trace(figure, "videos")
    places = {(round(float(np.log10(x)), 9), round(float(np.log10(y)), 9), row[0])
              for x, y, row in zip(numbers(points["x"]), numbers(points["y"]), points["customdata"], strict=True)}  # fmt: skip
    named = names(figure)
    assert named
    assert {(round(note["x"], 9), round(note["y"], 9), note["text"]) for note in named} <= places


def test_the_usual_is_drawn_where_it_is_known(creator):
    """Eight or more videos get a dotted line inside a band; fewer get points alone."""
    assert {"usual", "usual range", "videos"} <= {t.get("name") for t in spec(draw(creator(60)))["data"]}
    assert {t.get("name") for t in spec(draw(creator(5)))["data"]} == {"videos"}


def test_the_band_holds_the_line(creator):
    """Low, middle and high never cross, and stay on the chart."""
    low, high, mid = (numbers(t["y"]) for t in spec(draw(creator(80)))["data"][:3])
    assert (low <= mid + 1e-9).all()
    assert (mid <= high + 1e-9).all()
    assert (low > 0).all()


@pytest.mark.parametrize("hostile", ["<b>{}</b>", "<a href='https://example.org'>{}</a>", "{} <img src=x> &amp;"])
def test_markup_in_titles_is_escaped(creator, hostile):
    """In hovers and in labels no tag of a title is left."""
    figure = draw(creator(30, title=hostile), label="both")
    texts = [row[0] for row in trace(figure, "videos")["customdata"]]
    labels = [note["text"] for note in names(figure)]
    assert labels
    assert not [text for text in texts + labels if "<" in text]


def test_names_cover_nothing(creator):
    """A name leaves the chart nowhere, lies on no point, no line, no other name and no other name's leader."""
    rng = np.random.default_rng(0)
    named = 0
    for n in (15, 15, 15, 40, 90, 90):
        videos = creator(120, title="The {} minute bathroom routine").sample(n, random_state=int(rng.integers(1e6)))
        figure = draw(videos, label="both")
        layout = spec(figure)["layout"]
        ends = layout["xaxis"]["range"], layout["yaxis"]["range"]
        points, line = (
            [
                (np.log10(numbers(trace(figure, name)[axis])) - low) / (high - low)
                for axis, (low, high) in zip("xy", ends, strict=True)
            ]
            for name in ("videos", "usual")
        )
        found = [_box(note, ends) for note in names(figure)]
        tips = [_place(note, ends, "xy") for note in names(figure)]
        assert len(found) <= point_names.MOST
        for at, box in enumerate(found):
            assert box.inside
            assert box.holds(*points).sum() == 0
            assert box.holds(*line).sum() == 0
            assert not any(box.meets(other) for other in found[:at])
            for other, tip in zip(found, tips, strict=True):
                leader = [np.linspace(a, b, 50)[1:] for a, b in zip(other.tail, tip, strict=True)]
                assert other is box or not box.holds(*leader).any()
        named += len(found)
    assert named > 12


def _place(note: dict, ends: tuple, names: tuple[str, str]) -> tuple[float, float]:
    """A place of a note (its point, or where its leader ends) as fractions of the chart."""
    return tuple((note[name] - low) / (high - low) for name, (low, high) in zip(names, ends, strict=True))


def _box(note: dict, ends: tuple) -> point_names.Box:
    """Where the name of a point lies, by the end of its leader and its anchor."""
    across, up = _place(note, ends, ("ax", "ay"))
    wide = point_names.width(note["text"])
    left = across if note["xanchor"] == "left" else across - wide
    half = point_names.HEIGHT / 2
    return point_names.Box(left, left + wide, up - half, up + half, note["xanchor"])


def test_a_name_is_tied_to_its_point(creator):
    """The leader is drawn: from the name, placed on the axes, to the point, so it holds at any width."""
    (note, *_) = names(draw(creator(15), label="both"))
    assert (note["showarrow"], note["axref"], note["ayref"]) == (True, "x", "y")


def test_what_the_title_says_nothing_of_has_no_name(creator):
    """Videos in the middle are not named."""
    assert not names(draw(creator(15), label="middle"))


def test_each_quadrant_of_the_title_has_a_name(make_videos):
    """One video liked and not kept is named, however many viewed ones are loved and kept."""
    n = 8
    videos = make_videos(
        views=[10**6] * (n - 1) + [10**4], likes=[10 * 3**i for i in range(n)], saves=[2**i for i in range(n)],
        title=[f"Soup {i}" for i in range(n)],
    )  # fmt: skip
    labels = pd.Series(["both"] * (n - 1) + ["liked, not kept"], dtype="str")
    points = relation.points(videos, "likes", as_rates=False)
    figure = relation_figure.saves_against(points, None, videos, labels, against="likes")
    assert "Soup 7" in {note["text"] for note in names(figure)}


def test_a_video_without_caption_is_not_named(creator):
    """An empty caption gives no empty label; its hover says the day once."""
    figure = draw(creator(30, title=" "), label="both")
    assert not names(figure)
    custom = {row[-1]: row for row in trace(figure, "videos")["customdata"]}
    assert custom[0][:2] == ["Untitled video", "1 Jan 2026"]


def test_up_to_the_limit_every_video_is_a_point(creator):
    """1,500 videos are 1,500 points and no picture."""
    figure = draw(creator(base.MAX_POINTS))
    assert len(trace(figure, "videos")["customdata"]) == base.MAX_POINTS
    assert "density" not in {t.get("name") for t in spec(figure)["data"]}


def test_above_the_limit_the_points_are_binned(creator):
    """The bins hold every video once, each at its place; those of the named quadrants and the most viewed stay points."""
    videos = creator(base.MAX_POINTS + 500)
    labels = expected.quadrants(videos)["label"]
    figure = draw(videos)
    bins = trace(figure, "density")
    assert numbers(bins["customdata"]).sum() == len(videos)
    drawn = {row[-1] for row in trace(figure, "videos")["customdata"]}
    assert len(drawn) == video_points.MOST_ON_TOP
    special = set(labels.index[labels.isin(list(video_points.marks("likes")))])
    assert special
    assert len(drawn & special) == min(len(special), video_points.MOST_ON_TOP)


def test_the_bins_lie_where_the_videos_are(make_videos):
    """Two clumps of videos are two filled bins at the clumps' counts."""
    n = base.MAX_POINTS
    videos = make_videos(views=[9000] * 2 * n, likes=[10] * n + [1000] * n, saves=[1] * n + [100] * n)
    bins = trace(draw(videos), "density")
    counts = numbers(bins["customdata"])
    rows, columns = np.nonzero(counts)
    assert counts[rows, columns].tolist() == [n, n]
    np.testing.assert_allclose(np.sort(numbers(bins["x"])[columns]), [10, 1000], rtol=0.1)
    np.testing.assert_allclose(np.sort(numbers(bins["y"])[rows]), [1, 100], rtol=0.1)


def test_the_payload_does_not_grow(creator):
    """100,000 videos send no more than 1,500, and neither sends more than half a megabyte."""
    at_limit, many = (len(draw(creator(n)).to_json()) for n in (base.MAX_POINTS, 100_000))
    assert many <= at_limit < 500_000


def test_the_input_stays_as_it_was(creator):
    """Drawing changes neither the points nor the videos."""
    videos = creator(30)
    points, usual = relation.points(videos, "likes", as_rates=False), relation.usual(videos, "likes", as_rates=False)
    before = points.copy(), videos.copy()
    labels = expected.quadrants(videos)["label"]
    relation_figure.saves_against(points, usual, videos, labels, against="likes")
    pd.testing.assert_frame_equal(points, before[0])
    pd.testing.assert_frame_equal(videos, before[1])


@pytest.mark.parametrize(("untitled", "named"), [(14, 1), (15, 0), (16, 0)])
def test_of_the_first_fifteen_points_some_are_named(make_videos, untitled, named):
    """The most viewed points have no caption: the one that has is named when it is the fifteenth, not when it is later."""
    n = untitled + 1
    saves = np.geomspace(10_000, 30, n).round().astype(int)
    likes = [10_000] * untitled + [700]  # a place with room around it
    titles = [""] * untitled + ["Noodles"]
    videos = make_videos(views=[10**6] * untitled + [10**5], likes=likes, saves=saves, title=titles)
    assert len(names(draw(videos, label="both"))) == named


def test_five_points_are_named(make_videos):
    """Six with all the room there is: the most viewed five."""
    counts = [10, 60, 300, 2_000, 15_000, 90_000]
    titles = ["Soup", "Rice", "Cake", "Bread", "Tea", "Pie"]
    videos = make_videos(views=[10**6 + count for count in counts], likes=counts[::-1], saves=counts, title=titles)
    assert [note["text"] for note in names(draw(videos, label="both"))] == ["Pie", "Tea", "Bread", "Cake", "Rice"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("The crispiest udon carbonara of my life", "The crispiest udon…"),
        ("A title of twenty-six lett", "A title of twenty-six lett"),
        ("A title of twenty-six lette", "A title of twenty-six…"),
        ("x" * 26, "x" * 26),
        ("x" * 27, "x" * 25 + "…"),
        ("Noodles", "Noodles"),
        ("\u9eba" * 14, "\u9eba" * 12 + "…"),
        ("  ", ""),
    ],
)
def test_a_name_has_whole_words(title, shown):
    """At most 26 letters, cut after a word; one longer word is cut inside, a Chinese character is as wide as two letters."""
    assert point_names.whole_words(title) == shown


def test_size_is_for_views_and_colour_for_the_quadrant(make_videos):
    """The most viewed dot is the biggest; each named quadrant has a colour and a shape of its own, the rest is grey."""
    videos = make_videos(
        views=[100, 10_000, 1_000, 2_000], likes=[10] * 4, saves=[1, 2, 3, 4], title=["a", "b", "c", "d"]
    )
    labels = pd.Series(["both", "silent compliments", "liked, not kept", "middle"], dtype="str")
    points = relation.points(videos, "likes", as_rates=False)
    marker = trace(relation_figure.saves_against(points, None, videos, labels, against="likes"), "videos")
    found = {
        row[0]: (size, colour, symbol)
        for row, size, colour, symbol in zip(
            marker["customdata"], numbers(marker["marker"]["size"]), marker["marker"]["color"], marker["marker"]["symbol"],
            strict=True,
        )
    }  # fmt: skip
    assert [name for name, _ in sorted(found.items(), key=lambda item: item[1][0])] == ["a", "c", "d", "b"]
    assert found["d"][1:] == (base.QUIET, "circle")
    assert len({mark[1:] for mark in found.values()}) == 4
    assert found["c"][1] == metric("likes").colour


def test_a_video_without_a_rate_is_a_cross(make_videos):
    """Without views there is no quadrant: its own mark, not that of the middle; it is drawn as the smallest."""
    videos = make_videos(views=[1000, pd.NA], likes=[10, 20], saves=[1, 2], title=["a", "b"])
    points = trace(draw(videos), "videos")
    assert dict(zip([row[0] for row in points["customdata"]], points["marker"]["symbol"], strict=True)) == {
        "a": "circle",
        "b": "x",
    }
    assert "not known" in str(points["customdata"])

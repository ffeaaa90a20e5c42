"""Saves against another measure, by the numbers in the figure."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.drawn import numbers, spec, trace
from worthsaving.analysis import relation
from worthsaving.figures import base, point_names, relation as relation_figure


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


def draw(videos, *, against="likes", as_rates=False, colour_by="share", picked=None):
    """The figure as the page makes it."""
    points = relation.points(videos, against, as_rates=as_rates)
    usual = relation.usual(videos, against, as_rates=as_rates)
    return relation_figure.saves_against(
        points, usual, videos, against=against, as_rates=as_rates, colour_by=colour_by, picked=picked
    )


def names(figure) -> list[dict]:
    """The labels of single points."""
    return [note for note in spec(figure)["layout"].get("annotations", []) if note.get("name") != "colours"]


def test_each_video_stands_at_its_counts(make_videos):
    """x is the other measure, y the saves."""
    videos = make_videos(views=[1000, 2000, 3000], likes=[10, 200, 30], saves=[1, 25, 4], title=["a", "b", "c"])
    points = trace(draw(videos), "videos")
    assert numbers(points["x"]).tolist() == [10, 200, 30]
    assert numbers(points["y"]).tolist() == [1, 25, 4]


def test_rates_are_per_thousand_views(make_videos):
    """As rates both are divided by the views and shown in 1,000."""
    videos = make_videos(views=[1000, 4000], likes=[10, 200], saves=[1, 2], title=["a", "b"])
    points = trace(draw(videos, as_rates=True), "videos")
    np.testing.assert_allclose(numbers(points["x"]), [10, 50])
    np.testing.assert_allclose(numbers(points["y"]), [1, 0.5])


def test_zeros_stand_on_the_line_ticked_zero(make_videos):
    """A video without saves is drawn on the axis' own line for zero."""
    videos = make_videos(views=[1000, 2000], likes=[10, 0], saves=[0, 25], title=["a", "b"])
    figure = draw(videos)
    points, layout = trace(figure, "videos"), spec(figure)["layout"]
    assert layout["yaxis"]["ticktext"][0] == layout["xaxis"]["ticktext"][0] == "0"
    assert numbers(points["y"])[0] == layout["yaxis"]["tickvals"][0]
    assert numbers(points["x"])[1] == layout["xaxis"]["tickvals"][0]


def test_a_video_without_known_saves_has_no_point(make_videos):
    """Missing saves are not drawn, least of all as zero."""
    videos = make_videos(views=[1000, 2000], likes=[10, 20], saves=[pd.NA, 25], title=["a", "b"])
    assert len(trace(draw(videos), "videos")["customdata"]) == 1


def test_a_point_carries_its_video(creator):
    """The last custom value is the index label, whatever the filters left; the hover has the exact counts."""
    videos = creator(40).iloc[5:]
    custom = trace(draw(videos), "videos")["customdata"]
    assert [row[-1] for row in custom] == videos.index.tolist()
    assert [relation_figure.label_of({"customdata": row}) for row in custom] == videos.index.tolist()
    assert custom[0][2:5] == [f"{videos.iloc[0][name]:,}" for name in ("saves", "likes", "views")]


@pytest.mark.parametrize("point", [{}, {"customdata": 12.0}, {"customdata": ["a", "b"]}], ids=["line", "bin", "other"])
def test_what_is_no_video_has_no_label(point):
    """A clicked line, bin or point of another kind stands for no video."""
    assert relation_figure.label_of(point) is None


def test_the_hover_names_the_measure(make_videos):
    """The comments chart says comments."""
    videos = make_videos(views=[1000], comments=[10], saves=[1], title=["a"])
    assert "comments" in trace(draw(videos, against="comments"), "videos")["hovertemplate"]


def test_the_hover_of_rates_says_the_rates(make_videos):
    """What the axes show stands in the hover, with the counts behind it; counts alone have no line for rates."""
    videos = make_videos(views=[4000, 1000], likes=[200, 0], saves=[2, 0], title=["a", "b"])
    custom = trace(draw(videos, as_rates=True), "videos")["customdata"]
    assert [row[5] for row in custom] == [
        "<br>0.50 saves and 50 likes per 1,000 views",
        "<br>0 saves and 0 likes per 1,000 views",
    ]
    assert custom[0][2:5] == ["2", "200", "4,000"]
    assert {row[5] for row in trace(draw(videos), "videos")["customdata"]} == {""}


@pytest.mark.parametrize("colour_by", ["share", "age"])
def test_colours_lie_on_the_scale(creator, colour_by):
    """Every colour is between 0 and 1, differs between videos, and words say what both ends mean."""
    figure = draw(creator(50), colour_by=colour_by)
    marker = trace(figure, "videos")["marker"]
    colour = numbers(marker["color"])
    assert ((colour >= 0) & (colour <= 1)).all()
    assert len(set(colour)) > 10
    (said,) = [note["text"] for note in spec(figure)["layout"]["annotations"] if note.get("name") == "colours"]
    for _, end in relation_figure.LEVELS:
        assert f'color:{end}">●' in said


def test_no_words_for_colours_that_nothing_has(make_videos):
    """Where no share of the views is known no line explains it."""
    figure = draw(make_videos(likes=[10, 20], saves=[1, 2], title=["", ""]))
    assert not spec(figure)["layout"].get("annotations")


@pytest.mark.parametrize("colour_by", ["share", "age"])
def test_unknown_views_and_dates_still_draw(make_videos, colour_by):
    """Without views there is no share, without dates no age: the points stay."""
    videos = make_videos(likes=[10, 20], saves=[1, 2], title=["a", "b"])
    figure = draw(videos, colour_by=colour_by)
    assert np.isfinite(numbers(trace(figure, "videos")["marker"]["color"])).all()
    assert "not known" in str(trace(figure, "videos")["customdata"])


def test_an_unknown_colour_is_a_cross(make_videos):
    """A video without views has no share: its own mark, not the colour of "none". The others stay dots."""
    videos = make_videos(views=[1000, pd.NA, 0], likes=[10, 20, 30], saves=[1, 2, 0], title=["a", "b", "c"])
    assert trace(draw(videos), "videos")["marker"]["symbol"] == ["circle", "x", "circle"]
    assert trace(draw(videos, colour_by="age"), "videos")["marker"]["symbol"] == ["x", "x", "x"]


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
    assert points["marker"]["symbol"] == ["circle-open", "circle"]
    assert [row[5] for row in points["customdata"]] == [" · under 7 days old", ""]
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
    figure = draw(creator(base.MAX_POINTS + 500))
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
    figure = draw(creator(30, title=hostile))
    texts = [row[0] for row in trace(figure, "videos")["customdata"]]
    labels = [note["text"] for note in names(figure)]
    assert labels
    assert not [text for text in texts + labels if "<" in text]


def test_names_cover_nothing(creator):
    """At most three points are named; a name leaves the chart nowhere and lies on no point, no line and no other name."""
    rng = np.random.default_rng(0)
    named = 0
    for n in (15, 15, 15, 40, 90, 90):
        for as_rates in (False, True):
            videos = creator(120, title="The {} minute bathroom routine").sample(n, random_state=int(rng.integers(1e6)))
            figure = draw(videos, as_rates=as_rates)
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
            assert len(found) <= point_names.MOST
            for at, box in enumerate(found):
                assert box.inside
                assert box.holds(*points).sum() == 0
                assert box.holds(*line).sum() == 0
                assert not any(box.meets(other) for other in found[:at])
            named += len(found)
    assert named > 12


def _box(note: dict, ends: tuple) -> point_names.Box:
    """Where the name of a point lies, by how it is hung up."""
    across, up = ((note[axis] - low) / (high - low) for axis, (low, high) in zip("xy", ends, strict=True))
    boxes = point_names.boxes(across, up, point_names.width(note["text"]))
    (box,) = [b for b in boxes if (b.anchor, b.shift) == (note["xanchor"], (note["xshift"], note["yshift"]))]
    return box


def test_a_video_without_caption_is_not_named(creator):
    """An empty caption gives no empty label; its hover says the day once."""
    figure = draw(creator(30, title=" "))
    assert not names(figure)
    assert trace(figure, "videos")["customdata"][0][:2] == ["Untitled video", "1 Jan 2026"]


def test_up_to_the_limit_every_video_is_a_point(creator):
    """1,500 videos are 1,500 points and no picture."""
    figure = draw(creator(base.MAX_POINTS))
    assert len(trace(figure, "videos")["customdata"]) == base.MAX_POINTS
    assert "density" not in {t.get("name") for t in spec(figure)["data"]}


def test_above_the_limit_the_points_are_binned(creator):
    """The bins hold every video once, each at its place; those that stand out or have most saves stay points."""
    videos = creator(base.MAX_POINTS + 500)
    figure = draw(videos)
    bins = trace(figure, "density")
    assert numbers(bins["customdata"]).sum() == len(videos)
    assert len(trace(figure, "videos")["customdata"]) == relation_figure.MOST_ON_TOP
    drawn = {row[-1] for row in trace(figure, "videos")["customdata"]}
    above = relation.usual(videos, "likes", as_rates=False).above
    assert int(videos["saves"].idxmax()) in drawn or above.sum() >= relation_figure.MOST_ON_TOP
    assert len(drawn & set(above[above].index)) == min(above.sum(), relation_figure.MOST_ON_TOP)


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
    relation_figure.saves_against(points, usual, videos, against="likes", as_rates=False)
    pd.testing.assert_frame_equal(points, before[0])
    pd.testing.assert_frame_equal(videos, before[1])


@pytest.mark.parametrize(("untitled", "named"), [(39, 1), (40, 0), (41, 0)])
def test_of_the_first_forty_points_some_are_named(make_videos, untitled, named):
    """The most saved points have no caption: the one that has is named when it is the fortieth, not when it is later."""
    n = untitled + 1
    saves = np.geomspace(10_000, 30, n).round().astype(int)
    likes = [10_000] * untitled + [700]  # a place with room around it
    titles = [""] * untitled + ["Noodles"]
    videos = make_videos(views=[10**6] * n, likes=likes, saves=saves, title=titles)
    points = relation.points(videos, "likes", as_rates=False)
    assert len(names(relation_figure.saves_against(points, None, videos, against="likes", as_rates=False))) == named


def test_three_points_are_named(make_videos):
    """Four with all the room there is: the most saved three."""
    counts = [10, 300, 4_000, 90_000]
    titles = ["Soup", "Rice", "Cake", "Bread"]
    videos = make_videos(views=[10**6] * 4, likes=counts[::-1], saves=counts, title=titles)
    points = relation.points(videos, "likes", as_rates=False)
    figure = relation_figure.saves_against(points, None, videos, against="likes", as_rates=False)
    assert [note["text"] for note in names(figure)] == ["Bread", "Cake", "Rice"]


@pytest.mark.parametrize(("letters", "shown"), [(23, "x" * 23), (24, "x" * 24), (25, "x" * 23 + "…")])
def test_a_name_has_twenty_four_characters(make_videos, letters, shown):
    """A longer one is cut."""
    videos = make_videos(views=[10**6] * 2, likes=[10, 9_000], saves=[900, 10], title=["x" * letters, ""])
    points = relation.points(videos, "likes", as_rates=False)
    figure = relation_figure.saves_against(points, None, videos, against="likes", as_rates=False)
    assert [note["text"] for note in names(figure)] == [shown]

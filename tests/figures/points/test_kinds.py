"""A label's kinds as colours of the points in both charts of saves against likes: by the numbers in the figure."""

import json
import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.figures.drawn import spec, trace
from worthsaving.analysis import expected, relation
from worthsaving.analysis.labels.columns import kind
from worthsaving.figures import base, palette, quadrants, relation as relation_figure
from worthsaving.figures.points import kinds as kinds_figure

NAMES = ["Recipes", "Tips", "Talk", "Tools", "Trips", "Tests", "Tunes", "Tales"]
WAYS = ("rates", "counts")


@pytest.fixture
def videos(samples):
    """The sample creator's videos, each with a pillar, of which the first names are the most frequent; some have none."""
    everyone = samples.videos
    own = everyone[(everyone["platform"] == "tiktok") & (everyone["account"] == "tinykitchen.sample")]
    values = [None if at % 9 == 8 else NAMES[min((at * at) % 11, at % 8)] for at in range(len(own))]
    return own.assign(**{kind("Pillar"): pd.Series(values, index=own.index).astype("category")})


def draw(videos: pd.DataFrame, way: str, kinds: kinds_figure.Kinds | None):
    found = expected.quadrants(videos, "likes")
    if way == "rates":
        return quadrants.quadrants(found, videos, against="likes", kinds=kinds)
    points = relation.points(videos, "likes", as_rates=False)
    return relation_figure.saves_against(points, None, videos, found["label"], against="likes", kinds=kinds)


def key(figure) -> str:
    (note,) = [note for note in spec(figure)["layout"]["annotations"] if note.get("name") == "keys"]
    return note["text"]


@pytest.mark.parametrize("way", WAYS)
def test_each_point_has_the_colour_that_the_key_gives_its_value(videos, way):
    """The six most frequent values have one each and a marker of their own; all others and the unlabelled are grey."""
    figure = draw(videos, way, kinds_figure.kinds_of(videos, "Pillar"))
    drawn, said = trace(figure, "videos"), key(figure)
    counts = videos[kind("Pillar")].value_counts()
    named = {
        text: (colour, dict(map(reversed, kinds_figure.SYMBOLS))[sign])
        for colour, sign, text in re.findall(r'style="color:(#\w+)">(.)</span> (\w+)', said)
        if sign != kinds_figure.REST[1]
    }
    assert list(named) == list(counts.index[:6])
    assert len(set(named.values())) == 6
    assert {colour for colour, _ in named.values()} <= set(palette.DARK) - {base.QUIET}
    assert f'{base.QUIET}">✕</span> no Pillar and {len(counts) - 6} other values' in said
    rest = (base.QUIET, "x")
    marker, seen = drawn["marker"], set()
    for row, colour, symbol in zip(drawn["customdata"], marker["color"], marker["symbol"], strict=True):
        value = videos.at[row[-1], kind("Pillar")]
        wanted = named.get(value, rest) if isinstance(value, str) else rest
        assert (colour, symbol.removesuffix("-open")) == wanted
        assert row[5].endswith(f"Pillar: {value}" if isinstance(value, str) else "Pillar: no Pillar")
        seen.add(wanted)
    assert len(seen) == 7


@pytest.mark.parametrize("way", WAYS)
def test_without_a_label_the_corners_colour_the_points(videos, way):
    figure = draw(videos, way, None)
    assert "Pillar" not in figure.to_json()
    assert not [note for note in spec(figure)["layout"]["annotations"] if note.get("name") == "keys"]


def test_the_corners_names_have_no_colour_of_a_kind(videos):
    """Else a corner's name would be taken for the key of a value."""
    coloured = spec(draw(videos, "rates", kinds_figure.kinds_of(videos, "Pillar")))["layout"]["annotations"]
    corners = [note for note in coloured if str(note.get("name", "")).startswith("corner")]
    assert {note["font"]["color"] for note in corners} == {base.QUIET}


@pytest.mark.parametrize("way", WAYS)
def test_the_key_stands_above_the_axes_and_takes_nothing_of_them(videos, way):
    """The figure grows by the lines of the key."""
    plain, coloured = (draw(videos, way, kinds) for kinds in (None, kinds_figure.kinds_of(videos, "Pillar")))
    more = 18 * len(key(coloured).split("<br>"))
    assert coloured.layout.height - plain.layout.height == more
    assert coloured.layout.margin.t >= more


def test_a_hostile_value_is_text_in_the_key(videos):
    """Neither a tag, nor what looks like one of our own marks, whose colours are replaced."""
    hostile = '<a href="x">"color:#C77700">'
    renamed = videos.assign(**{kind("Pillar"): videos[kind("Pillar")].cat.rename_categories({"Recipes": hostile})})
    drawn = draw(renamed, "rates", kinds_figure.kinds_of(renamed, "Pillar"))
    said = key(go.Figure(palette.recolour(json.loads(drawn.to_json()), {"#C77700": "#ABCDEF"})))
    assert "&lt;a href=&#34;x" in said
    assert "<a" not in said
    assert "#ABCDEF" in said
    assert said.count("#ABCDEF") == 1


def test_the_tables_behind_the_charts_name_each_value(videos):
    kinds = kinds_figure.kinds_of(videos, "Pillar")
    found = expected.quadrants(videos, "likes")
    for rows in (
        quadrants.table(found, videos, against="likes", kinds=kinds).rows,
        relation_figure.table(
            relation.points(videos, "likes", as_rates=False), None, videos, against="likes", kinds=kinds
        ).rows,
    ):
        values = videos.set_index("video_id")[kind("Pillar")].astype("object").fillna("")
        assert rows["Label: Pillar"].tolist() == values.loc[rows["Video ID"]].tolist()


def test_there_are_markers_for_all_colours():
    assert len(kinds_figure.SYMBOLS) == len(set(palette.KINDS)) == 6

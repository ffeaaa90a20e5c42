"""The palette: every mark of every chart has another colour on the dark page, and words from files keep theirs."""

import json
import re
from functools import cache

import plotly.graph_objects as go

from tests.report.making import OWN, sample, samples
from worthsaving.figures import base, overview, palette
from worthsaving.metrics import metric
from worthsaving.sections import accounts, sections, video
from worthsaving.sections.answers import Answers, Choice
from worthsaving.sections.headline import picture
from worthsaving.sections.overview import lists

COLOUR = re.compile(r"#[0-9A-Fa-f]{6,8}|rgba?\([^)]*\)")
MARK = "#ABCDEF"
NONE = "rgba(0,0,0,0)"
WORDS = {"text", "customdata", "hovertemplate", "ticktext", "name"}


@cache
def charts() -> dict[str, go.Figure]:
    """Every chart of the report, of the overview, of a video's card and of the accounts."""
    own, all_of_them = Answers(samples(), Choice(OWN)), Answers(samples())
    parts = [part for section in sections.build(own) for part in section.parts]
    parts += [part for make in (lists.more_and_less, lists.kept_most, lists.new_videos) if (part := make(own))]
    parts += [*accounts.accounts(all_of_them), video.video(own, own.videos.index[0])]
    parts += sections.build(Answers(sample("Content")), ("headline",))[0].parts
    found = {chart.place: chart.draw() for part in parts for chart in part.charts}
    found["headline"] = picture(own).draw()
    return found


def colours_of(value: object, name: str = "") -> set[str]:
    """Every colour in a figure's JSON, words left out."""
    if isinstance(value, dict):
        return set().union(*(colours_of(inner, key) for key, inner in value.items()), set())
    if isinstance(value, list):
        return set().union(*(colours_of(inner, name) for inner in value), set())
    return set(COLOUR.findall(value)) if isinstance(value, str) and name not in WORDS else set()


def test_all_charts_are_looked_at():
    """At least one of every kind that the pages show."""
    assert {"headline", "more_and_less", "kept_most", "new_videos", "saves_over_time", "engagement_share"} < set(
        charts()
    )
    assert {"no_saves", "accounts", "video_card"} < set(charts())


def test_no_mark_keeps_its_light_colour():
    """With every colour of the palette replaced no other is left: one that is in no palette would stay as it is."""
    assert {name: left for name, drawn in charts().items() if (left := not_replaced(drawn))} == {}


def not_replaced(drawn: go.Figure) -> set[str]:
    """The colours that stay in a figure when every colour of the palette is replaced."""
    spec = palette.recolour(json.loads(drawn.to_json()), dict.fromkeys([*palette.DARK, base.OUTLINE], MARK))
    spec["layout"].pop("template", None)
    return {colour[:7] for colour in colours_of(spec)} - {MARK, NONE[:7]}


def test_translucent_marks_stay_as_translucent():
    """Two more digits of the new colour say how much shows through."""
    shown = go.Figure()
    colour = base.soft(base.QUIET, 0.35)
    shown.add_scatter(x=[1], y=[1], line={"color": colour}, marker={"color": [base.QUIET, colour]})
    (trace,) = palette.recolour(json.loads(shown.to_json()), {base.QUIET: MARK})["data"]
    assert trace["line"]["color"] == f"{MARK}59"
    assert trace["marker"]["color"] == [MARK, f"{MARK}59"]


def test_words_from_files_keep_what_looks_like_a_colour():
    """A caption may be "#6B7280"; only the keys above a chart have colours in their words."""
    shown = go.Figure()
    shown.add_scatter(x=[1], y=[1], text=[base.QUIET], customdata=[[base.QUIET]], name=base.QUIET)
    shown.add_annotation(text=f'<span style="color:{base.QUIET}">●</span> {base.QUIET}')
    spec = palette.recolour(json.loads(shown.to_json()), {base.QUIET: MARK})
    assert (spec["data"][0]["text"], spec["data"][0]["name"]) == ([base.QUIET], base.QUIET)
    assert spec["layout"]["annotations"][0]["text"] == f'<span style="color:{MARK}">●</span> {base.QUIET}'


def test_a_course_has_both_colours():
    """A tile's small picture is drawn by the browser in the colour of its theme."""
    drawn = overview.sparkline([1.0, 2.0])
    saves = metric("saves")
    assert f":root{{color:{saves.colour}}}" in drawn
    assert f"(prefers-color-scheme:dark){{:root{{color:{saves.dark}}}}}" in drawn
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) <= {"none", "currentColor"}

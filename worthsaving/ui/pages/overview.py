"""The first page with data: the finding with its picture, tiles, few things and few videos, one next step."""

import math
from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from worthsaving.sections import headline, measures, overview
from worthsaving.sections.answers import Answers
from worthsaving.sections.overview import Tile
from worthsaving.sections.parts import Part
from worthsaving.ui.parts import empty_states, show, with_notes
from worthsaving.ui.shell import frame, markdown
from worthsaving.words import format, headline as headline_words, overview as overview_words

LIST_WIDTH = 360  # pixels: two lists side by side where there is room
TILE_WIDTH = 104  # pixels: three numbers in one row on a phone
LISTS: tuple[tuple[str, Callable[[Answers], Part | None]], ...] = (
    ("Comparing tags, words, lengths and times…", overview.more_and_less),
    ("Ranking your videos…", overview.kept_most),
    ("Setting your newest videos against the usual…", overview.new_videos),
)
LIST_HEIGHT = 310  # pixels, of a list that is still to come


def finding(answers: Answers) -> None:
    """The headline, its numbers, its picture, the period and how many videos, the newest period against the one before."""
    with st.spinner("Looking for a change and a trend…"):
        title, said = headline.title(answers), headline.sentences(answers)
    st.title(markdown.escape(title), anchor=False)
    for sentence in said:
        st.markdown(markdown.escape(sentence))
    chart = headline.picture(answers)
    if chart is not None:
        with_notes.chart(chart)
        st.caption(markdown.escape(chart.caption))
    found = answers.headline
    span = format.span(found.first_day, found.last_day)
    counts = " · ".join(f"{fact.label}: {fact.value}" for fact in measures.facts(answers))
    st.caption(markdown.escape(f"{span} · {counts}" if span else counts))
    known = headline_words.known_saves(found)
    if known and not found.left_out_young:
        st.caption(markdown.escape(known))


def without_saves(answers: Answers) -> None:
    """Files that count no saves: what they do tell, and the ways to the saves."""
    st.title(overview_words.no_saves(len(answers.videos)), anchor=False)
    empty_states.no_saves(answers, frame.HOME)
    show.facts(headline.headline(answers)[0].facts)


def tiles(answers: Answers) -> None:
    """Three numbers in a band of their own, each with its course month by month."""
    with st.spinner("Working out what the numbers were month by month…"):
        made = overview.tiles(answers)
    with st.grid(len(made), min_column_width=TILE_WIDTH):
        for tile in made:
            _tile(tile)


def _tile(tile: Tile) -> None:
    course = [value for value in tile.course if math.isfinite(value)]
    st.metric(
        tile.fact.label,
        tile.fact.value,
        delta=tile.under or None,
        delta_color="off",
        delta_arrow="off",
        border=True,
        height="stretch",
        chart_data=course if len(course) > 1 else None,
        chart_type="bar" if tile.bars else "line",
    )


def lists(answers: Answers) -> None:
    """What to make more and less of, the videos kept most for their size, the newest ones, and one next step."""
    grid = st.grid(2, min_column_width=LIST_WIDTH, gap="medium")
    places = [_place(grid.cell(), at_once=answers.first_look.worked_out) for _ in LISTS]
    last = grid.cell()
    for place, (doing, make) in zip(places, LISTS, strict=True):
        with st.spinner(doing):
            part = make(answers)
        with place.container():
            if part is not None:
                _list(part)
    with last:
        next_step(answers)
        with_notes.margin_notes("headline", answers.facts)


def _place(cell: DeltaGenerator, *, at_once: bool) -> DeltaGenerator:
    """The place of a list; while it is worked out the first time, an outline of its size stands there."""
    place = cell.empty()
    if not at_once:
        place.skeleton(height=LIST_HEIGHT)
    return place


def _list(part: Part) -> None:
    st.header(markdown.escape(part.heading), anchor=False)
    for chart in part.charts:
        with_notes.plain_chart(chart)
        st.caption(markdown.escape(chart.caption))


def next_step(answers: Answers) -> None:
    """The one thing to look at next."""
    with st.spinner("Setting saves against likes and comments…"):
        said = overview.next_step(answers)
    with st.container(border=True, gap="small"):
        st.markdown(f":orange[:material/arrow_forward:] **Look at next.** {markdown.escape(said)}".strip())
        frame.link(frame.SAVES_VS, label="Show me these videos" if said else "Saves against likes", width="content")

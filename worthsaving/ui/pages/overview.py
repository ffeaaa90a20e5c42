"""The first page with data: the finding with its picture, tiles, few things and few videos, one next step."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from worthsaving.figures import overview as overview_figure
from worthsaving.sections import headline, measures
from worthsaving.sections.answers import Answers
from worthsaving.sections.overview import lists as overview, make_more as overview_advice
from worthsaving.sections.overview.lists import Tile
from worthsaving.sections.overview.make_more import Pointer
from worthsaving.sections.parts import Chart, Part
from worthsaving.ui.parts import chart_tools, empty_states, video_link, with_notes
from worthsaving.ui.shell import filters, frame, library_access, markdown
from worthsaving.words import format
from worthsaving.words.overview import sentences as overview_words

COMPARING = "Comparing tags, words, lengths and times…"
ALL_VIEWS = "save_rate"  # its key among the measures
ADVICE_WIDTH = 220  # pixels: pieces of advice below each other on a phone
ADVICE_HEIGHT = 76
ICONS = {"more": "arrow_upward", "like": "bookmark", "less": "arrow_downward"}
LIST_WIDTH = 360  # pixels: two lists side by side where there is room
CAPTION_AND_TOOLS = (1.5, 1)  # widths beside each other
TILE_WIDTH = 104  # pixels: three numbers in one row on a phone
LISTS: tuple[tuple[str, Callable[[Answers], Part | None]], ...] = (
    (COMPARING, overview.more_and_less),
    ("Ranking your videos…", overview.kept_most),
    ("Setting your newest videos against the usual…", overview.new_videos),
)
LIST_HEIGHT = 310  # pixels, of a list that is still to come


def finding(answers: Answers) -> DeltaGenerator:
    """The headline, its numbers, its picture, the period and how many videos, the newest period against the one before.

    Returns the place of `make_more`, which takes longer to work out than the picture.
    """
    with st.spinner("Looking for a change and a trend…"):
        title, said, chart = headline.title(answers), headline.sentences(answers), headline.picture(answers)
    with st.container(gap="xxsmall"):
        st.title(markdown.escape(title), anchor=False)
        for sentence in said[:1]:
            st.markdown(markdown.escape(sentence))
        place = _place(st.container(key="advice"), at_once=answers.first_look.worked_out, height=ADVICE_HEIGHT)
        for sentence in said[1:]:
            st.caption(markdown.escape(sentence))
        st.caption(markdown.escape(_period(answers)))
        if chart is not None:
            _picture(chart)
    return place


def make_more(answers: Answers, place: DeltaGenerator) -> None:
    """What to make more of, a video to take after, and what to make less of: a few words each, with the way to its page."""
    with st.spinner(COMPARING):
        pointers = overview_advice.make_more(answers)
    with place.container():
        if pointers:
            with st.grid(len(pointers), min_column_width=ADVICE_WIDTH, gap=("xsmall", "small"), key="make_more"):
                for pointer in pointers:
                    _advice(pointer)


def _advice(pointer: Pointer) -> None:
    said, address = pointer.advice, filters.in_address()
    colour = "orange" if said.sure else "gray"
    with st.container(gap=None):
        st.caption(f":{colour}[:material/{ICONS[said.what.split()[1]]}:] {markdown.escape(said.what)}")
        page, more = (
            (frame.WHAT, {}) if pointer.video is None else (frame.SAVES_VS, {video_link.KEY: ["/".join(pointer.video)]})
        )
        frame.page_link(page, f"**{markdown.escape(said.named)}**", address={**address, **more})
        st.caption(markdown.escape(said.why))


def _period(answers: Answers) -> str:
    """The period, the counts, and how many videos have known saves where not all do.

    The rate of all views together is left out: beside today's level a third rate would be a riddle.
    """
    found = answers.headline
    counts = [f"{fact.label}: {fact.value}" for fact in measures.facts(answers) if fact.key != ALL_VIEWS]
    known = "" if found.videos_with_saves in (0, found.videos) else f"Saves known for {found.videos_with_saves:,}"
    return " · ".join(filter(None, [format.span(found.first_day, found.last_day), *counts, known]))


def _picture(chart: Chart) -> None:
    with_notes.plain_chart(chart)
    left, right = st.columns(CAPTION_AND_TOOLS, vertical_alignment="top")
    left.caption(markdown.escape(chart.caption))
    with right:
        chart_tools.tools(chart.place, chart.alt, chart.table, chart.caption, marked=chart.marked)


def without_saves(answers: Answers) -> None:
    """Files that count no saves: what they do tell, and the ways to the saves."""
    with st.container(gap="xxsmall"):
        st.title(overview_words.no_saves(len(answers.videos)), anchor=False)
        st.caption(markdown.escape(_period(answers)))
    empty_states.no_saves(answers, frame.HOME)


def tiles(answers: Answers) -> None:
    """Three numbers in a band of their own, each with its course month by month."""
    with st.spinner("Working out what the numbers were month by month…"):
        made = overview.tiles(answers)
    with st.grid(len(made), min_column_width=TILE_WIDTH):
        for tile in made:
            _tile(tile)


def _tile(tile: Tile) -> None:
    with st.container(border=True, gap="xxsmall", height="stretch", key=f"tile_{tile.fact.key}"):
        st.caption(tile.fact.label)
        left, right = st.columns([1, 1.3], vertical_alignment="center", gap="small")
        left.metric(tile.fact.label, tile.fact.value, label_visibility="collapsed")
        drawn = overview_figure.sparkline(tile.course, bars=tile.bars)
        if drawn:
            right.image(drawn, width="stretch", alt=f"{tile.fact.label}, month by month")
        if tile.under:
            st.caption(tile.under)


def lists(answers: Answers) -> None:
    """What to make more and less of, the videos kept most for their size, the newest ones, and one next step."""
    grid = st.grid(2, min_column_width=LIST_WIDTH, gap=("xxsmall", "medium"))
    places = [_place(grid.cell(), at_once=answers.first_look.worked_out) for _ in LISTS]
    last = grid.cell()
    for place, (doing, make) in zip(places, LISTS, strict=True):
        with st.spinner(doing), place:  # what the library answers instead stands there, too
            part = library_access.ask(partial(make, answers))
        with place.container():
            if part is not None:
                _list(part)
    with last, st.container(gap="xsmall"):
        next_step(answers)
        with_notes.margin_notes("headline", answers.facts)


def _place(cell: DeltaGenerator, *, at_once: bool, height: int = LIST_HEIGHT) -> DeltaGenerator:
    """The place of a part; while it is worked out the first time, an outline of its size stands there."""
    place = cell.empty()
    if not at_once:
        place.skeleton(height=height)
    return place


def _list(part: Part) -> None:
    with st.container(gap="xxsmall"):
        st.header(markdown.escape(part.heading), anchor=False)
        for chart in part.charts:
            with_notes.plain_chart(chart)
            st.caption(markdown.escape(chart.caption))


def next_step(answers: Answers) -> None:
    """The one thing to look at next."""
    with st.spinner("Setting saves against likes and comments…"):
        said = overview.next_step(answers)
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f":orange[:material/arrow_forward:] **Look at next.** {markdown.escape(said)}".strip())
        frame.link(frame.SAVES_VS, label="Show me these videos" if said else "Saves against likes", width="content")

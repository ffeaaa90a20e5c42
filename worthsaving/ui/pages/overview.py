"""The first page with data: the finding with its picture, tiles, few things and few videos, one next step."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from worthsaving.figures import overview as overview_figure
from worthsaving.sections import headline, measures
from worthsaving.sections.answers import Answers
from worthsaving.sections.overview import lead, lists as overview, make_more as overview_advice
from worthsaving.sections.overview.lists import Tile
from worthsaving.sections.overview.make_more import Pointer
from worthsaving.sections.parts import Chart, Part
from worthsaving.ui.pages import library_panel
from worthsaving.ui.parts import chart_tools, empty_states, video_link, with_notes
from worthsaving.ui.parts.outlines import Place
from worthsaving.ui.shell import filters, frame, library_access, markdown, progress, session
from worthsaving.words import format
from worthsaving.words.overview import sentences as overview_words
from worthsaving.words.screen import doing

ALL_VIEWS = "save_rate"  # its key among the measures
ADVICE_WIDTH = 220  # pixels: pieces of advice below each other on a phone
ICONS = {"more": "arrow_upward", "like": "bookmark", "less": "arrow_downward"}
LIST_WIDTH = 360  # pixels: two lists side by side where there is room
CAPTION_AND_TOOLS = (1.75, 1)  # widths beside each other
TILE_WIDTH = 96  # pixels: three numbers in one row on a phone
LISTS: tuple[tuple[str, Callable[[Answers], Part | None]], ...] = (
    (doing.COMPARING, overview.more_and_less),
    (doing.RANKING, overview.kept_most),
    (doing.NEW_VIDEOS, overview.new_videos),
)
# Pixels of what is still to come, at least: by the width of the screen some are taller (data/phone_nav.css).
LINE_OUTLINES = (40, 20)  # the controls, what happened to the files just dropped
HEAD_OUTLINES = (51, 26, 59, 49, 226, 45)  # heading, sentence, advice, period, picture, its caption
TILES_OUTLINE = 114
LIST_OUTLINES = (238, 238, 271)


class Page:
    """The places on the page, in their order: a line at the top, the parts, what comes after them.

    Where files are still to be read outlines stand for all of it from the first moment on; then they are read.
    """

    def __init__(self) -> None:
        at_once = session.is_read()
        if not session.has_data():
            return
        st.empty()  # where the page for newcomers stood, which so goes at once
        self._top = st.container() if at_once else _line_outlines()
        self._at_once = at_once
        self._shown = self._last = st.container()
        self._parts = None if at_once else _Parts(self._shown, at_once=False)
        progress.read(self._top, outlines=False)  # in the place of the line, so that what is below stays where it is

    def top(self) -> AbstractContextManager[None]:
        """The place above the parts."""
        return self._top if self._at_once else self._top.container()

    def rest(self) -> AbstractContextManager[None]:
        """The place below the parts; where no parts are drawn they leave no outline."""
        if self._parts is not None:
            self._parts.clear()
        return self._shown

    def last(self) -> AbstractContextManager[None]:
        """The place under the one next step; below everything where no parts are drawn."""
        return self._last

    def with_saves(self, answers: Answers) -> None:
        """Draw the headline with its picture, then what stands below; what is worked out the first time has its outline."""
        parts = self._parts or _Parts(self._shown, at_once=answers.first_look.worked_out)
        self._parts = None
        finding(answers, parts)
        tiles(answers, parts.tiles)
        if not parts.at_once:
            make_more(answers, parts.head[2])
        free = lists(answers, parts.lists)
        self._last = free[0] if free else parts.last
        with self._last, st.container(gap="xsmall"):
            next_step(answers)
            with_notes.margin_notes("headline", answers.facts)


def _line_outlines() -> DeltaGenerator:
    """Draw the outlines of the line at the top; return its place, which keeps their height until all of the line stands there.

    It comes before the outlines of the parts: after them it would push them down.
    """
    if session.from_library():
        what = "library"
    else:  # what is said about several samples is longer
        what = "samples" if len(session.files()) > 1 and library_panel.sample_data() else "files"
    place = st.container(key=f"overview_{what}_line").empty()
    with place.container():
        for height in LINE_OUTLINES[: 1 if what == "library" else 2]:
            st.skeleton(height=height)
    return place


class _Parts:
    """The places of the parts; `head` are heading, sentence, advice, what else is said, picture, what stands under it."""

    def __init__(self, parent: DeltaGenerator, *, at_once: bool) -> None:
        self.at_once = at_once
        self._place = parent if at_once else parent.empty()
        page = self._place.container()
        top = page.container(gap="xxsmall", key="overview_head")
        self.head = tuple(Place(top, height, at_once=at_once) for height in HEAD_OUTLINES)
        self.tiles = Place(page.container(key="overview_tiles"), TILES_OUTLINE, at_once=at_once)
        grid = page.grid(2, min_column_width=LIST_WIDTH, gap=("xxsmall", "medium"))
        self.lists = tuple(Place(grid.cell(), height, at_once=at_once) for height in LIST_OUTLINES)
        self.last = grid.cell()

    def clear(self) -> None:
        """Take all of them away."""
        self._place.empty()


def finding(answers: Answers, parts: _Parts) -> None:
    """The headline, its numbers, its picture, the period and how many videos, the newest period against the one before.

    What to make more of takes longer to work out than the picture: unless it is ready its place stays empty.
    """
    heading, first, advice, rest, picture, under = parts.head
    with st.spinner(doing.LOOKING):
        title, said, chart = lead.title(answers), lead.sentences(answers), headline.picture(answers)
        period = _period(answers)
    heading.only().title(markdown.escape(title), anchor=False)
    with first.fill():
        for sentence in said[:1]:
            st.markdown(markdown.escape(sentence))
    if parts.at_once:
        make_more(answers, advice)
    with rest.fill():
        for sentence in (*said[1:], period):
            st.caption(markdown.escape(sentence))
    if chart is None:
        picture.clear()
        under.clear()
        return
    with_notes.plain_chart(chart, picture.only())
    with under.fill():
        _under(chart)


def make_more(answers: Answers, place: Place) -> None:
    """What to make more of, a video to take after, and what to make less of: a few words each, with the way to its page."""
    with st.spinner(doing.COMPARING):
        pointers = overview_advice.make_more(answers)
    if not pointers:
        place.clear()
        return
    with place.fill():
        columns = st.grid(len(pointers), min_column_width=ADVICE_WIDTH, gap=("xsmall", "small"), key="make_more")
    with columns:
        for pointer in pointers:
            _advice(pointer)


def _advice(pointer: Pointer) -> None:
    said, address = pointer.advice, filters.in_address()
    colour = "orange" if said.sure else "gray"
    with st.container(gap=None):
        st.caption(f":{colour}[:material/{ICONS[said.way]}:] {markdown.escape(said.what)}")
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


def _under(chart: Chart) -> None:
    with st.container(key="under_headline"):
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


def tiles(answers: Answers, place: Place) -> None:
    """Three numbers in a band of their own, each with its course month by month."""
    with st.spinner(doing.COURSE):
        made = overview.tiles(answers)
    with place.fill(), st.grid(len(made), min_column_width=TILE_WIDTH):
        for tile in made:
            _tile(tile)


def _tile(tile: Tile) -> None:
    with st.container(border=True, gap="xxsmall", height="stretch", key=f"tile_{tile.fact.key}"):
        st.caption(tile.fact.label, help=tile.fact.explained or None)
        drawn = overview_figure.sparkline(tile.course, bars=tile.bars, dots=tile.dots)
        places = st.columns([1, 1.3], vertical_alignment="center", gap="small") if drawn else [st.container()]
        places[0].metric(tile.fact.label, tile.fact.value, label_visibility="collapsed")
        if drawn:
            places[1].image(drawn, width="stretch", alt=f"{tile.fact.label}, month by month")
        if tile.under:
            st.caption(tile.under)


def lists(answers: Answers, places: Sequence[Place]) -> list[DeltaGenerator]:
    """What to make more and less of, the videos kept most for their size, and the newest ones; return the places left over.

    A list that has nothing to say leaves its place to the next one, so that no hole stands between them.
    """
    left = list(places)
    for what, make in LISTS:
        with st.spinner(what), left[0].only():  # what the library answers instead stands there, too
            part = library_access.ask(partial(make, answers))
        if part is not None:
            with left.pop(0).fill():
                _list(part)
    return [place.fill() for place in left]


def _list(part: Part) -> None:
    st.header(markdown.escape(part.heading), anchor=False)
    for chart in part.charts:
        with_notes.plain_chart(chart, small=True)
        st.caption(markdown.escape(chart.caption))


def next_step(answers: Answers) -> None:
    """The one thing to look at next."""
    with st.spinner(doing.SAVES_VS):
        said = overview.next_step(answers)
    with st.container(border=True, gap="xxsmall"):
        looking = overview_words.look_next(markdown.escape(said))
        st.markdown(f":orange[:material/arrow_forward:] {looking}")
        frame.link(frame.SAVES_VS, label="Show me these videos" if said else "Saves against likes", width="content")

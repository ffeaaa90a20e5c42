"""The switch, charts, lists and the picked video's card of the page "Saves vs likes and comments"."""

from functools import partial

import streamlit as st

from worthsaving.sections import relation
from worthsaving.sections.answers import Answers
from worthsaving.sections.relation import CornerList
from worthsaving.ui.pages import video_card
from worthsaving.ui.parts import show, video_selection, with_notes
from worthsaving.ui.shell import markdown, session
from worthsaving.words import relation as relation_words
from worthsaving.words.own import labels as label_words

SIDE = 240  # pixels: narrower, and the list goes below the chart


@st.fragment
def relations(answers: Answers) -> None:
    """Draw the switch and what it changes; a click in here draws this part of the page alone."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        as_rates, coloured = _switch(), _colours(answers)
    _both(answers, as_rates=as_rates, coloured=coloured)
    video_selection.card_follows()


def _switch() -> bool:
    """Rates or counts: whether the charts show rates."""
    shown = st.segmented_control(
        "Show", ["Rates", "Counts"], default="Rates", required=True, key="show", bind="query-params",
        help=relation_words.RATES,
    )  # fmt: skip
    return shown == "Rates"


def _colours(answers: Answers) -> str:
    """By which label the points are coloured; "" for by corner, which is all there is without labels."""
    labels = answers.further.labels
    if not labels:
        return ""
    named = label_words.colours(labels)
    picked = st.selectbox(label_words.COLOURED, list(named), key="colour", bind="query-params", width=220)
    return named.get(picked or "", "")


def _both(answers: Answers, *, as_rates: bool, coloured: str) -> None:
    """Draw both views, each with its list at the side; a click on a point puts that video's card in place of the list."""
    said = ""
    for against in relation.AGAINST:
        part = relation.relation(answers, against, as_rates=as_rates, picked=session.picked_video(), coloured=coloured)
        st.header(markdown.escape(part.heading), anchor=False)
        for line in part.lines:
            st.markdown(markdown.escape(line.text))
        grid = st.grid(3, min_column_width=SIDE, gap="medium")
        with grid.cell(column_span=2):
            for chart in part.charts:
                with_notes.chart(chart, on_select=partial(video_selection.from_chart, part.place))
                st.caption(relation_words.AS_ABOVE if chart.caption == said else markdown.escape(chart.caption))
                said = chart.caption
        with grid.cell():
            if video_selection.card_beside(answers.videos, part.place):
                video_card.video_card(answers)
            else:
                _lists(answers, against, place=part.place)
            with_notes.margin_notes(part.place, answers.facts, limit=part.notes)


def by_views(answers: Answers) -> None:
    """Draw the save rate against the views."""
    show.parts(relation.by_views(answers), answers.facts)


def _lists(answers: Answers, against: str, *, place: str) -> None:
    """Draw how to pick a video, and the list of each named quadrant."""
    if against == relation.AGAINST[0]:
        video_card.how_to_pick(answers)
    for at, listed in enumerate(relation.corner_lists(answers, against)):
        _corner(listed, place=place, first=at == 0)


def _corner(listed: CornerList, *, place: str, first: bool) -> None:
    """Draw one quadrant's list; a click on a video puts its card beside the chart."""
    with st.container(gap="xsmall"):
        st.markdown(f"**{listed.corner.name}** {listed.count:,}")
        st.caption(relation_words.corner_caption(listed.corner, first=first))
        for video in listed.videos:
            st.button(
                f"**{markdown.escape(video.saves)}** {markdown.escape(video.title)}",
                key=f"{place}_{listed.corner.label}_{video.label}",
                help=markdown.escape(video.rates),
                on_click=video_selection.pick,
                args=(video.label, place),
                type="tertiary",
            )
        if left := relation_words.more_in_corner(listed.count - len(listed.videos)):
            st.caption(left)

"""The switches and charts of the page "Saves vs likes and comments"."""

from functools import partial

import streamlit as st

from worthsaving.sections import relation
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import show, video_selection
from worthsaving.ui.shell import session


def switches() -> tuple[bool, str]:
    """Counts or rates, and what colours the points: (as_rates, "share" or "age")."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rates = "Rates are per 1,000 views: they take the size of a video out of the comparison."
        shown = _switch("Show", ["Counts", "Rates"], key="show", explained=rates)
        colour = _switch("Colour by", ["Share of views", "Age"], key="colour")
    return shown == "Rates", "age" if colour == "Age" else "share"


def _switch(label: str, options: list[str], *, key: str, explained: str | None = None) -> str:
    return st.segmented_control(
        label, options, default=options[0], required=True, key=key, bind="query-params", help=explained
    )


def relations(answers: Answers, *, as_rates: bool, colour_by: str) -> None:
    """Draw both charts side by side; a click on a point picks its video."""
    with st.grid(2, min_column_width=400, gap="medium") as charts:
        for against in relation.AGAINST:
            with charts.cell():
                part = relation.relation(
                    answers, against, as_rates=as_rates, colour_by=colour_by, picked=session.picked_video()
                )
                show.stacked(
                    part,
                    answers.facts,
                    on_select=video_selection.from_chart(part.place),
                    below=partial(video_selection.card_above, answers.videos),
                )

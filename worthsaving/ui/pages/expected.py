"""The videos with more, or fewer, saves than their other counts suggest."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving.ui import numbers
from worthsaving.ui.parts import table_columns, video_selection, with_notes
from worthsaving.ui.shell.filters import Chosen
from worthsaving.words import expected as expected_words
from worthsaving.words import format

MOST_ROWS = 12
_KEY = "stand_outs"


def stand_outs(chosen: Chosen, facts: frozenset[str]) -> None:
    """The heading, the videos that stand out with expected, observed and range, and the named corners."""
    expected = numbers.of_expected(chosen)
    st.header(expected_words.stand_outs(expected), anchor=False)
    if expected["verdict"].isna().all():
        with_notes.margin_notes(
            "stand_outs", facts
        )  # the heading says why nothing can be said: nothing to stand beside
        return
    left, right = with_notes.room()
    with left:
        clear = expected[expected["verdict"].isin(expected_words.ORDER)]
        corners = expected[expected["label"].isin(["silent compliments", "liked, not kept"])]
        if clear.empty and not corners.empty:
            lean = "its rates, this one leans" if len(corners) == 1 else "their rates, these lean"
            st.caption(f"None goes beyond what chance can do. By {lean} most to one side:")
        listed = clear if len(clear) else corners
        if listed.empty:
            st.caption("Nothing here goes beyond what chance can do: your saves follow your other counts.")
        else:
            _list(chosen, listed)
    with right:
        with_notes.margin_notes("stand_outs", facts)


def _list(chosen: Chosen, listed: pd.DataFrame) -> None:
    first = listed.sort_values("ratio", ascending=False, na_position="last", kind="stable")
    # Both ends of the list matter: the ones kept most, and the ones kept least.
    if len(first) > MOST_ROWS:
        first = pd.concat([first.head(MOST_ROWS // 2), first.tail(MOST_ROWS // 2)])
    videos = chosen.videos.loc[first.index]
    st.dataframe(
        pd.DataFrame(
            {
                "Caption": table_columns.captions(videos, 90),
                "Saves": videos["saves"],
                "Suggested": first["expected"].round(0),
                "Likely": table_columns.ranges(first["low"], first["high"], format.count),
                "Times": first["ratio"],
                "By their rates": first["label"].map(
                    lambda label: "" if pd.isna(label) or label == "middle" else label
                ),
            }
        ),
        hide_index=True,
        key=_KEY,
        on_select=video_selection.from_table(_KEY, first.index),
        selection_mode="single-row",
        height="content",
        placeholder="–",
        column_config={
            "Caption": st.column_config.TextColumn(width=210),
            "Suggested": st.column_config.NumberColumn(
                format="localized",
                help="How many saves its views suggest, and its likes and comments where there are videos enough to tell",
            ),
            "Likely": st.column_config.TextColumn(help="Where 95 % of such videos would fall"),
            "Times": st.column_config.NumberColumn(format="%.1f", help="Saves over suggested saves"),
            "By their rates": st.column_config.TextColumn(
                help="“Silent compliments”: high on saves, low on likes by your standards; “liked, not kept”: the reverse"
            ),
        },
        alt="Videos that stand out, with their saves and the saves their counts suggest",
    )
    if len(listed) > len(first):
        st.caption(f"The {MOST_ROWS // 2} furthest on either side of {format.plural(len(listed), 'video')}.")

"""The videos that are unusual for the creator or for their other counts, as a table to pick from."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from worthsaving.figures import tables
from worthsaving.sections import videos
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import show, table_columns, video_selection

_KEY = "stand_outs"


def stand_outs(answers: Answers) -> None:
    """Draw the section with its table; ticking a row picks that video."""
    for part in videos.stand_outs(answers):
        if part.table is None:
            show.show(part, answers.facts)
            continue
        rows = videos.both_ends(videos.listed(answers)).index
        show.show(replace(part, table=None), answers.facts, below=partial(_table, part.table.rows, rows))


def _table(shown: pd.DataFrame, labels: pd.Index) -> None:
    table_columns.table(
        shown.drop(columns=["Posted", "Link"]),
        key=_KEY,
        on_select=video_selection.from_table(_KEY, labels),
        selection_mode="single-row",
        height="content",
        columns={
            "Unusual": st.column_config.TextColumn(
                help="“For you”: its saves per view among those of your videos; else for the counts that are named"
            ),
            tables.SUGGESTED: st.column_config.NumberColumn(
                format="localized",
                help="How many saves its views would suggest, and its likes and comments where there are videos enough to tell",
            ),
            tables.RANGE: st.column_config.TextColumn(help="Where 95 % of such videos would fall"),
            tables.TIMES: st.column_config.NumberColumn(format="%.1f", help="Its saves over those that would be usual"),
            "Corner": st.column_config.TextColumn(
                help="“Kept quietly”: high on saves, low on likes by your standards; “Liked, not kept”: the reverse"
            ),
        },
        alt="Videos that stand out, with their saves and the saves their counts suggest",
    )

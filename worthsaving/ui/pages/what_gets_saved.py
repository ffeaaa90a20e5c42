"""The controls and the table of the page "What gets saved"."""

from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from worthsaving.analysis import select
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import table_columns
from worthsaving.ui.shell import markdown
from worthsaving.words import format, what_gets_saved

MOST_ROWS = 500
MOST_VIDEOS = 50


def zone() -> str:
    """The time zone that days and hours are told in: UTC, as TikTok's files are, until somebody picks theirs."""
    zones = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    picked = st.selectbox(
        "Days and hours in", ["UTC", *zones], key="zone", bind="query-params", width=260,
        help="Weekday and time of day are told in this zone. Pick where your audience lives.",
    )  # fmt: skip
    return str(picked)


def all_of_them(answers: Answers, zone: str) -> None:
    """Every tag, word, length and time as a table; ticking one lists its videos."""
    found = answers.what_gets_saved(zone)
    if found.empty:
        return
    st.header("All that was compared", anchor=False)
    shown = found.head(MOST_ROWS)
    event = st.dataframe(
        pd.DataFrame(
            {
                "What": shown["value"],
                "Kind": shown["kind"],
                "Videos": shown["n"],
                "Times": shown["ratio"],
                "Likely": table_columns.ranges(shown["low"], shown["high"]),
                "Holds up": shown["clear"].map({True: "yes", False: "could be chance"}),
            }
        ),
        hide_index=True,
        key="what_table",
        on_select="rerun",
        selection_mode="single-row",
        height=table_columns.height(shown),
        column_config={
            "Times": st.column_config.NumberColumn(format="%.2f", help="The save rate against the videos without it"),
            "Likely": st.column_config.TextColumn(help="Where it likely lies (95 %)"),
        },
        alt="Tags, words, lengths and times with their save rate against the others",
    )
    if len(found) > len(shown):
        st.caption(f"The first {MOST_ROWS} of {len(found):,}.")
    rows = event.selection.rows
    if rows and rows[0] < len(shown):
        _videos_with(answers, shown.iloc[rows[0]], zone)
    else:
        st.caption(":material/touch_app: Tick a row to see its videos.")


def _videos_with(answers: Answers, row: pd.Series, zone: str) -> None:
    st.markdown(markdown.escape(what_gets_saved.one_thing(row)))
    labels = answers.having(row["kind"], row["value"], zone)
    videos = answers.videos.loc[labels].sort_values("saves", ascending=False, na_position="last", kind="stable")
    first = videos.head(MOST_VIDEOS)
    st.dataframe(
        pd.DataFrame(
            {
                "Caption": table_columns.captions(first),
                "Posted": select.posted_day(first),
                "Saves": first["saves"],
                "Views": first["views"],
            }
        ),
        hide_index=True,
        height="content" if len(first) < 10 else 380,
        placeholder="–",
        column_config={"Posted": table_columns.DAY, "Saves": table_columns.COUNT, "Views": table_columns.COUNT},
        alt="The videos that have it",
    )
    if len(videos) > len(first):
        st.caption(f"The {MOST_VIDEOS} most saved of {format.plural(len(videos), 'video')}.")

"""The controls and the table of the page "What gets saved"."""

import pandas as pd
import streamlit as st

from worthsaving.analysis import calendar
from worthsaving.analysis.what_gets_saved import MIN_WITH, MIN_WITHOUT, ends
from worthsaving.figures import tables
from worthsaving.sections.answers import ZONE, Answers
from worthsaving.sections.labels import by_label
from worthsaving.ui.pages import planned_tests
from worthsaving.ui.parts import show, table_columns
from worthsaving.ui.shell import markdown
from worthsaving.words import format, what_gets_saved
from worthsaving.words.own import labels as label_words
from worthsaving.words.screen import tables as table_words

MOST_ROWS = 500
MOST_VIDEOS = 50


def zone(answers: Answers) -> str:
    """The time zone that days and hours are told in: UTC, as TikTok's files are, until somebody picks theirs.

    Nothing is asked where the videos are too few to compare any days.
    """
    if len(answers.videos) < MIN_WITH + MIN_WITHOUT:
        return ZONE
    picked = st.selectbox(
        "Days and hours in", ["UTC", *calendar.zones()], key="zone", bind="query-params", width=260,
        help=table_words.ZONE,
    )  # fmt: skip
    return str(picked)


def labels(answers: Answers) -> None:
    """What gets saved by each label: its kinds compared, and the videos of the kind that is picked."""
    for number, label in enumerate(answers.further.labels[: by_label.MOST]):
        found = answers.further.standing(label)
        show.show(by_label.of_label(answers, label, number), answers.facts)
        if len(found.found):
            _kinds(answers, label, found.found.reset_index(drop=True), number)


@st.fragment
def _kinds(answers: Answers, label: str, rows: pd.DataFrame, number: int) -> None:
    """The kinds of one label to pick from, and the videos of the one that is; a pick runs this part of the page alone."""
    names = [markdown.escape(label_words.value(label, value)) for value in rows["value"]]
    picked = st.pills(label_words.KINDS, range(len(names)), format_func=names.__getitem__, key=f"label_kind_{number}")
    if picked is not None and picked < len(names):
        _videos_with(answers, rows.iloc[picked], ZONE, key=f"_label_{number}")


@st.fragment
def all_of_them(answers: Answers, zone: str) -> None:
    """Every tag, word, length and time as a table; ticking one lists its videos, and runs this part of the page alone."""
    found = answers.what_gets_saved(zone)
    if found.empty:
        return
    st.header("Everything compared", anchor=False)
    shown = _more_first(found).head(MOST_ROWS)
    event = table_columns.table(
        pd.DataFrame(
            {
                "What": shown["value"],
                "Kind": shown["kind"],
                "Nearly the same videos": tables.also(shown),
                "Videos": shown["n"],
                "Times as often": shown["ratio"],
                tables.RANGE: tables.ranges(shown["low"], shown["high"], missing=None),
                "How sure": shown["clear"].map({True: "clear", False: "could be chance"}),
            }
        ),
        key="what_table",
        on_select="rerun",
        selection_mode="single-row",
        columns={
            "Times as often": st.column_config.NumberColumn(
                format="%.2f", help="How many times as often these videos are saved, per view, as the ones without it"
            ),
            tables.RANGE: st.column_config.TextColumn(help="Where it likely lies (95 %)"),
        },
        alt="Tags, words, lengths and times with their save rate against the others",
    )
    if len(found) > len(shown):
        st.caption(table_words.first(MOST_ROWS, f"{len(found):,}"))
    rows = event.selection.rows
    if rows and rows[0] < len(shown):
        _videos_with(answers, shown.iloc[rows[0]], zone)
    else:
        st.caption(f":material/touch_app: {table_words.TICK_A_ROW}")


def _more_first(found: pd.DataFrame) -> pd.DataFrame:
    """What holds up first, and what is saved more before what is saved less."""
    more, less = ends(found, len(found))
    both = pd.concat([more, less, found[found["ratio"] == 1]])
    return both.iloc[(~both["clear"]).argsort(kind="stable")]


def _videos_with(answers: Answers, row: pd.Series, zone: str, key: str = "") -> None:
    st.markdown(markdown.escape(what_gets_saved.one_thing(row)))
    planned_tests.offer(answers, row["kind"], row["value"], zone, less=bool(row["ratio"] < 1), key=key)
    labels = answers.having(row["kind"], row["value"], zone)
    videos = answers.videos.loc[labels].sort_values("saves", ascending=False, na_position="last", kind="stable")
    first = videos.head(MOST_VIDEOS)
    named = tables.who(first, longest=tables.LONGEST_CAPTION)
    table_columns.table(
        pd.DataFrame({**named, "Saves": first["saves"], "Views": first["views"]}),
        height="content" if len(first) < 10 else 380,
        columns={"Caption": st.column_config.TextColumn()},  # as wide as there is room
        alt="The videos that have it",
    )
    if len(videos) > len(first):
        st.caption(table_words.most_saved(MOST_VIDEOS, format.plural(len(videos), "video")))

"""The page "Report": which sections, how it looks, and the files to take away."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import streamlit as st

from worthsaving.reading.result import Reading
from worthsaving.report import picture
from worthsaving.report.html import html_report
from worthsaving.sections import sections
from worthsaving.sections.answers import Answers, Choice
from worthsaving.ui.parts.download import download
from worthsaving.ui.shell import markdown, session, session_cache
from worthsaving.words import format
from worthsaving.writing import xlsx

PREVIEW_HEIGHT = 900
PICTURE_WIDTH = 600


def choose_sections() -> tuple[str, ...]:
    """The sections that are wanted, in reading order; none picked means all."""
    picked = st.pills(
        "Sections",
        sections.ALL,
        selection_mode="multi",
        default=sections.ALL,
        format_func=sections.title,
        key="sections",
        persist_state="session",
        help="What goes into the report. With none picked it has all of them.",
    )
    return tuple(name for name in sections.ALL if name in picked) or sections.ALL


def downloads(answers: Answers, wanted: Sequence[str]) -> None:
    """The buttons; each file is made when its button is pressed. Pictures take a save rate."""
    own = Reading(videos=answers.videos, days=answers.days)
    # A file is made outside the page's run, where there is no session to ask: everything it needs is taken here.
    reading, choice = session.reading(), answers.choice

    def page() -> bytes:
        return html_report(reading, choice, sections=wanted, made_at=dt.datetime.now(dt.UTC))

    def drawn(size: tuple[int, int]) -> bytes:
        return picture.headline_picture(reading, choice, size=size)

    files: tuple[tuple[str, str, str, str, Any], ...] = (
        ("Report (HTML)", "report.html", "text/html", "description", page),
        ("Tables (XLSX)", "tables.xlsx", _XLSX, "table", lambda: xlsx.xlsx_tables(own)),
        ("Videos (CSV)", "videos.csv", "text/csv", "csv", lambda: xlsx.excel_csv(own.videos)),
    )
    pictures = (
        ("Story picture", "story.png", "image/png", "smartphone", lambda: drawn(picture.STORY)),
        ("Wide picture", "card.png", "image/png", "image", lambda: drawn(picture.CARD)),
    )
    offered = (*files, *pictures) if _has_picture(answers) else files
    with st.container(horizontal=True):
        for number, (label, name, mime, icon, make) in enumerate(offered):
            download(
                label if number else markdown.on_accent(label),
                name,
                make,
                mime=mime,
                icon=f":material/{icon}:" if number else None,
                key=f"take_{name}",
                type="secondary" if number else "primary",
            )
    st.caption(
        "The report is one file that opens offline in any browser and prints well. The workbook keeps long video IDs whole; "
        "a spreadsheet rounds them when it opens a CSV."
    )


def preview(answers: Answers, wanted: Sequence[str]) -> None:
    """The picture of the headline where there is one, and the report itself when it is asked for."""
    st.header("How it looks", anchor=False)
    if _has_picture(answers):
        videos = format.plural(len(answers.videos), "video")
        with st.container(border=True, width=PICTURE_WIDTH):  # as wide as the screen where that is narrower
            st.image(
                _picture(session.reading_key(), answers.choice, picture.CARD),
                caption=f"The wide picture, from {videos}",
                width="stretch",
                alt="The headline as a wide picture: the save rate, its likely range and your usual range",
            )
    else:
        st.caption("Pictures of the save rate come with the first video whose views and saves are known.")
    if st.toggle("Show the whole report here", key="show_report"):
        with st.spinner("Making the report…"):
            made = _page(session.reading_key(), answers.choice, tuple(wanted))
        st.iframe(made.decode("utf-8"), height=PREVIEW_HEIGHT, alt="The report as it will be downloaded")


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _has_picture(answers: Answers) -> bool:
    pooled = answers.headline.pooled
    return pooled is not None and pooled.value > 0


@session_cache.for_this_visit()
def _page(key: tuple[str, ...], choice: Choice, wanted: tuple[str, ...]) -> bytes:
    return html_report(session.reading(), choice, sections=wanted, made_at=dt.datetime.now(dt.UTC))


@session_cache.for_this_visit()
def _picture(key: tuple[str, ...], choice: Choice, size: tuple[int, int]) -> bytes:
    return picture.headline_picture(session.reading(), choice, size=size)

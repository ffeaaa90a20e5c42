"""The page "Report": whom it is for, which sections, its first page, and the files to take away."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import streamlit as st

from worthsaving.reading.result import Reading
from worthsaving.report import picture
from worthsaving.report.html import html_report, joined, split
from worthsaving.sections import sections
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.history import History
from worthsaving.ui.parts.download import download
from worthsaving.ui.parts.whose import Whose, counted_on
from worthsaving.ui.shell import markdown, marks, session, session_cache
from worthsaving.words import format
from worthsaving.words.report.voice import LABELS, VOICES, Voice
from worthsaving.words.screen import doing, report as words
from worthsaving.writing import xlsx

FIRST_PAGE = ("headline", "in_short")
FIRST_HEIGHT, WHOLE_HEIGHT = 620, 900
PICTURE_WIDTH = 600


def choose_voice() -> Voice:
    """Choose whom the report speaks to."""
    picked: Voice = st.segmented_control(
        words.WHO,
        VOICES,
        default=VOICES[0],
        required=True,
        format_func=LABELS.__getitem__,
        key="for",
        bind="query-params",
        help=words.FOR_WHOM,
    )
    return picked


def choose_sections() -> tuple[str, ...]:
    """The sections that are wanted, in reading order; none picked means all."""
    with st.popover("Sections", icon=":material/checklist:"):
        picked = st.pills(
            "What goes into it",
            sections.ALL,
            selection_mode="multi",
            default=sections.ALL,
            format_func=sections.title,
            key="sections",
            persist_state="session",
            help=words.NONE_PICKED,
        )
    return tuple(name for name in sections.ALL if name in picked) or sections.ALL


def downloads(answers: Answers, wanted: Sequence[str], voice: Voice) -> None:
    """The report's button, and one menu for all other files; each is made when its button is pressed."""
    own = Reading(videos=answers.videos, days=answers.days)
    # A file is made outside the page's run, where there is no session to ask: everything it needs is taken here.
    reading, choice = session.reading(), answers.choice
    held = session.library()
    history = None if held is None or held.empty else History.of(held.library)
    marked, written = marks.known(), answers.marks
    about = Whose(answers.accounts, counted_on(answers.videos))

    def page() -> bytes:
        made_at = dt.datetime.now(dt.UTC)
        return html_report(
            reading, choice, sections=wanted, made_at=made_at, voice=voice, history=history, marks=lambda: marked
        )

    def drawn(size: tuple[int, int]) -> bytes:
        return picture.headline_picture(reading, choice, size=size, history=history)

    files: tuple[tuple[str, str, str, str, Any], ...] = (
        ("Tables (XLSX)", "tables.xlsx", _XLSX, "table", lambda: xlsx.xlsx_tables(own, written)),
        ("Videos (CSV)", "videos.csv", "text/csv", "csv", lambda: xlsx.excel_csv(own.videos)),
    )
    pictures = (
        ("Story picture", "story.png", "image/png", "smartphone", lambda: drawn(picture.STORY)),
        ("Wide picture", "card.png", "image/png", "image", lambda: drawn(picture.CARD)),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        download(
            markdown.on_accent("Download the report"), about.file_name(_REPORT[voice], "html"), page,
            mime="text/html", icon=None, key="take_report.html", type="primary",
        )  # fmt: skip
        with st.popover("Other files", icon=":material/download:"):
            for label, name, mime, icon, make in (*files, *(pictures if _has_picture(answers) else ())):
                what, ending = name.rsplit(".", 1)
                download(
                    label, about.file_name(what, ending), make, mime=mime, icon=f":material/{icon}:", key=f"take_{name}"
                )
            st.caption(words.WORKBOOK)
    st.caption(words.ONE_FILE)


def preview(answers: Answers, wanted: Sequence[str], voice: Voice) -> None:
    """The report's first page at once, the whole of it and the picture of the headline when they are asked for."""
    key, choice = (*session.reading_key(), str(answers.settled_days), marks.key()), answers.choice
    whole = st.toggle("Show all of it", key="show_report")
    shown = tuple(wanted) if whole else tuple(name for name in wanted if name in FIRST_PAGE) or tuple(wanted[:1])
    with st.spinner(doing.REPORT):
        made = joined(_page(key, choice, shown, voice))
    st.iframe(made, height=WHOLE_HEIGHT if whole else FIRST_HEIGHT, alt="The report as it will be downloaded")
    if not _has_picture(answers):
        st.caption(words.NO_PICTURE)
    elif st.toggle("Show the wide picture", key="show_picture"):
        videos = format.plural(len(answers.videos), "video")
        with st.container(border=True, width=PICTURE_WIDTH):  # as wide as the screen where that is narrower
            st.image(
                _picture(key, choice, picture.CARD),
                caption=f"The wide picture, from {videos}",
                width="stretch",
                alt="The headline as a wide picture: the save rate, its likely range and your usual range",
            )


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REPORT: dict[Voice, str] = {"me": "report", "brand": "report for a brand"}


def _has_picture(answers: Answers) -> bool:
    pooled = answers.headline.pooled
    return pooled is not None and pooled.value > 0


@session_cache.for_this_visit()
def _page(key: tuple[str, ...], choice: Choice, wanted: tuple[str, ...], voice: Voice) -> tuple[str, ...]:
    """Make the report; kept for the visit without what is the same in every report."""
    made_at = dt.datetime.now(dt.UTC)
    made = html_report(
        session.reading(),
        choice,
        sections=wanted,
        made_at=made_at,
        voice=voice,
        history=session.history(),
        marks=marks.known,
    )
    return split(made)


@session_cache.for_this_visit()
def _picture(key: tuple[str, ...], choice: Choice, size: tuple[int, int]) -> bytes:
    return picture.headline_picture(session.reading(), choice, size=size, history=session.history())

"""Saves that no file has: the files that have them first, then a table to fill in here, then a sheet to fill in elsewhere."""

import hashlib

import pandas as pd
import streamlit as st

from worthsaving.platforms import label, saves_in
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import studio_posts, table_columns
from worthsaving.ui.parts.download import download
from worthsaving.ui.shell import markdown, session
from worthsaving.words import format
from worthsaving.writing import fill_in

MOST_ROWS = 300  # of the table to fill in here


def which_file(videos: pd.DataFrame) -> None:
    """Which files count saves, for the platforms of these videos."""
    platforms = set(videos["platform"].unique())
    unsaid = not platforms or bool(platforms & {"", "youtube"})
    if unsaid or "tiktok" in platforms:
        st.markdown(
            "**Which file has them:** a TikTok Business account's video export (Business Suite on the web → Analytics → "
            "Videos → export), in its column “Add to Favorites”. Without Business: what your browser loads of TikTok "
            "Studio's page of posts, saved as HAR. Drop either in as well: it is joined with what is here."
        )
        studio_posts.steps()
    if "tiktok" not in platforms and (unsaid or "instagram" in platforms):
        st.markdown(
            "**On Instagram:** Meta Business Suite's content export has a column “Saves”. Posts shared with another account, "
            "and stories, may have no count of their own in it."
        )
    for platform in sorted(platforms - {"", "tiktok", "instagram", "youtube"}):
        st.markdown(f"**On {markdown.escape(label(platform))}:** {saves_in(platform)}")


def rest(answers: Answers) -> None:
    """The same ways, folded away, where saves are known for some videos only."""
    left = len(answers.missing_saves)
    if left:
        with st.expander(f"Fill in the missing saves of {format.plural(left, 'video')}", icon=":material/edit_note:"):
            offer(answers)


def offer(answers: Answers) -> None:
    """The three ways to the missing saves, in this order; the last two only where there are videos to fill in."""
    which_file(answers.videos)
    shown, left = answers.missing_saves.head(MOST_ROWS), len(answers.missing_saves)
    if shown.empty:
        return
    st.markdown(
        "**Or fill them in here, today.** Type or paste what the app shows you for each video (for TikTok: Studio's content "
        "page); leave blank what you don't know."
    )
    _table(shown, left)
    st.markdown("**Or fill in a sheet elsewhere** and drop it in like any other file.")
    download("Download the sheet", fill_in.TEMPLATE_NAME, lambda: fill_in.as_csv(answers.missing_saves))


def _table(shown: pd.DataFrame, of: int) -> None:
    if of > len(shown):
        st.caption(f"The {len(shown)} most viewed of {format.plural(of, 'video')}; the sheet below has all of them.")
    # What was typed belongs to these videos: a table of as many others must not inherit it.
    these = hashlib.sha256("\0".join(shown["Video link"]).encode()).hexdigest()[:16]
    typed = st.data_editor(
        shown,
        key=f"fill_in_{these}",
        hide_index=True,
        disabled=["Video link", "Which video", "Views"],
        column_order=["Which video", "Views", "Saves"],
        column_config={
            "Which video": st.column_config.TextColumn(width="large"),
            "Views": table_columns.COUNT,
            "Saves": st.column_config.NumberColumn(
                min_value=0, step=1, help="As the app shows them; for TikTok, from Studio's content page"
            ),
        },
        height=table_columns.height(shown),
        placeholder="",
        alt="Your videos, with a column to type their saves into",
    )
    checked = fill_in.check(typed)
    for fault in checked.faults:
        st.text(fault)
    known = int(checked.saves.notna().sum())
    if not known:
        st.button("Use these saves", disabled=True, icon=":material/bookmark_add:")
        return
    label = markdown.on_accent(f"Use these saves ({format.plural(known, 'video')})")
    if st.button(label, type="primary"):
        filled = typed.assign(Saves=checked.saves)[checked.saves.notna()]
        session.add_filled_in(fill_in.FILE_NAME, fill_in.as_csv(filled))
        st.rerun()

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
from worthsaving.words.screen import files as words, tables as table_words
from worthsaving.writing import fill_in

MOST_ROWS = 300  # of the table to fill in here
UNTOLD = {"", "youtube"}  # platforms whose files say nothing about where saves are: the general way is shown


def which_file(videos: pd.DataFrame, *, unfolded: bool = False) -> None:
    """Say which files count saves, for the platforms of these videos; the steps for TikTok folded away or not."""
    platforms = set(videos["platform"].unique())
    unsaid = not platforms or bool(platforms & UNTOLD)
    if unsaid or "tiktok" in platforms:
        st.markdown(words.ON_TIKTOK)
        studio_posts.steps(unfolded=unfolded)
    if "tiktok" not in platforms and (unsaid or "instagram" in platforms):
        st.markdown(words.ON_INSTAGRAM)
    for platform in sorted(platforms - UNTOLD - {"tiktok", "instagram"}):
        st.markdown(f"**On {markdown.escape(label(platform))}:** {saves_in(platform)}")


def rest(answers: Answers) -> None:
    """The same ways, folded away, where saves are known for some videos only."""
    left = len(answers.missing_saves)
    if left:
        with st.expander(f"Fill in the missing saves of {format.plural(left, 'video')}", icon=":material/edit_note:"):
            which_file(answers.videos)
            type_in(answers)


def type_in(answers: Answers) -> None:
    """The table to type saves into, and the sheet to fill in elsewhere; nothing where every video's saves are known."""
    shown, left = answers.missing_saves.head(MOST_ROWS), len(answers.missing_saves)
    if shown.empty:
        return
    st.markdown(words.TYPE_IN)
    _table(shown, left)
    st.markdown(words.OR_A_SHEET)
    download("Download the sheet", fill_in.TEMPLATE_NAME, lambda: fill_in.as_csv(answers.missing_saves))


def _table(shown: pd.DataFrame, of: int) -> None:
    if of > len(shown):
        st.caption(table_words.most_viewed(len(shown), format.plural(of, "video")))
    # What was typed belongs to these videos: a table of as many others must not inherit it.
    these = hashlib.sha256("\0".join(shown["Video link"]).encode()).hexdigest()[:16]
    typed = st.data_editor(
        shown,
        key=f"fill_in_{these}",
        hide_index=True,
        disabled=["Video link", "Which video", "Views"],
        column_order=["Which video", "Views", "Saves"],
        column_config={
            "Which video": table_columns.CAPTION,
            "Views": st.column_config.NumberColumn(format="localized", width=90),
            "Saves": st.column_config.NumberColumn(
                min_value=0, step=1, width=90, help="As the app shows them; for TikTok, from Studio's page of posts"
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
    filled = typed.assign(Saves=checked.saves)[checked.saves.notna()]
    label = markdown.on_accent(f"Use these saves ({format.plural(known, 'video')})")
    # Kept by a callback, which runs first: the whole page is then drawn with them, and a dialog closes.
    if st.button(
        label, type="primary", on_click=session.add_filled_in, args=(fill_in.FILE_NAME, fill_in.as_csv(filled))
    ):
        st.rerun()

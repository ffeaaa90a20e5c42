"""Accounts: several accounts side by side on their save rates with ranges, from dropped files or the library."""

import streamlit as st

from worthsaving.figures import accounts as figures
from worthsaving.figures import tables
from worthsaving.ui.pages import accounts
from worthsaving.ui.parts import empty_states, with_notes
from worthsaving.ui.shell import frame, markdown
from worthsaving.words import accounts as accounts_words

frame.start_page("Accounts")
empty_states.require_videos()
table = accounts.of_accounts()
finding = accounts_words.accounts(table)
st.header(markdown.escape(finding), anchor=False)

if table["pooled"].notna().any():
    with_notes.with_notes(
        "accounts",
        figures.accounts(table),
        alt=finding,
        table=lambda: tables.accounts(table),
        facts=(),
        caption=accounts_words.accounts_evidence(table),
    )
else:
    st.markdown("Saves are not known for any account here: a TikTok Business or an Instagram export has them.")
    with_notes.margin_notes("accounts", ())
accounts.accounts_table(table)
if len(table) == 1:
    st.caption("One account so far. Drop in, or keep, another account's export to see the two side by side.")
frame.way_on(frame.ACCOUNTS)

"""Accounts: several accounts side by side on their save rates with ranges, from dropped files or the library."""

import streamlit as st

from worthsaving import growing
from worthsaving.figures import accounts as figures
from worthsaving.figures import tables
from worthsaving.ui import beside, empty, frame, plain
from worthsaving.ui.pages import accounts

frame.start_page("Accounts")
empty.require_videos()
table = accounts.of_accounts()
finding = growing.accounts(table)
st.header(plain.escape(finding), anchor=False)

if table["pooled"].notna().any():
    beside.with_notes(
        "accounts",
        figures.accounts(table),
        alt=finding,
        table=lambda: tables.accounts(table),
        facts=(),
        caption=growing.accounts_evidence(table),
    )
else:
    st.markdown("Saves are not known for any account here: a TikTok Business or an Instagram export has them.")
    beside.margin_notes("accounts", ())
accounts.accounts_table(table)
if len(table) == 1:
    st.caption("One account so far. Drop in, or keep, another account's export to see the two side by side.")
frame.way_on(frame.ACCOUNTS)

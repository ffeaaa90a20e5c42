"""The controls, figures and table of the page "What changed"."""

from typing import Any

import pandas as pd
import streamlit as st

from worthsaving import platforms
from worthsaving.figures import tables
from worthsaving.schema import Account
from worthsaving.sections.changes import COUNTS
from worthsaving.sections.history import History
from worthsaving.sections.plans import bets as bets_section
from worthsaving.ui.parts import empty_states, table_columns
from worthsaving.ui.parts.download import download
from worthsaving.ui.shell import filters, library_access, markdown, session
from worthsaving.words import changes as changes_words, format
from worthsaving.words.plans import bets as bets_words
from worthsaving.words.screen import library as library_words, tables as table_words
from worthsaving.writing import csv

ALL_ACCOUNTS = "All accounts"
BEFORE = "The export before"
MOST_ROWS = 500
WAITING_WIDTH = 220  # pixels: three boxes beside each other where there is room
Accounts = tuple[Account, ...]


def require_kept() -> library_access.Held:
    """What the library holds; where that is nothing the page says how exports are kept, and ends."""
    now = session.library()
    if now is None or now.empty:
        _nothing_kept()
        st.stop()
    return now


def _nothing_kept() -> None:
    fault = session.pop_fault()
    if fault:
        said = markdown.escape(fault)
    elif library_access.configured() is None:
        said = library_words.NONE_SET_UP
    else:
        said = " ".join([library_words.NOTHING_KEPT, *([library_words.WHERE_KEEP_IS] if session.files() else ())])
    empty_states.offer_data(said, icon=":material/inventory_2:", samples=not session.files())
    if fault or library_access.configured() is None:
        return
    st.header(changes_words.WHAT_COMES, anchor=False)
    with st.grid(3, min_column_width=WAITING_WIDTH):
        for icon, name, text in changes_words.WAITING:
            with st.container(border=True, height="stretch"):
                st.markdown(f":orange[:material/{icon}:] **{name}**  \n{text}")


def choose(now: library_access.Held, history: History) -> tuple[Accounts, int | None]:
    """The account (none: all of them) and the import to compare with (None: each account's export before)."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        accounts = _account(now)
        return accounts, _since(now, history, accounts)


def whose(now: library_access.Held, accounts: Accounts) -> None:
    """Whose numbers follow, and that they are those of the library, whatever else was dropped in."""
    pairs = accounts or tuple(zip(now.accounts["platform"], now.accounts["account"], strict=True))
    names = platforms.account_label(*pairs[0]) if len(pairs) == 1 else f"all {len(pairs)} accounts"
    dropped = ", not from the files you dropped in" if session.files() and not session.from_library() else ""
    st.caption(f":material/inventory_2: From your library{dropped}: **{markdown.escape(names)}**")


def videos_table(table: pd.DataFrame, bets: pd.DataFrame) -> None:
    """Every video that changed, most saves gained first, with its open bet and a download."""
    shown = table.head(MOST_ROWS)
    bet = bets_section.beside(shown, bets)
    gained = {changes_words.gained(name): shown[f"{name}_gained"] for name in COUNTS}
    table_columns.table(
        pd.DataFrame(
            {
                **tables.who(shown, longest=tables.LONGEST_CAPTION),
                **gained,
                "Saves now": shown["saves"],
                **({bets_words.COLUMN: bet} if bet.ne("").any() else {}),
                "What happened": [_happened(row) for row in shown.itertuples()],
                "Link": [platforms.safe_link(link) for link in shown["link"]],
            }
        ),
        key="changes_table",
        columns=dict.fromkeys(gained, table_columns.COUNT),
        alt="The videos with what each gained since the earlier export",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        download("Download as CSV", "what changed.csv", lambda: csv.changes_csv(table))
        if len(table) > len(shown):
            of = format.plural(len(table), "video")
            st.caption(table_words.first(MOST_ROWS, of, table_words.ALL_IN_DOWNLOAD))


def bets_table(bets: pd.DataFrame) -> None:
    """Every bet, newest first, with how it stands."""
    if bets.empty:
        return
    table_columns.table(
        bets_section.listed(bets.head(MOST_ROWS)),
        key="bets_table",
        columns={"Bet made": table_columns.DAY, "Day 28": table_columns.DAY},
        alt="The bets on new videos: what was expected, and what came",
    )
    if len(bets) > MOST_ROWS:
        st.caption(table_words.first(MOST_ROWS, format.plural(len(bets), "bet"), which="newest"))


def _happened(row: Any) -> str:  # noqa: ANN401 - pandas names its tuples as it goes
    words = (("new", "new"), ("vanished", "no longer in the export"), ("fell", "a count fell"))
    return ", ".join(text for name, text in words if getattr(row, name))


def _account(now: library_access.Held) -> Accounts:
    # The account with most videos first, as the filters of the other pages have it.
    known = now.accounts.sort_values(["videos", "observations"], ascending=False, kind="stable")
    pairs = list(zip(known["platform"], known["account"], strict=True))
    if len(pairs) < 2:
        return ()
    labels = {platforms.account_label(*pair): pair for pair in pairs}
    # The same name in the address as the filters' of the other pages, so that a chosen account goes along.
    hand = filters.account_in_hand()
    first = pairs.index(hand) if hand in pairs else 0
    options = [*labels, ALL_ACCOUNTS]
    choice = st.selectbox("Account", options, index=first, key="account", bind="query-params", width=260)
    return (labels[choice],) if choice in labels else ()


def _since(now: library_access.Held, history: History, accounts: Accounts) -> int | None:
    mine = library_access.ask(lambda: history.imports(accounts)) if accounts else now.imports
    # By when they were exported, not kept: an older file may have been kept last. Nothing changed since the newest.
    taken = mine["taken_to"].fillna(mine["kept_at"])
    earlier = mine.loc[taken.sort_values(ascending=False, kind="stable").index].iloc[1:]
    labels: dict[str, int] = {}
    for row in earlier.itertuples():
        taken = row.kept_at if format.is_missing(row.taken_to) else row.taken_to
        name = f"{format.day(taken)} · {format.clip(str(row.files), 40) or 'import'}"
        labels[name if name not in labels else f"{name} (import {row.import_id})"] = int(row.import_id)
    choice = st.selectbox("Since", [BEFORE, *labels], key="since", width=340)
    return labels.get(choice)

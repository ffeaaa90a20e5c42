"""The table of the page "Accounts", one row an account that opens it, and the newest changes of all accounts."""

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from worthsaving import platforms
from worthsaving.errors import WorthSavingError
from worthsaving.figures import tables
from worthsaving.metrics import metric
from worthsaving.report import several
from worthsaving.schema import Account
from worthsaving.sections import accounts as accounts_section
from worthsaving.sections.accounts import Gained
from worthsaving.sections.answers import Answers
from worthsaving.sections.history import History
from worthsaving.sections.week.look import look
from worthsaving.ui.parts import table_columns
from worthsaving.ui.parts.download import download
from worthsaving.ui.parts.own import account_groups
from worthsaving.ui.parts.whose import Whose, counted_on
from worthsaving.ui.shell import filters, frame, library_access, markdown, marks, session
from worthsaving.words import accounts as accounts_words, changes as changes_words, format

GAINED, BY_EXPORT, COURSE, MOVED = "Saves gained", "Saves a week", "Rate over time", "What moved"
GROUPS = "Groups"
LIKELY, LEVEL = tables.RANGE, tables.PER_THOUSAND
KEY = "accounts_table"
MOST_REPORTS = 100
"""Reports in one ZIP: each takes about a second."""
SIGNED = "%+d"
NAME_WIDTH = 160  # pixels: a phone then has room for the level beside it
NAMES_WIDTH = 215  # of names with their platform


def compared(answers: Answers) -> pd.DataFrame:
    """Compare the accounts, saying so while that takes its time (see `analysis.accounts.side_by_side`)."""
    with st.spinner(accounts_words.comparing(len(answers.accounts))):
        return answers.side_by_side


def gained(answers: Answers) -> Gained | None:
    """Ask the library that the page is shown from what came in; None where files were dropped in instead."""
    history = answers.history
    if history is None or not session.from_library():
        return None
    return library_access.ask(lambda: accounts_section.gained(history, answers.side_by_side))


def headline(gained: Gained | None, table: pd.DataFrame, accounts: int) -> None:
    """Head the page with what came in on these accounts, where the library knows; else with what the table compares.

    `accounts`: how many there are.
    """
    said = accounts_words.gained(gained.each) if gained else ""
    if gained is not None and said:
        st.header(markdown.escape(said), anchor=False)
        st.caption(accounts_words.compared(gained.each, accounts))
    elif table["rate"].count() > 1:
        st.header(accounts_words.WHICH, anchor=False)


def group(answers: Answers) -> Answers:
    """Choose a group of all the accounts and return the answers about it; it stays in the address, so that a bookmark opens it."""
    labels = {platforms.account_label(*pair): pair for pair in answers.accounts}
    if len(labels) < 2:
        return answers
    chosen = account_groups.choose(labels)
    return filters.of_group(chosen) if chosen else answers


def order(table: pd.DataFrame, gained: Gained | None) -> pd.DataFrame:
    """Choose the order of the accounts; it stays in the address."""
    if len(table) < 2:
        return table
    orders = [one for one in accounts_section.ORDERS if one != GAINED or gained is not None]
    by = st.selectbox(accounts_words.SORT, orders, key="sort", bind="query-params", width=180)
    return accounts_section.ordered(table, by or orders[0], gained)


def take_away(answers: Answers) -> None:
    """The button for a report of each of these accounts and one over all, as a ZIP."""
    accounts = answers.accounts[:MOST_REPORTS]
    # Made outside the page's run, where there is no session to ask: everything it needs is taken here.
    reading, held, marked = answers.reading, session.library(), marks.known()
    library = None if held is None or held.empty else held.library
    weeks_known = session.from_library()  # of dropped files the page says nothing of a week either

    def packed() -> bytes:
        pack = partial(several.zipped, reading, accounts, made_at=dt.datetime.now(dt.UTC), marks=lambda: marked)
        if library is None:
            return pack()
        try:  # a sentence on the page would come too late: it goes into the ZIP
            return pack(history=History.of(library), found=look(library, accounts) if weeks_known else None)
        except WorthSavingError as fault:
            return pack(note=accounts_words.without_library(str(fault)))

    name = Whose(accounts, counted_on(answers.videos)).file_name("reports", "zip")
    download(accounts_words.REPORTS, name, packed, mime="application/zip", key="take_reports")
    if len(answers.accounts) > MOST_REPORTS:
        st.caption(accounts_words.reports_bounded(MOST_REPORTS))


def accounts_table(table: pd.DataFrame, gained: Gained | None, accounts: int) -> None:
    """Draw a row per account, highest level first; a ticked row opens the account's overview. `accounts`: how many there are."""
    picked = table_columns.table(
        rows(table, gained),
        key=KEY,
        row_height=46,
        height=38 + 46 * min(len(table), 10) + 2,
        on_select="rerun",
        selection_mode="single-row",
        columns=_columns(table),
        alt="The accounts with their level today, its range, its course and the saves gained",
    )
    bounded = accounts_words.bounded(accounts)
    st.caption(" ".join(filter(None, (accounts_words.OPEN, bounded, bounded and accounts_words.OTHERS))))
    if len(filters.everything().accounts) == 1:
        st.caption(accounts_words.ONE_SO_FAR)
    if picked.selection.rows:
        open_account(table.iloc[picked.selection.rows[0]])


def open_account(row: pd.Series) -> None:
    """Go to the overview of the account of this row, by the name that its filter has in the address."""
    label = platforms.account_label(row["platform"], row["account"])
    st.switch_page(frame.HOME.script, query_params={"account": label})


def rows(table: pd.DataFrame, gained: Gained | None) -> pd.DataFrame:
    """Return the table as shown; columns that are known for no account are left out."""
    pairs = list(zip(table["platform"], table["account"], strict=True))
    weeks = _by_account(gained)
    shown = pd.DataFrame(
        {
            "Account": _names(table),
            LEVEL: table["rate"] * format.PER,
            LIKELY: tables.ranges(table["low"] * format.PER, table["high"] * format.PER, missing=None),
            COURSE: [[format.PER * rate for rate in course] or None for course in table["course"]],
            GAINED: pd.array([gained.each[p].saves if gained and p in gained.each else None for p in pairs], "Int64"),
            BY_EXPORT: [weeks.get(pair) for pair in pairs],
            MOVED: [
                accounts_words.moved(*row)
                for row in zip(
                    table["kind"],
                    table["ratio"].to_numpy("float64", na_value=float("nan")),
                    table["since"],
                    strict=True,
                )
            ],
            "Videos": table["videos"],
            "Saves": table["saves"],
            "Views": table["views"],
            GROUPS: [account_groups.of_account(pair) or None for pair in pairs],
        }
    )
    unknown = [name for name in (LEVEL, LIKELY, COURSE, GAINED, BY_EXPORT, GROUPS) if not shown[name].notna().any()]
    return shown.drop(columns=[*unknown, *([MOVED] if LEVEL in unknown else [])])


def newest_changes(gained: Gained | None) -> None:
    """List the videos that gained most saves, with the account of each; nothing where no library knows."""
    if gained is None or gained.newest.empty:
        return
    shown = gained.newest
    st.header(accounts_words.NEWEST, anchor=False)
    table_columns.table(
        pd.DataFrame(
            {
                changes_words.gained("saves"): shown["saves_gained"],
                "Account": _names(shown),
                **tables.who(shown, longest=tables.LONGEST_CAPTION),
                "Saves now": shown["saves"],
                "Since": shown["before_at"].dt.date,
            }
        ),
        key="newest_changes",
        columns={
            changes_words.gained("saves"): st.column_config.NumberColumn(width=95, format=SIGNED),
            "Account": st.column_config.TextColumn(width=_name_width(shown)),
            "Since": table_columns.DAY,
        },
        alt="The videos that gained most saves, with their accounts",
    )
    frame.link(frame.CHANGED, label="All changes, video by video", width="content")


def _names(table: pd.DataFrame) -> list[str]:
    """Name each row's account, by its handle alone where all are of one platform."""
    one = table["platform"].nunique() == 1
    return [
        platforms.account_label("" if one and account else platform, account)
        for platform, account in zip(table["platform"], table["account"], strict=True)
    ]


def _name_width(table: pd.DataFrame) -> int:
    return NAME_WIDTH if table["platform"].nunique() == 1 else NAMES_WIDTH


def _by_account(gained: Gained | None) -> dict[Account, list[float]]:
    """Return the gains a week by account, oldest first, of periods whose gain is known."""
    if gained is None:
        return {}
    known = gained.weeks.dropna(subset=["a_week"])
    groups = known.groupby(["platform", "account"])["a_week"]
    return {(str(platform), str(account)): [float(gain) for gain in own] for (platform, account), own in groups}


def _colour() -> str:
    """The colour of saves on this page: a table draws bars in the accent by itself, which on the light page is another one."""
    saves = metric("saves")
    return saves.dark if st.context.theme.type == "dark" else saves.colour


def _columns(table: pd.DataFrame) -> dict[str, ColumnConfig]:
    most = float((table["rate"].max() if table["rate"].notna().any() else 1.0) * format.PER)
    return {
        "Account": st.column_config.TextColumn(width=_name_width(table)),
        LEVEL: st.column_config.ProgressColumn(
            width=108,
            format="%.1f",
            min_value=0,
            max_value=most,
            help="Saves per 1,000 views of a usual video, today",
            color=_colour(),
        ),
        LIKELY: st.column_config.TextColumn(width=80, help="Where that level likely lies (95 %)"),
        COURSE: st.column_config.LineChartColumn(
            width=92,
            y_min=0,
            help="The usual rate period by period, of those with three videos or more; each line has its own scale",
        ),
        GAINED: st.column_config.NumberColumn(width=95, format=SIGNED, help="Since the account's export before"),
        BY_EXPORT: st.column_config.BarChartColumn(
            width=115, y_min=0, help="Saves gained a week, from one export to the next; each row has its own scale"
        ),
        MOVED: st.column_config.TextColumn(
            width=150, help="The change or trend that holds up, as on the account's overview"
        ),
        "Videos": table_columns.COUNT,
    }

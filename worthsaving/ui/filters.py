"""The filters: period, account, media, fewest views. They live in the address and go along from page to page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from worthsaving import platforms
from worthsaving.analysis import select
from worthsaving.ui import state

ALL_TIME, CUSTOM = "All time", "Choose dates"
PERIODS = {"Last 30 days": 30, "Last 90 days": 90, "Last 6 months": 182, "Last 12 months": 365}
ALL_ACCOUNTS = "All accounts"
VIEWS = (0, 100, 1_000, 10_000, 100_000)
_KEYS = ("period", "dates", "account", "media", "views")


@dataclass(frozen=True)
class Chosen:
    """The videos and days left by the filters, and `key`, which stands for them in a cache."""

    key: tuple
    videos: pd.DataFrame
    days: pd.DataFrame
    total: int


def in_address() -> dict[str, list[str]]:
    """The filters as they stand in the address, for a link to another page."""
    return {key: st.query_params.get_all(key) for key in _KEYS if key in st.query_params}


def choose() -> Chosen:
    """Draw the filters that make sense for the loaded files and return what they leave."""
    reading = state.reading()
    videos = reading.videos
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start, end = _period(videos)
        account = _account(videos, reading.days)
        fewest = _fewest_views(videos)
        media = _media(select.select(videos, accounts=(account,)) if account else videos)
    key = (state.reading_key(), start, end, account, media, fewest)
    return Chosen(key, _videos(key, videos), _days(key, reading.days), len(videos))


def account_only() -> Chosen:
    """The account filter alone (Home): all of the chosen account's videos and days."""
    reading = state.reading()
    account = _account(reading.videos, reading.days)
    key = (state.reading_key(), None, None, account, (), 0)
    return Chosen(key, _videos(key, reading.videos), _days(key, reading.days), len(reading.videos))


@st.cache_resource(scope="session", max_entries=16, show_spinner=False)
def _videos(key: tuple, _videos: pd.DataFrame) -> pd.DataFrame:
    _, start, end, account, media, fewest = key
    accounts = (account,) if account else ()
    return select.select(_videos, start=start, end=end, accounts=accounts, media=media, min_views=fewest)


@st.cache_resource(scope="session", max_entries=16, show_spinner=False)
def _days(key: tuple, _days: pd.DataFrame) -> pd.DataFrame:
    _, start, end, account, _, _ = key
    return select.select_days(_days, start=start, end=end, accounts=(account,) if account else ())


def _period(videos: pd.DataFrame) -> tuple[date | None, date | None]:
    posted = select.posted_day(videos)
    choice = st.selectbox(
        "Posted", [ALL_TIME, *PERIODS, CUSTOM], key="period", bind="query-params", width=170, filter_mode=None
    )
    if posted.notna().sum() == 0 or choice == ALL_TIME:
        return None, None
    first, last = posted.min().date(), posted.max().date()
    if choice in PERIODS:
        # Counted back from the newest video, not from today: an old export still has a "last 30 days".
        return last - timedelta(days=PERIODS[choice] - 1), last
    picked = st.date_input("From – to", value=(first, last), key="dates", bind="query-params", width=240)
    return (picked[0], picked[1]) if isinstance(picked, tuple) and len(picked) == 2 else (first, last)


def _account(videos: pd.DataFrame, days: pd.DataFrame) -> tuple[str, str] | None:
    """The chosen (platform, account); None for all. Drawn only when there are several.

    It starts at the account with the most videos: a save rate mixed from two platforms is nobody's normal.
    """
    pairs = videos.groupby(["platform", "account"]).size().sort_values(ascending=False, kind="stable").index.tolist()
    pairs += [
        p for p in days[["platform", "account"]].drop_duplicates().itertuples(index=False, name=None) if p not in pairs
    ]
    if len(pairs) < 2:
        return None
    labels = {platforms.account_label(*pair): pair for pair in pairs}
    choice = st.selectbox(
        "Account", [*labels, ALL_ACCOUNTS], key="account", bind="query-params", width=260, filter_mode="contains"
    )
    return labels.get(choice)


def _media(videos: pd.DataFrame) -> tuple[str, ...]:
    kinds = sorted(kind for kind in videos["media"].unique() if kind)
    if len(kinds) < 2:
        return ()
    return tuple(
        st.pills("Media", kinds, selection_mode="multi", key="media", bind="query-params", format_func=str.title)
    )


def _fewest_views(videos: pd.DataFrame) -> int:
    if videos["views"].notna().sum() == 0:
        return 0
    labels = {f"{views:,} or more" if views else "Any": views for views in VIEWS}
    choice = st.selectbox("Views", list(labels), key="views", bind="query-params", width=150, filter_mode=None)
    return labels.get(choice, 0)

"""The filters: period, account, media, fewest views. They live in the address and go along from page to page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from worthsaving import platforms, schema
from worthsaving.analysis import select
from worthsaving.analysis.labels import columns
from worthsaving.reading.result import Reading
from worthsaving.schema import Account
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.account_rates import AccountRates
from worthsaving.sections.choice.accounts import accounts_of
from worthsaving.sections.choice.choice import EVERYTHING, Choice
from worthsaving.ui.shell import markdown, marks, session, session_cache
from worthsaving.words.own import labels as label_words

ALL_TIME, CUSTOM = "All time", "Choose dates"
PERIODS = {"Last 30 days": 30, "Last 90 days": 90, "Last 6 months": 182, "Last 12 months": 365}
ALL_ACCOUNTS = "All accounts"
ANY_VIEWS = "Any"
VIEWS = (0, 100, 1_000, 10_000, 100_000)
_KEYS = ("period", "dates", "account", "media", "views", "labels")


def in_address() -> dict[str, list[str]]:
    """The filters as they stand in the address, for a link to another page."""
    return {key: st.query_params.get_all(key) for key in _KEYS if key in st.query_params}


def choose() -> Answers:
    """Draw the filters that make sense for the loaded files and return the answers about what they leave."""
    reading = session.reading()
    with st.container(horizontal=True, vertical_alignment="top"):  # labels in one line: pills are lower than boxes
        account = _account(_known(session.reading_key(), reading).accounts)
        known = _known(session.reading_key(), reading, account)
        start, end = _period(known)
        fewest = _fewest_views() if known.has_views else 0
        media = _media(known.media)
        labels = _labels(known.labels)
    return _answers(session.reading_key(), Choice(account, start, end, media, fewest, labels), reading)


def account_box() -> Account | None:
    """Draw the account filter in one line, without a label over it, and return the account; its name where there is one."""
    known = _known(session.reading_key(), session.reading())
    if len(known.accounts) == 1 and any(known.accounts[0]):
        name = markdown.escape(platforms.account_label(*known.accounts[0]))
        st.markdown(f"**{name}**", width="stretch")
        return None
    return _account(known.accounts, labelled=False)


def of_account(account: Account | None) -> Answers:
    """The answers about all of an account's videos and days; None: of all accounts."""
    return _answers(session.reading_key(), Choice(account), session.reading())


def account_only() -> Answers:
    """The account filter alone: all of the chosen account's videos and days."""
    return of_account(_account(_known(session.reading_key(), session.reading()).accounts))


def account_in_hand() -> Account | None:
    """The account that the other pages begin with: the one with most videos in what they show; None without any."""
    known = _known(session.reading_key(), session.reading()).accounts if session.has_data() else ()
    return known[0] if known else None


def everything() -> Answers:
    """The answers about all accounts at once, without any filter drawn."""
    return _answers(session.reading_key(), EVERYTHING, session.reading())


def of_group(accounts: tuple[Account, ...]) -> Answers:
    """The answers about all videos and days of these accounts."""
    held = session.library()
    return _of_group(session.reading_key(), accounts, () if held is None else held.key, session.reading())


def clear() -> None:
    """Back to all videos of the account (a button's callback: the filters are drawn anew after it).

    A widget that is bound to the address is cleared by its value, which takes it out of the address as well.
    """
    for key, value in {"period": ALL_TIME, "media": [], "views": ANY_VIEWS, "labels": []}.items():
        if key in st.session_state:
            st.session_state[key] = value


@dataclass(frozen=True)
class Known:
    """What the filters can offer: the accounts, most videos first; first and last day; media; whether views are known;
    the labels with their values."""

    accounts: tuple[tuple[str, str], ...]
    first: date | None
    last: date | None
    media: tuple[str, ...]
    has_views: bool
    labels: tuple[tuple[str, str], ...] = ()


@session_cache.for_this_visit()
def _known(key: tuple[str, ...], _reading: Reading, account: tuple[str, str] | None = None) -> Known:
    only = (account,) if account else ()
    videos, days = select.select(_reading.videos, accounts=only), select.select_days(_reading.days, accounts=only)
    # Posts decide which days there are to choose from; a daily file alone brings its own.
    dates = (select.posted_day(videos) if len(videos) else days["day"]).dropna()
    return Known(
        accounts=accounts_of(videos, days),
        first=dates.min().date() if len(dates) else None,
        last=dates.max().date() if len(dates) else None,
        media=tuple(kind for kind in schema.MEDIA if (videos["media"] == kind).any()),
        has_views=bool(videos["views"].notna().any()),
        labels=_label_values(videos),
    )


def _label_values(videos: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """The values of each label, the most frequent first, then the posts without one where there are any."""
    found: list[tuple[str, str]] = []
    for label in columns.labels_in(videos):
        found += [(label, value) for value in columns.values_in(videos, label)]
        found += [(label, columns.UNLABELLED)] if videos[columns.kind(label)].isna().any() else []
    return tuple(found)


def _answers(key: tuple[str, ...], choice: Choice, reading: Reading) -> Answers:
    held = session.library()
    return _answered(key, choice, () if held is None else held.key, reading)


@session_cache.for_this_visit()
def _answered(key: tuple[str, ...], choice: Choice, held: tuple[str, ...], _reading: Reading) -> Answers:
    """Answer from what is read and what the library holds (`held`): that says when saves have settled."""
    return Answers(_reading, choice, session.history(), account_rates=_account_rates(key, _reading), marks=marks.known)


@session_cache.for_this_visit()
def _of_group(key: tuple[str, ...], accounts: tuple[Account, ...], held: tuple[str, ...], _reading: Reading) -> Answers:
    pairs = pd.MultiIndex.from_frame(_reading.audience[["platform", "account"]])
    own = replace(
        _reading,
        videos=select.select(_reading.videos, accounts=accounts),
        days=select.select_days(_reading.days, accounts=accounts),
        audience=_reading.audience[pairs.isin(accounts)],
    )
    return Answers(own, EVERYTHING, session.history(), account_rates=AccountRates(own), marks=marks.known)


@session_cache.for_this_visit()
def _account_rates(key: tuple[str, ...], _reading: Reading) -> AccountRates:
    return AccountRates(_reading)


def _period(known: Known) -> tuple[date | None, date | None]:
    if known.first is None or known.last is None:
        return None, None
    choice = st.selectbox(
        "Posted", [ALL_TIME, *PERIODS, CUSTOM], key="period", bind="query-params", width=170, filter_mode=None
    )
    if choice in PERIODS:
        # Counted back from the newest video, not from today: an old export still has a "last 30 days".
        return known.last - timedelta(days=PERIODS[choice] - 1), known.last
    if choice != CUSTOM:
        return None, None
    picked = st.date_input("From – to", value=(known.first, known.last), key="dates", bind="query-params", width=240)
    return (picked[0], picked[1]) if isinstance(picked, tuple) and len(picked) == 2 else (known.first, known.last)


def _account(pairs: Sequence[Account], *, labelled: bool = True) -> Account | None:
    """The chosen (platform, account); None for all. Drawn only when there are several.

    It starts at the account with the most videos: a save rate mixed from two platforms is nobody's normal.
    """
    if len(pairs) < 2:
        return None
    labels = {platforms.account_label(*pair): pair for pair in pairs}
    choice = st.selectbox(
        "Account",
        [*labels, ALL_ACCOUNTS],
        key="account",
        bind="query-params",
        width=260 if labelled else 236,
        filter_mode="contains",
        label_visibility="visible" if labelled else "collapsed",
    )
    return labels.get(choice)


def _media(kinds: Sequence[str]) -> tuple[str, ...]:
    if len(kinds) < 2:
        return ()
    return tuple(
        st.pills("Media", kinds, selection_mode="multi", key="media", bind="query-params", format_func=str.title)
    )


def _labels(known: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if not known:
        return ()
    named: dict[str, tuple[str, str]] = {}
    for pair in known:
        name = label_words.option(*pair)
        alike = sum(label_words.option(*other) == name for other in named.values())
        named[f"{name} ({alike + 1})" if alike else name] = pair  # names are shortened: two may begin alike
    picked = st.multiselect("Labels", list(named), key="labels", bind="query-params", width=320, placeholder="Any")
    return tuple(named[name] for name in picked if name in named)


def _fewest_views() -> int:
    labels = {f"{views:,} or more" if views else ANY_VIEWS: views for views in VIEWS}
    choice = st.selectbox("Views", list(labels), key="views", bind="query-params", width=150, filter_mode=None)
    return labels.get(choice, 0)

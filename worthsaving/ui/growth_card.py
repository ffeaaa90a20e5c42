"""How one video grew, from all its exports in the library."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving.analysis.growth import EqualAge, curve, equal_age
from worthsaving.figures import growth as figures
from worthsaving.figures import tables
from worthsaving.ui.parts import with_notes
from worthsaving.ui.shell import library_access, session, session_cache
from worthsaving.words import growth as growth_words

NEWEST = 250  # of so many videos a usual value is known closely, and a page stays quick


def growth(video: pd.Series, facts: frozenset[str]) -> None:
    """The video's curve and what it tells; nothing where the library holds fewer than two observations of it."""
    now = session.held()
    if now is None or now.empty or not video["video_id"]:
        return
    key = (video["platform"], video["account"], video["video_id"])
    history = library_access.ask(lambda: _history(now.key, key, now))
    points = curve(history)
    if len(points) < 2:
        return
    st.markdown("**How it grew**")
    left, right = st.columns([3.4, 1], gap="medium")
    with left:
        alt = "This video's saves, likes and views over its age, each as a share of its newest count"
        with_notes.chart("growth", figures.curve(points), alt=alt, table=lambda: tables.curve(points))
        st.caption("A point an export, at the moment it was made or, where the file doesn't say, kept.")
        if history["saves"].notna().any():
            _what_it_tells(now, history, key)
    with right:
        with_notes.margin_notes("growth", facts)


def _what_it_tells(now: library_access.Held, history: pd.DataFrame, key: tuple[str, str, str]) -> None:
    compared = library_access.ask(lambda: _equal_age(now.key, key, now, history))
    for sentence in (
        growth_words.last_gain(history),
        growth_words.late_share(history),
        growth_words.equal_age(compared, history),
    ):
        if sentence:
            st.markdown(f":orange[:material/bookmark:] {sentence}")


def of_account(now: library_access.Held, *accounts: tuple[str, str]) -> pd.DataFrame:
    """The histories of these accounts' newest videos (all accounts, when none is named)."""
    return _histories(now.key, accounts, now)


@session_cache.for_this_visit()
def _equal_age(
    held: tuple[str, ...], key: tuple[str, str, str], _now: library_access.Held, _history: pd.DataFrame
) -> EqualAge | None:
    """The comparison with the account's newest videos, for a video that is not among them as well."""
    others = of_account(_now, (key[0], key[1]))
    own = _history.assign(platform=key[0], account=key[1])
    return equal_age(pd.concat([others[others["video_id"] != key[2]], own], ignore_index=True), key)


@session_cache.for_this_visit()
def _history(held: tuple[str, ...], key: tuple[str, str, str], _now: library_access.Held) -> pd.DataFrame:
    return _now.library.history(*key)


@session_cache.for_this_visit()
def _histories(held: tuple[str, ...], accounts: tuple[tuple[str, str], ...], _now: library_access.Held) -> pd.DataFrame:
    return _now.library.histories(accounts, videos=NEWEST)

"""One video: its counts, where it sits among the creator's own, what its counts suggest, and the way to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving import platforms
from worthsaving.analysis import age, select
from worthsaving.analysis.growth import EqualAge, curve, equal_age
from worthsaving.figures import growth as figures
from worthsaving.figures import position, tables
from worthsaving.metrics import metric
from worthsaving.ui import numbers
from worthsaving.ui.parts import with_notes
from worthsaving.ui.shell import library_access, markdown, session, session_cache
from worthsaving.ui.shell.filters import Chosen
from worthsaving.words import expected as expected_words
from worthsaving.words import format
from worthsaving.words import growth as growth_words
from worthsaving.words import video as video_words

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


SHOWN = ("saves", "likes", "comments", "shares", "views")


def video_card(chosen: Chosen, rates: pd.DataFrame, facts: frozenset[str]) -> None:
    """The card of the picked video, or a hint how to pick one. A video that the filters hide has no card."""
    label, videos = session.picked_video(), chosen.videos
    if label is None or label not in videos.index:
        how = "Tick a row in the table" if "no_saves" in facts else "Click a point, or tick a row in the table,"
        with_keys = "With the keyboard: Tab to the table, the arrow keys to a row, and Shift + Space picks it."
        st.caption(f":material/touch_app: {how} to see that video here.", help=with_keys)
        return
    video = videos.loc[label]
    young = bool(age.is_young(videos).loc[label])
    left, right = with_notes.room()
    with left, st.container(border=True):
        _who(video, select.posted_day(videos.loc[[label]]).iloc[0], young=young)
        _how(video, rates.loc[label], numbers.of_expected(chosen).loc[label])
        with st.container(horizontal=True):
            address = platforms.safe_link(video["link"])
            if address:
                st.link_button("Open the video", address, icon=":material/open_in_new:")
            st.button("Close", on_click=session.pick_video, args=(None,), type="tertiary", icon=":material/close:")
    with right:
        with_notes.margin_notes("video_card", facts - {"young_videos"} | ({"young_videos"} if young else set()))
    growth(video, facts)


def _who(video: pd.Series, posted: pd.Timestamp, *, young: bool) -> None:
    platform = markdown.escape(platforms.label(video["platform"])) or "Video"
    st.caption(f"{platform} · {format.day(posted)}{' · under 7 days old, still collecting' if young else ''}")
    st.text(format.clip(format.title_of(video["title"], posted), 220))
    with st.container(horizontal=True):
        for name in SHOWN:
            st.metric(metric(name).label, format.short(video[name]), width="content")


def _how(video: pd.Series, rate: pd.Series, expected: pd.Series) -> None:
    model = numbers.of_models().get((video["platform"], video["account"]))
    corner = "" if pd.isna(expected["label"]) else video_words.QUADRANTS.get(expected["label"], "")
    for sentence in (
        video_words.believable(rate),
        video_words.position(rate, model),
        expected_words.against_expected(expected, video["saves"]),
        corner,
    ):
        if sentence:
            st.markdown(sentence)
    if model is not None and not model.weak and pd.notna(rate["mean"]):
        place = {name: float(rate[name]) for name in ("mean", "low", "high")}
        figure, own = position.position(model, **place), model
        with_notes.chart(
            "video_card", figure, alt=video_words.believable(rate), table=lambda: tables.position(own, **place)
        )
        st.caption(
            "Strip: where 8 in 10 of your videos fall; dotted: your middle one. Line: where this video's true rate lies."
        )

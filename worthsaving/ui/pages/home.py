"""The parts of Home: the drop zone, the headline, the way on."""

from __future__ import annotations

import streamlit as st

from worthsaving.analysis import select
from worthsaving.analysis.headline import Headline
from worthsaving.data import load
from worthsaving.metrics import metric
from worthsaving.ui import numbers
from worthsaving.ui.parts import empty_states, with_notes
from worthsaving.ui.parts.callout import callout
from worthsaving.ui.shell import filters, frame, markdown, session
from worthsaving.words import format
from worthsaving.words import headline as headline_words
from worthsaving.words import in_short as in_short_words


def drop_zone() -> None:
    """Where files go, and the button that shows it with sample data."""
    st.file_uploader(
        "Drop your exports here: CSV, TSV, TXT, XLSX or ZIP, as many as you like",
        accept_multiple_files=True,
        key=session.uploader_key(),
        on_change=session.take_drop,
        help="They are read on this machine and forgotten when you close the page, unless you keep them.",
    )
    if not session.has_data():
        label = markdown.on_accent("Try it with sample data")
        st.button(label, on_click=session.add_samples, type="primary")


def welcome() -> None:
    """For somebody who has no data in yet: what it does, the drop zone, and a picture of what comes out."""
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        st.markdown(
            "Drop in the exports you already have. See which videos people **save**, set against likes and comments and "
            "over time, with how sure each number is."
        )
        drop_zone()
    with right, st.container(border=True):
        st.image(
            load.FOLDER / f"first_{'dark' if st.context.theme.type == 'dark' else 'light'}.png",
            caption="From the sample data: each point is a video, the band is what is usual",
            alt="A chart of saves against likes: one point a video, and a band where 8 in 10 of them fall",
        )


def where_to_get_it() -> None:
    """Three ways to a file, the one with saves first."""
    st.header("Where to get your file", anchor=False)
    first, second, third = st.columns(3, border=True)
    first.markdown(
        "**TikTok Business account** :orange-badge[has saves]  \nBusiness Suite → Analytics → Videos → export. "
        "The column “Add to Favorites” counts saves."
    )
    second.markdown(
        "**Instagram** :orange-badge[has saves]  \nMeta Business Suite → Insights → Content → Export data. "
        "The column “Saves” counts them."
    )
    third.markdown(
        "**TikTok Studio** :gray-badge[no saves]  \nStudio → Analytics → Download data. Good for views and days; saves are "
        "only on Studio's pages, not in its file."
    )


def headline(chosen: filters.Chosen, found: Headline) -> None:
    """The finding in a sentence, the five figures, and the notes beside them."""
    st.header(headline_words.save_rate(found), anchor=False)
    left, right = with_notes.room()
    with left:
        _figures(found)
        for sentence in (
            headline_words.save_rate_evidence(found),
            headline_words.known_saves(found),
            headline_words.top_share(found),
        ):
            if sentence:
                st.markdown(sentence)
        _most_saved(chosen, found)
    with right:
        with_notes.margin_notes("headline", numbers.of_facts(chosen), limit=1)


def in_short(chosen: filters.Chosen, found: Headline) -> None:
    """Three to five sentences, each with a link to where it comes from."""
    lines = in_short_words.in_short(
        found,
        numbers.of_trend(chosen)[1],
        numbers.of_change(chosen),
        numbers.of_expected(chosen),
        numbers.of_what_gets_saved(chosen, "UTC"),
    )
    if not lines:
        return
    st.header("In short", anchor=False)
    pages = {"trends": frame.TRENDS, "what": frame.WHAT, "saves_vs": frame.SAVES_VS}
    for line in lines:
        left, right = st.columns([9, 1], vertical_alignment="center")
        left.markdown(f":orange[:material/bookmark:] {markdown.escape(line.text)}")
        with right:
            frame.link(pages[line.page], label=":small[See it]", width="content", icon="")


def without_saves(found: Headline) -> None:
    """What the files do tell when they have no saves: how many videos and views."""
    with st.grid(4, min_column_width=125):
        _videos_and_views(found)


def without_videos() -> None:
    """For files that list no videos: what they are, where to look, and where a file with saves comes from.

    Nothing where no file could be read: each says why in its entry.
    """
    reading = session.reading()
    if len(reading.days):
        empty_states.only_days(frame.HOME)
    elif any(report.table == "audience" for report in reading.files):
        callout(
            "**Nothing here counts your videos or your days.** Your files tell who your followers are and the like: "
            "nothing is wrong with them, but they have no page here. Drop in a file that lists your videos.",
            icon=":material/group:",
        )
    else:
        return
    where_to_get_it()


def way_on() -> None:
    """What to look at next."""
    st.header("Look closer", anchor=False)
    with st.grid(2, min_column_width=260):
        for place, why in (
            (frame.SAVES_VS, "Which videos are saved more than their likes and comments suggest?"),
            (frame.TRENDS, "Is it getting better?"),
            (frame.WHAT, "Which tags, words, lengths and times go with more saves?"),
            (frame.CHANGED, "What came in since your last export?"),
            (frame.ACCOUNTS, "How do your accounts compare, size taken out?"),
            (frame.GUIDANCE, "What does a save mean, and who gets told?"),
        ):
            with st.container(border=True, height="stretch", gap="xsmall"):
                frame.link(place)
                st.caption(why)


def _figures(found: Headline) -> None:
    with st.grid(4, min_column_width=125):
        _videos_and_views(found)
        _figure("Saves", format.short(found.saves), f"{metric('saves').meaning} {_exact(found.saves)}")
        rate = format.MISSING if found.pooled is None else format.figures(1000 * found.pooled.value)
        _figure(
            "Per 1,000 views",
            rate,
            f"Saves for every 1,000 views: all saves over all views of {format.plural(found.rated, 'video')}.",
        )


def _videos_and_views(found: Headline) -> None:
    _figure("Videos", format.count(found.videos), "Each video counted once, however many files it is in.")
    _figure("Views", format.short(found.views), _exact(found.views))


def _figure(label: str, value: str, explained: str) -> None:
    st.metric(label, value, help=explained, border=True, height="stretch")


def _most_saved(chosen: filters.Chosen, found: Headline) -> None:
    if found.most_saved is None:
        return
    video = chosen.videos.loc[found.most_saved]
    with st.container(border=True, gap="xsmall"):
        saves = format.plural(int(video["saves"]), "save")
        st.caption(f":material/bookmark_star: Your most-saved video: {saves}")
        posted = select.posted_day(chosen.videos.loc[[found.most_saved]]).iloc[0]
        st.text(format.clip(format.title_of(video["title"], posted), 160))


def _exact(value: int | None) -> str:
    return "" if format.is_missing(value) else f"Exactly {format.count(value)}."

"""Save trends: saves and save rate by posting date, saves among all engagement, and the daily file's own days."""

import streamlit as st

from worthsaving.figures import tables, trend
from worthsaving.ui import numbers
from worthsaving.ui.pages import daily, periods
from worthsaving.ui.parts import empty_states, with_notes
from worthsaving.ui.shell import filters, frame
from worthsaving.words import change as change_words
from worthsaving.words import engagement
from worthsaving.words import headline as headline_words
from worthsaving.words import trend as trend_words

frame.start_page("Save trends")
empty_states.require_data()
chosen = filters.choose()
known = numbers.of_facts(chosen)
buckets, verdict, shares = numbers.of_trend(chosen)

if "has_saves" in known and buckets.empty:
    empty_states.no_dates(chosen)
elif "has_saves" in known:
    headline, change = numbers.of_headline(chosen), numbers.of_change(chosen)
    finding = trend_words.trend(verdict, headline)
    st.header(finding, anchor=False)
    normal = headline_words.normal(headline)
    with_notes.with_notes(
        "save_rate_over_time",
        trend.save_rate_over_time(buckets, normal=normal, change=change),
        alt=finding,
        table=lambda: tables.save_rate_over_time(buckets, normal=normal, change=change),
        facts=known,
        caption=f"{change_words.change(change)} {trend_words.rate_chart(verdict, headline)}".strip(),
    )
    st.header("How many saves, by when you posted", anchor=False)
    with_notes.with_notes(
        "saves_over_time",
        trend.saves_over_time(buckets),
        alt="Saves by posting date",
        table=lambda: tables.saves_over_time(buckets),
        facts=known,
        caption=trend_words.saves_chart(buckets),
    )
    st.header("What part of all engagement are saves?", anchor=False)
    with_notes.with_notes(
        "engagement_share",
        trend.engagement_share(shares),
        alt=engagement.share(shares),
        table=lambda: tables.engagement_share(shares),
        facts=known,
        caption=engagement.share(shares),
    )
    periods.compare_periods(chosen, known)
else:
    empty_states.no_saves(chosen)
daily.day_by_day(chosen, known)
frame.way_on(frame.TRENDS)

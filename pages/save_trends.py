"""Save trends: saves and save rate by posting date, saves among all engagement, and the daily file's own days."""

import streamlit as st

from worthsaving import sentences
from worthsaving.figures import trends
from worthsaving.ui import beside, days, empty, facts, filters, frame, numbers, state

frame.start_page("Save trends")
empty.require_data()
chosen = filters.choose()
known = facts.of(state.reading(), chosen.videos)

if chosen.videos["saves"].notna().any():
    buckets, verdict, shares = numbers.of_trend(chosen)
    headline = numbers.of_headline(chosen)
    finding = sentences.trend(verdict)
    st.subheader(finding, anchor=False)
    beside.with_notes(
        "save_rate_over_time",
        trends.save_rate_over_time(buckets, normal=sentences.normal(headline)),
        alt=finding,
        facts=known,
        caption=sentences.rate_chart(verdict, headline),
    )
    st.subheader("How many saves, by when you posted", anchor=False)
    beside.with_notes(
        "saves_over_time",
        trends.saves_over_time(buckets),
        alt="Saves by posting date",
        facts=known,
        caption=sentences.saves_chart(buckets),
    )
    st.subheader(sentences.share(shares), anchor=False)
    beside.with_notes("engagement_share", trends.engagement_share(shares), alt=sentences.share(shares), facts=known)
else:
    empty.no_saves(chosen)
days.day_by_day(chosen, known)
frame.way_on(frame.TRENDS)

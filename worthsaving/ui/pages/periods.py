"""Two periods side by side: the user picks them, the app says whether they differ."""

from datetime import date, timedelta

import streamlit as st

from worthsaving.sections.answers import Answers
from worthsaving.ui.pages import why
from worthsaving.ui.parts import with_notes
from worthsaving.words import periods


@st.fragment
def compare_periods(answers: Answers) -> None:
    """Two date pickers and the verdict, drawn alone when a day is picked; nothing where fewer than two days are known."""
    between = answers.further.posted_between
    if between is None:
        return
    first, last = between
    middle = first + (last - first) / 2
    st.header("Compare two periods", anchor=False)
    with st.container(horizontal=True):
        a = _period("First period", first, middle, key="first")
        b = _period("Second period", middle + timedelta(days=1), last, key="second")
    if a and b:
        found = answers.comparison(a, b)
        st.markdown(f"**{periods.comparison(found)}.**")
        if a[0] <= b[1] and b[0] <= a[1]:
            st.caption(periods.OVERLAP)
        if said := periods.compared_rates(found):
            st.caption(said)
        why.why(answers, a, b)
    else:
        st.caption(periods.PICK_BOTH)
    with_notes.margin_notes("compare", answers.facts)


def _period(label: str, first: date, last: date, *, key: str) -> tuple[date, date] | None:
    picked = st.date_input(label, value=(first, last), key=f"compare_{key}", format="YYYY-MM-DD", width=250)
    return (picked[0], picked[1]) if isinstance(picked, tuple) and len(picked) == 2 else None

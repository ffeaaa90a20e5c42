"""Why two periods differ: other kinds of posts, or the same kinds saved more or less."""

import streamlit as st

from worthsaving.analysis.periods import Period
from worthsaving.sections.answers import Answers
from worthsaving.ui.shell import markdown
from worthsaving.words.plans import mix


def why(answers: Answers, a: Period, b: Period) -> None:
    """Draw the sentence and what stands behind it; nothing with too few videos."""
    found = answers.further.split(a, b)
    if said := mix.split(found):
        st.markdown(markdown.escape(said))
    if behind := mix.evidence(found):
        st.caption(markdown.escape(behind))

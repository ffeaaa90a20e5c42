"""The worked example on the page "How this is worked out"."""

from __future__ import annotations

import streamlit as st

from worthsaving import method
from worthsaving.ui import filters, numbers, state


def example() -> None:
    """One of the loaded videos as an example; nothing without data."""
    if not len(state.reading().videos):
        return
    chosen = filters.account_only()
    said = method.worked_example(chosen.videos, numbers.of_rates(chosen))
    if said:
        st.info(f"**With your data.** {said}", icon=":material/calculate:")

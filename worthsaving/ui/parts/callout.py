"""A sentence that stands out, in the page's own colours: what is missing, and what to do about it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def callout(said: str, *, icon: str) -> DeltaGenerator:
    """Draw a card with an icon and this Markdown, and return it: what can be done about it goes inside.

    Streamlit's own boxes bring a blue and a yellow that are none of this app's colours.
    """
    card = st.container(border=True, gap="small")
    card.markdown(f":orange[{icon}] {said}")
    return card

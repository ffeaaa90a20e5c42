"""Way round on a phone: a bar of five places at the foot of the page, and a sidebar that closes after its link."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from worthsaving.data import load

P = TypeVar("P")
_script = st.components.v2.component("worth_saving_phone_nav", js=load.text("phone_nav.js"))


def draw(places: Sequence[tuple[P, str]], link: Callable[..., None]) -> None:
    """Draw the bar: `link(place, label=...)` for each place. On a wide screen it is not shown: the sidebar stands there."""
    with st.bottom:
        with st.container(horizontal=True, key="phone_nav"):
            for place, label in places:
                link(place, label=label)
        _script(key="phone_nav_script", data={"css": load.text("phone_nav.css")}, height="content")

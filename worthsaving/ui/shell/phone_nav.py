"""Way round on a phone: a bar of five places at the foot of the page, and a sidebar that closes after its link."""

from collections.abc import Callable

import streamlit as st

from worthsaving.data import load

_script = st.components.v2.component("worth_saving_phone_nav", js=load.text("phone_nav.js"))


def draw(links: Callable[[], None]) -> None:
    """Draw the bar; `links` draws its places. On a wide screen it is not shown: the sidebar stands there."""
    with st.bottom:
        with st.container(horizontal=True, key="phone_nav"):
            links()
        _script(key="phone_nav_script", data={"css": load.text("phone_nav.css")}, height="content")

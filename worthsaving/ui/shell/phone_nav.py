"""Way round on a phone: a bar of places at the foot of the page, the one navigation there."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from worthsaving.data import load
from worthsaving.ui.shell import browser_code
from worthsaving.words.desktop import about as words

P = TypeVar("P")
_script = st.components.v2.component("worth_saving_phone_nav", js=load.text("phone_nav.js"))
_about = st.components.v2.component(
    "worth_saving_phone_about",
    html=f'<button type="button">{words.ON_PHONES}</button>',
    css=load.text("phone_about.css"),
)


def draw(places: Sequence[tuple[P, str]], more: Sequence[P], link: Callable[..., None]) -> None:
    """Draw the bar: `link(place, label=...)` for each place, and one button that opens links to `more` of them.

    On a wide screen it is not shown: the sidebar stands there. On a phone the sidebar has no links and opens from here, for
    what it says of files, account and app.
    """
    with st.bottom:
        with st.container(horizontal=True, key="phone_nav"):
            for place, label in places:
                link(place, label=label)
            with st.popover("More", icon=":material/more_horiz:", type="tertiary", key="phone_more"):
                for place in more:
                    link(place)
                with st.container(key="phone_about"):
                    _about(key="phone_about_button")
        once = {"css": load.text("phone_nav.css"), "code": browser_code.file_names()}
        _script(key="phone_nav_script", data=once, height="content")
        browser_code.follow_theme()

"""The way to saves out of TikTok Studio's own page, step by step, for the browser one has."""

import streamlit as st

from worthsaving.guidance import studio_posts

_BROWSER = "studio_posts_browser"


def steps(*, unfolded: bool = False) -> None:
    """The way, folded away under its heading or not: six steps for the chosen browser, and what to know about the file."""
    with st.expander(studio_posts.title(), icon=":material/list_alt:", expanded=unfolded):
        st.markdown(studio_posts.why())
        browser = st.segmented_control(
            "Your browser",
            studio_posts.browsers(),
            format_func=studio_posts.browser_label,
            default=studio_posts.browsers()[0],
            required=True,
            key=f"{_BROWSER}_unfolded" if unfolded else _BROWSER,
        )
        numbered = enumerate(studio_posts.steps(browser), start=1)
        st.markdown("\n".join(f"{number}. {step.does}  \n   :gray[{step.sees}]" for number, step in numbered))
        st.caption(studio_posts.after())

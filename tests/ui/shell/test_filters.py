"""The answers behind the pages: what they depend on, and when they are worked out anew."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.library import made
from tests.ui.visiting import export
from worthsaving.library import Library
from worthsaving.writing.csv import videos_csv


def settling():
    """A page that says when saves have settled."""
    import streamlit as st

    from worthsaving.ui.shell import filters, session

    session.start_page()
    st.text(str(filters.everything().settled_days))


@pytest.mark.usefixtures("library_path")
def test_answers_on_dropped_files_follow_what_is_kept_meanwhile(library_path):
    """When saves settle is known from the library: after Keep the same files are looked at anew."""
    at = AppTest.from_function(settling)
    at.session_state["files"] = (export("videos.csv", videos_csv(made.truth(8))),)
    assert at.run().text[0].value == "None"
    library = Library.open(str(library_path))
    for week in range(9):
        library.keep(made.reading(made.snapshot(str(week), made.truth(week))), now=made.now(week))
    at.run()
    assert not at.exception
    assert float(at.text[0].value) > 7

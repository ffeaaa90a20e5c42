"""What a rerun works out again: none of the costly things, whatever the page."""

from collections import Counter

import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from tests.ui.visiting import PAGES, SAVES_VS, open_page, samples
from worthsaving.analysis import age
from worthsaving.figures import base, tables

COSTLY = ((base, "figure"), (go.Figure, "__init__"), (tables, "who"), (tables, "videos"), (age, "age_days"))


@pytest.fixture
def work(monkeypatch):
    """How often each costly function was called, from a visit on that has nothing kept yet."""
    st.cache_resource.clear()
    counted: Counter[str] = Counter()

    def count(home: object, name: str) -> None:
        whole = getattr(home, name)

        def counting(*given, **named):
            counted[name] += 1
            return whole(*given, **named)

        monkeypatch.setattr(home, name, counting)

    for home, name in COSTLY:
        count(home, name)
    return counted


@pytest.mark.parametrize("page", PAGES)
def test_a_rerun_draws_no_figure_and_makes_no_table_again(work, page):
    """With nothing changed all that was drawn, listed or worked out stands ready."""
    at = open_page(page, *samples())
    assert not at.exception
    work.clear()
    at.run()
    assert not at.exception
    assert dict(work) == {}


def test_a_click_makes_what_depends_on_it_and_nothing_else(work):
    """Another order of the table makes that table; no figure is drawn."""
    at = open_page(SAVES_VS, *samples())
    first = dict(work)
    assert first["figure"] >= 3  # or the counting counts nothing
    work.clear()
    at.selectbox(key="order").select("Newest").run()
    assert work["videos"] == 1
    assert work["figure"] == 0


MOST_MESSAGES = 230
"""Messages of a run; the overview and "Saves, answered" have the most, some 190."""


@pytest.mark.parametrize("page", PAGES)
def test_a_rerun_sends_few_messages_and_no_outline(monkeypatch, page):
    """Each element of a page is a message, each of which costs about the same; what is ready needs no outline before it."""
    at = open_page(page, *samples())
    sent = []
    monkeypatch.setattr(ForwardMsgQueue, "_before_enqueue_msg", sent.append)
    at.run()
    drawn = [one for one in sent if one.WhichOneof("type") == "delta"]
    assert 40 < len(drawn) < MOST_MESSAGES
    assert [one for one in drawn if one.delta.new_element.WhichOneof("type") == "skeleton"] == []

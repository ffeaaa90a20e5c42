"""What a rerun works out again: none of the costly things, whatever the page."""

from collections import Counter

import plotly.graph_objects as go
import pytest
import streamlit as st

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

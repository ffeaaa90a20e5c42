"""Colours of charts that go with the page's theme: each mark takes the name of one of the theme's chart colours.

Streamlit fills these names in when it first draws a chart, in the colours of `theme.light.chartCategoricalColors` or
`theme.dark.chartCategoricalColors`.
"""

import streamlit as st
from streamlit.elements.lib import streamlit_plotly_theme as names

from worthsaving.figures import base

CATEGORIES = (
    names.CATEGORY_0, names.CATEGORY_1, names.CATEGORY_2, names.CATEGORY_3, names.CATEGORY_4, names.CATEGORY_5,
    names.CATEGORY_6, names.CATEGORY_7, names.CATEGORY_8, names.CATEGORY_9,
)  # fmt: skip


def names_of_colours() -> dict[str, str]:
    """The theme's name for each colour of the palette (see `figures.palette`), and for the page around a dot's outline."""
    return {
        **dict(zip(st.get_option("theme.light.chartCategoricalColors") or (), CATEGORIES, strict=False)),
        base.OUTLINE: names.BG_COLOR,
    }

"""The colours of the light theme for what is drawn outside Streamlit: the report's page, its figures, the pictures.

tests/report/test_look.py holds them to .streamlit/config.toml.
"""

from typing import Any

PAPER = "#FCFBF8"
SHADE = "#F3F0E8"
INK = "#101317"
QUIET = "#5C6068"
LINE = "#E4DFD3"
LINK = "#8A4B00"
ACCENT = "#C77700"
FONT = '"Worth Saving Sans", "Source Sans 3", "Source Sans Pro", "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif'

TEMPLATE: dict[str, Any] = {
    "layout": {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "color": INK, "size": 13},
        "colorway": [ACCENT, "#C2406B", "#1F7A8C", "#6C5BB3", "#6B7280"],
        "hoverlabel": {"bgcolor": "#FFFFFF", "bordercolor": LINE, "font": {"family": FONT, "color": INK}},
        "xaxis": {"gridcolor": LINE, "linecolor": LINE, "zerolinecolor": LINE, "tickfont": {"color": QUIET}},
        "yaxis": {"gridcolor": LINE, "linecolor": LINE, "zerolinecolor": LINE, "tickfont": {"color": QUIET}},
    }
}
"""What Streamlit's own chart theme does for the pages: font, text and grid colours. The figures set none of these."""

"""The report's colours are the app's."""

import tomllib

from tests.conftest import ROOT
from worthsaving.metrics import metric
from worthsaving.report import look


def test_the_light_themes_colours():
    """Paper, ink and lines are those of the light theme in config.toml."""
    light = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]["light"]
    names = {
        "backgroundColor": look.PAPER, "secondaryBackgroundColor": look.SHADE, "textColor": look.INK, "borderColor": look.LINE,
        "linkColor": look.LINK, "grayTextColor": look.QUIET,
    }  # fmt: skip
    assert {name: light[name] for name in names} == names


def test_the_accent_is_the_colour_of_saves():
    """One colour a measure, everywhere."""
    assert metric("saves").colour == look.ACCENT

"""Measures: one colour each, that can be told from the page, light and dark."""

import tomllib

import pytest

from tests.conftest import ROOT
from worthsaving import metrics, schema
from worthsaving.figures import palette

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
PAPERS = [CONFIG["theme"]["light"]["backgroundColor"], CONFIG["theme"]["dark"]["backgroundColor"]]


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_wcags():
    """Black on white is 21:1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("colours", palette.DARK.items(), ids=lambda pair: pair[0])
def test_every_mark_shows_on_both_pages(colours):
    """Graphics need 3:1 against the page: the light colour on the light page, the dark one on the dark page."""
    for colour, paper in zip(colours, PAPERS, strict=True):
        assert contrast(colour, paper) >= 3


def test_the_themes_chart_colours_are_the_palette():
    """The pages fill in the theme's chart colours for those of the figures: the same ones, in the same order."""
    light, dark = (CONFIG["theme"][theme]["chartCategoricalColors"] for theme in ("light", "dark"))
    assert dict(zip(light, dark, strict=True)) == palette.DARK
    assert light[0] == metrics.metric("saves").colour


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_can_be_read(mode):
    """Text, links and the grey of captions need 4.5:1 against the page."""
    theme = CONFIG["theme"][mode]
    for name in ("textColor", "linkColor", "grayTextColor", "primaryColor"):
        assert contrast(theme[name], theme["backgroundColor"]) >= 4.5, name


def test_every_counted_column_is_a_measure():
    """Every count of the canonical tables has a label, a colour and a meaning."""
    counted = {c.name for c in (*schema.VIDEOS, *schema.DAYS) if c.dtype == schema.COUNT}
    assert counted == set(metrics.all_metrics())


def test_saves_stand_alone_in_their_colour():
    """No other measure shares the colour of saves."""
    colours = [m.colour for m in metrics.all_metrics().values()]
    assert colours.count(metrics.metric("saves").colour) == 1


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_captions_can_be_read(mode):
    """Streamlit draws captions at 60 % of the text colour: that too needs 4.5:1, on the page and on the sidebar."""
    theme = CONFIG["theme"][mode]
    for paper in (theme["backgroundColor"], theme["sidebar"]["backgroundColor"]):
        mixed = [
            round(0.6 * int(theme["textColor"][i : i + 2], 16) + 0.4 * int(paper[i : i + 2], 16)) for i in (1, 3, 5)
        ]
        assert contrast("#" + "".join(f"{channel:02X}" for channel in mixed), paper) >= 4.5

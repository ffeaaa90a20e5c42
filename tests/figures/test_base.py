"""Log axes that show zero honestly, and text from files that stays text."""

import math

import numpy as np
import pytest

from worthsaving.figures import base


def test_zero_has_a_line_of_its_own():
    """Zeros stand apart, below the smallest decade, and that line is ticked "0"."""
    scale = base.LogScale([0, 3, 40, 0, 500])
    axis = scale.axis("Saves")
    assert axis["ticktext"][0] == "0"
    assert scale.place([0.0]) == axis["tickvals"][0]
    assert axis["tickvals"][0] < min(axis["tickvals"][1:])
    assert axis["range"][0] < math.log10(axis["tickvals"][0])


def test_without_zeros_there_is_no_zero_line():
    """An axis whose values are all positive has no tick "0"."""
    assert "0" not in base.LogScale([3, 40]).axis("Saves")["ticktext"]


@pytest.mark.parametrize("unit", [1.0, 1000.0])
def test_ticks_stand_on_whole_decades_only(unit):
    """Between the decades there is no tick, and every decade that holds a value has one."""
    values = np.array([0.00021, 0.0034, 0.02, 0.4]) * (1000 if unit == 1 else 1)
    axis = base.LogScale(values, unit=unit).axis("Saves")
    powers = np.log10(axis["tickvals"])
    np.testing.assert_allclose(powers, np.round(powers), atol=1e-9)
    assert powers.min() <= math.log10(values.min() * unit)
    assert powers.max() >= math.log10(values.max() * unit)


@pytest.mark.parametrize(
    ("values", "texts"),
    [([1, 99_000], ["1", "10", "100", "1,000", "10K", "100K"]), ([0.02, 3], ["0.01", "0.1", "1", "10"])],
)
def test_ticks_are_worded_short(values, texts):
    """A tick reads as a creator writes it: no exponent, no needless decimals."""
    assert base.LogScale(values).axis("")["ticktext"] == texts


def test_every_value_lies_inside_the_axis():
    """Nothing is drawn outside the range, the largest value and the zeros included."""
    values = np.array([0, 0.0007, 12, 250_000.0])
    scale = base.LogScale(values)
    low, high = scale.axis("")["range"]
    placed = np.log10(scale.place(values))
    assert (placed > low).all()
    assert (placed < high).all()


def test_missing_stays_missing():
    """A value that is not known has no place, least of all the one of zero."""
    scale = base.LogScale([np.nan, 5, 0])
    assert np.isnan(scale.place([np.nan])[0])


@pytest.mark.parametrize("values", [[], [0, 0], [7], [np.nan]])
def test_odd_data_still_give_an_axis(values):
    """No value, only zeros, or one value: a range that grows and at least two decades."""
    axis = base.LogScale(values).axis("")
    assert axis["range"][0] < axis["range"][1]
    assert len([text for text in axis["ticktext"] if text != "0"]) >= 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>bold</b> & more", "&lt;b&gt;bold&lt;/b&gt; &amp; more"),
        ('<a href="https://example.org">x</a>', '&lt;a href="https://example.org"&gt;x&lt;/a&gt;'),
        ("two\nlines", "two lines"),
    ],
)
def test_markup_is_escaped(text, shown):
    """Plotly reads HTML in hovers and labels; text from a file has none left."""
    assert base.plain(text) == shown


def test_long_text_is_cut_before_it_is_escaped():
    """The cut never splits an escape in two."""
    assert base.plain("&" * 100, 10) == "&amp;" * 9 + "…"


def test_a_figure_leaves_text_colours_to_the_page():
    """The light and the dark page colour text and grid themselves."""
    layout = base.figure(height=200).layout
    assert layout.font.color is None
    assert layout.paper_bgcolor is None


def test_axis_titles_keep_off_the_numbers():
    """The page's theme has padding of its own, which would push a title onto the ticks: it is set here, to none."""
    layout = base.figure(height=200).layout
    assert layout.margin.pad == 0
    assert layout.xaxis.ticklabelstandoff == layout.yaxis.ticklabelstandoff > 0


def test_soft_colours():
    """A colour with its opacity."""
    assert base.soft("#C77700", 0.5) == "rgba(199,119,0,0.5)"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("#soup (hashtag)", ["#soup (hashtag)"]),
        ("#tuesdaydinner (hashtag)", ["#tuesdaydinner", "(hashtag)"]),
        ("The garlic butter noodles that I make every week", ["The garlic butter", "noodles…"]),
        ("短い動画のとても長いタイトル例えばこれ", ["短い動画のとても長い", "タイトル例えばこれ"]),
        ("x" * 60, ["x" * 20, "x" * 19 + "…"]),
        ("<b>fat</b> & <i>thin</i> things", ["&lt;b&gt;fat&lt;/b&gt; &amp;", "&lt;i&gt;thin&lt;/i&gt; things"]),
    ],
)
def test_labels_take_two_short_lines_at_most(text, lines):
    """A long label is broken at a word and then cut; nothing of it is markup but the break."""
    assert base.label(text).split("<br>") == lines


def test_zero_stands_half_a_decade_under_the_lowest():
    """Far enough that it is no part of the scale, near enough that the scale keeps its room."""
    scale = base.LogScale([0, 30, 4000])
    assert math.log10(scale.zero) == pytest.approx(1 - 0.55)
    assert scale.axis("")["range"][0] == pytest.approx(1 - 0.55 - 0.2)

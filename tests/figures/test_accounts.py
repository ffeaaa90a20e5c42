"""Accounts side by side, by the numbers in the figure."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.drawn import numbers, spec, trace
from worthsaving.figures import accounts


def table(*rows) -> pd.DataFrame:
    """Accounts from (name, rate, low, high, usual low, usual high), rates 0-1."""
    frame = pd.DataFrame(rows, columns=["account", "rate", "low", "high", "typical_low", "typical_high"])
    return frame.assign(platform="tiktok", rated=30).astype(dict.fromkeys(frame.columns[1:], "Float64"))


A = ("a", 0.010, 0.008, 0.012, 0.002, 0.050)
B = ("b", 0.005, 0.004, 0.006, None, None)


def test_dots_are_the_rates():
    """Per 1,000 views, the highest on top."""
    dots = trace(accounts.accounts(table(A, B)), "rate")
    np.testing.assert_allclose(numbers(dots["x"]), [5, 10])
    assert dots["customdata"][1][0] == "@a · TikTok"
    assert "8 to 12" in dots["customdata"][1][2].replace(".0", "")


def test_lines_are_the_ranges():
    """The thick line is the rate's own range, the thin one the usual range, where there is one."""
    figure = accounts.accounts(table(A, B))
    np.testing.assert_allclose(numbers(trace(figure, "range")["x"]), [4, 6, np.nan, 8, 12, np.nan])
    np.testing.assert_allclose(numbers(trace(figure, "usual")["x"]), [np.nan, np.nan, np.nan, 2, 50, np.nan])


def keys(figure) -> str:
    """What stands above the axes."""
    return next(a["text"] for a in spec(figure)["layout"]["annotations"] if a.get("name") == "keys")


def test_the_marks_are_named_in_the_chart():
    """Both ranges where they are drawn, and the strip only then."""
    assert "likely range" in keys(accounts.accounts(table(A, B)))
    assert "8 in 10 videos" in keys(accounts.accounts(table(A, B)))
    assert "8 in 10 videos" not in keys(accounts.accounts(table(B)))


def test_the_axis_begins_near_the_lowest_value():
    """No empty decade on the left, and a number under each line."""
    axis = spec(accounts.accounts(table(("a", 0.0061, 0.006, 0.012, None, None))))["layout"]["xaxis"]
    assert 4.5 < 10 ** axis["range"][0] < 6
    assert axis["ticktext"] == ["5", "10", "20"]


def test_without_a_usual_range_no_line_claims_one():
    """The trace is not there at all."""
    assert "usual" not in {t["name"] for t in spec(accounts.accounts(table(B)))["data"]}


def test_an_account_without_a_rate_has_no_row():
    """Not known is not zero."""
    figure = accounts.accounts(table(A, ("c", None, None, None, None, None)))
    assert len(trace(figure, "rate")["customdata"]) == 1


def test_a_zero_stands_on_its_own_line():
    """The log axis has an honest zero."""
    figure = accounts.accounts(table(A, ("z", 0.0, 0.0, 0.001, None, None)))
    assert "0" in spec(figure)["layout"]["xaxis"]["ticktext"]
    assert np.isfinite(numbers(trace(figure, "rate")["x"])).all()


def test_a_far_end_does_not_flatten_the_rest():
    """A usual range that reaches down to next to nothing is cut off at the left end of the axis."""
    figure = accounts.accounts(table(("a", 0.01, 0.008, 0.012, 1e-12, 0.05)))
    low = spec(figure)["layout"]["xaxis"]["range"][0]
    assert low > -3
    assert np.nanmin(np.log10(numbers(trace(figure, "usual")["x"]))) > low


def test_the_figure_is_bounded():
    """However many accounts there are."""
    many = accounts.accounts(table(*[(f"a{n}", 0.01, 0.008, 0.012, None, None) for n in range(60)]))
    assert len(trace(many, "rate")["customdata"]) == accounts.MOST


def test_a_name_is_no_markup():
    """Text from a file is never HTML in a chart."""
    figure = accounts.accounts(table(("<i>x", 0.01, 0.008, 0.012, None, None)))
    assert "<" not in spec(figure)["layout"]["yaxis"]["ticktext"][0].replace("<br>", "")


@pytest.mark.parametrize(("drawn", "rows"), [(13, 13), (14, 14), (15, 14)])
def test_fourteen_accounts_are_drawn(drawn, rows):
    """Those with the highest rate."""
    many = table(*((f"a{at}", 0.01, 0.008, 0.012, None, None) for at in range(drawn)))
    assert len(trace(accounts.accounts(many), "rate")["customdata"]) == rows


@pytest.mark.parametrize(("letters", "shown"), [(20, "x" * 20), (21, "x" * 21), (22, "x" * 20 + "…")])
def test_a_handle_has_room_for_twenty_two_characters(letters, shown):
    """The @ is one of them."""
    axis = spec(accounts.accounts(table(("x" * letters, 0.01, 0.008, 0.012, None, None))))["layout"]["yaxis"]
    assert axis["ticktext"] == [f"@{shown}<br>TikTok"]

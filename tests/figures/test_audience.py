"""The hours in which followers are active, by the numbers in the figure."""

import numpy as np
import pandas as pd

from tests.analysis.audience.making import evening, hours
from tests.figures.drawn import numbers, spec
from worthsaving.analysis.audience.hours import active
from worthsaving.figures import audience
from worthsaving.metrics import metric

GAP = [None, *evening()[1:]]


def accounts(number: int):
    return active(
        pd.concat([hours(evening(scale=at + 1), account=f"a{at}") for at in range(number)], ignore_index=True)
    )


def test_one_account_has_a_bar_an_hour():
    """Averages; the strongest hours in the full colour, the others paler."""
    found = active(hours(evening(), evening(scale=3)))
    (bars,) = spec(audience.hours(found))["data"]
    np.testing.assert_allclose(numbers(bars["y"]), np.array(evening()) * 2)
    strong = [at for at, colour in enumerate(bars["marker"]["color"]) if colour == metric("followers").colour]
    assert strong == [19, 20, 21]


def test_hours_that_are_alike_are_drawn_alike():
    """No bar is picked out."""
    (bars,) = spec(audience.hours(active(hours([5.0] * 24))))["data"]
    assert set(bars["marker"]["color"]) == {metric("followers").colour}


def test_an_unknown_hour_is_a_gap():
    """Not a bar of nothing."""
    (bars,) = spec(audience.hours(active(hours(GAP))))["data"]
    assert np.isnan(numbers(bars["y"])).tolist() == [True] + [False] * 23
    assert audience.table(active(hours(GAP))).rows["Followers active"].isna().sum() == 1


def test_several_accounts_are_lines_of_their_own_size():
    """Each in per cent of its own activity, so that ten times the followers make the same line."""
    lines = spec(audience.hours(accounts(2)))["data"]
    assert [line["name"] for line in lines] == ["@a0 · TikTok", "@a1 · TikTok"]
    np.testing.assert_allclose(numbers(lines[0]["y"]), numbers(lines[1]["y"]))
    np.testing.assert_allclose(numbers(lines[0]["y"]).sum(), 100)


def test_the_figure_is_bounded():
    """Five lines of 24 points at most, and the table has the same."""
    assert len(spec(audience.hours(accounts(9)))["data"]) == audience.MOST_LINES
    assert len(audience.table(accounts(9)).rows) == 24 * audience.MOST_LINES


def test_nobody_active_still_draws():
    """Zeros divide nothing."""
    both = active(pd.concat([hours([0.0] * 24), hours(evening(), account="b")], ignore_index=True))
    assert set(numbers(spec(audience.hours(both))["data"][0]["y"])) == {0}


def test_the_table_has_the_numbers_of_the_bars():
    """An hour a row, without a column of one account's name."""
    rows = audience.table(active(hours(evening()))).rows
    assert list(rows) == ["Hour", "Followers active"]
    assert rows["Followers active"].tolist() == evening()
    assert rows["Hour"].tolist()[:2] == ["00:00", "01:00"]


def test_a_name_from_a_file_is_no_markup():
    """It is escaped."""
    both = active(pd.concat([hours(evening(), account="<b>x"), hours(evening())], ignore_index=True))
    assert "<b>" not in spec(audience.hours(both))["data"][0]["name"]

"""Rules on captions, and how they are written on the command line."""

import pandas as pd
import pytest

from worthsaving.analysis.labels.rules import BEGINS, CONTAINS, HASHTAG, Rule, parse

TITLES = pd.Series(
    ["Ep 1: soup", " ep2", "The ep", "#Series one", "#seriesx", "＃series", "a.b", ""], index=range(3, 11)
)


@pytest.mark.parametrize(
    ("how", "text", "fits"),
    [
        (BEGINS, "Ep", [3, 4]),
        (BEGINS, " EP ", [3, 4]),
        (CONTAINS, "ep", [3, 4, 5]),
        (CONTAINS, ".", [9]),
        (HASHTAG, "#series", [6, 8]),
        (HASHTAG, "series", [6, 8]),
        (CONTAINS, " ", []),
        (HASHTAG, "#", []),
    ],
)
def test_a_rule_fits_captions_whatever_their_case(how, text, fits):
    found = Rule("Series", "Yes", how, text).fits(TITLES)
    assert found.index[found].tolist() == fits


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Series=Episodes: begins with Ep", Rule("Series", "Episodes", BEGINS, "Ep")),
        ("Series = Talk : contains a: b", Rule("Series", "Talk", CONTAINS, "a: b")),
        ("Series=Challenge: #challenge", Rule("Series", "Challenge", HASHTAG, "#challenge")),
    ],
)
def test_a_rule_is_read_as_it_is_written(text, rule):
    assert parse(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Series",
        "Series=Ep",
        "=Ep: #a",
        "Series=: #a",
        "Series=Ep: ",
        "Series=Ep: #",
        "Series=Ep: ends with x",
        "Series=Ep: begins with ",
    ],
)
def test_what_is_no_rule_says_how_one_is_written(text):
    with pytest.raises(ValueError, match=r"Write"):
        parse(text)

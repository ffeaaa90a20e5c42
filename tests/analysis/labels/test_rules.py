"""Rules on captions, and how they are written on the command line."""

import pandas as pd
import pytest

from worthsaving.analysis.labels.rules import (
    BEGINS,
    CONTAINS,
    HASHTAG,
    Rule,
    in_effect,
    labels_of,
    over,
    parse,
    rename,
    take_apart,
    taken_away,
    written,
)

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


POSTS = pd.DataFrame(
    {
        "platform": ["tiktok", "tiktok", "x", "x"],
        "account": ["a", "b", "a", "a"],
        "post": ["1", "2", "3", ""],
        "title": ["Ep 1 soup", "Ep 2", "soup", "Ep 4"],
    }
)


def test_rules_give_labels_and_the_longer_text_counts():
    """A post that nothing names gets none; a rule for one account labels no other."""
    series, soup = Rule("Kind", "Episode", BEGINS, "Ep"), Rule("Kind", "Soup", CONTAINS, "soup")
    own = Rule("Who", "Me", CONTAINS, "e", ("tiktok", "b"))
    for order in ([series, soup, own], [own, soup, series]):
        found = labels_of(order, POSTS)
        given = {(row.post, row.label): row.value for row in found.itertuples()}
        assert given == {("1", "Kind"): "Soup", ("2", "Kind"): "Episode", ("3", "Kind"): "Soup", ("2", "Who"): "Me"}


def test_a_renamed_rule_gives_the_new_name_and_keeps_the_old_one():
    rule = Rule("Kind", "Episode", BEGINS, "Ep")
    (renamed,) = rename([rule], "Kind", "Episode", " Series ")
    assert set(labels_of([renamed], POSTS)["value"]) == {"Series"}
    assert set(labels_of([renamed], POSTS)["given"]) == {"Episode"}
    assert rename([rule], "Kind", "Other", "Series") == (rule,)
    assert take_apart([renamed], "Kind", "Series")[0].value == "Episode"


def test_rules_over_others_replace_and_take_away():
    rule, other = Rule("Kind", "Episode", BEGINS, "Ep"), Rule("Kind", "Soup", CONTAINS, "soup")
    assert over([rule, other], [Rule("Kind", "Series", BEGINS, " EP ")])[0].value == "Series"
    assert in_effect(over([rule, other], [taken_away(rule)])) == (other,)


@pytest.mark.parametrize(
    "rule", [Rule("A", "B", BEGINS, "Ep"), Rule("A", "B", CONTAINS, "x: y"), Rule("A", "B", HASHTAG, "#t")]
)
def test_a_rule_is_written_as_it_is_read(rule):
    assert parse(written(rule)) == rule

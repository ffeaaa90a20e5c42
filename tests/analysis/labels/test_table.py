"""Labels as a table: joined with what disagrees beside it, renamed, merged and taken apart."""

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.analysis.labels import table as labels


def of(**values: str) -> pd.DataFrame:
    """Labels of `Pillar` on posts of TikTok."""
    rows = [
        {"platform": "tiktok", "account": "a", "post": post, "label": "Pillar", "value": v}
        for post, v in values.items()
    ]
    frame = pd.DataFrame(rows)
    return schema.conform(frame.assign(given=frame["value"]), schema.LABELS)


def values(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["post"], table["value"], strict=True))


def test_two_tables_that_agree_are_joined():
    found = labels.join(of(a="Soup", b="Bread"), of(b="Bread", c="Soup"))
    assert values(found.table) == {"a": "Soup", "b": "Bread", "c": "Soup"}
    assert found.conflicts.empty


def test_what_two_tables_say_differently_stands_side_by_side():
    found = labels.join(of(a="Soup", b="Bread"), of(a="Cake", b="Bread"))
    assert values(found.table) == {"a": "Soup", "b": "Bread"}
    assert found.conflicts.to_dict("records") == [
        {"platform": "tiktok", "post": "a", "label": "Pillar", "here": "Soup", "there": "Cake"}
    ]
    assert values(labels.replace(of(a="Soup", b="Bread"), of(a="Cake"))) == {"a": "Cake", "b": "Bread"}


def test_renaming_and_merging_are_undone_exactly():
    before = of(a="Soup", b="soups", c="Bread")
    merged = labels.rename(before, "Pillar", "soups", "Soup")
    assert values(merged) == {"a": "Soup", "b": "Soup", "c": "Bread"}
    assert labels.renamed(merged).to_dict("records") == [{"label": "Pillar", "value": "Soup", "given": ("soups",)}]
    pd.testing.assert_frame_equal(labels.take_apart(merged, "Pillar", "Soup"), before)
    assert values(labels.rename(before, "Pillar", "Soup", "  ")) == values(before)


def test_what_was_renamed_stays_renamed_in_the_next_file():
    """It says "soups" again, of old posts and of new ones: that is no disagreement."""
    here = labels.rename(of(a="Soup", b="soups"), "Pillar", "soups", "Soup")
    found = labels.join(here, of(b="soups", d="soups", e="Cake"))
    assert found.conflicts.empty
    assert values(found.table) == {"a": "Soup", "b": "Soup", "d": "Soup", "e": "Cake"}
    assert found.table.set_index("post")["given"]["d"] == "soups"


def test_labels_are_taken_from_posts():
    assert values(labels.without(of(a="Soup", b="Bread"), of(b="x"))) == {"a": "Soup"}


def test_new_labels_are_clean():
    posts = pd.DataFrame({"platform": "tiktok", "account": "a", "post": ["1", "2", "3", "", "4"]})
    given = pd.Series([" Soup\n of  day\x07", None, "", "Cake", "x" * 300])
    found = labels.new(posts, "  My\tPillar ", given)
    assert values(found) == {"1": "Soup of day", "4": "x" * 200}
    assert set(found["label"]) == {"My Pillar"}
    assert labels.new(posts, " ", "Soup").empty
    assert labels.new(posts, "Pillar", "👩\u200d🍳")["value"].tolist()[0] == "👩\u200d🍳"


def test_counts_come_most_frequent_first():
    assert labels.counted(of(a="Soup", b="Bread", c="Bread"))["value"].tolist() == ["Bread", "Soup"]


@pytest.mark.parametrize(("kinds", "said"), [(60, ""), (61, "Pillar")])
def test_too_many_values_sort_nothing(kinds, said):
    assert labels.too_many(of(**{f"p{number}": f"v{number}" for number in range(kinds)})) == said


@pytest.mark.parametrize(("count", "said"), [(20, ""), (21, "labels")])
def test_too_many_labels_sort_nothing(count, said):
    assert labels.too_many(pd.concat([of(a="x").assign(label=f"L{number}") for number in range(count)])) == said

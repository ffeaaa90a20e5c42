"""Sentences on hashtags, words, lengths and times that go with saves."""

import pandas as pd

from worthsaving.analysis.labels import columns
from worthsaving.analysis.overview.more_of import LEANS
from worthsaving.analysis.what_gets_saved import MIN_WITH, MIN_WITHOUT, ends
from worthsaving.data.load import declared
from worthsaving.words import format
from worthsaving.words.own import labels

NAMED = 3
"""So many findings of either side are named in the heading."""

LONGEST_VALUE = 40

_PARTS = (("a tenth", 0.1), ("a fifth", 0.2), ("a quarter", 0.25), ("a third", 1 / 3), ("half", 0.5),
          ("two thirds", 2 / 3), ("three quarters", 0.75), ("twice", 2.0))  # fmt: skip
_NEARLY, _NEARLY_TWICE = 0.13, 0.06
"""A ratio this near (as a part of it) to one that has a word of its own is called by that word."""

_OTHERS = {"short": "{value}", "long": "Videos with {value}"}  # a kind of its own, such as a label


def name(kind: str, value: str) -> str:
    """Name one thing in a list, from its kind (see analysis.features) and its value, text from the user's captions."""
    if columns.is_label(kind):
        return labels.value(columns.label_of(kind), value)
    return _kind(kind)["short"].format(value=format.clip(value, LONGEST_VALUE))


def name_to_make(kind: str, value: str) -> str:
    """Name one thing after "make more of": "posts on Thursday"; text from the user's captions, as in `name`."""
    words = {} if columns.is_label(kind) else _kind(kind)
    return words["make"].format(value=format.clip(value, LONGEST_VALUE)) if "make" in words else name(kind, value)


def plain_name(kind: str, value: str) -> str:
    """Name one thing in a table that has its kind beside it: the value as it is; "no Pillar" for those without one."""
    return labels.value(columns.label_of(kind), value) if columns.is_label(kind) else value


def kind_name(kind: str) -> str:
    """Name a kind in a table: a label by its own name, which is a user's text."""
    return columns.label_of(kind)


def names(row: pd.Series) -> str:
    """Name a finding by all its names. `row`: kind, value, also (pairs of kind and value)."""
    return ", ".join([name(row["kind"], row["value"]), *(name(*pair) for pair in row.get("also", ()))])


def what_gets_saved(found: pd.DataFrame) -> str:
    """Say what is saved more and what is saved less, as a heading; may hold text from captions.

    `found`: kind, value, ratio, clear. Where nothing saved more holds up, what leans that way by `LEANS` is named as such.
    """
    if found.empty:
        return f"To compare tags, words, lengths and times we need saves, and at least {MIN_WITH} videos with one and {MIN_WITHOUT} without it"
    more, less = ends(found, len(found))
    more, less = more[more["clear"] | more["ratio"].ge(LEANS)], less[less["clear"]]
    said = []
    if len(more):
        said.append(f"{side(more, 'more')}: {_listed(more)}")
    if len(less):
        said.append(f"Saved less: {_listed(less)}")
    return ". ".join(said) or nothing_holds_up(found)


def side(rows: pd.DataFrame, way: str) -> str:
    """Name one side (`way`: "more" or "less") by whether any of its findings holds up. `rows`: clear."""
    return f"Saved {way}" if rows["clear"].any() else f"Leaning {way}, could be chance"


def nothing_holds_up(found: pd.DataFrame) -> str:
    """Say that nothing makes a clear difference, or what it takes to compare anything."""
    if found.empty:
        return what_gets_saved(found)
    compared = "one compared" if len(found) == 1 else f"{len(found):,} compared"
    return f"No tag, word, length or time is clearly saved more or less ({compared})"


def one_thing(row: pd.Series) -> str:
    """Say one finding. `row`: kind, value (text from the user's captions!), n, ratio, low, high, also."""
    which = _which(row["kind"], row["value"])
    if not row.get("clear", True):
        which = f"Could be chance: {which[0].lower()}{which[1:]}"
    also = row.get("also", ())
    same = f" Nearly the same videos: {', '.join(name(*pair) for pair in also)}." if len(also) else ""
    return (
        f"{which} are saved {as_often(row['ratio'])} as your others "
        f"(likely {format.figures(row['low'])} to {format.figures(row['high'])} times, "
        f"{format.plural(int(row['n']), 'video')}).{same}"
    )


def effect_legend(zone: str, drawn: pd.DataFrame, *, compared: int) -> str:
    """Say what dots, lines and colours of the chart mean, what they do not say, and in which time zone days and hours are.

    `drawn`: low, high, clear of the findings in the chart, of so many `compared`.
    """
    return (
        f"{label_legend(drawn, compared=compared)} A tag can ride along with a good video; it need not be the reason. "
        f"Days and hours in {zone}."
    )


def label_legend(drawn: pd.DataFrame, *, compared: int) -> str:
    """Say what dots and lines of a label's chart mean, and what they do not say; `drawn`, `compared`: see `effect_legend`."""
    why = ""
    if missed_by_luck(drawn, compared=compared):
        why = f", even where the line misses “as usual”: of {compared:,} compared at once, some do by luck"
    return (
        "Dot: how many times as often as your other videos these are saved, per view. Line: where that likely lies. "
        f"Grey and hollow: could be chance{why}. "
        "Each video is compared with what was usual for you when it was posted."
    )


def missed_by_luck(drawn: pd.DataFrame, *, compared: int) -> bool:
    """Tell whether a finding that could be chance has a line that misses "as usual", as some of many do by luck."""
    hollow = drawn[~drawn["clear"].astype(bool)]
    return compared > 1 and bool(((hollow["low"] > 1) | (hollow["high"] < 1)).any())


def _which(kind: str, value: str) -> str:
    if columns.is_label(kind) and value == columns.UNLABELLED:
        return f"Videos without a value of {format.clip(columns.label_of(kind), LONGEST_VALUE)}"
    if columns.is_label(kind):
        return f"Videos labelled {format.clip(value, LONGEST_VALUE)}"
    return _kind(kind)["long"].format(value=format.clip(value, LONGEST_VALUE))


def _kind(kind: str) -> dict[str, str]:
    return dict(declared("features")["kinds"].get(kind, _OTHERS))


def _listed(rows: pd.DataFrame) -> str:
    """Name the first findings; those that hold up where any does."""
    rows = rows[rows["clear"]] if rows["clear"].any() else rows
    first = rows.head(NAMED)
    said = ", ".join(name(kind, value) for kind, value in zip(first["kind"], first["value"], strict=True))
    left = len(rows) - len(first)
    return f"{said} and {left:,} more" if left and rows["clear"].all() else said


def as_often(ratio: float) -> str:
    """Write a ratio as how often: "about a quarter as often", "1.4 times as often"."""
    said, value = min(_PARTS, key=lambda part: abs(ratio / part[1] - 1))
    if abs(ratio / value - 1) <= (_NEARLY if value < 1 else _NEARLY_TWICE):
        return f"about {said} as often"
    return f"{format.ratio(ratio)} times as often"

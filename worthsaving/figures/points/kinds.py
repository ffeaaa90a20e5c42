"""Kinds of a label as colours of points: the most frequent values have one each, all others and the unlabelled are grey."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis.labels import columns
from worthsaving.figures import base, palette
from worthsaving.words.own import labels as words

SYMBOLS = (
    ("circle", "●"),
    ("square", "■"),
    ("diamond", "◆"),
    ("triangle-up", "▲"),
    ("triangle-down", "▼"),
    ("cross", "✚"),
)
"""A marker and its sign in the key for each colour, so that colour never stands alone."""
REST = ("x", "✕")
LONGEST = 20
"""Characters of a value in the key: two stand in a line of a phone."""


@dataclass(frozen=True)
class Kinds:
    """A label's values that have a colour, most frequent first, and each video's place among them.

    `codes`: by the videos' index, `len(names)` for the rest. `rest`: values without a colour; `unlabelled`: whether
    videos without a value are there.
    """

    label: str
    names: tuple[str, ...]
    codes: pd.Series
    rest: int
    unlabelled: bool

    def colours(self, index: pd.Index) -> list[str]:
        """Return the colour of each of these videos."""
        each = np.array([*palette.KINDS[: len(self.names)], base.QUIET], dtype=object)
        return list(each[self.codes.reindex(index)])

    def symbols(self, index: pd.Index) -> list[str]:
        """Return the marker of each of these videos."""
        each = np.array([*(symbol for symbol, _ in SYMBOLS[: len(self.names)]), REST[0]], dtype=object)
        return list(each[self.codes.reindex(index)])

    def is_named(self, index: pd.Index) -> np.ndarray:
        """Mark the videos that have a colour of their own."""
        return np.asarray(self.codes.reindex(index) < len(self.names), dtype="bool")


def kinds_of(videos: pd.DataFrame, label: str) -> Kinds:
    """Give the most frequent values of a label colours. `videos` has the label's column (see `columns.with_labels`)."""
    found = columns.values_in(videos, label)
    names = tuple(found[: len(SYMBOLS)])
    values = videos[columns.kind(label)].astype("object")
    codes = values.map({name: at for at, name in enumerate(names)}).fillna(len(names)).astype("int64")
    return Kinds(label, names, codes, len(found) - len(names), bool(values.isna().any()))


def column(kinds: Kinds | None, about: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the column of a chart's table that holds each video's value, by its heading; none without kinds."""
    if kinds is None:
        return {}
    values = about[columns.kind(kinds.label)].astype("object").fillna(columns.UNLABELLED)
    return {words.column(kinds.label): values.astype("str")}


def key(shown: go.Figure, kinds: Kinds, *, above: int = 0) -> None:
    """Put the key above the axes, over `above` pixels of other words; the figure grows by its height."""
    signs = [sign for _, sign in SYMBOLS]
    keys = [(signs[at], palette.KINDS[at], _plain(name)) for at, name in enumerate(kinds.names)]
    if kinds.unlabelled or kinds.rest:
        keys.append((REST[1], base.QUIET, _plain(words.rest(kinds.label, kinds.rest, unlabelled=kinds.unlabelled), 40)))
    base.say_keys(shown, keys)
    lines = (len(keys) + 1) // 2
    shown.layout.annotations[-1].yshift = above
    shown.update_layout(margin_t=10 + 18 * lines + above, height=shown.layout.height + 18 * lines)


def _plain(text: str, longest: int = LONGEST) -> str:
    """Prepare a user's text for the key, in which the colours of our own marks are looked for between quotes."""
    return base.plain(text, longest).replace('"', "&#34;")

"""What each measure is called, what it means, and the one colour and marker it has everywhere."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Metric:
    """One measure: `name` is its canonical column, `label` heads a column or axis, `noun` stands in a sentence."""

    name: str
    label: str
    noun: str
    colour: str
    symbol: str
    meaning: str


@cache
def all_metrics() -> dict[str, Metric]:
    """Every measure by its canonical column name, in the order of the data file."""
    text = (resources.files("worthsaving") / "data" / "metrics.toml").read_text("utf-8")
    return {name: Metric(name=name, **entry) for name, entry in tomllib.loads(text).items()}


def metric(name: str) -> Metric:
    """The measure of that canonical column. Raises KeyError for a column that is no measure."""
    return all_metrics()[name]

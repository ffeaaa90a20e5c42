"""What each measure is called, what it means, and the one colour (one for the dark page) and marker it has everywhere."""

from dataclasses import dataclass
from functools import cache

from worthsaving.data.load import declared


@dataclass(frozen=True)
class Metric:
    """One measure: `name` is its canonical column, `label` heads a column or axis, `noun` stands in a sentence."""

    name: str
    label: str
    noun: str
    colour: str
    dark: str
    symbol: str
    meaning: str


@cache
def all_metrics() -> dict[str, Metric]:
    """Every measure by its canonical column name, in the order of the data file."""
    return {name: Metric(name=name, **entry) for name, entry in declared("metrics").items()}


def metric(name: str) -> Metric:
    """The measure of that canonical column. Raises KeyError for a column that is no measure."""
    return all_metrics()[name]

"""Gains since an earlier export in the library, and how long saves keep coming."""

from functools import partial

import pandas as pd

from worthsaving.analysis import changes as changes_analysis
from worthsaving.analysis.growth import HowLong
from worthsaving.figures import growth as growth_figure, tables
from worthsaving.sections.parts import Chart, Fact, Part, lines
from worthsaving.words import changes as changes_words, growth as growth_words

COUNTS = ("saves", "likes", "comments", "views")


def changes(table: pd.DataFrame) -> Part:
    """Return what was gained in all and by which videos; `table`: see `Library.changes`."""
    found = changes_analysis.gains(table)
    finding, evidence = changes_words.changed(found), lines(changes_words.changed_evidence(found))
    if table.empty:
        return Part("what_changed", finding, lines=evidence)
    facts = tuple(
        Fact(f"{name}_gained", changes_words.gained(name), changes_words.signed(getattr(found, name)), "")
        for name in COUNTS
    )
    chart = Chart("what_changed", partial(growth_figure.gains, table), partial(tables.gains, table), alt=finding)
    return Part("what_changed", finding, facts, evidence, charts=(chart,) if found.gaining else ())


def how_long(found: HowLong | None) -> Part:
    """Return how long saves keep coming, beside likes."""
    return Part("growth", growth_words.how_long(found), lines=lines(growth_words.how_long_evidence(found)))

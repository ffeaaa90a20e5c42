"""In short: the main findings in a few sentences, each with the page that shows it."""

import pandas as pd

from worthsaving.analysis.change import Change
from worthsaving.analysis.headline import Headline
from worthsaving.analysis.trend import Trend
from worthsaving.words import change as change_words, expected as expected_words, trend as trend_words, what_gets_saved


def in_short(
    headline: Headline,
    trend: Trend,
    change: Change | None,
    expected: pd.DataFrame,
    what: pd.DataFrame,
    *,
    after_headline: bool = False,
) -> tuple[tuple[str, str], ...]:
    """Choose at most five sentences, the most useful first, each with its section: "saves_vs", "trend" or "what".

    Empty without saves or rates. A sentence may hold text from captions: escape it. `after_headline`: today's level and its
    change stand right above with their numbers, and are not said again.

    `expected`: verdict (analysis.expected); `what`: kind, value, n, ratio, low, high, clear, also (analysis.what_gets_saved).
    """
    if not headline.saves or headline.pooled is None:
        return ()
    if after_headline:
        lines = [] if change is None else [(change_words.when(change), "trend")]
    elif change is not None:  # a step says more than the slope of a line through it
        lines = [(f"{change_words.change(change)} {change_words.evidence(change)}", "trend")]
    else:
        lines = [(f"{trend_words.trend(trend, headline).rstrip('.')}.", "trend")]
    clear = what[what["clear"]] if len(what) else what
    if len(clear):
        # What to make more of comes first, then what to make less of.
        ends = pd.concat([clear[clear["ratio"] > 1].head(1), clear[clear["ratio"] < 1].head(1)])
        lines += [(what_gets_saved.one_thing(row), "what") for _, row in ends.iterrows()]
    else:
        lines.append((f"{what_gets_saved.nothing_holds_up(what)}.", "what"))
    lines.append((f"{expected_words.stand_outs(expected)}.", "saves_vs"))
    return tuple(lines)

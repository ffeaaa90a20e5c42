"""Sentences on hashtags, words, lengths and times that go with saves."""

import pandas as pd

from worthsaving.analysis.what_gets_saved import MIN_WITH, MIN_WITHOUT
from worthsaving.metrics import metric
from worthsaving.words import format

_WHICH = {
    "hashtag": "with {value}",
    "word": "with “{value}” in the title",
    "question": "whose title {value}",
    "title length": "with the title length “{value}”",
    "duration": "of {value}",
    "media": "of the kind “{value}”",
    "weekday": "posted on {value}",
    "part of day": "with the posting time “{value}”",
    "account": "of {value}",
}
"""Which videos a finding is about, by its kind (see analysis.features)."""


def what_gets_saved(found: pd.DataFrame) -> str:
    """Say how many things go with more or fewer saves, as a heading. `found`: ratio, clear."""
    if found.empty:
        return f"Too little to compare yet: it takes {MIN_WITH} videos with a tag, word, length or time, {MIN_WITHOUT} without, and saves"
    clear = found[found["clear"]]
    if clear.empty:
        if len(found) == 1:
            return "Nothing stands out: the one thing that could be compared makes no clear difference"
        return f"Nothing stands out: of {len(found):,} things that could be compared, none clearly goes with more saves"
    more, fewer = int((clear["ratio"] > 1).sum()), int((clear["ratio"] < 1).sum())
    parts = [f"{format.plural(n, 'thing')} {verb} with {how} saves" for n, how, verb in
             ((more, "more", _goes(more)), (fewer, "fewer", _goes(fewer))) if n]  # fmt: skip
    return f"{' and '.join(parts)}"


def one_thing(row: pd.Series) -> str:
    """Say one finding. `row`: kind, value (text from the user's captions!), n, ratio, low, high."""
    doubt = "" if row.get("clear", True) else "Could be chance: "
    which = _WHICH.get(row["kind"], "with {value}").format(value=format.clip(row["value"], 40))
    return (
        f"{doubt}{'videos' if doubt else 'Videos'} {which} have {format.figures(row['ratio'])} times the save rate of the "
        f"others (likely {format.figures(row['low'])} to {format.figures(row['high'])}, "
        f"{format.plural(int(row['n']), 'video')})."
    )


def effect_legend(zone: str) -> str:
    """Say what dots, lines and colours of the chart mean, what they do not say, and in which time zone days and hours are."""
    return (
        f"Dot: how many times the {metric('saves').noun} per view of your other videos. Line: where it likely lies. Grey and "
        "hollow: could be chance. This says what goes together, not why: a tag may only be what your better videos wear. "
        f"Days and hours in {zone}."
    )


def _goes(number: int) -> str:
    return "goes" if number == 1 else "go"

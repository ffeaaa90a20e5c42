"""How the numbers are worked out, in plain words, as data; and a worked example with the loaded videos."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pandas as pd

from worthsaving import findings, wording
from worthsaving.analysis.rates import MIN_VIDEOS


@dataclass(frozen=True)
class Section:
    """One question and its answer (Markdown of our own)."""

    title: str
    text: str


@cache
def _data() -> dict:
    return tomllib.loads((resources.files("worthsaving") / "data" / "method.toml").read_text("utf-8"))


def sections() -> tuple[Section, ...]:
    """The questions in the order of the page."""
    return tuple(Section(entry["title"], " ".join(entry["text"].split())) for entry in _data()["sections"])


def references() -> tuple[str, ...]:
    """The literature, one line each."""
    return tuple(entry["text"] for entry in _data()["references"])


def worked_example(videos: pd.DataFrame, rates: pd.DataFrame) -> str:
    """The video whose counted rate had to be pulled furthest, in numbers; empty where no video has a rate.

    `rates`: raw, mean, low, high (0-1) by the index of `videos`, all of an account's videos. Under `MIN_VIDEOS` of them the
    pull is towards a first guess.
    """
    known = rates.dropna(subset=["raw", "mean"])
    if known.empty:
        return ""
    label = (known["raw"] - known["mean"]).abs().idxmax()
    video, rate = videos.loc[label], known.loc[label]
    counted, fair, low, high = (findings.per_thousand(rate[name]) for name in ("raw", "mean", "low", "high"))
    beside = "Set beside your other videos" if len(known) >= MIN_VIDEOS else "With so few videos to set it beside"
    which = (
        "Your one video with a save rate"
        if len(known) == 1
        else f"Of {len(known):,} videos the one that had to move furthest"
    )
    views, saves = wording.plural(int(video["views"]), "view"), wording.plural(int(video["saves"]), "save")
    return (
        f"{which} has {views} and {saves}: counted, that is "
        f"{counted} per 1,000 views. {beside}, {fair} is what to believe (likely {low} to {high})."
    )

"""Method: how the numbers are worked out, as text; and a worked example with the loaded videos."""

from collections.abc import Mapping

import pandas as pd

from worthsaving.analysis.models.rates import MIN_VIDEOS, RateModel
from worthsaving.data.load import declared
from worthsaving.schema import Account
from worthsaving.words import format


def sections() -> tuple[tuple[str, str], ...]:
    """List the questions in the order of the page, each with its answer (Markdown of our own)."""
    return tuple((entry["title"], " ".join(entry["text"].split())) for entry in declared("method")["sections"])


def references() -> tuple[str, ...]:
    """List the literature, one line each."""
    return tuple(entry["text"] for entry in declared("method")["references"])


def worked_example(videos: pd.DataFrame, rates: pd.DataFrame, normal: Mapping[Account, RateModel | None]) -> str:
    """Show in numbers the video whose rate is shrunk furthest; empty where no video has a rate.

    `rates`: raw, mean, low, high (0-1) by the index of `videos`; `normal`: the models behind them (see
    `video_rates.models`). Where that of the video's own account is weak, it is shrunk towards the weak prior.
    """
    known = rates.dropna(subset=["raw", "mean"])
    if known.empty:
        return ""
    label = (known["raw"] - known["mean"]).abs().idxmax()
    video, rate = videos.loc[label], known.loc[label]
    counted, fair, low, high = (format.fine_rate(rate[name]) for name in ("raw", "mean", "low", "high"))
    own = (videos["platform"] == video["platform"]) & (videos["account"] == video["account"])
    beside = _beside(normal[video["platform"], video["account"]], alone=bool(own.all()))
    which = (
        "Your one video with a save rate"
        if len(known) == 1
        else f"Of {len(known):,} videos the one whose rate was moved most"
    )
    views, saves = format.plural(int(video["views"]), "view"), format.plural(int(video["saves"]), "save")
    return (
        f"{which} has {views} and {saves}: counted, that is "
        f"{counted} per 1,000 views. {beside}, {fair} is a fairer guess (likely {low} to {high})."
    )


def _beside(model: RateModel | None, *, alone: bool) -> str:
    """Say what a video's rate was compared with: the others of its account, where they have a model of their own."""
    if model is not None and not model.weak:
        return "Set beside your other videos" if alone else "Set beside the other videos of its account"
    if model is not None and model.n >= MIN_VIDEOS:
        return "With no difference between your rates to learn from"
    return "With so few videos to set it beside"

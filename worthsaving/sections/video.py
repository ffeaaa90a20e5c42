"""One video: its rate among the creator's own, what its other counts suggest, and how it grew."""

from functools import partial

import pandas as pd

from worthsaving.analysis.growth import curve
from worthsaving.figures import growth as growth_figure, position as position_figure, tables
from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import expected as expected_words, growth as growth_words, video as video_words
from worthsaving.words.plans import bets as bets_words


@kept
def video(answers: Answers, label: int) -> Part:
    """Return the one verdict on the video with this index label, its rate, and its place on the creator's own range."""
    row, rate = answers.videos.loc[label], answers.rates.loc[label]
    model = answers.models.get((row["platform"], row["account"]))
    believable = video_words.believable(rate)
    said = lines(_verdict(answers, label), believable)
    if model is None or model.weak or pd.isna(rate["mean"]):
        return Part("video_card", lines=said)
    place = {name: float(rate[name]) for name in ("mean", "low", "high")}
    chart = Chart(
        "video_card",
        partial(position_figure.position, model, **place),
        partial(tables.position, model, **place),
        alt=believable,
        caption=video_words.POSITION_LEGEND,
    )
    return Part("video_card", lines=said, charts=(chart,))


def _verdict(answers: Answers, label: int) -> str:
    """Choose the one sentence that matters: what holds up, else its quadrant, else its place among the others."""
    row, rate, expected = answers.videos.loc[label], answers.rates.loc[label], answers.expected.loc[label]
    place = video_words.position(rate, answers.models.get((row["platform"], row["account"])))
    if expected["verdict"] in expected_words.ORDER:
        return expected_words.against_expected(expected, row["saves"])
    if rate["verdict"] in ("more than usual", "less than usual"):
        return place
    corner = "" if pd.isna(expected["label"]) else video_words.QUADRANTS.get(expected["label"], "")
    return corner or place or expected_words.against_expected(expected, row["saves"])


def bet(answers: Answers, label: int) -> tuple[Part, ...]:
    """Return the bet on the video, or how it came out; nothing where the library holds none."""
    row, history = answers.videos.loc[label], answers.history
    if history is None or not history.is_open:
        return ()
    post = history.post(answers.reading.videos, label)
    found = history.bets(((row["platform"], row["account"]),))
    mine = found[found["post"] == post]
    return (Part("", lines=lines(bets_words.one(mine.iloc[0]))),) if post and len(mine) else ()


def growth(answers: Answers, label: int) -> tuple[Part, ...]:
    """Return the video's curve and what it shows; nothing where the library holds fewer than two observations of it."""
    row, history = answers.videos.loc[label], answers.history
    if history is None or not history.is_open:
        return ()
    post = history.post(answers.reading.videos, label)
    if not post:
        return ()
    key = (row["platform"], row["account"], post)
    observations = history.observations(*key)
    points = curve(observations)
    if len(points) < 2:
        return ()
    chart = Chart(
        "growth",
        partial(growth_figure.curve, points),
        partial(tables.curve, points),
        alt=growth_words.CURVE,
        caption=growth_words.CURVE_LEGEND,
    )
    if not observations["saves"].notna().any():
        return (Part("growth", charts=(chart,)),)
    under = (
        growth_words.last_gain(observations),
        growth_words.late_share(observations),
        growth_words.equal_age(history.equal_age(*key), observations),
    )
    return (Part("growth", charts=(chart,), findings=lines(*under)),)

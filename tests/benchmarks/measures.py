"""What is measured in each made-up data set: name -> number; None where the data set says nothing about it."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import betainc

from tests.benchmarks import oracle
from tests.benchmarks.making import Cell, creator, tagged
from worthsaving.analysis import change, expected, headline, trend, unusual
from worthsaving.analysis.models import multiple_tests, rates
from worthsaving.analysis.what_gets_saved import what_gets_saved

Found = dict[str, float | None]


def pulled(cell: Cell, rng: np.random.Generator) -> Found:
    """The ranges and the pulled rates of single videos, and the ranges of months."""
    videos, truth = creator(cell, rng)
    found = rates.rates(videos)
    error = {
        "raw": found["raw"] - truth.rate,
        "pulled": found["mean"] - truth.rate,
        "known": oracle.pulled_rates(videos, truth) - truth.rate,
    }
    size = {name: float(np.sqrt((miss**2).mean())) for name, miss in error.items()}
    usual = headline.headline(videos)
    a, b = truth.mean * truth.precision, (1 - truth.mean) * truth.precision
    typical = None if usual.weak else usual.typical
    months = trend.buckets(videos, by="month").dropna(subset=["rate"])
    return {
        "usual holds": float(betainc(a, b, typical.high) - betainc(a, b, typical.low)) if typical else None,
        "range covers": float(((found["low"] <= truth.rate) & (truth.rate <= found["high"])).mean()),
        "month covers": float(((months["low"] <= truth.mean) & (truth.mean <= months["high"])).mean()),
        "error ratio": size["pulled"] / size["raw"] if size["raw"] else None,
        "error ratio best": size["known"] / size["raw"] if size["raw"] else None,
    }


def _sees(videos: pd.DataFrame) -> float:
    return float(trend.verdict(videos).verdict in ("rising", "falling"))


def alarms(cell: Cell, rng: np.random.Generator) -> Found:
    """Trends and changes called where there is none."""
    quiet, _ = creator(cell, rng)
    views_grow, _ = creator(cell, rng, views_growth=20.0)
    found: Found = {"trend alarm": _sees(quiet), "trend alarm, views grow": _sees(views_grow)}
    if cell.n >= 2 * change.MIN_VIDEOS:
        found["change alarm"] = float(change.change_point(quiet) is not None)
        found["change alarm, views grow"] = float(change.change_point(views_grow) is not None)
        step, _ = creator(cell, rng, times=np.where(np.arange(cell.n) < cell.n / 2, 0.5, 1.5))
        found["change seen"] = float(change.change_point(step) is not None)
    return found


def power(cell: Cell, rng: np.random.Generator) -> Found:
    """A doubling over the period, seen by the verdict and by the test that knows the dispersion."""
    found: Found = {}
    for grows, name in ((False, "doubling"), (True, "doubling, rates multiply")):
        videos, truth = creator(cell, rng, growth=2.0, spread_grows=grows)
        found[name] = _sees(videos)
        found[f"{name}, known"] = float(oracle.sees_trend(videos, truth, spread_grows=grows))
        found[f"{name}, known, fitted"] = float(oracle.sees_trend_of_form(videos, truth, spread_grows=grows))
    return found


def outliers(cell: Cell, rng: np.random.Generator) -> Found:
    """Videos called unusual: where none is, and where one in twenty has eight times its rate."""
    quiet, _ = creator(cell, rng)
    times = np.ones(cell.n)
    real = rng.permutation(cell.n)[: max(cell.n // 20, 1)]
    times[real] = 8.0
    loud, truth = creator(cell, rng, times=times)
    called = (unusual.stand_out(loud)["verdict"] != "usual").to_numpy(bool)
    a, b = truth.mean * truth.precision, (1 - truth.mean) * truth.precision
    known = unusual.stand_out(loud, rates.RateModel(a, b, cell.n, weak=False))["verdict"].to_numpy() != "usual"
    return {
        "stands out, none real": float((unusual.stand_out(quiet)["verdict"] != "usual").any()),
        "stands out, false": float((called & (times == 1)).sum() / max(called.sum(), 1)),
        "stands out, seen": float(called[real].mean()),
        "stands out, seen, known": float(known[real].mean()),
    }


def suggested(cell: Cell, rng: np.random.Generator) -> Found:
    """The ranges of expected saves for videos the model has not seen, and verdicts where none is due."""
    videos, _ = creator(cell, rng)
    hidden = rng.permutation(cell.n)[: max(cell.n // 5, 3)]
    saves = videos["saves"].to_numpy("float64")[hidden]
    blind = videos.copy()
    blind.loc[hidden, "saves"] = pd.NA
    found = expected.expected_saves(blind).loc[hidden]
    told = found["low"].notna().to_numpy()
    inside = ((found["low"] <= saves) & (saves <= found["high"])).to_numpy()[told]
    called = expected.expected_saves(videos)["verdict"].isin(["more than expected", "fewer than expected"])
    return {"expected covers": float(inside.mean()) if told.any() else None, "expected, any": float(called.any())}


def tags(cell: Cell, rng: np.random.Generator) -> Found:
    """Hashtags and the like called clear: where nothing goes with saves, and where two tags triple the rate."""
    quiet = what_gets_saved(tagged(cell, rng))
    loud = what_gets_saved(tagged(cell, rng, strong=2))
    real = loud["value"].isin(["#tag0", "#tag1"])
    found: Found = {
        "gets saved, none real": float(quiet["clear"].any()),
        "gets saved, false": float((loud["clear"] & ~real).sum() / max(loud["clear"].sum(), 1)),
    }
    hashtags = loud[loud["kind"] == "hashtag"]
    if len(hashtags):
        true = np.where(hashtags["value"].isin(["#tag0", "#tag1"]), 3.0, 1.0)
        inside = (hashtags["low"] <= true) & (true <= hashtags["high"])
        found["gets saved, range covers"] = float(inside.mean())
    if real.any():
        found["gets saved, seen"] = float(loud.loc[real, "clear"].mean())
        found["gets saved, real covers"] = float(inside[real].mean())
    return found


ALL: tuple[Callable[[Cell, np.random.Generator], Found], ...] = (pulled, alarms, power, outliers, suggested, tags)

TARGETS: dict[str, tuple[str, float, float, str]] = {
    "range covers": ("A video's 95 % range holds its true rate", 0.93, 0.97, ""),
    "usual holds": ("The usual range (8 in 10) holds of the true rates", 0.75, 0.85, ""),
    "error ratio": ("Error of the pulled rates over that of the raw ones", 0.0, 0.8, "error ratio best"),
    "month covers": ("A month's 95 % range holds the true usual rate", 0.93, 0.97, ""),
    "trend alarm": ("Trend: false alarms", 0.0, 0.06, ""),
    "trend alarm, views grow": ("Trend: false alarms while views grow 20 times", 0.0, 0.06, ""),
    "doubling": ("Trend: a doubling seen, dispersion fixed", 0.0, 1.0, "doubling, known"),
    "doubling, rates multiply": (
        "Trend: a doubling seen, all rates multiplied",
        0.0,
        1.0,
        "doubling, rates multiply, known",
    ),
    "change alarm": ("Change point: false alarms", 0.0, 0.05, ""),
    "change alarm, views grow": ("Change point: false alarms while views grow 20 times", 0.0, 0.05, ""),
    "change seen": ("Change point: a tripling half-way seen", 0.0, 1.0, ""),
    "stands out, none real": ("Stands out: data sets with any finding, none real", 0.0, multiple_tests.FALSE_SETS, ""),
    "stands out, false": ("Stands out: false among the findings", 0.0, 0.10, ""),
    "stands out, seen": ("Stands out: real ones (8 times the rate) seen", 0.0, 1.0, "stands out, seen, known"),
    "expected covers": ("Expected saves: 95 % range holds a new video's saves", 0.93, 0.97, ""),
    "expected, any": ("Expected saves: data sets with any finding, none real", 0.0, multiple_tests.FALSE_SETS, ""),
    "gets saved, none real": (
        "What gets saved: data sets with any finding, none real",
        0.0,
        multiple_tests.FALSE_SETS,
        "",
    ),
    "gets saved, false": ("What gets saved: false among the findings", 0.0, 0.10, ""),
    "gets saved, seen": ("What gets saved: a tag that triples the rate seen", 0.0, 1.0, ""),
    "gets saved, range covers": ("What gets saved: a tag's 95 % range holds its true ratio", 0.93, 1.0, ""),
    "gets saved, real covers": ("What gets saved: that of a tag that triples the rate", 0.0, 1.0, ""),
}
"""Row of the table -> (what it is, lowest and highest that will do, the measure of what could be reached at best)."""

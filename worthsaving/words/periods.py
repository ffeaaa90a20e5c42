"""Sentences on the comparison of two periods."""

from worthsaving.analysis.periods import DAYS, MIN_EACH, MIN_WITH_SAVES, Comparison, Latest
from worthsaving.words import format

OVERLAP = "The periods overlap: videos posted in both are left out."
PICK_BOTH = "Pick a first and a last day for both periods."

UNFINISHED = "the newer one is lower only with its newest videos, whose saves may still be coming in"


def comparison(found: Comparison) -> str:
    """Say how the second of two periods compares with the first, as a heading."""
    if found.verdict == "too few videos" and min(found.n_a, found.n_b) >= MIN_EACH:
        return f"Too few saved videos to compare {found.n_a:,} in the first period with {found.n_b:,} in the second"
    if found.verdict == "too few videos" or found.ratio is None:
        return (
            f"Too few videos to compare: {found.n_a:,} in the first period, {found.n_b:,} in the second; "
            f"{MIN_EACH} in each would do"
        )
    ratio, counts = found.ratio, f"{found.n_a:,} and {found.n_b:,} videos"
    if found.unfinished:
        return f"No clear difference between the two periods: {UNFINISHED} ({counts})"
    if found.verdict == "no clear difference":
        likely = f"{format.ratio(ratio.low)} to {format.ratio(ratio.high)} times"
        return f"No clear difference between the two periods (likely {likely}, {counts})"
    behind = ", ".join(filter(None, [format.likely_ratio(ratio.low, ratio.high), counts]))
    return f"The second period is saved {found.verdict}: {format.ratio(ratio.value)} times the rate of the first ({behind})"


def compared_rates(found: Comparison) -> str:
    """Give the two rates behind `comparison`, where there are enough videos, and how many young ones are left out."""
    said = []
    if found.rate_a is not None and found.rate_b is not None:
        said.append(
            f"A usual video of the first period gets {format.fine_rate(found.rate_a)} saves per 1,000 views, of the "
            f"second {format.fine_rate(found.rate_b)}."
        )
    if found.left_out_young:
        said.append(f"Videos under {found.settled_days:.0f} days old are left out ({found.left_out_young:,}).")
    return " ".join(said)


def latest(found: Latest) -> str:
    """Say how the newest closed period compares with the one before it: from how many finished videos, both ends named."""
    length = (found.now[1] - found.now[0]).days + 1
    period = "four weeks" if length == DAYS else f"{length} days"
    until, both = format.day(found.now[1]), found.found
    now, before = format.plural(both.n_b, "finished video"), f"{both.n_a:,}"
    if both.ratio is None:
        few, would_do = "saved videos", f"{MIN_WITH_SAVES} in both together"
        if min(both.n_a, both.n_b) < MIN_EACH:
            few, would_do = "videos", f"{MIN_EACH} in each"
        return (
            f"Too few {few} to compare the {period} to {until} ({now}) with the {period} before ({before}); "
            f"{would_do} would do."
        )
    likely = format.likely_ratio(both.ratio.low, both.ratio.high)
    if both.verdict in ("more", "less"):
        behind = ", ".join(filter(None, [likely and f"{likely} times", f"{both.n_b:,} and {before} finished videos"]))
        return (
            f"Videos of the {period} to {until} are saved {both.verdict} than those of the {period} before: "
            f"{format.about_ratio(both.ratio.value)} times as often ({behind})."
        )
    why = f": {UNFINISHED}" if both.unfinished else ""
    often = "" if why else f"{likely} times as often"
    behind = "; ".join(filter(None, [often, f"{both.n_b:,} and {before} finished videos"]))
    earlier = "four" if length == DAYS else period
    return f"Lately no clear difference: the {period} to {until} against the {earlier} before{why} ({behind})."

"""Sentences on the comparison of two periods."""

from worthsaving.analysis.periods import MIN_EACH, Comparison
from worthsaving.words import format


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
        said.append(f"Videos under 7 days old are left out ({found.left_out_young:,}).")
    return " ".join(said)

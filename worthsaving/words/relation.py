"""Sentences on saves against likes or comments."""

from worthsaving.analysis.relation import MIN_VIDEOS, Usual
from worthsaving.metrics import metric
from worthsaving.words import format

CLEAR = 0.3  # below this the tie between two rates is too loose to lean on, whatever its sign


def relation(usual: Usual | None, against: str, *, known: int) -> str:
    """Say how far saves go along with likes or comments at equal views, as a heading."""
    noun = metric(against).noun
    if known < MIN_VIDEOS:
        return f"Saves and {noun}: too few videos to say ({known:,})"
    if usual is None:
        return f"Saves and {noun}: none of these {known:,} videos has been saved yet"
    if usual.correlation is None:
        return f"Saves and {noun}: nothing to compare per view in these {format.plural(known, 'video')}"
    if usual.correlation.low >= CLEAR:
        return f"Videos with more {noun} per view also get more saves"
    if usual.correlation.high <= -CLEAR:
        return f"Videos with more {noun} per view get fewer saves"
    if usual.correlation.low > 0:
        return f"More {noun} per view, slightly more saves"
    if usual.correlation.high < 0:
        return f"More {noun} per view, slightly fewer saves"
    return f"No clear tie between {noun} per view and saves"


def relation_evidence(usual: Usual | None, against: str, *, as_rates: bool) -> str:
    """Give the numbers behind `relation`, the videos above the usual, and what band and line mean."""
    if usual is None:
        return f"With {MIN_VIDEOS} or more videos, one of them saved, a line of what is usual appears here."
    noun = metric(against).noun
    above = int(usual.above.sum())
    beat = (
        f"{format.plural(above, 'video')} got more saves than {'its' if above == 1 else 'their'} {noun} suggest."
        if above
        else f"No video got clearly more saves than its {noun} suggest."
    )
    tie = ""
    if usual.correlation is not None:
        tie = (
            f" How closely the two rates go together: {usual.correlation.value:.2f} (likely {usual.correlation.low:.2f} to "
            f"{usual.correlation.high:.2f}, {format.plural(usual.correlation.n, 'video')}; "
            "1 is in step, 0 not at all, -1 opposite)."
        )
    return f"{beat} {legend(as_rates=as_rates)}{tie}"


def legend(*, as_rates: bool) -> str:
    """Explain the dotted line and the shading of a saves chart."""
    if as_rates:
        return "Dotted: what is usual for you. Shaded: where 8 in 10 videos with your middling number of views fall."
    # Measured: this band is on the wide side, it holds 84-91 % of the videos.
    return "Dotted: what is usual for you. Shaded: where at least 8 in 10 of your videos fall."


def shown(*, as_rates: bool) -> str:
    """Name what is drawn: counts, or counts per 1,000 views."""
    return "Per 1,000 views" if as_rates else "Counts"


def in_one_picture(finding: str, videos: int, *, as_rates: bool) -> str:
    """Say what a chart shows to who cannot see it."""
    return f"{finding}. {shown(as_rates=as_rates)}, one point a video, {format.plural(videos, 'video')}."

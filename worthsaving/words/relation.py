"""Sentences on saves against likes, comments or views."""

from dataclasses import dataclass

import pandas as pd

from worthsaving.analysis.expected import CORNERS
from worthsaving.analysis.relation import MIN_VIDEOS, Usual
from worthsaving.analysis.size.by_views import ByViews
from worthsaving.metrics import metric
from worthsaving.schema import Estimate
from worthsaving.words import format

RATES = "Rates are per 1,000 views: they take the size of a video out of the comparison."

CLEAR = 0.3  # below this the tie between two rates is too loose to lean on, whatever its sign
CLOSE = 0.8  # from that correlation on, nearly every liked video is saved as well
_TELLS = ((CLOSE, "nearly all"), (0.6, "most"), (0.4, "part"), (0.0, "only a small part"))
"""How much of the story a correlation from that value on tells."""
_PAST = {"likes": "liked", "comments": "much discussed"}
NEAR_ONE = 1.15  # a ratio that rounds to "about as often"


@dataclass(frozen=True)
class Corner:
    """A named quadrant: its label in the analysis, its name, what its videos are, and what puts them there."""

    label: str
    name: str
    videos_are: str
    meaning: str


NAMED: dict[str, tuple[Corner, ...]] = {
    "likes": (
        Corner("both", "Loved and kept", "loved and kept", "saved and liked in your top third"),
        Corner(CORNERS["likes"][0], "Kept quietly", "kept quietly", "saved in your top third, liked in your bottom third"),
        Corner(CORNERS["likes"][1], "Liked, not kept", "liked but hardly kept", "liked in your top third, saved in your bottom third"),
    ),
    "comments": (
        Corner("both", "Talked about and kept", "talked about and kept", "saved and commented on in your top third"),
        Corner(CORNERS["comments"][0], "Kept without a word", "kept without a word", "saved in your top third, commented on in your bottom third"),
        Corner(CORNERS["comments"][1], "Talk, not kept", "talked about but hardly kept", "commented on in your top third, saved in your bottom third"),
    ),
}  # fmt: skip
"""The quadrants that have a name, by what saves are compared with, in the order of the list beside the chart."""

NAMES = {corner.label: corner.name for corner in NAMED["likes"]} | {"neither": "Neither"}
"""What a quadrant of saves and likes is called in a table."""


def relation(usual: Usual | None, against: str, *, known: int) -> str:
    """Say how far saves go along with likes or comments at equal views, as a heading."""
    noun = metric(against).noun
    if known < MIN_VIDEOS:
        return f"Saves and {noun}: too few videos to say ({known:,})"
    if usual is None:
        return f"Saves and {noun}: none of these {known:,} videos has been saved yet"
    tie = usual.at_equal_views
    if tie is None:
        return f"Saves and {noun}: your {format.plural(known, 'video')} are too alike to compare"
    if tie.low >= CLEAR:
        return f"Videos with more {noun} per view also get more saves"
    if tie.high <= -CLEAR:
        return f"Videos with more {noun} per view get fewer saves"
    if tie.low > 0:
        return f"More {noun} per view, slightly more saves"
    if tie.high < 0:
        return f"More {noun} per view, slightly fewer saves"
    return f"No clear tie between {noun} per view and saves"


def corners(labels: pd.Series, against: str) -> str:
    """Say how many videos lie in the named quadrants, as a heading; empty where none does. `labels`: see `quadrants`."""
    counts = labels.value_counts()
    found = [(int(counts.get(corner.label, 0)), corner.videos_are) for corner in NAMED[against]]
    said = [f"{count:,} {'is' if count == 1 else 'are'} {what}" for count, what in found if count]
    if not said:
        return ""
    first = next(count for count, _ in found if count)
    said[0] = said[0].replace(f"{first:,} ", f"{first:,} of your videos ", 1)
    return ", ".join(said[:-1]) + (" and " if len(said) > 1 else "") + said[-1]


def heading(usual: Usual | None, labels: pd.Series, against: str, *, known: int) -> str:
    """Say which quadrants hold videos or, where none does, how far saves go along with `against`."""
    return corners(labels, against) or relation(usual, against, known=known)


def tie(usual: Usual | None, against: str) -> str:
    """Say how much likes or comments tell about saves, with the correlation of the two rates at equal views; empty without one."""
    if usual is None or usual.at_equal_views is None:
        return ""
    found = usual.at_equal_views
    numbers = (
        f"correlation {found.value:.2f}, likely {found.low:.2f} to {found.high:.2f}, {format.plural(found.n, 'video')}"
    )
    return f"{_story(found, against)} ({numbers})."


def _story(found: Estimate, against: str) -> str:
    """Say how much the likes (or comments) of a video tell about its saves, from their correlation at equal views."""
    label, past = metric(against).label, _PAST[against]
    if found.low <= 0 <= found.high:
        return f"{label} tell nothing sure about saves"
    if found.value < 0:
        return f"{label} tell the opposite of saves: more of the one goes with fewer of the other"
    much = next(said for least, said in _TELLS if found.value >= least)
    but = "" if found.value >= CLOSE else f": some {past} videos are hardly saved"
    return f"{label} tell {much} of the story{but}"


def corners_evidence(usual: Usual | None, labels: pd.Series, against: str, *, known: int) -> str:
    """Say how far the two rates go together, after a heading that counts quadrants; the numbers alone after another."""
    said = f"{relation(usual, against, known=known)}." if corners(labels, against) else ""
    return " ".join(filter(None, [said, tie(usual, against)]))


AS_ABOVE = "The marks mean the same as in the chart above."
CORNER = "surely (8 in 10) in the top third of your videos on one side and the top or bottom third on the other"


def corners_legend(*, judged: bool, young_under: float | None, by_label: bool = False) -> str:
    """Explain the marks of the chart of quadrants; `judged`: whether there are videos enough for corners and a middle.

    `young_under`: days, None where no video is younger; `by_label`: whether a label colours the points.
    """
    hollow = "" if young_under is None else f" Hollow: under {young_under:.0f} days old, still collecting."
    if not judged:
        return f"Each dot is a video. With {MIN_VIDEOS} or more, one of them saved, corners appear here. Bigger: more views.{hollow}"
    return (
        "Each dot is a video, pulled towards your usual where few people saw it, so a corner is earned and not luck. "
        f"Coloured: {'by your label' if by_label else CORNER}. Dotted: your middle video. Bigger: more views.{hollow}"
    )


def corner_caption(corner: Corner, *, first: bool) -> str:
    """Say what puts videos into a quadrant; of the first one listed also what the number before each caption is."""
    numbers = " Number: saves per 1,000 views." if first else ""
    return f"{corner.meaning[:1].upper()}{corner.meaning[1:]}.{numbers}"


def more_in_corner(left: int) -> str:
    """Say how many videos of a quadrant the list leaves out; empty for none."""
    return f"and {left:,} more, in the table under the chart" if left else ""


def in_corner(corner: Corner, count: int, titles: list[str]) -> str:
    """Name a quadrant with its first videos in one sentence (it holds text from captions)."""
    left = f"; and {count - len(titles):,} more" if count > len(titles) else ""
    said = f"{corner.name} ({corner.meaning}): {'; '.join(titles)}{left}"
    return said if said.endswith("…") else f"{said}."


def rates_of(saves: float, other: float, against: str) -> str:
    """Give a listed video's two rates (0-1)."""
    return f"{format.rate(saves)} saves, {format.rate(other)} {metric(against).noun} per 1,000 views"


def rates_in_hover(against: str) -> str:
    """Give a point's two rates, which are its place on the axes, with Plotly's variables for them (two figures, as elsewhere)."""
    return f"%{{y:,.2r}} saves, %{{x:,.2r}} {metric(against).noun} per 1,000 views, adjusted"


def relation_evidence(usual: Usual | None, against: str) -> str:
    """Give the videos above the usual, what band and line of the counts mean, and the numbers behind `relation`."""
    if usual is None:
        return f"With {MIN_VIDEOS} or more videos, one of them saved, a line of what is usual appears here."
    noun = metric(against).noun
    above = int(usual.line.above.sum())
    beat = (
        f"{format.plural(above, 'video')} got more saves than {'its' if above == 1 else 'their'} {noun} suggest."
        if above
        else ""
    )
    return " ".join(filter(None, [beat, LEGEND, tie(usual, against)]))


# Measured: this band is on the wide side, it holds 84-91 % of the videos.
LEGEND = "Dotted: what is usual for you. Shaded: where most of your videos fall (8 in 10 or more)."


def shown(*, as_rates: bool) -> str:
    """Name what is drawn: counts, or counts per 1,000 views."""
    return "Per 1,000 views" if as_rates else "Counts"


def in_one_picture(finding: str, videos: int, *, as_rates: bool) -> str:
    """Say what a chart shows to who cannot see it."""
    return f"{finding}. {shown(as_rates=as_rates)}, one point a video, {format.plural(videos, 'video')}."


def by_views(found: ByViews) -> str:
    """Say whether videos with many views are saved more often, as a heading."""
    ratio = found.ratio
    if ratio is None:
        return f"Too few saved videos to say whether your hits are saved more often ({found.n:,})"
    if found.verdict == "no clear difference":
        return "No clear difference between your hits and your other videos in how often they are saved"
    if found.verdict == "more":
        return f"Your hits are saved {_times(ratio.value)} as often as your middle video"
    return f"Your hits are saved less often: {format.ratio(ratio.value)} times as often as your middle video"


def _times(ratio: float) -> str:
    """Write a ratio above 1: "twice", "3 times", "1.4 times"."""
    if ratio < NEAR_ONE:
        return "slightly more than"
    if 1.9 <= ratio < 2.1:
        return "twice"
    return f"{round(ratio):,} times" if 2.95 <= ratio <= format.MOST_TIMES else f"{format.ratio(ratio)} times"


def by_views_evidence(found: ByViews, pooled: float | None, usual: float | None) -> str:
    """Give range and numbers behind `by_views`, and why the rate of all views and that of the usual video differ (0-1)."""
    if found.ratio is None:
        return ""
    likely = format.likely_ratio(found.ratio.low, found.ratio.high)
    hits = f"Hits: the tenth with most views, {found.hits:,} of {found.n:,} videos"
    said = f"{hits}; {likely} times." if likely else f"{hits}."
    clear = found.verdict == "more" and pooled is not None and usual is not None and pooled > NEAR_ONE * usual
    if clear and pooled is not None and usual is not None:
        said += (
            f" That is why all your views together give {format.rate(pooled)} saves per 1,000, and your middle video "
            f"{format.rate(usual)}: the hits hold most of the views."
        )
    return said


BY_VIEWS_LEGEND = (
    "Dots: your videos as counted. Bars: the usual rate of videos with about so many views, and where it likely lies. "
    "Dotted: the line through all of them."
)

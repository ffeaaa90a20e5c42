"""Sentences on the headline numbers: save rate, its range, known saves, the most-saved video."""

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.headline import Headline
from worthsaving.analysis.models import rates
from worthsaving.words import format

OF_VIEWS = "saves per 1,000 views, all views together"  # what the rate of all videos is, after its number
BY_POSTING = "Saves per 1,000 views, by posting date"


def save_rate(headline: Headline) -> str:
    """Say what the creator's save rate is, as a heading."""
    if headline.pooled is None:
        return "No save rate yet: no video here has both views and a saves count that fits them."
    if not headline.saves:
        said = _no_save_yet(headline.videos_with_saves)
        return said[:1].upper() + said[1:]
    return out_of_views(headline.pooled.value)


def out_of_views(rate: float) -> str:
    """Say a rate of 0-1 in whole people: out of 1,000 views, or of more where that would be less than one of them."""
    if not rate:
        return "Nobody has saved these videos yet"
    views = next((views for views in (1_000, 10_000, 100_000) if rate * views >= 0.95), 1_000_000)
    people = round(rate * views)
    if not people:
        return f"Out of {views:,} views, less than one person saves"
    return f"Out of {views:,} views, about {'1 person saves' if people == 1 else f'{people:,} people save'}"


def no_saves(videos: int) -> str:
    """Say that no saves are known of these videos, and that this is not zero."""
    return f"None of your {format.plural(videos, 'video')} has a saves count. That is not zero saves: we simply can't tell."


def save_rate_evidence(headline: Headline) -> str:
    """Give the range and number of videos behind `save_rate`, and what is usual for one video; empty without a rate."""
    if headline.pooled is None or not headline.pooled.value:
        return ""
    hint = f"With {rates.MIN_VIDEOS} or more videos your usual range appears here."
    return " ".join(filter(None, [likely_rate(headline), usual_range(headline, "your videos") or hint]))


def likely_rate(headline: Headline) -> str:
    """Give the rate of all views together with its range and the number of videos; empty without a rate."""
    rate = headline.pooled
    if rate is None or not rate.value:
        return ""
    alone = " One video says little about the next." if rate.n == 1 else ""
    likely = f"likely {format.rate(rate.low)} to {format.rate(rate.high)}, {format.plural(rate.n, 'video')}"
    return f"All views together: {format.rate(rate.value)} per 1,000 ({likely}).{alone}"


def usual_range(headline: Headline, of: str) -> str:
    """Say what most videos get, `of` naming whose; empty where there are too few.

    Where few views stand behind many of them, what was counted is said, which is no range of what they are worth.
    """
    usual, counted = normal(headline), headline.counted
    if usual is None:
        return ""
    if counted is None or not counted.thin:
        return f"Most of {of} (8 in 10) get {format.rate(usual[0])} to {format.rate(usual[1])}."
    if counted.low:
        return f"Most of {of} (8 in 10) got {format.rate(counted.low)} to {format.rate(counted.high)} as counted."
    none = f"{min(round(100 * counted.unsaved / counted.n), 99)} % of {of} have no save yet"
    if not counted.high:
        return f"{none}."
    return f"{none}; 9 in 10 have at most {format.rate(counted.high)}."


def known_saves(headline: Headline) -> str:
    """Say for how many videos saves are known, and how many young ones the rate leaves out; empty when all count."""
    said = []
    if headline.videos_with_saves < headline.videos:
        videos = format.plural(headline.videos, "video")
        said.append(f"Saves are known for {headline.videos_with_saves:,} of {videos}; the rest is left out, not zero.")
    if headline.left_out_young:
        one = headline.left_out_young == 1
        young = _young(headline.left_out_young, counted_back=headline.ages_guessed, days=headline.settled_days)
        said.append(
            f"{young} {'is' if one else 'are'} still collecting saves, so {'it is' if one else 'they are'} not counted yet."
        )
    elif headline.young:
        young = _young(headline.young, counted_back=headline.ages_guessed, days=headline.settled_days)
        said.append(f"The rate counts {young} as well, as there are so few: their saves are still coming in.")
    return " ".join(said)


def top_share(headline: Headline) -> str:
    """Say how much hangs on the most-saved video; empty when no saves are known."""
    if headline.top_share is None or headline.videos_with_saves < 2:
        return ""
    share = f"{100 * headline.top_share:.0f} %"
    if headline.top_share >= 0.15:
        ranged = normal(headline) and not (headline.counted and headline.counted.thin)
        instead = "; look at the usual range" if ranged else ""
        return f"One video holds {share} of your saves. Totals mislead here{instead}."
    return f"Your most-saved video holds {share} of all saves: no single video carries the total."


def normal(headline: Headline) -> tuple[float, float] | None:
    """Return the creator's usual range of save rates (0-1); None where there are too few videos or no save at all."""
    if headline.weak or headline.typical is None:
        return None
    return headline.typical.low, headline.typical.high


def _no_save_yet(videos: int) -> str:
    return (
        "your video has not been saved yet." if videos == 1 else f"none of your {videos:,} videos has been saved yet."
    )


def _young(videos: int, *, counted_back: bool, days: float = YOUNG_DAYS) -> str:
    """Name so many young videos, and how their age was found where no file says when their counts were taken."""
    how = " (counted back from the newest day in your files)" if counted_back else ""
    return f"{format.plural(videos, 'video')} under {days:.0f} days old{how}"


def no_videos(*, days: int) -> str:
    """Say why there is no video to speak of: `days` rows of whole days, or a choice that leaves none."""
    return f"{'These files count whole days and list no videos' if days else 'No video fits this choice'}."


def most_saved(videos: int, saves: int) -> str:
    """Label the most-saved of so many videos."""
    return f"{'Your video' if videos == 1 else 'Your most-saved video'}: {format.plural(saves, 'save')}"

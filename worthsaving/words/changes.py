"""Sentences on gains since an earlier export."""

from worthsaving.analysis.changes import Gains
from worthsaving.metrics import metric
from worthsaving.words import format

PACE_NEEDS = 1.0  # days between two exports; over a few minutes "a day" would be blown up to millions of saves

WAITING = (
    ("trending_up", "What came in", "Saves, likes, comments and views since the export before, video by video."),
    (
        "hourglass_bottom",
        "How long saves keep coming",
        "What part of them comes after a video's first week, beside its likes.",
    ),
    (
        "casino",
        "Bets on new videos",
        "How many saves each will likely have after four weeks, and how the last bets came out.",
    ),
)
"""What stands on the page of changes from the second export on: icon, name, what it is."""
WHAT_COMES = "From your second export on, you see here"


def gained(count: str) -> str:
    """Label what was gained of a count."""
    return f"{metric(count).label} gained"


def signed(value: object) -> str:
    """Write a gain as `+12` or `-3`; "not known" when missing."""
    return format.MISSING if format.is_missing(value) else f"{int(value):+,}".replace("-", "−")  # type: ignore[call-overload]


def changed(found: Gains) -> str:
    """Say how many saves came since then, as a heading."""
    since = f" since {format.day(found.since)}" if found.since is not None else ""
    since += " or earlier" if since and found.earlier else ""
    if not found.videos:
        return "Nothing to compare yet"
    if found.saves is None:
        return f"What changed{since}: saves can't be told, as no video has them on both sides"
    if found.saves == 0 and not found.gaining:
        return f"No new saves{since}"
    videos = f"{found.gaining:,} of {format.plural(found.compared, 'video')}"
    if found.saves < 0:
        return f"{signed(found.saves)} saves{since}: more were taken back than came"
    return f"{signed(found.saves)} {'save' if found.saves == 1 else 'saves'}{since}, on {videos}"


def by_account(each: dict[str, Gains], accounts: int) -> list[str]:
    """Say what each account gained, a line each, and how many of `accounts` have none; `each`: gains by account's name."""
    more = [f"{format.plural(accounts - len(each), 'more account')} with fewer"] if accounts > len(each) else []
    return [f"{name}: {changed(found)}" for name, found in each.items()] + more


def changed_evidence(found: Gains) -> str:
    """Say how long that took and what else happened: new videos, vanished ones, counts that fell."""
    if not found.videos:
        return "Changes show from an account's second export on."
    said = []
    if found.days is not None and found.days >= PACE_NEEDS and found.saves is not None and found.saves > 0:
        said.append(f"That is {format.figures(found.saves / found.days)} a day over {_days(found.days)}.")
    said += _unlike(found)
    if found.new:
        said.append(f"{format.plural(found.new, 'new video')}.")
    if found.vanished:
        said.append(f"{format.plural(found.vanished, 'video')} no longer in the export.")
    if found.fell:
        said.append(f"On {format.plural(found.fell, 'video')} a count fell.")
    if found.compared < found.videos - found.vanished:
        left = found.videos - found.vanished - found.compared
        said.append(f"{format.plural(left, 'video')} without a known gain left out, not taken as zero.")
    return " ".join(said)


def _unlike(found: Gains) -> list[str]:
    """Say which videos' gains cover another time than the heading; they have no daily rate."""
    said = []
    if found.earlier:
        said.append(
            f"{_compared(found.earlier)} with an earlier export, as far back as {format.day(found.oldest)}: "
            f"what {_they(found.earlier)} gained may be older."
        )
    if found.later:
        said.append(
            f"{_compared(found.later)} with a later export: what {_they(found.later)} gained before it is left out."
        )
    if found.behind:
        were = "was" if found.behind == 1 else "were"
        said.append(f"{format.plural(found.behind, 'video')} {were} last counted before the newest export.")
    return said


def _compared(videos: int) -> str:
    return f"{format.plural(videos, 'video')} {'is' if videos == 1 else 'are'} compared"


def _they(videos: int) -> str:
    return "it" if videos == 1 else "they"


def _days(days: float) -> str:
    if round(days, 1) == 1:
        return "1 day"
    return f"{format.figures(days)} days" if days < 1.5 else f"{days:.0f} days"

"""Numbers and dates as a creator reads them, the same everywhere: the pieces of sentences."""

import math
from datetime import date
from typing import Any

import pandas as pd

from worthsaving.data.direction import unturned
from worthsaving.data.load import stop_words

MISSING = "not known"
PER = 1000  # rates are said and drawn per 1,000 views: "3.5" is easier to hold than "0.35 %"
SMALLEST = 0.001  # saves per 1,000 views: one in a million; below it digits say nothing
MOST_TIMES = 100  # where one side has next to nothing, a ratio is a guess of any size
SMALL_WORD = 2  # letters: "of", "my", "de"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_missing(value: Any) -> bool:  # noqa: ANN401 - anything a table cell can hold
    """Tell whether a value is None, NA, NaT or NaN."""
    return value is None or bool(pd.isna(value))


def count(value: Any) -> str:  # noqa: ANN401
    """Write an exact count, `1,234`; "not known" when missing."""
    return MISSING if is_missing(value) else f"{int(value):,}"


def short(value: Any) -> str:  # noqa: ANN401
    """Write a count in at most five characters: `1,234`, from ten thousand `12.3K`, `1.2M`; "not known" when missing."""
    if is_missing(value):
        return MISSING
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
        # 999,500 would round to "1000K", so the next letter takes over a little early.
        if abs(value) >= (10_000 if letter == "K" else size * 0.9995):
            scaled = value / size
            return f"{scaled:.0f}{letter}" if abs(scaled) >= 99.95 else f"{scaled:.1f}{letter}"
    return f"{int(value):,}"


def figures(value: float, digits: int = 2) -> str:
    """Write a positive number to `digits` significant figures without an exponent: 0.0346, 3.5, 120."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else MISSING
    places = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, places)
    return f"{rounded:,.{max(0, digits - 1 - math.floor(math.log10(abs(rounded))))}f}"


def percent(rate: Any) -> str:  # noqa: ANN401
    """Write a rate of 0-1 as `0.35 %`; "not known" when missing."""
    return MISSING if is_missing(rate) else f"{figures(100 * float(rate))} %"


def rate(value: float) -> str:
    """Write a rate of 0-1 as the number per 1,000 views: 0.0054 is `5.4`."""
    return figures(PER * value)


def fine_rate(value: float) -> str:
    """Write a rate of 0-1 as the number per 1,000 views, "under 0.001" where digits mean nothing."""
    return f"under {SMALLEST:g}" if 0 < PER * value < SMALLEST else rate(value)


def per_thousand(rate: Any) -> str:  # noqa: ANN401
    """Write a rate of 0-1 as `3.5 per 1,000 views`; "not known" when missing."""
    return MISSING if is_missing(rate) else f"{figures(PER * float(rate))} per 1,000 views"


def times(ratio: float) -> str:
    """Write a ratio as `1.4 times`."""
    return f"{figures(ratio)} times"


def ratio(value: float) -> str:
    """Write how many times something is of another: `1.4`; "over 100" or "under 0.01" beyond a hundredfold."""
    if value > MOST_TIMES:
        return f"over {MOST_TIMES}"
    return f"under {1 / MOST_TIMES:g}" if value < 1 / MOST_TIMES else figures(value)


def about_ratio(value: float) -> str:
    """Write a ratio as an estimate: `about 1.4`, but plainly `over 100`."""
    said = ratio(value)
    return f"about {said}" if said[0].isdigit() else said


def likely_ratio(low: float, high: float) -> str:
    """Write the range of a ratio: `likely 1.1 to 1.9`; empty where both ends are beyond the same hundredfold."""
    said = ratio(low), ratio(high)
    return "" if said[0] == said[1] and not said[0][0].isdigit() else f"likely {said[0]} to {said[1]}"


def day(moment: Any) -> str:  # noqa: ANN401
    """Write a date as `5 Nov 2026`; "date not known" when missing."""
    if is_missing(moment):
        return "date not known"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def month(moment: Any) -> str:  # noqa: ANN401
    """Write a month as `Nov 2026`; "date not known" when missing."""
    return "date not known" if is_missing(moment) else f"{_MONTHS[moment.month - 1]} {moment.year}"


def span(first: date | pd.Timestamp | None, last: date | pd.Timestamp | None) -> str:
    """Write a period as `Sep 2025 – Nov 2026` (days within one month); empty when neither end is known."""
    if is_missing(first) or is_missing(last):
        return ""
    if (first.year, first.month) == (last.year, last.month):  # type: ignore[union-attr]
        return day(first) if first == last else f"{first.day} – {day(last)}"  # type: ignore[union-attr]
    return f"{month(first)} – {month(last)}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: `1 video`, `1,234 videos`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def clip(text: str, limit: int) -> str:
    """Cut `text` to one line of at most `limit` characters, at a word, with an ellipsis; never after an "of" or "the"."""
    flat = " ".join(unturned(str(text)).split())
    if len(flat) <= limit:
        return flat
    cut = flat[: limit - 1]
    space = cut.rfind(" ")
    if space > limit // 2:
        words = cut[:space].split(" ")
        while len(" ".join(words[:-1])) > limit // 3 and _is_small(words[-1]):
            words.pop()
        cut = " ".join(words)
    return cut.rstrip(" ,.;:-") + "…"


def _is_small(word: str) -> bool:
    """Tell whether a word only leads on to the next: two letters, or one of data/stopwords.toml."""
    return word.isalpha() and (len(word) <= SMALL_WORD or word.casefold() in stop_words())


def title_of(title: str, posted: Any = None) -> str:  # noqa: ANN401
    """Name a video in a list: its caption, or "Untitled, 5 Nov 2026" where it has none."""
    flat = " ".join(unturned(str(title)).split())
    return flat or ("Untitled video" if is_missing(posted) else f"Untitled, {day(posted)}")

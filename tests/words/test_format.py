"""Numbers and dates as a creator reads them."""

import numpy as np
import pandas as pd
import pytest

from worthsaving.words import format


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (999, "999"), (1234, "1,234"), (9999, "9,999"), (12_345, "12.3K"), (123_456, "123K"),
        (999_949, "1.0M"), (1_234_567, "1.2M"), (2_500_000_000, "2.5B"), (pd.NA, "not known"), (None, "not known"),
    ],
)  # fmt: skip
def test_short_counts(value, text):
    """A count takes at most five characters, and a missing one is never 0."""
    assert format.short(value) == text


@pytest.mark.parametrize(
    ("rate", "text"), [(0.00346, "0.35 %"), (0.035, "3.5 %"), (0.12, "12 %"), (0.0, "0 %"), (np.nan, "not known")]
)
def test_percent(rate, text):
    """A rate shows two significant figures and its unit."""
    assert format.percent(rate) == text


def test_figures_round_up_to_the_next_power():
    """0.0999 to two figures is 0.10, not 0.100."""
    assert format.figures(0.0999) == "0.10"


def test_per_thousand():
    """A rate of 0.0035 is 3.5 in a thousand."""
    assert format.per_thousand(0.0035) == "3.5 per 1,000 views"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.44, "1.4"), (100.0, "100"), (101, "over 100"), (1e200, "over 100"), (np.inf, "over 100"),
        (0.01, "0.010"), (0.0099, "under 0.01"), (1e-200, "under 0.01"), (0.0, "under 0.01"),
    ],
)  # fmt: skip
def test_a_ratio_is_no_endless_number(value, text):
    """Beyond a hundredfold either way the number itself is not said, nor called an estimate."""
    assert format.ratio(value) == text
    assert format.about_ratio(value) == (text if value > 100 or value < 0.01 else f"about {text}")


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1.1, 1.9, "likely 1.1 to 1.9"), (32, 1e46, "likely 32 to over 100"), (1e-40, 0.03, "likely under 0.01 to 0.030"),
        (1e-9, 1e9, "likely under 0.01 to over 100"), (1.5, 1.5, "likely 1.5 to 1.5"), (580, 1e40, ""), (1e-40, 0.002, ""),
    ],
)  # fmt: skip
def test_the_range_of_a_ratio(low, high, text):
    """From one end to the other; nothing where both lie beyond what is said."""
    assert format.likely_ratio(low, high) == text


def test_span_within_a_month_shows_days():
    """A short span names its days, a long one its months."""
    first, last = pd.Timestamp("2026-11-02"), pd.Timestamp("2026-11-09")
    assert format.span(first, last) == "2 – 9 Nov 2026"
    assert format.span(pd.Timestamp("2025-09-01"), last) == "Sep 2025 – Nov 2026"
    assert format.span(None, last) == ""


def test_clip_cuts_at_a_word():
    """Long text ends in an ellipsis after a whole word, in one line."""
    assert format.clip("one two\nthree four", 12) == "one two…"
    assert format.clip("short", 12) == "short"


@pytest.mark.parametrize(
    ("text", "limit", "said"),
    [
        ("The crispiest udon carbonara of my whole life", 37, "The crispiest udon carbonara…"),
        ("The crispiest udon carbonara of my whole life", 33, "The crispiest udon carbonara…"),
        ("The crispiest udon carbonara with LED lamps", 40, "The crispiest udon carbonara with LED…"),
        ("The coconut rice I make when I have 20 minutes", 42, "The coconut rice I make when I have 20…"),
        ("An egg in a pan on my way to it, in the end", 17, "An egg in a pan…"),
    ],
)
def test_clip_leaves_no_small_word_hanging(text, limit, said):
    """What ends in "of…" reads as if it had been cut by mistake; a name or number stays, and so does half the room."""
    assert format.clip(text, limit) == said


def test_a_video_without_a_caption_is_named_by_its_date():
    """An empty caption is common and must not leave an empty label."""
    assert format.title_of("  ", pd.Timestamp("2026-11-05")) == "Untitled, 5 Nov 2026"
    assert format.title_of("Soup") == "Soup"


def test_plural():
    """One video, two videos."""
    assert [format.plural(n, "video") for n in (1, 2, 1200)] == ["1 video", "2 videos", "1,200 videos"]


@pytest.mark.parametrize(("rate", "text"), [(0.99e-6, "under 0.001"), (1e-6, "0.0010"), (1.1e-6, "0.0011"), (0.0, "0")])
def test_a_rate_of_less_than_one_in_a_million_has_no_digits(rate, text):
    """Zero is zero all the same."""
    assert format.fine_rate(rate) == text

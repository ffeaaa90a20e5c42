"""How long videos are."""

from __future__ import annotations

import pyarrow as pa
import pytest

from worthsaving.reading.values.durations import read_durations


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("27", 27),
        ("27.5", 27.5),
        ("27,5", 27.5),
        ("1:05", 65),
        ("0:01:05", 65),
        ("1:00:01", 3601),
        ("1m 5s", 65),
        ("PT1M5S", 65),
        ("27 s", 27),
        ("12.3456789", 12.3456789),
        ("0.30000000000000004", 0.30000000000000004),
        ("1e-7", 1e-7),
        ("PT1M5.5S", 65.5),
    ],
)
def test_lengths_are_seconds(text: str, seconds: float) -> None:
    """Plain seconds, a clock and spelled units all become seconds."""
    assert read_durations(pa.chunked_array([[text]])).tolist() == [seconds]


@pytest.mark.parametrize("text", ["", "NAN", "long", "1:99:99:1", "1e9", "1e-", "-5", "12345678"])
def test_no_length_is_missing(text: str) -> None:
    """What is no length is <NA>, never 0."""
    assert read_durations(pa.chunked_array([[text]])).isna().all()

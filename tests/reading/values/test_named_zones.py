"""Tests for zones of time in headers."""

import pandas as pd
import pytest

from worthsaving.data.load import declared
from worthsaving.reading.values.named_zones import zone_in


@pytest.mark.parametrize(("name", "zone"), declared("words")["zones"].items())
def test_every_named_zone_is_one(name: str, zone: str) -> None:
    """In any case, behind the name of the column, and a zone that times can be in."""
    assert zone_in(f"Posted ({name.upper()})") == zone
    assert pd.Timestamp("2026-03-01", tz=zone).tz is not None


@pytest.mark.parametrize(
    ("header", "zone"),
    [
        ("Posted (UTC+8)", "UTC+08:00"),
        ("Posted [GMT -03:30]", "UTC-03:30"),
        ("发布时间（UTC＋8）", "UTC+08:00"),
        ("created_at_utc", "UTC"),
        ("Posted (UTC+15)", ""),
        ("Posted (new)", ""),
        ("PST", ""),
        ("Posted", ""),
    ],
)
def test_distances_are_read_and_other_words_are_no_zones(header: str, zone: str) -> None:
    """Nothing is guessed from a word that only looks like one."""
    assert zone_in(header) == zone

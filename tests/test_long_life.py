"""An app that runs for a long time: what visits leave behind in its process once they have ended."""

import sys
from statistics import median

import pytest

from tests.benchmarks import long_life

pytestmark = [
    pytest.mark.long,
    pytest.mark.subprocess,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
MOST_GROWTH = 30  # MB from one third to the last; over 60 where every visit stays (1.2 MB each)


def test_visits_leave_nothing_behind(tmp_path):
    """Once pools have filled up memory stays about where it is, descriptors are back, no file was left.

    The middle of many visits: what a single one finds depends on when garbage was last collected.
    """
    megabytes, descriptors, files = long_life.live(long_life.VISITS, tmp_path)
    settled, third = long_life.SETTLED, (long_life.VISITS - long_life.SETTLED) // 3
    assert median(megabytes[-third:]) - median(megabytes[settled : settled + third]) < MOST_GROWTH, megabytes
    assert max(descriptors[settled:]) <= max(descriptors[:settled]) + 5, descriptors
    assert files == []

"""An app that runs for a long time: what visits leave behind in its process once they have ended."""

import sys

import pytest

from tests.benchmarks import long_life

pytestmark = [
    pytest.mark.long,
    pytest.mark.subprocess,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
MOST_GROWTH = 30  # MB over 80 visits: 8 measured (docs/long-life.md), about 100 where every visit stays (1.2 MB each)


def test_visits_leave_nothing_behind(tmp_path):
    """After a hundred visits memory is about where it was after twenty, descriptors are back, no file was left."""
    megabytes, descriptors, files = long_life.live(long_life.VISITS, tmp_path)
    settled = long_life.SETTLED
    assert max(megabytes[settled:]) - max(megabytes[:settled]) < MOST_GROWTH, megabytes
    assert max(descriptors[settled:]) <= max(descriptors[:settled]) + 5, descriptors
    assert files == []
